// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/encodedvalues.h>

namespace QSocketIo {

// Recognises the JSON that most messages are made of: short, in ASCII, without escapes, not deeply
// nested. True: the text is valid, and its elements are noted as validateJson() does. False says
// nothing: the text needs the thorough look. It takes a third of that one's time, whose vector code
// earns its set-up only on longer texts.
bool isPlainJson(QByteArrayView text, qsizetype depth, EncodedValues &values);

// The same for an array that begins with a string, which is the name and no element.
bool isPlainEvent(QByteArrayView text, qsizetype depth, QByteArrayView &name,
                  EncodedValues &values);

} // namespace QSocketIo
