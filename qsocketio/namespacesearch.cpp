// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/namespacesearch_p.h>
#include <qsocketio/server_p.h>
#include <qsocketio/verdicts_p.h>

namespace QSocketIo {

namespace {

// A rule that fails allows nothing.
bool isAllowed(const Expected<bool, Error> &answer)
{
    return answer && *answer;
}

} // namespace

NamespaceSearch::NamespaceSearch(Server &server, Request request)
    : m_server(&server),
      m_request(std::move(request))
{
}

void NamespaceSearch::start(Callback callback)
{
    noteUse();
    m_callback = std::move(callback);
    m_parents = m_server->d->dynamic.parents();
    askNext();
}

void NamespaceSearch::cancel()
{
    m_callback = {};
    Turn::dispose(std::move(m_awaited));
}

void NamespaceSearch::askNext()
{
    noteUse();
    while (m_next < m_parents.size()) {
        const QPointer<ParentNamespace> &parent = m_parents[m_next++];
        if (!parent)
            continue;
        NowOrLater<bool> answer = DynamicNamespaces::ask(*parent, m_request.name, m_request.auth);
        if (!m_callback)
            return;
        if (const auto later = notYet(answer)) {
            m_awaited = std::make_unique<Awaited<bool>>(
                *later, [this](const Expected<bool, Error> &allowed) {
                    Turn::dispose(std::move(m_awaited));
                    onAnswer(isAllowed(allowed));
                });
            return;
        }
        const auto *future = std::get_if<QFuture<bool>>(&answer);
        if (future ? isAllowed(outcome(*future)) : std::get<bool>(answer))
            return finish(parent);
    }
    finish(nullptr);
}

void NamespaceSearch::onAnswer(bool allowed)
{
    if (allowed)
        finish(m_parents[m_next - 1]);
    else
        askNext();
}

void NamespaceSearch::finish(ParentNamespace *parent)
{
    noteUse();
    if (!m_server)
        return;
    // It may have been made while a rule took its time.
    Namespace *nsp = m_server->findNamespace(m_request.name);
    if (!nsp && parent)
        nsp = m_server->d->create(m_request.name, parent);
    // Whoever hears of a new namespace may end all this.
    if (const Callback callback = std::exchange(m_callback, {}))
        callback(nsp);
}

} // namespace QSocketIo
