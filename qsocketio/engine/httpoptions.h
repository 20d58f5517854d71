// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QRegularExpression>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace QSocketIo {

// Which pages of other origins may connect; the options of the npm package cors.
struct Cors
{
    // "*" alone: every origin.
    QStringList origins = {};
    QList<QRegularExpression> originPatterns = {};
    std::function<bool(const QString &origin)> originFilter = {};
    // Every origin, by its own name: what credentials need.
    bool reflectOrigin = false;
    bool credentials = false;
    QString methods = QStringLiteral("GET,HEAD,PUT,PATCH,POST,DELETE");
    // Empty: whatever a preflight asks for.
    QStringList allowedHeaders = {};
    QStringList exposedHeaders = {};
    std::optional<std::chrono::seconds> maxAge = {};
    // A preflight goes on to the middlewares instead of being answered.
    bool preflightContinue = false;
    int optionsSuccessStatus = 204;

    bool isEnabled() const
    {
        return !origins.isEmpty() || !originPatterns.isEmpty() || originFilter || reflectOrigin;
    }
};

// A cookie with the session id on the first answer of long-polling, for load balancers.
struct Cookie
{
    enum class SameSite : quint8 { Unset, None, Lax, Strict };

    // Empty: no cookie.
    QString name = {};
    QString path = QStringLiteral("/");
    QString domain = {};
    bool httpOnly = true;
    bool secure = false;
    SameSite sameSite = SameSite::Lax;
    std::optional<std::chrono::seconds> maxAge = {};
};

// HTTP answers of this size and more are compressed for clients that accept that.
struct HttpCompression
{
    qsizetype threshold = 1024;
};

// WebSocket messages of this size and more are compressed (RFC 7692).
struct PerMessageDeflate
{
    qsizetype threshold = 1024;
    // Lets clients refer to earlier messages: smaller, but up to 40 KiB a connection.
    bool clientContextTakeover = false;
};

// What happens to a client for which more than maxBufferedBytes wait.
enum class SlowClientPolicy : quint8 {
    Close, // its connection ends with "transport error"
    Drop, // messages for it are dropped until half of that has left
    Signal, // nothing but the signal highWaterReached(): the application limits itself
};

} // namespace QSocketIo
