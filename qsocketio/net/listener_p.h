// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/stream_p.h>

#include <QSslConfiguration>

#include <chrono>
#include <functional>
#include <memory>
#include <variant>

QT_BEGIN_NAMESPACE
class QTcpServer;
QT_END_NAMESPACE

namespace QSocketIo::Net {

// Where to listen: an address, the path of a unix socket, or what already listens.
struct TcpEndpoint
{
    QHostAddress address;
    quint16 port = 0;
};
struct LocalEndpoint
{
    QString path;
};
struct DescriptorEndpoint
{
    qintptr descriptor = -1;
};
using Endpoint = std::variant<TcpEndpoint, LocalEndpoint, DescriptorEndpoint>;

// A listening socket; hands each accepted stream to its owner.
class Listener
{
public:
    using Accepted = std::function<void(std::unique_ptr<Stream>)>;

    explicit Listener(Accepted accepted) : m_accepted(std::move(accepted)) { }
    virtual ~Listener() = default;

    virtual bool listen(const Endpoint &endpoint) = 0;
    virtual quint16 port() const = 0;
    virtual QHostAddress address() const = 0;
    virtual QString errorString() const = 0;

protected:
    void accepted(std::unique_ptr<Stream> stream) { m_accepted(std::move(stream)); }

private:
    const Accepted m_accepted;
};

enum class StreamKind : quint8 { Reactor, Qt };

// What plain TCP runs on when nobody chooses: the reactor where it is compiled in.
StreamKind defaultStreamKind();
// For tests that run over both.
void setDefaultStreamKind(StreamKind kind);

// Read for each connection that comes, so that certificates can be replaced while it listens.
struct TlsSettings
{
    QSslConfiguration configuration;
    std::chrono::milliseconds handshakeTimeout;
};

std::unique_ptr<Listener> createPlainListener(Listener::Accepted accepted);
std::unique_ptr<Listener> createTlsListener(std::shared_ptr<const TlsSettings> settings,
                                            Listener::Accepted accepted);

} // namespace QSocketIo::Net
