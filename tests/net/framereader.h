// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/websocketdecoder_p.h>

#include <QList>

#include <vector>

namespace QSocketIo::Net {

// Writes down what a decoder makes of the pieces it is fed.
class FrameReader
{
public:
    using Decoder = WebSocketDecoder;

    struct Entry
    {
        Opcode opcode = Opcode::Text;
        QByteArray payload = {};
        quint16 closeCode = 0;

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    explicit FrameReader(Decoder::Role role = Decoder::Role::Server, qint64 maximum = 1'000'000)
        : m_decoder(role, maximum)
    {
    }

    void feed(QByteArrayView piece)
    {
        // A block of its own: a sanitizer sees everything that is read beyond the padding.
        std::vector<char> buffer(size_t(piece.size() + Decoder::Padding));
        std::copy(piece.begin(), piece.end(), buffer.begin());
        std::span<char> input(buffer.data(), size_t(piece.size()));
        Decoder::Message message;
        Decoder::Step step;
        while ((step = m_decoder.next(input, message)) == Decoder::Step::Ready)
            note(message);
        m_tookAll = m_tookAll && (step == Decoder::Step::Failed || input.empty());
    }

    // As a stream does that asks for space first.
    void place(QByteArrayView piece)
    {
        while (!piece.isEmpty()) {
            const std::span<char> space = m_decoder.space();
            if (space.empty())
                return feed(piece);
            const auto size = std::min(piece.size(), qsizetype(space.size()));
            std::copy_n(piece.begin(), size, space.begin());
            m_placed += size;
            Decoder::Message message;
            if (m_decoder.placed(size, message) == Decoder::Step::Ready)
                note(message);
            piece = piece.sliced(size);
        }
    }

    const QList<Entry> &entries() const { return m_entries; }
    quint16 failureCode() const { return m_decoder.failureCode(); }
    QByteArrayView failureText() const { return m_decoder.failureText(); }
    qsizetype copies() const { return m_copies; } // messages that were put together
    qsizetype placed() const { return m_placed; } // bytes that came without a copy
    qsizetype memory() const { return m_decoder.memory(); }
    bool tookAll() const { return m_tookAll; }

private:
    void note(const Decoder::Message &message)
    {
        m_entries.append({message.opcode, message.payload.toByteArray(), message.closeCode});
        m_copies += message.storage.isNull() ? 0 : 1;
        // The padding must be readable.
        const char *const end = message.payload.end();
        for (qsizetype i = 0; i < Decoder::Padding; ++i)
            m_padding = m_padding ^ *(static_cast<const volatile char *>(end) + i);
    }

    Decoder m_decoder;
    QList<Entry> m_entries;
    qsizetype m_copies = 0;
    qsizetype m_placed = 0;
    char m_padding = 0;
    bool m_tookAll = true;
};

} // namespace QSocketIo::Net
