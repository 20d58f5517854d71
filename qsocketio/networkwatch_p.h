// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QNetworkInformation>
#include <QObject>

QT_BEGIN_NAMESPACE
class QUrl;
QT_END_NAMESPACE

namespace QSocketIo {

// Whether this machine has a network. Tests put one of their own in its place.
class NetworkWatch : public QObject
{
    Q_OBJECT
public:
    // Null for servers that are reached without a network, and where the system tells nothing.
    static NetworkWatch *find(const QUrl &server);
    // The one to use for every server; null gives the system's back.
    static void replace(NetworkWatch *watch);

    // What the system tells. Silence and repetitions mean nothing.
    void note(QNetworkInformation::Reachability reachability);

Q_SIGNALS:
    void lost();
    void returned();

private:
    bool m_isOnline = true;
};

} // namespace QSocketIo
