// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/clientengine_p.h>
#include <qsocketio/engine/clientnetwork_p.h>

namespace QSocketIo {

namespace {

// A URL's own query counts where the options have none.
Engine::ClientOptions engineOptions(const QUrl &url, const ClientOptions &options)
{
    return {.path = options.path,
            .addTrailingSlash = options.addTrailingSlash,
            .protocol = options.protocol,
            .transports = options.transports,
            .upgrade = options.upgrade,
            .rememberUpgrade = options.rememberUpgrade,
            .tryAllTransports = options.tryAllTransports,
            .query = options.query.isEmpty() ? QUrlQuery(url) : options.query,
            .queryProvider = options.queryProvider,
            .extraHeaders = options.extraHeaders,
            .headersProvider = options.headersProvider,
            .protocols = options.protocols,
            .timestampRequests = options.timestampRequests,
            .timestampParam = options.timestampParam,
            .forceBase64 = options.forceBase64,
            .timeout = options.timeout,
            .requestTimeout = options.requestTimeout,
            .maxReceivedBytes = options.maxReceivedBytes,
            .maxBufferedBytes = options.maxBufferedBytes,
            .sslConfiguration = options.sslConfiguration,
            .pinnedCertificates = options.pinnedCertificates,
            .proxy = options.proxy,
            .cookieJar = options.cookieJar};
}

} // namespace

Backoff backoff(const ClientOptions &options)
{
    return {options.reconnectionDelay, options.reconnectionDelayMax, options.randomizationFactor};
}

std::unique_ptr<Engine::ClientSession>
engineSession(const QUrl &url, const ClientOptions &options,
              const std::shared_ptr<Engine::ClientMemory> &memory,
              Engine::ClientSession::Listener &listener)
{
    const Engine::ClientOptions engine = memory->adapt(engineOptions(url, options));
    return std::make_unique<Engine::ClientSession>(
        engine, std::make_unique<Engine::ClientNetwork>(url, engine, memory), listener);
}

} // namespace QSocketIo
