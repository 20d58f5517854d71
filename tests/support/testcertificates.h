// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTest>

namespace QSocketIo::Testing {

inline QByteArray tlsFile(const QString &name)
{
    QFile file(QFINDTESTDATA(QStringLiteral("../data/tls/") + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QSslCertificate tlsCertificate(const QString &name)
{
    return QSslCertificate(tlsFile(name + QStringLiteral(".pem")));
}

// Who is "server", "client", …, and believes what the test authority has signed.
inline QSslConfiguration tlsIdentity(const QString &name)
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(tlsCertificate(name));
    configuration.setPrivateKey(QSslKey(tlsFile(name + QStringLiteral(".key")), QSsl::Ec));
    configuration.setCaCertificates({tlsCertificate(QStringLiteral("ca"))});
    return configuration;
}

} // namespace QSocketIo::Testing
