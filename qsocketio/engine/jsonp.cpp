// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/jsonp_p.h>
#include <qsocketio/net/urlquery_p.h>

namespace QSocketIo::Engine::Jsonp {

namespace {

constexpr qsizetype MaximumDigits = 20;

void appendCodeUnit(QByteArray &script, quint16 unit)
{
    constexpr char digits[] = "0123456789abcdef";
    script.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        script.append(digits[(unit >> shift) & 0xf]);
}

// JavaScript ends a line, and with it a literal, at two characters that JSON allows in strings; and
// nothing in it is markup.
qsizetype appendEscaped(QByteArray &script, QByteArrayView text)
{
    const char c = text.front();
    if (c == '"' || c == '\\') {
        script.append('\\').append(c);
    } else if (quint8(c) < 0x20 || c == '<' || c == '>') {
        appendCodeUnit(script, quint8(c));
    } else if (text.startsWith("\xe2\x80\xa8") || text.startsWith("\xe2\x80\xa9")) {
        appendCodeUnit(script, quint16(0x2028 + (quint8(text[2]) - 0xa8)));
        return 3;
    } else {
        script.append(c);
    }
    return 1;
}

// Forms change line ends, so the client sends its own as \n and what looks like that as \\n.
QByteArray withLines(QByteArrayView text)
{
    QByteArray lines;
    lines.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QByteArrayView rest = text.sliced(i);
        if (rest.startsWith("\\\\n")) {
            lines.append("\\n");
            i += 2;
        } else if (rest.startsWith("\\n")) {
            lines.append('\n');
            i += 1;
        } else {
            lines.append(rest.front());
        }
    }
    return lines;
}

} // namespace

QByteArray functionNumber(QByteArrayView index)
{
    QByteArray number;
    for (const char c : index) {
        if (c >= '0' && c <= '9' && number.size() < MaximumDigits)
            number.append(c);
    }
    return number;
}

QByteArray script(QByteArrayView functionNumber, QByteArrayView payload)
{
    QByteArray script;
    script.reserve(payload.size() + payload.size() / 4 + 32);
    script.append("___eio[").append(functionNumber).append("](\"");
    while (!payload.isEmpty())
        payload = payload.sliced(appendEscaped(script, payload));
    return script.append("\");");
}

QByteArray payloadOfForm(QByteArrayView form)
{
    return withLines(Net::UrlQuery(form).value("d"));
}

} // namespace QSocketIo::Engine::Jsonp
