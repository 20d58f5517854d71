// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/scanner.h>

#include <QString>

#include <algorithm>

namespace QSocketIo::Monitor {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

class Cursor
{
public:
    explicit Cursor(QByteArrayView text) : m_text(text) { }

    qsizetype position() const { return m_position; }
    bool atEnd() const { return m_position == m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_position]; }

    bool skip(char c)
    {
        if (peek() != c || atEnd())
            return false;
        ++m_position;
        return true;
    }

    // Digits that fit 64 bits; nothing is consumed otherwise.
    std::optional<quint64> number()
    {
        qsizetype end = m_position;
        while (end < m_text.size() && isDigit(m_text[end]))
            ++end;
        bool ok = false;
        const quint64 value = m_text.sliced(m_position, end - m_position).toULongLong(&ok);
        if (!ok)
            return {};
        m_position = end;
        return value;
    }

    QByteArrayView until(char c)
    {
        const auto found = std::find(m_text.begin() + m_position, m_text.end(), c);
        const qsizetype end = found - m_text.begin();
        const QByteArrayView result = m_text.sliced(m_position, end - m_position);
        m_position = end;
        return result;
    }

    // The inside of the string that the cursor has entered.
    std::optional<QByteArrayView> string()
    {
        for (qsizetype at = m_position; at < m_text.size(); ++at) {
            if (m_text[at] == '"')
                return m_text.sliced(m_position, at - m_position);
            if (m_text[at] == '\\')
                ++at;
        }
        return {};
    }

    void goTo(qsizetype position) { m_position = position; }

private:
    QByteArrayView m_text;
    qsizetype m_position = 0;
};

void scanAttachments(Cursor &in, PacketScan &scan)
{
    const qsizetype start = in.position();
    const std::optional<quint64> count = in.number();
    if (count && in.skip('-'))
        scan.attachments = quint32(std::min<quint64>(*count, 0xffffffff));
    else
        in.goTo(start);
    scan.malformed |= isBinary(scan.type) && in.position() == start;
}

void scanNamespace(Cursor &in, PacketScan &scan)
{
    if (in.peek() != '/')
        return;
    const QByteArrayView name = in.until(',');
    in.skip(',');
    // Protocol 4 appends the query string of a CONNECT.
    const qsizetype query = name.indexOf('?');
    scan.nsp = query < 0 ? name : name.first(query);
}

void scanEventName(Cursor in, PacketScan &scan)
{
    const auto name = in.skip('[') && in.skip('"') ? in.string() : std::nullopt;
    if (name)
        scan.event = *name;
    scan.malformed |= !name;
}

} // namespace

PacketScan scanPacket(QByteArrayView text)
{
    PacketScan scan;
    if (text.isEmpty() || text.front() < '0' || text.front() > '6') {
        scan.malformed = true;
        return scan;
    }
    Cursor in(text);
    scan.type = PacketType(text.front() - '0');
    in.goTo(1);
    if (isBinary(scan.type))
        scanAttachments(in, scan);
    scanNamespace(in, scan);
    if (isEvent(scan.type) || isAck(scan.type))
        scan.id = in.number();
    scan.argumentsAt = in.position();
    if (isEvent(scan.type))
        scanEventName(in, scan);
    scan.malformed |= isAck(scan.type) && !scan.id;
    return scan;
}

QByteArray unescaped(QByteArrayView text)
{
    QString result;
    const QString source = QString::fromUtf8(text);
    for (qsizetype i = 0; i < source.size(); ++i) {
        if (source[i] != u'\\' || i + 1 == source.size()) {
            result += source[i];
            continue;
        }
        const QChar escape = source[++i];
        constexpr QStringView names = u"bfnrt";
        constexpr QStringView meanings = u"\b\f\n\r\t";
        const qsizetype index = names.indexOf(escape);
        if (index >= 0) {
            result += meanings[index];
        } else if (escape == u'u' && i + 4 < source.size()) {
            result += QChar(source.sliced(i + 1, 4).toUShort(nullptr, 16));
            i += 4;
        } else {
            result += escape;
        }
    }
    return result.toUtf8();
}

} // namespace QSocketIo::Monitor
