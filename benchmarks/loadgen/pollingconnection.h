// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connection.h"

#include <string>

namespace QSocketIo::Bench {

// Long-polling: one channel always waits for the next packets, the other posts what is sent, as a
// browser does over connections that it keeps.
class PollingConnection final : public Connection, private Channel::Owner
{
public:
    PollingConnection(int index, const Options &options, Poller &poller, Listener &listener);

    void send(Pieces pieces) override;
    void sendBinary(Pieces pieces) override;
    void flush() override;
    void close() override;

private:
    std::size_t onBytes(Channel &channel, std::string_view bytes) override;
    void onEnd(Channel &channel) override;
    void onOpened(std::string_view sid) override;

    void poll();
    void onPayload(std::string_view payload);

    Channel m_poll;
    Channel m_post;
    std::string m_target; // /path?query
    std::string m_fields;
    std::string m_pending; // the payload of the next POST
    bool m_posting = false;
};

} // namespace QSocketIo::Bench
