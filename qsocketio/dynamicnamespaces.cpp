// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/dynamicnamespaces_p.h>
#include <qsocketio/parentnamespace_p.h>
#include <qsocketio/server.h>

namespace QSocketIo {

ParentNamespace *DynamicNamespaces::add(Server &server, const QRegularExpression &names)
{
    ParentNamespace *parent =
        add(server, [names](const QString &name, const QVariantMap &) -> NowOrLater<bool> {
            return names.match(name).hasMatch();
        });
    m_expressions.push_back({names, parent});
    return parent;
}

ParentNamespace *DynamicNamespaces::add(Server &server, NamespaceRule rule)
{
    const QString name = QStringLiteral("/_%1").arg(m_count++);
    auto *parent = new ParentNamespace(name, &server, std::move(rule));
    m_parents.emplace_back(parent);
    return parent;
}

NowOrLater<bool> DynamicNamespaces::ask(const ParentNamespace &parent, const QString &name,
                                        const QVariantMap &auth)
{
    // It lives while it runs.
    const NamespaceRule rule = parent.dd()->rule();
    return rule(name, auth);
}

void DynamicNamespaces::adopt(ParentNamespace &parent, Namespace &child)
{
    parent.dd()->adopt(child);
}

ParentNamespace *DynamicNamespaces::parentByExpression(const QString &name) const
{
    for (const Expression &expression : m_expressions) {
        if (expression.parent && expression.names.match(name).hasMatch())
            return expression.parent;
    }
    return nullptr;
}

} // namespace QSocketIo
