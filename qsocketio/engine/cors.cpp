// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/cors_p.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

bool isFixedOrigin(const Cors &cors)
{
    return cors.origins.size() == 1 && cors.originPatterns.isEmpty() && !cors.originFilter
        && !cors.reflectOrigin;
}

bool allows(const Cors &cors, const QString &origin)
{
    const auto matches = [&origin](const QRegularExpression &pattern) {
        return pattern.match(origin).hasMatch();
    };
    return cors.reflectOrigin || cors.origins.contains(origin)
        || std::ranges::any_of(cors.originPatterns, matches)
        || (cors.originFilter && cors.originFilter(origin));
}

void addOrigin(HeaderFields &fields, const Cors &cors, const QByteArray &origin)
{
    constexpr auto field = "Access-Control-Allow-Origin";
    if (cors.origins.contains("*"_L1)) {
        fields.emplaceBack(field, "*");
        return;
    }
    if (isFixedOrigin(cors))
        fields.emplaceBack(field, cors.origins.first().toUtf8());
    else if (!origin.isEmpty() && allows(cors, QString::fromUtf8(origin)))
        fields.emplaceBack(field, origin);
    fields.emplaceBack("Vary", "Origin");
}

void addPreflight(HeaderFields &fields, const Cors &cors, const Net::HttpRequestHead &request)
{
    fields.emplaceBack("Access-Control-Allow-Methods", cors.methods.toUtf8());
    QByteArray headers = cors.allowedHeaders.join(u',').toUtf8();
    if (headers.isEmpty()) {
        headers = request.value("access-control-request-headers").toByteArray();
        fields.emplaceBack("Vary", "Access-Control-Request-Headers");
    }
    if (!headers.isEmpty())
        fields.emplaceBack("Access-Control-Allow-Headers", headers);
    if (cors.maxAge)
        fields.emplaceBack("Access-Control-Max-Age", QByteArray::number(cors.maxAge->count()));
}

} // namespace

HeaderFields corsFields(const Cors &cors, const Net::HttpRequestHead &request)
{
    HeaderFields fields;
    addOrigin(fields, cors, request.value("origin").toByteArray());
    if (cors.credentials)
        fields.emplaceBack("Access-Control-Allow-Credentials", "true");
    if (isPreflight(cors, request))
        addPreflight(fields, cors, request);
    if (!cors.exposedHeaders.isEmpty())
        fields.emplaceBack("Access-Control-Expose-Headers",
                           cors.exposedHeaders.join(u',').toUtf8());
    return fields;
}

bool isPreflight(const Cors &cors, const Net::HttpRequestHead &request)
{
    return cors.isEnabled() && request.method == "OPTIONS";
}

} // namespace QSocketIo::Engine
