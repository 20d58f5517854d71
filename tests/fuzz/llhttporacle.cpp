// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "llhttporacle.h"

#include <llhttp/llhttp.h>

namespace QSocketIo::Net {

namespace {

OracleRequest &requestOf(llhttp_t *parser)
{
    return *static_cast<OracleRequest *>(parser->data);
}

int onTarget(llhttp_t *parser, const char *at, size_t size)
{
    requestOf(parser).target.append(at, qsizetype(size));
    return 0;
}

int onBody(llhttp_t *parser, const char *at, size_t size)
{
    requestOf(parser).body.append(at, qsizetype(size));
    return 0;
}

int onExtensionValue(llhttp_t *parser)
{
    requestOf(parser).hadExtensionValue = true;
    return 0;
}

int onFieldName(llhttp_t *parser, const char *, size_t)
{
    requestOf(parser).hadTrailer = parser->flags & F_TRAILING;
    return 0;
}

// Stops there: the bytes behind the request count as well.
int onComplete(llhttp_t *)
{
    return HPE_PAUSED;
}

} // namespace

OracleRequest askOracle(QByteArrayView wire)
{
    OracleRequest request;
    llhttp_settings_t settings;
    llhttp_settings_init(&settings);
    settings.on_url = onTarget;
    settings.on_body = onBody;
    settings.on_chunk_extension_value_complete = onExtensionValue;
    settings.on_header_field = onFieldName;
    settings.on_message_complete = onComplete;

    llhttp_t parser;
    llhttp_init(&parser, HTTP_REQUEST, &settings);
    parser.data = &request;
    const llhttp_errno_t error = llhttp_execute(&parser, wire.data(), size_t(wire.size()));
    request.isUpgrade = parser.upgrade;
    request.method = llhttp_method_name(llhttp_method_t(parser.method));
    request.isComplete = (error == HPE_PAUSED || error == HPE_PAUSED_UPGRADE)
        && (request.isUpgrade || llhttp_get_error_pos(&parser) == wire.end());
    return request;
}

} // namespace QSocketIo::Net
