// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/actions.h>
#include <app/views/startpage.h>

#include <QCommandLinkButton>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

StartPage::StartPage(const Actions &actions, QWidget *parent) : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    auto *title = new QLabel(tr("What would you like to watch?"));
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.6);
    title->setFont(font);
    column->addWidget(title);
    column->addSpacing(12);
    addWay(*column, actions.connectClient, tr("Connect as a client"),
           tr("Join any Socket.IO server and see every packet of this connection."));
    addWay(*column, actions.attachAdmin, tr("Attach to a server"),
           tr("See all namespaces, rooms, sockets and events through its admin instrumentation."));
    addWay(*column, actions.startDemo, tr("Start the demo"),
           tr("A server in this program with chat, telemetry and a page for your browser."));
    outer->addStretch(1);
    outer->addLayout(column);
    outer->setAlignment(column, Qt::AlignHCenter);
    outer->addStretch(2);
}

StartPage::~StartPage() = default;

void StartPage::addWay(QVBoxLayout &layout, QAction *action, const QString &title,
                       const QString &text)
{
    auto *button = new QCommandLinkButton(title, text);
    button->setMinimumWidth(640);
    connect(button, &QCommandLinkButton::clicked, action, &QAction::trigger);
    layout.addWidget(button);
}

} // namespace QSocketIo::Monitor
