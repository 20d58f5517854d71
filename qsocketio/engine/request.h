// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QSharedDataPointer>
#include <QVariantMap>

#include <utility>

QT_BEGIN_NAMESPACE
class QSslCertificate;
QT_END_NAMESPACE

namespace QSocketIo::Engine {

struct RequestData;

// The HTTP request that opened a session, kept as it came.
class QSOCKETIO_EXPORT Request
{
public:
    Request();
    Request(const QByteArray &head, const QHostAddress &address, quint16 port, bool secure);
    ~Request();
    Request(const Request &other);
    Request(Request &&other) noexcept;
    Request &operator=(const Request &other);
    Request &operator=(Request &&other) noexcept;

    QByteArray method() const;
    QByteArray url() const;
    QByteArray path() const;
    QVariantMap query() const;
    QString queryValue(QByteArrayView name) const;
    QByteArray header(QByteArrayView name) const;
    QList<std::pair<QByteArray, QByteArray>> headers() const;
    QHostAddress address() const;
    quint16 port() const;
    bool isSecure() const;
    // The request head as it came.
    QByteArray head() const;
    QByteArray body() const;
    void setBody(const QByteArray &body);
    QSslCertificate peerCertificate() const;
    void setPeerCertificate(const QSslCertificate &certificate);

private:
    const RequestData &data() const;
    RequestData &ownData();

    // Shared: a session and its sockets all have it.
    QSharedDataPointer<RequestData> d;
};

} // namespace QSocketIo::Engine
