// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/jsontext_p.h>

// The parts of RFC 8259's grammar that lie within one token.
namespace QSocketIo::JsonGrammar {

// Behind the number, literal or blanks that begin there; null if there is no such thing.
const char *numberEnd(const char *begin, const char *end);
const char *literalEnd(const char *begin, const char *end);
const char *blanksEnd(const char *begin, const char *end);
bool areEscapesValid(const JsonText::RawString &raw);

} // namespace QSocketIo::JsonGrammar
