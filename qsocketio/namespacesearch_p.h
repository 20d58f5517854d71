// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/awaited_p.h>
#include <qsocketio/dynamicnamespaces_p.h>

namespace QSocketIo {

// Has the namespace made that a client asks for and that is not there, where a rule allows that.
// The rules are asked one after the other, and may take their time.
class NamespaceSearch final : public Disposable
{
public:
    struct Request
    {
        QString name;
        QVariantMap auth;
    };
    // Null: there is none. It may dispose of the search.
    using Callback = std::function<void(Namespace *nsp)>;

    NamespaceSearch(Server &server, Request request);

    const Request &request() const { return m_request; }
    void start(Callback callback);
    // Nobody waits for the outcome any more.
    void cancel();

private:
    void askNext();
    void onAnswer(bool allowed);
    void finish(ParentNamespace *parent);

    QPointer<Server> m_server;
    Request m_request;
    Callback m_callback;
    DynamicNamespaces::Parents m_parents;
    size_t m_next = 0;
    std::unique_ptr<Awaited<bool>> m_awaited;
};

} // namespace QSocketIo
