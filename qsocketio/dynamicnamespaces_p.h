// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/parentnamespace.h>

#include <QRegularExpression>

#include <vector>

namespace QSocketIo {

// The rules by which clients make namespaces, in the order in which they are asked.
class DynamicNamespaces
{
public:
    using Parents = std::vector<QPointer<ParentNamespace>>;

    ParentNamespace *add(Server &server, const QRegularExpression &names);
    ParentNamespace *add(Server &server, NamespaceRule rule);
    const Parents &parents() const { return m_parents; }

    static NowOrLater<bool> ask(const ParentNamespace &parent, const QString &name,
                                const QVariantMap &auth);
    static void adopt(ParentNamespace &parent, Namespace &child);
    // Whose expression matches the name; functions are not asked.
    ParentNamespace *parentByExpression(const QString &name) const;

private:
    struct Expression
    {
        QRegularExpression names;
        QPointer<ParentNamespace> parent;
    };

    Parents m_parents;
    std::vector<Expression> m_expressions;
    int m_count = 0;
};

} // namespace QSocketIo
