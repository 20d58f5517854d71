// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QVariantMap>

#include <memory>
#include <utility>

QT_BEGIN_NAMESPACE
class QSslCertificate;
QT_END_NAMESPACE

namespace QSocketIo::Engine {

// The HTTP request that opened a session, kept as it came.
class QSOCKETIO_EXPORT Request
{
public:
    Request() = default;
    Request(const QByteArray &head, const QHostAddress &address, quint16 port, bool secure);

    QByteArray method() const;
    QByteArray url() const;
    QByteArray path() const;
    QVariantMap query() const;
    QString queryValue(QByteArrayView name) const;
    QByteArray header(QByteArrayView name) const;
    QList<std::pair<QByteArray, QByteArray>> headers() const;
    QHostAddress address() const { return m_address; }
    quint16 port() const { return m_port; }
    bool isSecure() const { return m_secure; }
    // The request head as it came.
    QByteArray head() const { return m_head; }
    QByteArray body() const { return m_body; }
    void setBody(const QByteArray &body) { m_body = body; }
    QSslCertificate peerCertificate() const;
    void setPeerCertificate(const QSslCertificate &certificate);

private:
    QByteArray m_head;
    QHostAddress m_address;
    quint16 m_port = 0;
    bool m_secure = false;
    QByteArray m_body;
    std::shared_ptr<const QSslCertificate> m_peerCertificate;
};

} // namespace QSocketIo::Engine
