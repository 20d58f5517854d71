// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "wholejsonparser.h"

#include <qsocketio/protocol/wholepacketencoder.h>

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

class Encoder final : public WholePacketEncoder
{
    EncodedPacket encode(const Packet &packet) override
    {
        QVariantMap object{{u"type"_s, int(packet.type)},
                           {u"nsp"_s, QString::fromUtf8(packet.nsp)}};
        QVariantList values = packet.arguments.toVariantList();
        if (packet.type == Packet::Type::Event)
            values.prepend(QString::fromUtf8(packet.event));
        if (packet.type == Packet::Type::Event || packet.type == Packet::Type::Ack)
            object.insert(u"data"_s, values);
        else if (!values.isEmpty())
            object.insert(u"data"_s, values.first());
        if (packet.id)
            object.insert(u"id"_s, *packet.id);
        return EncodedPacket::ofText(
            QJsonDocument::fromVariant(object).toJson(QJsonDocument::Compact));
    }
};

class Decoder final : public PacketDecoder
{
public:
    Status text(QByteArrayView text, Packet &packet) override
    {
        const QJsonObject object = QJsonDocument::fromJson(text.toByteArray()).object();
        const bool valid = readType(object, packet) && readId(object, packet)
            && readData(object, packet) && isPacketValid(packet);
        return valid ? Status::Complete : fail(u"invalid packet"_s);
    }
    Status binary(const QByteArray &, Packet &) override
    {
        return fail(u"this format has no binary data"_s);
    }
    void reset() override { m_error.clear(); }
    QString errorString() const override { return m_error; }

private:
    static bool readType(const QJsonObject &object, Packet &packet)
    {
        const qint64 type = object["type"_L1].toInteger(-1);
        packet.type = Packet::Type(type);
        return type >= 0 && type <= qint64(Packet::Type::ConnectError);
    }

    static bool readId(const QJsonObject &object, Packet &packet)
    {
        if (!object.contains("id"_L1))
            return true;
        const qint64 id = object["id"_L1].toInteger(-1);
        packet.id = quint64(id);
        return id >= 0;
    }

    static bool readData(const QJsonObject &object, Packet &packet)
    {
        const QJsonValue data = object["data"_L1];
        const bool isEvent = packet.type == Packet::Type::Event;
        const bool isList = isEvent || packet.type == Packet::Type::Ack;
        QVariantList values;
        if (isList)
            values = data.toArray().toVariantList();
        else if (!data.isUndefined())
            values.append(data.toVariant());
        if (isList && !data.isArray())
            return false;
        if (isEvent && (values.isEmpty() || values.first().typeId() != QMetaType::QString))
            return false;
        const QByteArray nsp = object["nsp"_L1].toString().toUtf8();
        // The packet's views are of what it owns.
        packet.storage = nsp + (isEvent ? values.takeFirst().toString().toUtf8() : QByteArray());
        packet.nsp = QByteArrayView(packet.storage).first(nsp.size());
        packet.event = QByteArrayView(packet.storage).sliced(nsp.size());
        packet.arguments = Arguments::fromVariantList(values);
        return true;
    }

    Status fail(const QString &error)
    {
        m_error = error;
        return Status::Failed;
    }

    QString m_error;
};

} // namespace

std::unique_ptr<PacketEncoder> WholeJsonParser::createEncoder() const
{
    return std::make_unique<Encoder>();
}

std::unique_ptr<PacketDecoder> WholeJsonParser::createDecoder(const ParserLimits &) const
{
    return std::make_unique<Decoder>();
}
