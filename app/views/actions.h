// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAction>
#include <QObject>

namespace QSocketIo::Monitor {

// Every command of the window. Names, keys and texts are here; what they do is connected by those
// who do it.
class Actions : public QObject
{
    Q_OBJECT
public:
    explicit Actions(QObject *parent = nullptr);
    ~Actions() override;

    QAction *const connectClient;
    QAction *const attachAdmin;
    QAction *const startDemo;
    QAction *const quit;

    QAction *const copyPacket;
    QAction *const copyJson;
    QAction *const copyEvent;
    QAction *const clear;

    QAction *const freeze;
    QAction *const follow;
    QAction *const goToPair;

    QAction *const focusFilter;
    QAction *const clearFilter;
    QAction *const filterNamespace;
    QAction *const filterEvent;
    QAction *const filterConnection;

    QAction *const about;

private:
    QAction *make(const char *id, const QString &text, const QKeySequence &keys = {});
    QAction *makeSwitch(const char *id, const QString &text, const QKeySequence &keys = {});
};

} // namespace QSocketIo::Monitor
