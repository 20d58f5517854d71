// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/cors_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

HeaderFields corsFields(const Cors &cors, const QByteArray &origin)
{
    HeaderFields fields;
    if (cors.origins.contains("*"_L1)) {
        fields.emplaceBack("Access-Control-Allow-Origin", "*");
    } else if (cors.origins.size() == 1) {
        fields.emplaceBack("Access-Control-Allow-Origin", cors.origins.first().toUtf8());
        fields.emplaceBack("Vary", "Origin");
    } else {
        if (cors.origins.contains(QString::fromUtf8(origin)))
            fields.emplaceBack("Access-Control-Allow-Origin", origin);
        fields.emplaceBack("Vary", "Origin");
    }
    if (cors.credentials)
        fields.emplaceBack("Access-Control-Allow-Credentials", "true");
    return fields;
}

HeaderFields preflightFields(const Cors &cors, const Net::HttpRequestHead &request)
{
    HeaderFields fields = corsFields(cors, request.value("origin").toByteArray());
    fields.emplaceBack("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE");
    const QByteArrayView headers = request.value("access-control-request-headers");
    if (!headers.isEmpty()) {
        fields.emplaceBack("Access-Control-Allow-Headers", headers.toByteArray());
        fields.emplaceBack("Vary", "Access-Control-Request-Headers");
    }
    return fields;
}

} // namespace QSocketIo::Engine
