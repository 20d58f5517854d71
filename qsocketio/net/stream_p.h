// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/turn_p.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>

#include <span>

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
        // Everything written has left.
        virtual void onDrained() = 0;
        // The peer closed (no error) or the connection broke; nothing more comes.
        virtual void onStreamClosed(const QString &error) = 0;

    protected:
        ~Listener() = default;
    };

    void setListener(Listener *listener) { m_listener = listener; }

    // Written bytes leave together at the end of the turn.
    virtual void write(QByteArrayView bytes) = 0;
    virtual void writeShared(const QByteArray &bytes) = 0;
    virtual qint64 bytesToWrite() const = 0;
    virtual void setReading(bool reading) = 0;
    // No more writing: what is written leaves, then the other side sees the end.
    virtual void finishWriting() = 0;
    // Ends it now; the listener hears nothing any more.
    virtual void abort() = 0;
    virtual bool isOpen() const = 0;
    virtual bool isEncrypted() const = 0;
    virtual QHostAddress peerAddress() const = 0;
    virtual quint16 peerPort() const = 0;

protected:
    Listener *listener() const { return m_listener; }

private:
    Listener *m_listener = nullptr;
};

} // namespace QSocketIo::Net
