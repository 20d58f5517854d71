// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clienterror_p.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QWebSocket>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

// The JavaScript client's text: applications compare it.
constexpr auto WebSocketError = "websocket error"_L1;

bool isProxyError(QNetworkReply::NetworkError code)
{
    return code >= QNetworkReply::ProxyConnectionRefusedError
        && code <= QNetworkReply::UnknownProxyError;
}

// The same words for both transports.
QNetworkReply::NetworkError networkError(QAbstractSocket::SocketError code)
{
    switch (code) {
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::RemoteHostClosedError:
        return QNetworkReply::RemoteHostClosedError;
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::SocketTimeoutError:
        return QNetworkReply::TimeoutError;
    case QAbstractSocket::SslHandshakeFailedError:
        return QNetworkReply::SslHandshakeFailedError;
    case QAbstractSocket::NetworkError:
        return QNetworkReply::TemporaryNetworkFailureError;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case QAbstractSocket::ProxyConnectionRefusedError:
        return QNetworkReply::ProxyConnectionRefusedError;
    case QAbstractSocket::ProxyConnectionClosedError:
        return QNetworkReply::ProxyConnectionClosedError;
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return QNetworkReply::ProxyTimeoutError;
    case QAbstractSocket::ProxyNotFoundError:
        return QNetworkReply::ProxyNotFoundError;
    case QAbstractSocket::ProxyProtocolError:
        return QNetworkReply::UnknownProxyError;
    default:
        return QNetworkReply::UnknownNetworkError;
    }
}

// {"code":1,"message":"Session ID unknown"} of the official server; others send what they like.
void addAnswer(Error &error, const QByteArray &body)
{
    error.phase = Error::Phase::Http;
    error.code = -1;
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    if (answer.isEmpty())
        return;
    error.data = answer.toVariantMap();
    if (answer.value("code"_L1).isDouble())
        error.code = answer.value("code"_L1).toInt(-1);
}

// Qt keeps the status of a refused upgrade in the text of the error only.
int refusedStatus(const QString &text)
{
    if (!text.contains("http status code"_L1))
        return 0;
    static const QRegularExpression status(u"\\b[1-5][0-9]{2}\\b"_s);
    return status.match(text).captured().toInt();
}

} // namespace

Error errorOf(const QNetworkReply &reply, const QByteArray &body, const QString &message)
{
    const QNetworkReply::NetworkError code = reply.error();
    Error error{Error::Phase::Network, message, int(code),
                reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()};
    error.detail = reply.errorString();
    if (code == QNetworkReply::SslHandshakeFailedError)
        error.phase = Error::Phase::Tls;
    else if (error.httpStatus != 0 && !isProxyError(code))
        addAnswer(error, body);
    return error;
}

Error openingError(const QWebSocket &socket, QAbstractSocket::SocketError code)
{
    Error error{Error::Phase::Network, WebSocketError, int(networkError(code))};
    error.detail = socket.errorString();
    if (code == QAbstractSocket::SslHandshakeFailedError
        || code == QAbstractSocket::SslInternalError
        || code == QAbstractSocket::SslInvalidUserDataError) {
        error.phase = Error::Phase::Tls;
    } else if (const int status = refusedStatus(error.detail)) {
        error.phase = Error::Phase::Http;
        error.code = -1;
        error.httpStatus = status;
    }
    return error;
}

void nameFaults(Error &error, const QList<QSslError> &faults)
{
    if (error.phase != Error::Phase::Tls || faults.isEmpty())
        return;
    QStringList texts;
    for (const QSslError &fault : faults)
        texts.append(fault.errorString());
    error.detail = texts.join("; "_L1);
}

Error breakError(const QWebSocket &socket)
{
    Error error{Error::Phase::WebSocket, WebSocketError, int(socket.closeCode())};
    error.detail = socket.closeReason().isEmpty() ? socket.errorString() : socket.closeReason();
    return error;
}

} // namespace QSocketIo::Engine
