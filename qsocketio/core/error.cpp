// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/error.h>

/*!
    \class QSocketIo::Error
    \brief Why something failed.

    \list
    \li \c phase: how far it came.
    \li \c message: a sentence for people and logs; for a refused namespace the server's own text.
    \li \c code: the Engine.IO error code of a refused handshake (0 to 5), the WebSocket close
        code, or the QAbstractSocket/QNetworkReply error, depending on \c phase.
    \li \c httpStatus: the status of the HTTP answer, 0 where there was none.
    \li \c data: what the server's middleware attached (CONNECT_ERROR's \c data); invalid if
   nothing. \endlist
*/

#include "moc_error.cpp"
