// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/qtlistener_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Net {

class QtListener::TcpAcceptor final : public QTcpServer
{
public:
    explicit TcpAcceptor(QtListener &listener) : m_listener(listener) { }

protected:
    void incomingConnection(qintptr descriptor) override { m_listener.take(descriptor); }

private:
    QtListener &m_listener;
};

class QtListener::LocalAcceptor final : public QLocalServer
{
public:
    explicit LocalAcceptor(QtListener &listener) : m_listener(listener) { }

protected:
    void incomingConnection(quintptr descriptor) override { m_listener.take(qintptr(descriptor)); }

private:
    QtListener &m_listener;
};

QtListener::QtListener(MakeStream makeStream, Accepted accepted)
    : Listener(std::move(accepted)),
      m_makeStream(std::move(makeStream))
{
}

QtListener::~QtListener() = default;

bool QtListener::listen(const Endpoint &endpoint)
{
    if (const auto *local = std::get_if<LocalEndpoint>(&endpoint))
        return listenLocal(local->path);
    if (const auto *listening = std::get_if<DescriptorEndpoint>(&endpoint)) {
        return listenTcp([listening](QTcpServer &server) {
            return server.setSocketDescriptor(listening->descriptor);
        });
    }
    return listenTcp([&endpoint](QTcpServer &server) {
        const auto &[address, port] = std::get<TcpEndpoint>(endpoint);
        return server.listen(address, port);
    });
}

bool QtListener::listenTcp(const std::function<bool(QTcpServer &)> &bind)
{
    m_tcp = std::make_unique<TcpAcceptor>(*this);
    m_tcp->setListenBacklogSize(4096);
    m_pause = std::make_unique<AcceptPause>(m_tcp.get());
    const bool listening = bind(*m_tcp);
    m_error = m_tcp->errorString();
    return listening;
}

bool QtListener::listenLocal(const QString &path)
{
#ifdef Q_OS_UNIX
    m_local = std::make_unique<LocalAcceptor>(*this);
    m_local->setListenBacklogSize(4096);
    const bool listening = m_local->listen(path);
    m_error = m_local->errorString();
    return listening;
#else
    Q_UNUSED(path)
    m_error = u"local sockets are not supported on this system"_s;
    return false;
#endif
}

quint16 QtListener::port() const
{
    return m_tcp ? m_tcp->serverPort() : 0;
}

QHostAddress QtListener::address() const
{
    return m_tcp ? m_tcp->serverAddress() : QHostAddress();
}

// Out of the server's own slot, which goes on with its members.
void QtListener::take(qintptr descriptor)
{
    if (m_pause)
        m_pause->onAccepted();
    QMetaObject::invokeMethod(
        &m_context,
        [this, descriptor] {
            const Turn::Scope scope;
            accepted(m_makeStream(descriptor));
        },
        Qt::QueuedConnection);
}

} // namespace QSocketIo::Net
