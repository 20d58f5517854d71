// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpparser_p.h>

#include <algorithm>

namespace QSocketIo::Net {

namespace {

// RFC 9112 3.2: origin-form, absolute-form, and asterisk-form for OPTIONS. A user in the authority
// is refused (RFC 9110 4.2.4).
bool isTargetAllowed(QByteArrayView target, QByteArrayView method)
{
    if (target.startsWith('/'))
        return true;
    if (target == "*")
        return method == "OPTIONS";
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (!equalsIgnoringCase(target.first(std::min(target.size(), scheme.size())), scheme))
            continue;
        const QByteArrayView rest = target.sliced(scheme.size());
        const auto end =
            std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
        const QByteArrayView authority = rest.first(end - rest.begin());
        return !authority.isEmpty() && allOf(HostChar, authority);
    }
    return false;
}

// A row of steps over the bytes. Each says whether to go on; at the first that does not, status()
// is 0 for want of bytes.
class HeadParser
{
public:
    HeadParser(QByteArrayView bytes, const HttpLimits &limits, HttpRequestHead &head)
        : m_bytes(bytes),
          m_limits(limits),
          m_head(head),
          m_at(bytes.begin()),
          m_end(m_at)
    {
    }

    bool parse() { return emptyLine() && requestLine() && fields() && wholeHead(); }
    int status() const { return m_status; }

private:
    // The next part may take that many bytes, else it fails with status.
    void limit(qsizetype size, int status)
    {
        const qsizetype left = m_bytes.end() - m_at;
        m_end = m_at + std::min(size, left);
        m_statusAtEnd = left >= size ? status : 0;
    }

    bool fail(int status)
    {
        m_status = status;
        return false;
    }

    bool atEnd() { return m_at == m_end && !fail(m_statusAtEnd); }

    bool take(char c)
    {
        if (atEnd())
            return false;
        return *m_at++ == c || fail(400);
    }

    bool lineEnd() { return take('\r') && take('\n'); }

    bool digit(char &c)
    {
        if (atEnd())
            return false;
        c = *m_at++;
        return (c >= '0' && c <= '9') || fail(400);
    }

    QByteArrayView run(CharClass wanted)
    {
        const char *begin = m_at;
        m_at = std::find_if_not(m_at, m_end, [wanted](char c) { return isOf(wanted, c); });
        return {begin, m_at};
    }

    bool word(CharClass wanted, QByteArrayView &word)
    {
        word = run(wanted);
        return !atEnd() && (!word.isEmpty() || fail(400));
    }

    bool emptyLine();
    bool requestLine();
    bool version();
    bool fields();
    bool field();
    bool meaning(const HttpRequestHead::Field &field);
    bool host(QByteArrayView value);
    bool contentLength(QByteArrayView value);
    bool transferEncoding(QByteArrayView value);
    bool connection(QByteArrayView value);
    bool wholeHead();

    const QByteArrayView m_bytes;
    const HttpLimits &m_limits;
    HttpRequestHead &m_head;
    const char *m_at;
    const char *m_end;
    int m_status = 0;
    int m_statusAtEnd = 0;
    bool m_hasHost = false;
    bool m_hasLength = false;
    bool m_hasUpgrade = false;
    bool m_close = false;
};

// RFC 9112 2.2: old clients end a POST with a line break too many.
bool HeadParser::emptyLine()
{
    limit(2, 400);
    if (m_at == m_end || *m_at != '\r')
        return true;
    return m_bytes.size() < 2 ? fail(0) : lineEnd();
}

bool HeadParser::requestLine()
{
    limit(m_limits.requestLine + 2, 414);
    return word(TokenChar, m_head.method) && take(' ') && word(TargetChar, m_head.target)
        && take(' ') && version() && (isTargetAllowed(m_head.target, m_head.method) || fail(400));
}

bool HeadParser::version()
{
    char major = 0;
    char minor = 0;
    for (const char c : QByteArrayView("HTTP/")) {
        if (!take(c))
            return false;
    }
    if (!digit(major) || !take('.') || !digit(minor) || !lineEnd())
        return false;
    m_head.minorVersion = minor - '0';
    return (major == '1' && m_head.minorVersion <= 1) || fail(505);
}

bool HeadParser::fields()
{
    limit(m_limits.headerBytes + 2, 431);
    for (;;) {
        if (atEnd())
            return false;
        if (*m_at == '\r')
            return lineEnd();
        if (m_head.fields.size() >= m_limits.headerCount)
            return fail(431);
        if (!field())
            return false;
    }
}

// No blank before the colon, no folded lines: a line that starts with a blank has no name
// (RFC 9112 5.1, 5.2).
bool HeadParser::field()
{
    HttpRequestHead::Field field;
    if (!word(TokenChar, field.name) || !take(':'))
        return false;
    field.value = trimmedBlanks(run(ValueChar));
    if (!lineEnd() || !meaning(field))
        return false;
    m_head.fields.append(field);
    return true;
}

bool HeadParser::meaning(const HttpRequestHead::Field &field)
{
    const auto is = [&field](QByteArrayView name) { return equalsIgnoringCase(field.name, name); };
    switch (field.name.size()) {
    case 4:
        return !is("host") || host(field.value);
    case 6:
        if (is("expect") && equalsIgnoringCase(field.value, "100-continue"))
            m_head.expectsContinue = m_head.minorVersion == 1;
        return true;
    case 7:
        m_hasUpgrade = m_hasUpgrade || is("upgrade");
        return true;
    case 10:
        return !is("connection") || connection(field.value);
    case 14:
        return !is("content-length") || contentLength(field.value);
    case 17:
        return !is("transfer-encoding") || transferEncoding(field.value);
    default:
        return true;
    }
}

bool HeadParser::host(QByteArrayView value)
{
    if (m_hasHost || !allOf(HostChar, value))
        return fail(400);
    m_hasHost = true;
    return true;
}

bool HeadParser::contentLength(QByteArrayView value)
{
    constexpr qsizetype maximumDigits = 15; // no overflow
    if (m_hasLength || m_head.chunked || value.isEmpty() || value.size() > maximumDigits)
        return fail(400);
    m_hasLength = true;
    for (const char c : value) {
        if (c < '0' || c > '9')
            return fail(400);
        m_head.contentLength = m_head.contentLength * 10 + (c - '0');
    }
    return true;
}

// RFC 9112 6.1 and 6.3: together with a length, twice, or in HTTP/1.0 it is an attempt to smuggle.
bool HeadParser::transferEncoding(QByteArrayView value)
{
    if (m_hasLength || m_head.chunked || m_head.minorVersion == 0)
        return fail(400);
    m_head.chunked = true;
    return equalsIgnoringCase(value, "chunked") || fail(501);
}

bool HeadParser::connection(QByteArrayView value)
{
    forEachListItem(value, [this](QByteArrayView option) {
        m_close = m_close || equalsIgnoringCase(option, "close");
        m_head.upgrade = m_head.upgrade || equalsIgnoringCase(option, "upgrade");
        return true;
    });
    return true;
}

bool HeadParser::wholeHead()
{
    const bool current = m_head.minorVersion == 1;
    if (current && !m_hasHost)
        return fail(400);
    m_head.keepAlive = current && !m_close;
    m_head.upgrade = current && m_head.upgrade && m_hasUpgrade; // RFC 9110 7.8
    m_head.size = m_at - m_bytes.begin();
    return true;
}

void clear(HttpRequestHead &head)
{
    head.method = head.target = {};
    head.minorVersion = 1;
    head.fields.clear();
    head.contentLength = 0;
    head.chunked = head.upgrade = head.expectsContinue = false;
    head.keepAlive = true;
    head.size = 0;
}

} // namespace

void HttpRequestHead::moveTo(QByteArrayView copy)
{
    // The method is the first thing in a head.
    const char *from = method.data();
    const auto move = [from, copy](QByteArrayView &view) {
        if (!view.isNull())
            view = {copy.data() + (view.data() - from), view.size()};
    };
    for (Field &field : fields) {
        move(field.name);
        move(field.value);
    }
    move(target);
    move(method);
}

QByteArrayView HttpRequestHead::value(QByteArrayView name) const
{
    for (const Field &field : fields) {
        if (equalsIgnoringCase(field.name, name))
            return field.value;
    }
    return {};
}

HttpParse parseHttpHead(QByteArrayView bytes, const HttpLimits &limits, HttpRequestHead &head,
                        int &failedStatus, qsizetype known)
{
    // Without a line break in what is new nothing was completed. Every KiB the limits are looked
    // at again.
    if (known > 0 && known <= bytes.size() && (known >> 10) == (bytes.size() >> 10)
        && !bytes.sliced(known).contains('\n'))
        return HttpParse::Incomplete;
    clear(head);
    HeadParser parser(bytes, limits, head);
    if (parser.parse())
        return HttpParse::Complete;
    if (parser.status() == 0)
        return HttpParse::Incomplete;
    failedStatus = parser.status();
    return HttpParse::Failed;
}

HttpRequestHead acceptedHttpHead(QByteArrayView bytes)
{
    const HttpLimits limits{
        .requestLine = bytes.size(), .headerBytes = bytes.size(), .headerCount = bytes.size()};
    HttpRequestHead head;
    int status = 0;
    parseHttpHead(bytes, limits, head, status);
    return head;
}

} // namespace QSocketIo::Net
