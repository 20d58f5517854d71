// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/client.h>

#include <QHash>
#include <QJsonObject>
#include <QSet>

// A socket with the name that the commands call it by; prints what happens to it.
class PeerSocket : public QObject
{
    Q_OBJECT
public:
    PeerSocket(const QString &name, QSocketIo::ClientSocket *socket);

    QSocketIo::ClientSocket *socket() const { return m_socket; }

    // How to answer an event: with values, or with its own arguments.
    struct Rule
    {
        bool echo = false;
        QVariantList answer = {};
        std::chrono::milliseconds delay{};
    };
    void setRule(const QString &event, const Rule &rule) { m_rules.insert(event, rule); }

    void emitEvent(const QString &event, const QVariantList &arguments, bool isVolatile);
    void emitWithAck(const QJsonValue &id, const QString &event, const QVariantList &arguments,
                     std::optional<std::chrono::milliseconds> timeout);
    QJsonObject state() const;

private:
    void onEvent(const QString &event, const QSocketIo::Arguments &arguments,
                 const QSocketIo::Ack &ack);
    QJsonValue transport() const;
    QJsonValue sid() const;
    void report(const char *type, QJsonObject line) const;

    QString m_name;
    QSocketIo::ClientSocket *m_socket;
    QHash<QString, Rule> m_rules;
    QSet<QString> m_known;
};
