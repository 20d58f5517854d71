// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/encodedvalues.h>

namespace QSocketIo {

EncodedValues EncodedValues::owned() const
{
    EncodedValues copy = *this;
    if (storage.isNull() && !bytes.isEmpty()) {
        copy.storage = bytes.toByteArray();
        copy.bytes = copy.storage;
    }
    return copy;
}

} // namespace QSocketIo
