// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/websocketframe_p.h>

#include <QByteArray>

#include <array>
#include <span>

namespace QSocketIo::Net {

// Turns the bytes of a peer into messages. Everything it refuses ends the connection, so a failure
// is final. One per connection, ten thousand of them idle: keep it in one cache line.
class WebSocketDecoder
{
public:
    enum class Role : quint8 { Server, Client }; // ours: a server's peer must mask, a client's not
    enum class Step : quint8 { Incomplete, Ready, Failed };

    // Readable bytes behind every payload; behind the input they are the caller's to provide.
    static constexpr qsizetype Padding = 64;

    struct Message
    {
        Opcode opcode = Opcode::Text; // Text, Binary, Ping, Pong or Close
        QByteArrayView payload; // into the input or into storage; of Close the reason alone
        QByteArray storage; // owns a payload that had to be put together
        bool compressed = false; // its text is not validated yet
        quint16 closeCode = 0; // of Close: as received, 1005 when it has none
    };

    WebSocketDecoder(Role role, qint64 maximumMessageSize);

    // The peer may compress its messages (RFC 7692).
    void allowCompression() { m_allowsCompression = true; }

    // Takes bytes from the front of input (advancing it, unmasking in place) until a message is
    // complete. At Incomplete it has taken and kept all of them.
    Step next(std::span<char> &input, Message &message);

    // Where the rest of a long payload can be received without a copy, or nothing. What came there
    // is given to placed() before any other input.
    std::span<char> space();
    Step placed(qsizetype size, Message &message);

    quint16 failureCode() const; // 1002, 1007 or 1009; 0 before a failure
    QByteArrayView failureText() const;

    qsizetype memory() const { return m_kept.capacity(); } // held for what is unfinished

private:
    enum class Failure : quint8 {
        None,
        ReservedBits,
        ReservedOpcode,
        NotMasked,
        Masked,
        FragmentedControl,
        LongControl,
        LongLength,
        HugeLength,
        TooBig,
        StrayContinuation,
        UnfinishedMessage,
        BadText,
        BadCloseSize,
        BadCloseCode,
        BadCloseReason,
    };
    struct FailureWords
    {
        quint16 code;
        QByteArrayView text;
    };
    static FailureWords words(Failure failure);

    Opcode opcode() const { return Opcode(m_header[0] & 0x0f); }
    bool isFinal() const { return m_header[0] & 0x80; }
    qsizetype headerSize() const;
    quint64 payloadSize() const;

    bool isShortMessage(std::span<const char> input) const;
    Step takeShortMessage(std::span<char> &input, Message &message);
    Step nextByParts(std::span<char> &input, Message &message);

    bool readHeader(std::span<char> &input);
    bool readHeaderAtOnce(std::span<char> &input);
    bool readHeaderUpTo(qsizetype size, std::span<char> &input);
    bool hasReservedBits() const;
    Failure checkStart() const;
    Failure startPayload();

    bool isWhole(std::span<char> input) const;
    QByteArrayView takeInPlace(std::span<char> &input);
    void keep(std::span<char> &input);
    Step endKept(Message &message);
    void reserveFor(qsizetype size);
    void unmask(char *data, qsizetype size) const;
    void takeKept(Message &message);
    void endFrame();

    Step deliver(Message &message);
    static Failure readClose(Message &message);

    QByteArray m_kept; // fragments so far, then the begun control frame's payload
    qint64 m_maximum;
    qint64 m_remaining = 0; // payload bytes of the current frame that have not come yet
    std::array<quint8, MaxFrameHeader> m_header; // of the current frame
    quint8 m_headerSize = 0;
    bool m_inPayload = false;
    bool m_allowsCompression = false;
    bool m_compressed = false; // the message that came last or is coming
    Role m_role;
    Opcode m_messageOpcode = Opcode::Continuation; // of the fragmented message, if there is one
    Failure m_failure = Failure::None;
};

} // namespace QSocketIo::Net
