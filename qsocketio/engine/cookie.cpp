// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/cookie_p.h>

namespace QSocketIo::Engine {

namespace {

QByteArrayView attribute(Cookie::SameSite sameSite)
{
    switch (sameSite) {
    case Cookie::SameSite::Unset:
        return {};
    case Cookie::SameSite::None:
        return "; SameSite=None";
    case Cookie::SameSite::Lax:
        return "; SameSite=Lax";
    case Cookie::SameSite::Strict:
        return "; SameSite=Strict";
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray cookieField(const Cookie &cookie, QByteArrayView value)
{
    QByteArray field = cookie.name.toUtf8();
    field.append('=').append(value);
    if (cookie.maxAge)
        field += "; Max-Age=" + QByteArray::number(cookie.maxAge->count());
    if (!cookie.domain.isEmpty())
        field += "; Domain=" + cookie.domain.toUtf8();
    if (!cookie.path.isEmpty())
        field += "; Path=" + cookie.path.toUtf8();
    if (cookie.httpOnly)
        field += "; HttpOnly";
    if (cookie.secure)
        field += "; Secure";
    return field += attribute(cookie.sameSite);
}

} // namespace QSocketIo::Engine
