// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/wholepacketencoder.h>
#include <qsocketio/value/jsonformat_p.h>
#include <qsocketio/value/jsonwriter_p.h>

namespace QSocketIo {

/*!
    \class QSocketIo::WholePacketEncoder
    \brief A PacketEncoder for formats of your own: it collects a packet's arguments and hands the
    whole to encode().

    \code
    class Encoder final : public WholePacketEncoder
    {
        EncodedPacket encode(const Packet &packet) override
        {
            return EncodedPacket::ofText(toText(packet));
        }
    };
    \endcode

    Arguments are kept encoded in between, which costs time. A format that is to be as fast as the
    built-in ones implements PacketEncoder and a Writer.

    \sa Parser
*/

/*!
    \fn QSocketIo::EncodedPacket QSocketIo::WholePacketEncoder::encode(const Packet &packet)
    Returns \a packet in the format, see EncodedPacket::ofText() and EncodedPacket::ofBinary().
*/

struct WholePacketEncoder::State
{
    QByteArray json;
    QList<QByteArray> attachments;
    JsonWriter writer{json, attachments};
    QByteArray nsp;
    QByteArray event;
    Packet packet;
    EncodedPacket encoded;
};

WholePacketEncoder::WholePacketEncoder() : m_state(std::make_unique<State>()) { }
WholePacketEncoder::~WholePacketEncoder() = default;

Writer &WholePacketEncoder::begin(Packet::Type type, QByteArrayView nsp,
                                  const std::optional<quint64> &id)
{
    m_state->nsp = nsp.toByteArray();
    m_state->event.clear();
    m_state->packet = {.type = type, .nsp = m_state->nsp, .id = id};
    m_state->writer.restart(0);
    m_state->writer.beginArray(Writer::UnknownSize);
    return m_state->writer;
}

Writer &WholePacketEncoder::beginEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                                       QByteArrayView event)
{
    Writer &writer = begin(Packet::Type::Event, nsp, id);
    m_state->event = event.toByteArray();
    m_state->packet.event = m_state->event;
    return writer;
}

EncodedPacket &WholePacketEncoder::finish()
{
    State &state = *m_state;
    state.writer.endArray();
    state.writer.finish();
    EncodedValues values;
    values.storage = state.json;
    values.attachments = state.attachments;
    values.placeholders = state.writer.placeholders();
    state.packet.arguments = Arguments(jsonValues(std::move(values)));
    state.encoded = encode(state.packet);
    state.packet.arguments = {};
    return state.encoded;
}

} // namespace QSocketIo
