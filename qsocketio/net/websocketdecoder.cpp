// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/largebuffers_p.h>
#include <qsocketio/net/utf8_p.h>
#include <qsocketio/net/websocketdecoder_p.h>

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <limits>

namespace QSocketIo::Net {

static_assert(sizeof(WebSocketDecoder) <= 64);

namespace {

constexpr quint8 FinalBit = 0x80;
constexpr quint8 MaskBit = 0x80;
constexpr quint8 CompressedBit = 0x40;
constexpr quint8 ReservedBits = 0x30;
// Of a masked frame whose length needs no bytes of its own.
constexpr qsizetype ShortHeader = 6;
constexpr int ShortLength = 125;

} // namespace

WebSocketDecoder::WebSocketDecoder(Role role, qint64 maximumMessageSize)
    : m_maximum(
        std::clamp<qint64>(maximumMessageSize, 0, std::numeric_limits<qsizetype>::max() / 2)),
      m_role(role)
{
}

WebSocketDecoder::Step WebSocketDecoder::next(std::span<char> &input, Message &message)
{
    return isShortMessage(input) ? takeShortMessage(input, message) : nextByParts(input, message);
}

WebSocketDecoder::Step WebSocketDecoder::nextByParts(std::span<char> &input, Message &message)
{
    while (m_failure == Failure::None) {
        if (!m_inPayload && !readHeader(input))
            continue;
        if (!m_inPayload)
            return Step::Incomplete;
        if (isWhole(input)) {
            if (!message.storage.isNull())
                message.storage = {};
            message.payload = takeInPlace(input);
            return deliver(message);
        }
        keep(input);
        if (m_remaining > 0 || isFinal())
            return endKept(message);
        endFrame();
    }
    return Step::Failed;
}

std::span<char> WebSocketDecoder::space()
{
    constexpr qint64 worthwhile = 16 * 1024;
    if (!m_inPayload || m_remaining < worthwhile)
        return {};
    reserveFor(worthwhile);
    const qint64 room = m_kept.capacity() - m_kept.size() - Padding;
    return {m_kept.data() + m_kept.size(), size_t(std::min(room, m_remaining))};
}

WebSocketDecoder::Step WebSocketDecoder::placed(qsizetype size, Message &message)
{
    m_kept.resize(m_kept.size() + size);
    unmask(m_kept.data() + m_kept.size() - size, size);
    m_remaining -= size;
    if (m_remaining == 0 && !isFinal())
        endFrame();
    return endKept(message);
}

quint16 WebSocketDecoder::failureCode() const
{
    return words(m_failure).code;
}

QByteArrayView WebSocketDecoder::failureText() const
{
    return words(m_failure).text;
}

WebSocketDecoder::FailureWords WebSocketDecoder::words(Failure failure)
{
    switch (failure) {
    case Failure::None:
        return {0, ""};
    case Failure::ReservedBits:
        return {1002, "reserved bits set"};
    case Failure::ReservedOpcode:
        return {1002, "reserved opcode"};
    case Failure::NotMasked:
        return {1002, "frame not masked"};
    case Failure::Masked:
        return {1002, "frame masked"};
    case Failure::FragmentedControl:
        return {1002, "control frame fragmented"};
    case Failure::LongControl:
        return {1002, "control frame too long"};
    case Failure::LongLength:
        return {1002, "length not in its shortest form"};
    case Failure::HugeLength:
        return {1002, "length above 63 bits"};
    case Failure::TooBig:
        return {1009, "message too big"};
    case Failure::StrayContinuation:
        return {1002, "continuation of nothing"};
    case Failure::UnfinishedMessage:
        return {1002, "new message inside a fragmented one"};
    case Failure::BadText:
        return {1007, "text is not UTF-8"};
    case Failure::BadCloseSize:
        return {1002, "close frame with half a code"};
    case Failure::BadCloseCode:
        return {1002, "invalid close code"};
    case Failure::BadCloseReason:
        return {1007, "close reason is not UTF-8"};
    }
    Q_UNREACHABLE();
}

// ---- the short way

// Nearly all that clients send: a short message in one piece that is all there, and nothing begun
// before it. One look at its header answers what is asked of others step by step.
inline bool WebSocketDecoder::isShortMessage(std::span<const char> input) const
{
    if (m_role != Role::Server || m_headerSize > 0 || m_messageOpcode != Opcode::Continuation
        || m_failure != Failure::None || input.size() < ShortHeader)
        return false;
    const auto first = quint8(input[0]);
    const bool isMessage =
        first == (FinalBit | quint8(Opcode::Text)) || first == (FinalBit | quint8(Opcode::Binary));
    const int length = quint8(input[1]) - MaskBit;
    return isMessage && length >= 0 && length <= ShortLength && length <= m_maximum
        && qsizetype(input.size()) >= ShortHeader + length;
}

inline WebSocketDecoder::Step WebSocketDecoder::takeShortMessage(std::span<char> &input,
                                                                 Message &message)
{
    char *const payload = input.data() + ShortHeader;
    const qsizetype size = quint8(input[1]) - MaskBit;
    message.opcode = Opcode(quint8(input[0]) - FinalBit);
    message.payload = {payload, size};
    message.compressed = false;
    message.closeCode = 0;
    if (!message.storage.isNull())
        message.storage = {};
    quint32 key;
    std::memcpy(&key, payload - sizeof key, sizeof key);
    const bool isAscii = applyMask(payload, size, key);
    input = input.subspan(size_t(ShortHeader + size));
    if (message.opcode == Opcode::Text && !isAscii && !isValidUtf8(message.payload))
        m_failure = Failure::BadText;
    return m_failure == Failure::None ? Step::Ready : Step::Failed;
}

// ---- the header, RFC 6455 5.2

qsizetype WebSocketDecoder::headerSize() const
{
    const int length = m_header[1] & 0x7f;
    const qsizetype extended = length < 126 ? 0 : length == 126 ? 2 : 8;
    return 2 + extended + (m_role == Role::Server ? 4 : 0);
}

// False when it is to be refused.
bool WebSocketDecoder::readHeader(std::span<char> &input)
{
    if (m_headerSize == 0 && input.size() >= m_header.size())
        return readHeaderAtOnce(input);
    const bool hadStart = m_headerSize >= 2;
    if (!hadStart && !readHeaderUpTo(2, input))
        return true;
    if (!hadStart)
        m_failure = checkStart();
    if (m_failure == Failure::None && readHeaderUpTo(headerSize(), input))
        m_failure = startPayload();
    return m_failure == Failure::None;
}

// The usual case: a copy of constant size needs no call.
bool WebSocketDecoder::readHeaderAtOnce(std::span<char> &input)
{
    std::memcpy(m_header.data(), input.data(), m_header.size());
    m_failure = checkStart();
    if (m_failure != Failure::None)
        return false;
    m_headerSize = quint8(headerSize());
    input = input.subspan(m_headerSize);
    m_failure = startPayload();
    return m_failure == Failure::None;
}

bool WebSocketDecoder::readHeaderUpTo(qsizetype size, std::span<char> &input)
{
    const size_t taken = std::min(size_t(size - m_headerSize), input.size());
    std::copy_n(input.begin(), taken, m_header.begin() + m_headerSize);
    input = input.subspan(taken);
    m_headerSize = quint8(m_headerSize + taken);
    return m_headerSize == size;
}

// The first of them marks a compressed message, on its first frame (RFC 7692, 6).
bool WebSocketDecoder::hasReservedBits() const
{
    if ((m_header[0] & CompressedBit) == 0)
        return m_header[0] & ReservedBits;
    return !m_allowsCompression || (m_header[0] & ReservedBits) || isControl(opcode())
        || opcode() == Opcode::Continuation;
}

// What the first two bytes can be refused for.
WebSocketDecoder::Failure WebSocketDecoder::checkStart() const
{
    if (hasReservedBits())
        return Failure::ReservedBits;
    switch (opcode()) {
    case Opcode::Continuation:
        if (m_messageOpcode == Opcode::Continuation)
            return Failure::StrayContinuation;
        break;
    case Opcode::Text:
    case Opcode::Binary:
        if (m_messageOpcode != Opcode::Continuation)
            return Failure::UnfinishedMessage;
        break;
    case Opcode::Close:
    case Opcode::Ping:
    case Opcode::Pong:
        if (!isFinal())
            return Failure::FragmentedControl;
        if ((m_header[1] & 0x7f) > MaxControlPayload)
            return Failure::LongControl;
        break;
    default:
        return Failure::ReservedOpcode;
    }
    const bool masked = m_header[1] & 0x80;
    if (masked != (m_role == Role::Server))
        return masked ? Failure::Masked : Failure::NotMasked;
    return Failure::None;
}

WebSocketDecoder::Failure WebSocketDecoder::startPayload()
{
    const int length = m_header[1] & 0x7f;
    const quint64 size = payloadSize();
    if ((length == 126 && size < 126) || (length == 127 && size <= 0xffff))
        return Failure::LongLength;
    if (size >> 63)
        return Failure::HugeLength;
    if (!isControl(opcode())) {
        if (qint64(size) > m_maximum - m_kept.size())
            return Failure::TooBig;
        if (opcode() != Opcode::Continuation)
            m_compressed = m_header[0] & CompressedBit;
        if (!isFinal() && opcode() != Opcode::Continuation)
            m_messageOpcode = opcode();
    }
    m_inPayload = true;
    m_remaining = qint64(size);
    return Failure::None;
}

quint64 WebSocketDecoder::payloadSize() const
{
    const quint8 length = m_header[1] & 0x7f;
    if (length < 126)
        return length;
    return length == 126 ? qFromBigEndian<quint16>(m_header.data() + 2)
                         : qFromBigEndian<quint64>(m_header.data() + 2);
}

// Of the payload's next bytes.
void WebSocketDecoder::unmask(char *data, qsizetype size) const
{
    if (m_role == Role::Client)
        return;
    quint32 key;
    std::memcpy(&key, m_header.data() + m_headerSize - sizeof key, sizeof key);
    applyMask(data, size, key, qsizetype((payloadSize() - quint64(m_remaining)) & 3));
}

// ---- the payload

// A message in one piece that is all there: it needs no copy.
bool WebSocketDecoder::isWhole(std::span<char> input) const
{
    return quint64(m_remaining) <= input.size() && quint64(m_remaining) == payloadSize()
        && isFinal() && opcode() != Opcode::Continuation;
}

QByteArrayView WebSocketDecoder::takeInPlace(std::span<char> &input)
{
    const QByteArrayView payload(input.data(), qsizetype(m_remaining));
    unmask(input.data(), payload.size());
    input = input.subspan(size_t(m_remaining));
    endFrame();
    return payload;
}

void WebSocketDecoder::keep(std::span<char> &input)
{
    const auto size = qsizetype(std::min(quint64(m_remaining), quint64(input.size())));
    reserveFor(size);
    m_kept.append(input.data(), size);
    unmask(m_kept.data() + m_kept.size() - size, size);
    input = input.subspan(size_t(size));
    m_remaining -= size;
}

// Behind bytes that were kept.
WebSocketDecoder::Step WebSocketDecoder::endKept(Message &message)
{
    if (!m_inPayload || m_remaining > 0)
        return Step::Incomplete;
    takeKept(message);
    return deliver(message);
}

// Space grows with what really came, so that an announced length alone costs nothing, and always by
// a part of it, so that many small fragments are not copied over and over.
void WebSocketDecoder::reserveFor(qsizetype size)
{
    constexpr qsizetype step = 64 * 1024;
    constexpr qsizetype growth = 4;
    const qsizetype needed = m_kept.size() + size;
    if (m_kept.capacity() >= needed + Padding)
        return;
    const qsizetype announced = m_kept.size() + qsizetype(m_remaining);
    if (m_kept.isEmpty())
        m_kept = LargeBuffers::current().take(announced + Padding);
    const qsizetype grown = std::max(growth * needed, step);
    const qsizetype least = m_kept.size() + m_kept.size() / 2;
    m_kept.reserve(std::max(std::min(announced, grown), least) + Padding);
}

void WebSocketDecoder::takeKept(Message &message)
{
    if (isControl(opcode())) {
        const auto size = qsizetype(payloadSize());
        message.storage = {};
        message.storage.reserve(size + Padding);
        message.storage.append(QByteArrayView(m_kept).last(size));
        m_kept.chop(size);
        if (m_kept.isEmpty())
            m_kept = {};
    } else {
        LargeBuffers::current().keep(m_kept);
        message.storage = std::exchange(m_kept, {});
    }
    message.payload = message.storage;
    endFrame();
}

void WebSocketDecoder::endFrame()
{
    m_headerSize = 0;
    m_remaining = 0;
    m_inPayload = false;
}

// ---- the message

WebSocketDecoder::Step WebSocketDecoder::deliver(Message &message)
{
    message.opcode = opcode();
    message.closeCode = 0;
    if (!isControl(message.opcode) && m_messageOpcode != Opcode::Continuation)
        message.opcode = std::exchange(m_messageOpcode, Opcode::Continuation);
    message.compressed = m_compressed && !isControl(message.opcode);
    if (message.opcode == Opcode::Text && !message.compressed && !isValidUtf8(message.payload))
        m_failure = Failure::BadText;
    if (message.opcode == Opcode::Close)
        m_failure = readClose(message);
    return m_failure == Failure::None ? Step::Ready : Step::Failed;
}

// RFC 6455 5.5.1
WebSocketDecoder::Failure WebSocketDecoder::readClose(Message &message)
{
    constexpr quint16 noStatus = 1005;
    message.closeCode = noStatus;
    if (message.payload.isEmpty())
        return Failure::None;
    if (message.payload.size() < 2)
        return Failure::BadCloseSize;
    message.closeCode = qFromBigEndian<quint16>(message.payload.data());
    message.payload = message.payload.sliced(2);
    if (!isCloseCodeAllowed(message.closeCode))
        return Failure::BadCloseCode;
    return isValidUtf8(message.payload) ? Failure::None : Failure::BadCloseReason;
}

} // namespace QSocketIo::Net
