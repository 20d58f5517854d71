// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/namespace.h>
#include <qsocketio/namespacerule.h>

namespace QSocketIo {

class QSOCKETIO_EXPORT ParentNamespace : public Namespace
{
    Q_OBJECT
public:
    ~ParentNamespace() override;

    QList<Namespace *> children() const;

private:
    friend class DynamicNamespaces;
    class Private;

    ParentNamespace(const QString &name, Server *server, NamespaceRule rule);
    Private *dd() const;
};

} // namespace QSocketIo
