// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/qtlistener_p.h>
#include <qsocketio/net/systemsocket_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Net {

namespace {

constexpr int Backlog = 4096;

} // namespace

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
    return std::visit([this](const auto &where) { return listenAt(where); }, endpoint);
}

template <typename Server, typename Bind>
bool QtListener::start(Server &server, const Bind &bind)
{
    server.setListenBacklogSize(Backlog);
    const bool listening = bind();
    m_error = server.errorString();
    m_pause = std::make_unique<AcceptPause>(&server);
    return listening;
}

bool QtListener::listenAt(const TcpEndpoint &endpoint)
{
    m_tcp = std::make_unique<TcpAcceptor>(*this);
    return start(*m_tcp, [&] { return m_tcp->listen(endpoint.address, endpoint.port); });
}

bool QtListener::listenAt(const LocalEndpoint &endpoint)
{
#ifdef Q_OS_UNIX
    if (isAbandonedSocketFile(endpoint.path))
        QLocalServer::removeServer(endpoint.path);
    m_local = std::make_unique<LocalAcceptor>(*this);
    return start(*m_local, [&] { return m_local->listen(endpoint.path); });
#else
    Q_UNUSED(endpoint)
    m_error = u"local sockets are not supported on this system"_s;
    return false;
#endif
}

bool QtListener::listenAt(const DescriptorEndpoint &endpoint)
{
    if (!isListening(endpoint.descriptor)) {
        m_error = u"the socket does not listen"_s;
        return false;
    }
    if (isUnixSocket(endpoint.descriptor)) {
        m_local = std::make_unique<LocalAcceptor>(*this);
        return start(*m_local, [&] { return m_local->listen(endpoint.descriptor); });
    }
    m_tcp = std::make_unique<TcpAcceptor>(*this);
    return start(*m_tcp, [&] { return m_tcp->setSocketDescriptor(endpoint.descriptor); });
}

quint16 QtListener::port() const
{
    return m_tcp ? m_tcp->serverPort() : 0;
}

QHostAddress QtListener::address() const
{
    return m_tcp ? m_tcp->serverAddress() : QHostAddress();
}

// Out of the server's own slot, which goes on with its members. The stream, which may have
// something to tell, is made behind that call.
void QtListener::take(qintptr descriptor)
{
    m_pause->onAccepted();
    QMetaObject::invokeMethod(
        &m_context, [this] { deliver(); }, Qt::QueuedConnection);
    m_accepted.push_back(m_makeStream(descriptor));
}

void QtListener::deliver()
{
    const Turn::Scope scope;
    auto stream = std::move(m_accepted.front());
    m_accepted.pop_front();
    accepted(std::move(stream));
}

} // namespace QSocketIo::Net
