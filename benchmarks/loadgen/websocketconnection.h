// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connection.h"
#include "frame.h"
#include "inflater.h"

#include <memory>

namespace QSocketIo::Bench {

// All packets over one WebSocket, without long-polling before it.
class WebSocketConnection final : public Connection, private Channel::Owner
{
public:
    WebSocketConnection(int index, const Options &options, Poller &poller, Listener &listener);

    void send(Pieces pieces) override;
    void sendBinary(Pieces pieces) override;
    void flush() override;
    void close() override;

private:
    std::size_t onBytes(Channel &channel, std::string_view bytes) override;
    void onEnd(Channel &channel) override;

    std::size_t consumeUpgrade(std::string_view bytes);
    void onFrame(const Frame &frame);

    Channel m_channel;
    const std::uint32_t m_mask;
    const bool m_deflate;
    bool m_upgraded = false;
};

} // namespace QSocketIo::Bench
