// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/error.h>

/*!
    \class QSocketIo::Error
    \brief Why something failed.

    \list
    \li \c phase: how far it came.
    \li \c message: a short text, the one of the JavaScript client where it has one ("xhr poll
        error"); for a refused namespace the server's own.
    \li \c code: for Phase::Network and Phase::Tls a QNetworkReply::NetworkError, whichever
        transport it was; for Phase::Http the server's Engine.IO error code (0 to 5), or -1 where
        its answer names none; for Phase::WebSocket the close code; else 0.
    \li \c httpStatus: the status of the HTTP answer, 0 where there was none.
    \li \c data: for a refused namespace what the server's middleware attached (CONNECT_ERROR's
        \c data), for Phase::Http the server's JSON answer; invalid if there is nothing.
    \li \c detail: what the layer below said, for people and logs: "Connection refused", the
        certificate's faults, the reason in a close frame.
    \endlist

    \value Network    No server was reached, or the connection to it broke.
    \value Tls        The secure connection was not made.
    \value Http       The server answered with an HTTP status that is none of a success.
    \value WebSocket  An open WebSocket ended.
    \value Handshake  The server's open packet is missing or wrong.
    \value Protocol   The server broke the protocol later on.
    \value Namespace  The server refused the namespace.
    \value Timeout    The server did not say what was due.
    \value Provider   A provider of auth, headers or query failed.
*/

#include "moc_error.cpp"
