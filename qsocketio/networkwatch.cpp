// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/networkwatch_p.h>

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkInformation>
#include <QThread>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

namespace {

NetworkWatch *replacement = nullptr;

// One for all clients. Where the backend cannot tell, it stays silent.
class SystemWatch final : public NetworkWatch
{
public:
    explicit SystemWatch(QNetworkInformation &information)
    {
        connect(&information, &QNetworkInformation::reachabilityChanged, this, &NetworkWatch::note);
        note(information.reachability());
    }
};

bool isOnThisMachine(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1)
        || QHostAddress(host).isLoopback();
}

} // namespace

NetworkWatch *NetworkWatch::find(const QUrl &server)
{
    if (replacement)
        return replacement;
    if (isOnThisMachine(server.host()))
        return nullptr;
    // Qt wants its backend loaded by the main thread; the signals reach every other one.
    const auto *application = QCoreApplication::instance();
    if (!application || application->thread() != QThread::currentThread())
        return nullptr;
    static const bool loaded =
        QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability);
    if (!loaded)
        return nullptr;
    static SystemWatch watch(*QNetworkInformation::instance());
    return &watch;
}

void NetworkWatch::replace(NetworkWatch *watch)
{
    replacement = watch;
}

void NetworkWatch::note(QNetworkInformation::Reachability reachability)
{
    if (reachability == QNetworkInformation::Reachability::Unknown)
        return;
    const bool isOnline = reachability != QNetworkInformation::Reachability::Disconnected;
    if (std::exchange(m_isOnline, isOnline) == isOnline)
        return;
    if (isOnline)
        Q_EMIT returned();
    else
        Q_EMIT lost();
}

} // namespace QSocketIo
