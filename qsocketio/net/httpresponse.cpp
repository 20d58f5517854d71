// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpresponse_p.h>
#include <qsocketio/net/httpsyntax_p.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace QSocketIo::Net {

namespace {

struct Reason
{
    int status;
    QByteArrayView words;
};

// IANA's HTTP status code registry, in order.
constexpr std::array reasons{
    Reason{100, "Continue"},
    Reason{101, "Switching Protocols"},
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{411, "Length Required"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{417, "Expectation Failed"},
    Reason{421, "Misdirected Request"},
    Reason{426, "Upgrade Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
    Reason{505, "HTTP Version Not Supported"},
};

// Digits of a number at most.
constexpr qsizetype NumberSize = 20;
constexpr QByteArrayView LineEnd = "\r\n";

// Writes behind what a byte array has, into room that was made before: appending to one a dozen
// times would cost more than all else about an answer.
class HeadWriter
{
public:
    HeadWriter(QByteArray &to, qsizetype room) : m_to(to)
    {
        const qsizetype size = to.size();
        to.resize(size + room);
        m_at = to.data() + size;
    }
    ~HeadWriter() { m_to.truncate(m_at - m_to.constData()); }

    Q_DISABLE_COPY_MOVE(HeadWriter)

    HeadWriter &operator<<(QByteArrayView bytes)
    {
        m_at = std::ranges::copy(bytes, m_at).out;
        return *this;
    }
    HeadWriter &operator<<(qint64 number)
    {
        m_at = std::to_chars(m_at, m_at + NumberSize, number).ptr;
        return *this;
    }
    // Nothing, if it is not a legal one.
    void field(QByteArrayView name, QByteArrayView value)
    {
        if (isHttpToken(name) && isHttpFieldValue(value))
            *this << name << ": " << value << LineEnd;
    }

private:
    QByteArray &m_to;
    char *m_at;
};

qsizetype fieldSize(QByteArrayView name, QByteArrayView value)
{
    return name.size() + value.size() + 4;
}

bool isFraming(QByteArrayView name)
{
    return equalsIgnoringCase(name, "content-length") || equalsIgnoringCase(name, "connection")
        || equalsIgnoringCase(name, "transfer-encoding");
}

// RFC 9110 6.4.1 and 8.6
bool canHaveBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

// At most; the lines that are always there are below a hundred bytes.
qsizetype roomFor(const HttpResponse &response, QByteArrayView reason, QByteArrayView date)
{
    constexpr qsizetype Constant = 128;
    qsizetype room = Constant + reason.size() + date.size() + response.body.size();
    for (const auto &[name, value] : response.fields)
        room += fieldSize(name, value);
    return room;
}

} // namespace

QByteArrayView httpReason(int status)
{
    const auto reason = std::find_if(reasons.begin(), reasons.end(),
                                     [status](const Reason &r) { return r.status == status; });
    return reason == reasons.end() ? QByteArrayView() : reason->words;
}

void appendHttpField(QByteArray &to, QByteArrayView name, QByteArrayView value)
{
    HeadWriter(to, fieldSize(name, value)).field(name, value);
}

void appendHttpResponse(QByteArray &to, const HttpResponse &response, bool keepAlive, bool withBody,
                        QByteArrayView date)
{
    const QByteArrayView reason = httpReason(response.status);
    const bool hasBody = canHaveBody(response.status);
    HeadWriter out(to, roomFor(response, reason, date));
    out << "HTTP/1.1 " << response.status << " " << reason << LineEnd;
    if (!date.isEmpty())
        out << "Date: " << date << LineEnd;
    for (const auto &[name, value] : response.fields) {
        const bool isOurs =
            isFraming(name) || (!date.isEmpty() && equalsIgnoringCase(name, "date"));
        if (!isOurs)
            out.field(name, value);
    }
    if (hasBody)
        out << "Content-Length: " << response.body.size() << LineEnd;
    if (!keepAlive)
        out << "Connection: close" << LineEnd;
    out << LineEnd;
    if (hasBody && withBody)
        out << response.body;
}

} // namespace QSocketIo::Net
