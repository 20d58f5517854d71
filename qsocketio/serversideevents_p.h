// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/adapter.h>
#include <qsocketio/emission.h>
#include <qsocketio/eventtable_p.h>
#include <qsocketio/replies.h>

namespace QSocketIo {

class Namespace;

// What the servers of a cluster say to each other in one namespace.
class ServerSideEvents
{
public:
    explicit ServerSideEvents(Namespace &nsp) : m_namespace(nsp) { }

    // With a callback the other servers are asked for answers.
    Detail::Emission begin(QByteArrayView event, Detail::AnswersCallback callback);
    void add(QByteArrayView event, Detail::HandlerPointer handler);
    // From another server.
    void dispatch(const QByteArray &event, const Arguments &arguments,
                  const AdapterAnswer &answer) const;

private:
    class Origin;
    class Answering;
    class Sending;

    Namespace &m_namespace;
    EventTable m_handlers;
};

} // namespace QSocketIo
