// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/valuetraits.h>

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QUrl>
#include <QUuid>
#include <QVariant>

namespace QSocketIo {

// Each is written and read by two functions in a .cpp file.
#define QSOCKETIO_VALUE_TYPE(Type)                                                                 \
    template <>                                                                                    \
    struct QSOCKETIO_EXPORT ValueTraits<Type>                                                      \
    {                                                                                              \
        static void write(Writer &out, const Type &value);                                         \
        static bool read(Reader &in, Type &value);                                                 \
    };

QSOCKETIO_VALUE_TYPE(QDateTime)
QSOCKETIO_VALUE_TYPE(QUrl)
QSOCKETIO_VALUE_TYPE(QUuid)
QSOCKETIO_VALUE_TYPE(QVariant)
QSOCKETIO_VALUE_TYPE(QJsonValue)
QSOCKETIO_VALUE_TYPE(QJsonObject)
QSOCKETIO_VALUE_TYPE(QJsonArray)
QSOCKETIO_VALUE_TYPE(QCborValue)
QSOCKETIO_VALUE_TYPE(QCborMap)
QSOCKETIO_VALUE_TYPE(QCborArray)

#undef QSOCKETIO_VALUE_TYPE

} // namespace QSocketIo
