// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/turn_p.h>
#include <qsocketio/net/sharedbytes_p.h>
#include <qsocketio/net/streamcensus_p.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>

#include <memory>
#include <span>

QT_BEGIN_NAMESPACE
class QSslCertificate;
class QTcpSocket;
QT_END_NAMESPACE

namespace QSocketIo::Net {

// A connected byte stream: TCP by the reactor, or a Qt socket (TCP, TLS, local).
class Stream : public Disposable
{
public:
    // This many bytes behind the received ones may be read.
    static constexpr qsizetype InputPadding = 64;
    // Payloads of this size and more are shared with the stream instead of copied.
    static constexpr qsizetype SharingThreshold = 4096;

    class Listener
    {
    public:
        // The bytes may be changed in place; they are valid until the call returns, also while
        // nested turns bring more.
        virtual void onBytes(std::span<char> bytes) = 0;
        // Where the next bytes can be received at once instead, or nothing. The stream fills some
        // of it from the front and says how much.
        virtual std::span<char> inputSpace() { return {}; }
        virtual void onPlaced(qsizetype /*size*/) { }
        // Everything written has left; told where setTellsDrained() asks for it.
        virtual void onDrained() = 0;
        // The peer closed (no error) or the connection broke; nothing more comes.
        virtual void onStreamClosed(const QString &error) = 0;

    protected:
        ~Listener() = default;
    };

    void setListener(Listener *listener) { m_listener = listener; }
    // Most do not ask: then what is sent touches nothing beside the stream.
    void setTellsDrained(bool tells) { m_tellsDrained = tells; }

    // Written bytes leave together at the end of the turn.
    virtual void write(QByteArrayView bytes) = 0;
    // The place for so many bytes, which are filled in at once; null where nothing can be written
    // any more. For a few: they wait for the end of the turn in any case.
    virtual char *extend(qsizetype size) = 0;
    virtual void writeShared(const QByteArray &bytes) = 0;
    // The same bytes go to other streams as well.
    virtual void writeFrame(const SharedBytes &frame) { writeShared(frame.bytes()); }
    virtual qint64 bytesToWrite() const = 0;
    virtual void setReading(bool reading) = 0;
    // No more writing: what is written leaves, then the other side sees the end.
    virtual void finishWriting() = 0;
    // Ends it for a peer that sends no more, if all that is written leaves at once. False: it goes
    // on as it was, but nothing more can be written.
    virtual bool endNow() { return false; }
    // Ends it now; the listener hears nothing any more.
    virtual void abort() = 0;
    virtual bool isOpen() const = 0;
    virtual bool isEncrypted() const = 0;
    // What the peer identified itself with, if that was verified; else null.
    virtual QSslCertificate peerCertificate() const = 0;
    // Null over a unix socket.
    virtual QHostAddress peerAddress() const = 0;
    virtual quint16 peerPort() const = 0;
    // As a Qt socket, with what waits to be sent; this stream is over then.
    virtual std::unique_ptr<QTcpSocket> takeSocket() = 0;

    void setTicket(StreamTicket ticket) { m_ticket = std::move(ticket); }
    const StreamTicket &ticket() const { return m_ticket; }

protected:
    Listener *listener() const { return m_listener; }
    void tellDrained() const
    {
        if (m_tellsDrained && m_listener)
            m_listener->onDrained();
    }

private:
    bool m_tellsDrained = false;
    Listener *m_listener = nullptr;
    StreamTicket m_ticket;
};

} // namespace QSocketIo::Net
