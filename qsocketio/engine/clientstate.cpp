// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/client_p.h>
#include <qsocketio/engine/clientnetwork_p.h>

#include <QMetaMethod>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

Client::Private::Private(Client *q, const QUrl &url, const ClientOptions &options)
    : m_q(q),
      m_url(url),
      m_options(options),
      m_unusable([this] { onUnusable(); })
{
    m_memory->acceptsFaults = [this](const QList<QSslError> &errors) {
        return onSslErrors(errors);
    };
}

Client::Private::~Private() = default;

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
    m_session->leave();
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
    return m_faults.areIgnored(errors, [&] {
        if (m_q)
            Q_EMIT m_q->sslErrors(errors);
    });
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

} // namespace QSocketIo::Engine
