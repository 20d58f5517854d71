// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/randomid_p.h>
#include <qsocketio/engine/admission_p.h>
#include <qsocketio/engine/gateway_p.h>
#include <qsocketio/engine/sessionserver_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

template <typename T>
std::optional<T> resultOf(const QFuture<T> &future)
{
    return !future.isCanceled() && future.resultCount() > 0 ? std::optional<T>(future.result())
                                                            : std::nullopt;
}

// What stands for an answer that never comes: the request is refused.
template <typename T>
T failed()
{
    if constexpr (std::is_same_v<T, QString>)
        return {};
    else
        return Verdict::reject({});
}

// Ids stand in queries, cookies and JSON.
bool isSessionId(const QString &id)
{
    constexpr qsizetype maximumSize = 128;
    return !id.isEmpty() && id.size() <= maximumSize && std::ranges::all_of(id, [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || u"-._~"_s.contains(c));
    });
}

} // namespace

Admission::Admission(SessionServer &server, Gateway &gateway, Net::HttpConnection &connection,
                     const Net::HttpRequest &request)
    : m_server(server),
      m_gateway(&gateway),
      m_connection(&connection),
      m_head(request.headBytes.toByteArray()),
      m_request{Net::acceptedHttpHead(m_head), m_head, request.body, request.bodyTooLarge}
{
    connection.setPendingExchange(this);
}

Admission::~Admission()
{
    if (m_connection)
        m_connection->setPendingExchange(nullptr);
}

void Admission::DeleteLater::operator()(QFutureWatcherBase *watcher) const
{
    // It may be the one that is just telling us.
    watcher->disconnect();
    watcher->deleteLater();
}

// Calls then with what is given, now or when it is there; and not when the client left meanwhile.
template <typename T, typename Then>
void Admission::await(const NowOrLater<T> &given, Then then)
{
    if (!m_connection)
        return;
    if (const T *now = std::get_if<T>(&given))
        return then(*now);
    auto *watcher = new QFutureWatcher<T>;
    m_watcher.reset(watcher);
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [this, watcher, then] {
        const Turn::Scope scope;
        noteUse();
        then(resultOf(watcher->future()).value_or(failed<T>()));
    });
    watcher->setFuture(std::get<QFuture<T>>(given));
}

void Admission::askMiddleware(size_t next)
{
    if (!m_gateway)
        return;
    const auto &rules = m_gateway->d->rules;
    while (next < rules.size() && !rules[next].context)
        ++next;
    if (next == rules.size())
        return finish([](auto &server, auto &connection, auto &request) {
            server.route(connection, request);
        });
    // A copy: it may add others.
    const auto decide = rules[next].decide;
    await<Gateway::Answer>(
        decide(publicRequest(*m_connection, m_head)),
        [this, next](const Gateway::Answer &answer) { onAnswer(answer, next + 1); });
}

void Admission::onAnswer(const Gateway::Answer &answer, size_t next)
{
    const auto *verdict = std::get_if<Verdict>(&answer);
    if (verdict && verdict->accepted)
        return askMiddleware(next);
    finish([&answer, verdict](auto &server, auto &connection, auto &request) {
        if (!verdict)
            return server.answers().respond(connection, std::get<Response>(answer));
        QVariantMap context;
        if (!verdict->message.isEmpty())
            context[u"message"_s] = verdict->message;
        server.answers().refuse(connection, request,
                                Refusal::badRequest(u"MIDDLEWARE_FAILURE"_s, context));
    });
}

void Admission::askForHandshake()
{
    const auto &allowRequest = m_server.options().allowRequest;
    if (!allowRequest)
        return onAllowed(Verdict::accept());
    await<Verdict>(allowRequest(publicRequest(*m_connection, m_head)),
                   [this](const Verdict &verdict) { onAllowed(verdict); });
}

void Admission::onAllowed(const Verdict &verdict)
{
    if (!verdict.accepted) {
        return finish([&verdict](auto &server, auto &connection, auto &request) {
            server.answers().refuse(connection, request, Refusal::byApplication(verdict.message));
        });
    }
    const auto &generateId = m_server.options().generateId;
    if (!generateId)
        return onId(QString::fromLatin1(randomId()));
    await<QString>(generateId(publicRequest(*m_connection, m_head)),
                   [this](const QString &id) { onId(id); });
}

void Admission::onId(const QString &id)
{
    finish([&id](auto &server, auto &connection, auto &request) {
        const QByteArray sid = isSessionId(id) ? id.toLatin1() : QByteArray();
        if (sid.isEmpty() || server.contains(sid))
            server.answers().refuse(connection, request,
                                    Refusal::badRequest(u"ID_GENERATION_ERROR"_s));
        else
            server.open(connection, request, sid);
    });
}

template <typename Last>
void Admission::finish(Last last)
{
    Net::HttpConnection *connection = std::exchange(m_connection, nullptr);
    if (!connection)
        return;
    connection->setPendingExchange(nullptr);
    m_server.remove(*this);
    last(m_server, *connection, m_request);
}

void Admission::onExchangeAborted()
{
    m_connection = nullptr;
    m_server.remove(*this);
}

} // namespace QSocketIo::Engine
