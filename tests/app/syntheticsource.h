// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/capturesession.h>

#include <chrono>

namespace QSocketIo::Monitor {

// A source that delivers what a test tells it.
class SyntheticSource : public Source
{
public:
    explicit SyntheticSource(const QString &name = QStringLiteral("synthetic"))
        : Source(Kind::Synthetic, name)
    {
    }

    void start() override { setState(State::Running); }
    void stop() override { setState(State::Stopped); }

    void fail(const QString &message) { setState(State::Failed, message); }
    void opened(quint64 connection, QByteArrayView session, QByteArrayView request = "GET /")
    {
        add({.kind = RecordKind::Opened,
             .carrier = Carrier::WebSocket,
             .connection = connection,
             .session = session,
             .data = request});
    }
    void closed(quint64 connection, QByteArrayView reason = "transport close")
    {
        add({.kind = RecordKind::Closed, .connection = connection, .data = reason});
    }
    void message(Direction direction, QByteArrayView text, quint64 connection = 1)
    {
        add({.direction = direction,
             .carrier = Carrier::WebSocket,
             .connection = connection,
             .data = text});
    }
    void binary(Direction direction, QByteArrayView bytes, quint64 connection = 1)
    {
        add({.direction = direction,
             .carrier = Carrier::WebSocket,
             .binary = true,
             .connection = connection,
             .data = bytes});
    }
    void engine(Direction direction, quint8 type, QByteArrayView data = {}, quint64 connection = 1)
    {
        add({.direction = direction,
             .carrier = Carrier::WebSocket,
             .engineType = type,
             .connection = connection,
             .data = data});
    }

private:
    void add(RawRecord record)
    {
        record.time =
            std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
        feed().add(record);
    }
};

inline SyntheticSource *addSynthetic(CaptureSession &session)
{
    auto source = std::make_unique<SyntheticSource>();
    SyntheticSource *result = source.get();
    session.add(std::move(source));
    result->start();
    return result;
}

} // namespace QSocketIo::Monitor
