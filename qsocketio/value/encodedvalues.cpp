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

void EncodedValues::clear()
{
    bytes = {};
    elements.clear();
    // Their destructors and allocations cost more than these checks.
    if (!storage.isNull())
        storage = {};
    if (!placeholders.isEmpty())
        placeholders.clear();
    if (!attachments.isEmpty())
        attachments.clear();
}

} // namespace QSocketIo
