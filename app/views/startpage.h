// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QVBoxLayout;
QT_END_NAMESPACE

namespace QSocketIo::Monitor {

class Actions;

// What is there when nothing is open: the ways to begin.
class StartPage : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(const Actions &actions, QWidget *parent = nullptr);
    ~StartPage() override;

private:
    void addWay(QVBoxLayout &layout, QAction *action, const QString &title, const QString &text);
};

} // namespace QSocketIo::Monitor
