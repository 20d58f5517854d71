// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/stream_p.h>

#include <memory>

namespace QSocketIo::Net {

// Sends what is written, tells the peer that no more comes, and reads on for a moment: closing with
// unread input resets the connection, and the peer would lose the last answer.
void closeGracefully(std::unique_ptr<Stream> stream);
// For a peer that has said that it sends no more: nothing is read, and it ends as soon as what is
// written has left.
void closeWhenWritten(std::unique_ptr<Stream> stream);
// Ends the streams of a server for which that goes on.
void abortLingering(const StreamCensus &census);

} // namespace QSocketIo::Net
