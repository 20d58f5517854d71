// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/client.h>
#include <qsocketio/engine/clientnetwork_p.h>
#include <qsocketio/engine/clientsession_p.h>

#include <QMetaMethod>
#include <QPointer>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

class Client::Private final : public Disposable, private ClientSession::Listener, private Trace
{
public:
    Private(Client *q, const QUrl &url, const ClientOptions &options)
        : m_q(q),
          m_url(url),
          m_options(options),
          m_unusable([this] { onUnusable(); })
    {
        m_memory->acceptsFaults = [this](const QList<QSslError> &errors) {
            return onSslErrors(errors);
        };
    }

    const QUrl &url() const { return m_url; }
    ClientOptions &options() { return m_options; }
    ClientSession *session() const { return m_session.get(); }
    State state() const { return m_state; }
    void setTrace(Trace *trace) { m_trace = trace; }
    void ignoreSslErrors() { m_ignoresSslErrors = true; }

    void open();
    void close();
    void abort();
    // The client is being deleted.
    void abandon();
    bool send(const OutgoingPacket &packet);

private:
    void onSessionOpened() override;
    void onMessage(const Packet &packet) override;
    void onPing() override;
    void onDrained() override;
    void onUpgrading() override;
    void onUpgraded() override;
    void onUpgradeFailed(const Error &error) override;
    void onSessionClosed(DisconnectReason reason, const Error &error) override;
    void record(const TraceRecord &record) override;

    bool onSslErrors(const QList<QSslError> &errors);
    void onUnusable();
    void setState(State state);
    void finish(DisconnectReason reason, const Error &error);

    // Null once the client is being deleted.
    Client *m_q;
    QUrl m_url;
    ClientOptions m_options;
    std::shared_ptr<ClientMemory> m_memory = std::make_shared<ClientMemory>();
    std::unique_ptr<ClientSession> m_session;
    Timer m_unusable;
    Trace *m_trace = nullptr;
    State m_state = State::Closed;
    bool m_ignoresSslErrors = false;
};

void Client::Private::open()
{
    if (m_state != State::Closed)
        return;
    if (!serverOrigin(m_url).isValid() || m_options.transports.isEmpty()) {
        m_unusable.start(0ms);
        return setState(State::Opening);
    }
    const ClientOptions options = m_memory->adapt(m_options);
    ClientSession::Listener &listener = *this;
    m_session = std::make_unique<ClientSession>(
        options, std::make_unique<ClientNetwork>(m_url, options, m_memory), listener);
    m_session->setTrace(this, m_url.toEncoded());
    const ClientSession *session = m_session.get();
    setState(State::Opening);
    if (m_session.get() == session)
        m_session->open();
}

void Client::Private::close()
{
    if (m_state == State::Opening)
        return abort();
    if (m_state != State::Open)
        return;
    setState(State::Closing);
    if (m_session)
        m_session->close();
}

void Client::Private::abort()
{
    if (m_state == State::Closed)
        return;
    m_unusable.stop();
    if (m_session)
        m_session->abort();
    Turn::dispose(std::move(m_session));
    finish(DisconnectReason::ForcedClose, {});
}

void Client::Private::abandon()
{
    m_q = nullptr;
    m_memory->acceptsFaults = nullptr;
    m_unusable.stop();
    if (!m_session)
        return;
    // A WebSocket takes its leave at once; long-polling would need time.
    m_session->close();
    if (m_session)
        m_session->abort();
    Turn::dispose(std::move(m_session));
}

bool Client::Private::send(const OutgoingPacket &packet)
{
    if (!m_session || m_state != State::Open || m_session->isStale())
        return false;
    m_session->send(packet);
    return true;
}

void Client::Private::onSessionOpened()
{
    m_memory->noteOpen(m_session->transportKind());
    setState(State::Open);
    if (m_q && m_state == State::Open)
        Q_EMIT m_q->opened();
}

void Client::Private::onMessage(const Packet &packet)
{
    if (!m_q)
        return;
    if (packet.binary) {
        Q_EMIT m_q->binaryReceived(packet.storage.isNull() ? packet.data.toByteArray()
                                                           : packet.storage);
        return;
    }
    // Bytes and text: each is made for those who listen.
    static const QMetaMethod text = QMetaMethod::fromSignal(&Client::textReceived);
    static const QMetaMethod utf8 = QMetaMethod::fromSignal(&Client::utf8Received);
    if (m_q->isSignalConnected(utf8))
        Q_EMIT m_q->utf8Received(packet.data.toByteArray());
    if (m_q && m_q->isSignalConnected(text))
        Q_EMIT m_q->textReceived(QString::fromUtf8(packet.data));
}

void Client::Private::onPing()
{
    if (m_q)
        Q_EMIT m_q->pinged();
}

void Client::Private::onDrained()
{
    if (m_q)
        Q_EMIT m_q->drained();
}

void Client::Private::onUpgrading()
{
    if (m_q)
        Q_EMIT m_q->upgrading(QSocketIo::Transport::WebSocket);
}

void Client::Private::onUpgraded()
{
    m_memory->noteOpen(m_session->transportKind());
    if (m_q)
        Q_EMIT m_q->upgraded(m_session->transportKind());
}

void Client::Private::onUpgradeFailed(const Error &error)
{
    if (m_q)
        Q_EMIT m_q->upgradeFailed(error);
}

void Client::Private::onSessionClosed(DisconnectReason reason, const Error &error)
{
    // The error is the session's, which goes with it.
    const Error why = error; // NOLINT(performance-unnecessary-copy-initialization)
    Turn::dispose(std::move(m_session));
    if (reason == DisconnectReason::TransportError)
        m_memory->noteError();
    finish(reason, why);
}

void Client::Private::record(const TraceRecord &record)
{
    if (m_trace)
        m_trace->record(record);
    if (!m_q || record.kind != TraceRecord::Kind::Packet)
        return;
    const bool isReceived = record.direction == TraceRecord::Direction::Received;
    const auto signal = isReceived ? &Client::packetReceived : &Client::packetSent;
    if (m_q->isSignalConnected(QMetaMethod::fromSignal(signal)))
        Q_EMIT(m_q->*signal)(record.packetType, record.data.toByteArray());
}

bool Client::Private::onSslErrors(const QList<QSslError> &errors)
{
    m_ignoresSslErrors = false;
    if (m_q)
        Q_EMIT m_q->sslErrors(errors);
    return std::exchange(m_ignoresSslErrors, false);
}

// Nothing that time could change.
void Client::Private::onUnusable()
{
    const Turn::Scope scope;
    const bool isServer = serverOrigin(m_url).isValid();
    finish(DisconnectReason::TransportError,
           {Error::Phase::Network,
            isServer ? u"No transports available"_s : u"the URL is no http, https, ws or wss one"_s,
            0, 0, m_url});
}

void Client::Private::setState(State state)
{
    if (m_q && std::exchange(m_state, state) != state)
        Q_EMIT m_q->stateChanged(state);
}

void Client::Private::finish(DisconnectReason reason, const Error &error)
{
    setState(State::Closed);
    if (m_q && reason != DisconnectReason::ForcedClose)
        Q_EMIT m_q->errorOccurred(error);
    if (m_q)
        Q_EMIT m_q->closed(reason);
}

/*!
    \class QSocketIo::Engine::ClientOptions
    \brief How an Engine::Client connects; every member has a default.

    They mean what the ones of the same names mean in QSocketIo::ClientOptions.
*/

/*!
    \class QSocketIo::Engine::Client
    \brief A client of an Engine.IO server: messages, without the events of Socket.IO.

    Over long-polling, over WebSocket, or over long-polling that becomes WebSocket:
    ClientOptions::transports says. Nothing happens before open(). There is no reconnection: after
    closed() the client may be opened again.

    \code
    Engine::Client client(QUrl(u"https://example.org"_s));
    connect(&client, &Engine::Client::opened, this, [&] { client.sendText(u"hello"); });
    connect(&client, &Engine::Client::textReceived, this, &Window::showMessage);
    client.open();
    \endcode

    JavaScript: the \c Socket of the package engine.io-client.
*/

/*!
    \fn void Client::opened()
    Messages can be sent. JavaScript: \c open.
*/

/*!
    \fn void Client::closed(QSocketIo::DisconnectReason reason)
    The session ended, or did not come about, for \a reason. JavaScript: \c close.
*/

/*!
    \fn void Client::errorOccurred(const QSocketIo::Error &error)
    The session ended, or did not come about, because of \a error; closed() follows.
*/

/*!
    \fn void Client::sslErrors(const QList<QSslError> &errors)
    The server's certificate has \a errors. Opening fails, unless the slot calls ignoreSslErrors().
*/

/*!
    \fn void Client::textReceived(const QString &text)
    The server sent the message \a text. JavaScript: \c message.
*/

/*!
    \fn void Client::utf8Received(const QByteArray &text)
    The server sent the message \a text; as UTF-8, which spares the conversion.
*/

/*!
    \fn void Client::binaryReceived(const QByteArray &data)
    The server sent the binary message \a data.
*/

/*!
    \fn void Client::drained()
    Everything sent has left. JavaScript: \c drain.
*/

/*!
    \fn void Client::pinged()
    The server showed that it is alive. JavaScript: \c ping.
*/

/*!
    \fn void Client::upgrading(QSocketIo::Transport transport)
    The session may go on over \a transport; it is being tried.
*/

/*!
    \fn void Client::upgraded(QSocketIo::Transport transport)
    The session goes on over \a transport. JavaScript: \c upgrade.
*/

/*!
    \fn void Client::upgradeFailed(const QSocketIo::Error &error)
    The session stays on long-polling, because of \a error. JavaScript: \c upgradeError.
*/

/*!
    \fn void Client::packetReceived(quint8 type, const QByteArray &data)
    A packet came: \a type is the digit of the protocol (0 open, 1 close, 2 ping, 3 pong, 4 message,
    5 upgrade, 6 noop). It is made only for those who listen. JavaScript: \c packet.
*/

/*!
    \fn void Client::packetSent(quint8 type, const QByteArray &data)
    A packet with that \a type and \a data is sent. JavaScript: \c packetCreate.
*/

/*!
    Constructs a client for the server of \a url; only its scheme, host, port and query count.
*/
Client::Client(const QUrl &url, const ClientOptions &options, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, url, options))
{
    if (options.query.isEmpty())
        d->options().query = QUrlQuery(url);
}

/*!
    Ends the session; nothing is emitted.
*/
Client::~Client()
{
    const Turn::Scope scope;
    d->abandon();
    Turn::dispose(std::move(d));
}

/*!
    Returns the URL that the client was made with.
*/
QUrl Client::url() const
{
    return d->url();
}

/*!
    Returns the options.
*/
const ClientOptions &Client::options() const
{
    return d->options();
}

/*!
    Sets the options of the next open().
*/
void Client::setOptions(const ClientOptions &options)
{
    d->options() = options;
}

/*!
    Returns the state of the session.
*/
Client::State Client::state() const
{
    return d->state();
}

/*!
    Returns whether messages can be sent.
*/
bool Client::isOpen() const
{
    return d->state() == State::Open;
}

/*!
    Returns the id that the server gave the session; empty while there is none.
*/
QString Client::id() const
{
    return d->session() ? QString::fromUtf8(d->session()->id()) : QString();
}

/*!
    Returns what carries the session right now; nothing while it is not open.
*/
std::optional<QSocketIo::Transport> Client::transport() const
{
    if (!isOpen() || !d->session())
        return {};
    return d->session()->transportKind();
}

/*!
    Returns how often the server pings; 0 while there is no session.
*/
std::chrono::milliseconds Client::pingInterval() const
{
    return d->session() ? d->session()->handshake().pingInterval : 0ms;
}

/*!
    Returns how long the server may be silent beyond pingInterval(); 0 while there is no session.
*/
std::chrono::milliseconds Client::pingTimeout() const
{
    return d->session() ? d->session()->handshake().pingTimeout : 0ms;
}

/*!
    Returns how large a message the server takes; 0 where it did not say.
*/
qint64 Client::maxPayload() const
{
    return d->session() ? d->session()->handshake().maxPayload : 0;
}

/*!
    Returns how many bytes wait to be sent.
*/
qint64 Client::bytesToWrite() const
{
    return d->session() ? d->session()->bytesToWrite() : 0;
}

/*!
    Lets \a trace see every packet; null ends that. It must outlive the client or be replaced
   before.
*/
void Client::setTrace(Trace *trace)
{
    d->setTrace(trace);
}

/*!
    Sends the message \a text. Returns false, and sends nothing, while the session is not open.
*/
bool Client::sendText(QStringView text)
{
    return sendUtf8(text.toUtf8());
}

/*!
    Sends the message \a text, which is valid UTF-8. Returns false while the session is not open.
*/
bool Client::sendUtf8(QByteArrayView text)
{
    const Turn::Scope scope;
    return d->send({.data = text});
}

/*!
    Sends the binary message \a data. Returns false while the session is not open.
*/
bool Client::sendBinary(const QByteArray &data)
{
    const Turn::Scope scope;
    return d->send({.binary = true, .data = data, .storage = &data});
}

/*!
    Opens a session, where there is none.
*/
void Client::open()
{
    const Turn::Scope scope;
    d->open();
}

/*!
    Closes the session; what was sent before still leaves. closed() follows.
*/
void Client::close()
{
    const Turn::Scope scope;
    d->close();
}

/*!
    Ends the session at once.
*/
void Client::abort()
{
    const Turn::Scope scope;
    d->abort();
}

/*!
    Goes on in spite of the errors that sslErrors() is telling right now.
*/
void Client::ignoreSslErrors()
{
    d->ignoreSslErrors();
}

} // namespace QSocketIo::Engine
