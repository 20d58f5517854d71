// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/encodedvalues.h>

namespace QSocketIo {

struct JsonLimits
{
    // Brackets within brackets.
    qsizetype depth = 512;
    // What came with the packet; without any, placeholders are ordinary objects.
    qsizetype attachments = 0;
};

enum class JsonVerdict : quint8 { Valid, Malformed, TooDeep, IllegalAttachments };

// Checks a whole JSON text (RFC 8259; lone surrogate escapes and numbers of any size are legal) and
// notes the elements of an array on top, or the whole of any other value, and the placeholders.
JsonVerdict validateJson(QByteArrayView text, const JsonLimits &limits, EncodedValues &values);

// The same without the short way for plain texts.
JsonVerdict validateAnyJson(QByteArrayView text, const JsonLimits &limits, EncodedValues &values);

} // namespace QSocketIo
