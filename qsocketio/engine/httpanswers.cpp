// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/cookie_p.h>
#include <qsocketio/engine/gateway_p.h>
#include <qsocketio/engine/httpanswers_p.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaMethod>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

constexpr qsizetype UsualFields = 3;

} // namespace

Request publicRequest(const Net::HttpConnection &connection, QByteArrayView head)
{
    const Net::RequestOrigin origin = connection.origin(head);
    Request request(QByteArray::fromRawData(head.data(), head.size()), origin.address, origin.port,
                    origin.secure);
    if (connection.stream().isEncrypted())
        request.setPeerCertificate(connection.stream().peerCertificate());
    return request;
}

HttpAnswers::HttpAnswers(const ServerOptions &options, Gateway &gateway, Counters &counters)
    : m_options(options),
      m_gateway(&gateway),
      m_counters(counters)
{
}

void HttpAnswers::prepare(Net::HttpConnection &connection, const Net::HttpRequest &request) const
{
    if (m_options.cors.isEnabled() || !m_options.cookie.name.isEmpty() || hasHeaderListeners())
        connection.keepHead(request.headBytes);
}

bool HttpAnswers::answerPreflight(Net::HttpConnection &connection,
                                  const Net::HttpRequest &request) const
{
    const Cors &cors = m_options.cors;
    if (!isPreflight(cors, request.head) || cors.preflightContinue)
        return false;
    connection.respond(
        {.status = cors.optionsSuccessStatus, .fields = corsFields(cors, request.head)});
    return true;
}

void HttpAnswers::respond(Net::HttpConnection &connection, const HttpAnswer &answer,
                          QByteArrayView sid) const
{
    Net::HttpResponse response{.status = answer.status, .body = answer.body};
    response.fields.reserve(UsualFields + answer.fields.size());
    response.fields.emplaceBack(
        "Content-Type"_ba,
        QByteArray::fromRawData(answer.contentType.data(), answer.contentType.size()));
    const auto coding = connection.acceptedCoding();
    if (answer.compress && m_options.httpCompression && coding != Net::ContentCoding::Identity
        && answer.body.size() >= m_options.httpCompression->threshold) {
        response.body = Net::encodeContent(answer.body, coding);
        response.fields.emplaceBack("Content-Encoding"_ba, Net::codingName(coding).toByteArray());
    }
    response.fields.emplaceBack("Cache-Control"_ba, "no-store"_ba);
    response.fields += answer.fields;
    addFields(connection, response.fields, sid);
    connection.respond(response);
}

void HttpAnswers::respond(Net::HttpConnection &connection, const Response &answer) const
{
    Net::HttpResponse response{.status = answer.status, .body = answer.body};
    response.fields.emplaceBack("Content-Type"_ba, answer.contentType);
    response.fields += answer.headers;
    addFields(connection, response.fields, {});
    connection.respond(response);
}

void HttpAnswers::refuse(Net::HttpConnection &connection, const Net::HttpRequest &request,
                         const Refusal &refusal) const
{
    ++m_counters.refused[size_t(refusal.code)];
    report(connection, request, refusal);
    if (!request.head.upgrade) {
        const QJsonObject body{{u"code"_s, refusal.code}, {u"message"_s, refusal.message}};
        return respond(connection,
                       HttpAnswer{refusal.status(),
                                  QJsonDocument(body).toJson(QJsonDocument::Compact),
                                  "application/json"});
    }
    // The official server answers every refused upgrade in this form, whatever the code.
    connection.setKeepAlive(false);
    respond(connection, Response{400, "text/html", refusal.message.toUtf8()});
}

HeaderFields HttpAnswers::upgradeFields(const Net::HttpConnection &connection,
                                        const Net::HttpRequest &request) const
{
    HeaderFields fields;
    if (m_options.cors.isEnabled())
        fields = corsFields(m_options.cors, request.head);
    if (hasHeaderListeners())
        showToApplication(connection, request.headBytes, !RequestQuery(request.head).hasSid(),
                          fields);
    return fields;
}

bool HttpAnswers::hasHeaderListeners() const
{
    static const QMetaMethod initial = QMetaMethod::fromSignal(&Gateway::initialHeaders);
    static const QMetaMethod every = QMetaMethod::fromSignal(&Gateway::headers);
    return m_gateway && m_gateway->d->showsHeaders
        && (m_gateway->isSignalConnected(initial) || m_gateway->isSignalConnected(every));
}

// Answers of a session go through the application as well, those that refuse do not.
void HttpAnswers::addFields(const Net::HttpConnection &connection, HeaderFields &fields,
                            QByteArrayView sid) const
{
    const QByteArray &head = connection.keptHead();
    if (head.isEmpty())
        return;
    const Net::HttpRequestHead request = Net::acceptedHttpHead(head);
    const bool initial = !RequestQuery(request).hasSid();
    if (m_options.cors.isEnabled())
        fields += corsFields(m_options.cors, request);
    if (sid.isEmpty())
        return;
    if (initial && !m_options.cookie.name.isEmpty())
        fields.emplaceBack("Set-Cookie", cookieField(m_options.cookie, sid));
    if (hasHeaderListeners())
        showToApplication(connection, head, initial, fields);
}

void HttpAnswers::showToApplication(const Net::HttpConnection &connection, QByteArrayView head,
                                    bool initial, HeaderFields &fields) const
{
    Headers headers(std::move(fields));
    const Request request = publicRequest(connection, head);
    if (initial)
        Q_EMIT m_gateway->initialHeaders(&headers, request);
    if (m_gateway)
        Q_EMIT m_gateway->headers(&headers, request);
    fields = headers.fields();
}

void HttpAnswers::report(const Net::HttpConnection &connection, const Net::HttpRequest &request,
                         const Refusal &refusal) const
{
    static const QMetaMethod error = QMetaMethod::fromSignal(&Gateway::connectionError);
    if (m_gateway && m_gateway->isSignalConnected(error))
        Q_EMIT m_gateway->connectionError({refusal.code, refusal.message, refusal.context,
                                           publicRequest(connection, request.headBytes)});
}

} // namespace QSocketIo::Engine
