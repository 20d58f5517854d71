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

void appendNumber(QByteArray &to, qint64 number)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    to.append(digits.data(), end.ptr - digits.data());
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

} // namespace

QByteArrayView httpReason(int status)
{
    const auto reason = std::find_if(reasons.begin(), reasons.end(),
                                     [status](const Reason &r) { return r.status == status; });
    return reason == reasons.end() ? QByteArrayView() : reason->words;
}

void appendHttpField(QByteArray &to, QByteArrayView name, QByteArrayView value)
{
    if (!isHttpToken(name) || !isHttpFieldValue(value))
        return;
    to.append(name).append(": ").append(value).append("\r\n");
}

void appendHttpResponse(QByteArray &to, const HttpResponse &response, bool keepAlive, bool withBody,
                        QByteArrayView date)
{
    to.append("HTTP/1.1 ");
    appendNumber(to, response.status);
    to.append(' ').append(httpReason(response.status)).append("\r\n");
    if (!date.isEmpty())
        to.append("Date: ").append(date).append("\r\n");
    for (const auto &[name, value] : response.fields) {
        const bool isOurs =
            isFraming(name) || (!date.isEmpty() && equalsIgnoringCase(name, "date"));
        if (!isOurs)
            appendHttpField(to, name, value);
    }
    const bool hasBody = canHaveBody(response.status);
    if (hasBody) {
        to.append("Content-Length: ");
        appendNumber(to, response.body.size());
        to.append("\r\n");
    }
    if (!keepAlive)
        to.append("Connection: close\r\n");
    to.append("\r\n");
    if (hasBody && withBody)
        to.append(response.body);
}

} // namespace QSocketIo::Net
