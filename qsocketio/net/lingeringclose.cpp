// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/clock_p.h>
#include <qsocketio/net/lingeringclose_p.h>

#include <QCoreApplication>

#include <unordered_map>

namespace QSocketIo::Net {

namespace {

constexpr auto LingerTime = 5s;
constexpr qint64 MaximumDiscardedBytes = 16 * 1024 * 1024;

class LingeringStream final : public Disposable, private Stream::Listener
{
public:
    enum class Until : quint8 { PeerEnds, Written };

    static void start(std::unique_ptr<Stream> stream, Until until)
    {
        if (!stream->isOpen())
            return Turn::dispose(std::move(stream));
        endBeforeQt();
        auto lingering = std::make_unique<LingeringStream>(std::move(stream), until);
        all()[lingering.get()] = std::move(lingering);
    }

    static void abort(const StreamCensus &census)
    {
        // Ending one takes it out of the map, and calls nobody.
        for (auto next = all().begin(); next != all().end();) {
            LingeringStream &lingering = *(next++)->second;
            if (lingering.m_stream->ticket().isOf(census))
                lingering.end();
        }
    }

    LingeringStream(std::unique_ptr<Stream> stream, Until until)
        : m_stream(std::move(stream)),
          m_limit([this] { end(); }),
          m_until(until)
    {
        m_stream->setListener(this);
        m_stream->setTellsDrained(true);
        m_stream->setReading(true);
        m_stream->finishWriting();
        m_limit.start(LingerTime);
    }

private:
    using All = std::unordered_map<LingeringStream *, std::unique_ptr<LingeringStream>>;

    static All &all()
    {
        // Made first, so that they outlive what lingers when the thread ends.
        Turn::current();
        thread_local All lingering;
        return lingering;
    }

    // What the main thread holds outlives the application, and Qt's TLS does not like that.
    static void endBeforeQt()
    {
        static const bool registered = [] {
            qAddPostRoutine([] { all().clear(); });
            return true;
        }();
        Q_UNUSED(registered)
    }

    void onBytes(std::span<char> bytes) override
    {
        m_discarded += qint64(bytes.size());
        if (m_discarded > MaximumDiscardedBytes)
            end();
    }

    void onDrained() override
    {
        if (m_until == Until::Written)
            end();
    }
    void onStreamClosed(const QString &) override { end(); }

    void end()
    {
        m_limit.stop();
        m_stream->setListener(nullptr);
        m_stream->abort();
        // A call of its own may be running further out than what made this object.
        Turn::dispose(std::move(m_stream));
        if (auto node = all().extract(this))
            Turn::dispose(std::move(node.mapped()));
    }

    std::unique_ptr<Stream> m_stream;
    Timer m_limit;
    qint64 m_discarded = 0;
    Until m_until;
};

} // namespace

void abortLingering(const StreamCensus &census)
{
    LingeringStream::abort(census);
}

void closeGracefully(std::unique_ptr<Stream> stream)
{
    LingeringStream::start(std::move(stream), LingeringStream::Until::PeerEnds);
}

// TLS has an end of its own, which Qt exchanges with the peer.
void closeWhenWritten(std::unique_ptr<Stream> stream)
{
    if (stream->endNow())
        return Turn::dispose(std::move(stream));
    const bool waits = stream->isEncrypted();
    LingeringStream::start(std::move(stream),
                           waits ? LingeringStream::Until::PeerEnds
                                 : LingeringStream::Until::Written);
}

} // namespace QSocketIo::Net
