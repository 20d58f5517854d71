// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientoptions.h>

#include <QSslError>

#include <tests/support/testcertificates.h>

namespace QSocketIo::Testing {

using Faults = QList<QSslError::SslError>;

// Certificates of servers and what is wrong with them to somebody who trusts the test authority, as
// rows of a test, over each transport.
inline void addFaultyCertificates()
{
    using Ways = QList<Transport>;
    QTest::addColumn<QString>("identity");
    QTest::addColumn<Faults>("faults");
    QTest::addColumn<Ways>("transports");
    const auto add = [](const char *name, const QString &identity, const Faults &faults) {
        QTest::addRow("%s, long-polling", name) << identity << faults << Ways{Transport::Polling};
        QTest::addRow("%s, WebSocket", name) << identity << faults << Ways{Transport::WebSocket};
        QTest::addRow("%s, both", name)
            << identity << faults << Ways{Transport::Polling, Transport::WebSocket};
    };
    add("self-signed", QStringLiteral("selfsigned"), {QSslError::SelfSignedCertificate});
    add("for another host", QStringLiteral("wronghost"), {QSslError::HostNameMismatch});
    add("expired", QStringLiteral("expired"), {QSslError::CertificateExpired});
}

inline Faults kinds(const QList<QSslError> &errors)
{
    Faults kinds;
    for (const QSslError &error : errors)
        kinds.append(error.error());
    return kinds;
}

// What an application that expects them hands to ignoreSslErrors().
inline QList<QSslError> faultsOf(const QString &identity, const Faults &kinds)
{
    QList<QSslError> errors;
    for (const QSslError::SslError kind : kinds)
        errors.append(QSslError(kind, tlsCertificate(identity)));
    return errors;
}

} // namespace QSocketIo::Testing
