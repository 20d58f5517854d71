// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/eventname_p.h>
#include <qsocketio/value/jsontext_p.h>

namespace QSocketIo {

QByteArray eventName(double number)
{
    QByteArray text;
    OutputBuffer out(text);
    out.open(0);
    JsonText::writeNumber(out, number);
    out.close();
    return text;
}

} // namespace QSocketIo
