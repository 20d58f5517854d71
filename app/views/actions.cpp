// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/actions.h>

namespace QSocketIo::Monitor {

Actions::Actions(QObject *parent)
    : QObject(parent),
      connectClient(make("connectClient", tr("&Connect as a client…"), QKeySequence::New)),
      attachAdmin(make("attachAdmin", tr("&Attach to a server…"), tr("Ctrl+Shift+A"))),
      startDemo(make("startDemo", tr("Start the &demo"), tr("Ctrl+D"))),
      quit(make("quit", tr("&Quit"), QKeySequence::Quit)),
      copyPacket(make("copyPacket", tr("Copy &packet"), QKeySequence::Copy)),
      copyJson(make("copyJson", tr("Copy as &JSON"), tr("Ctrl+Shift+C"))),
      copyEvent(make("copyEvent", tr("Copy &event name"))),
      clear(make("clear", tr("C&lear"), tr("Ctrl+Shift+X"))),
      freeze(makeSwitch("freeze", tr("&Freeze"), tr("Space"))),
      follow(makeSwitch("follow", tr("F&ollow"), tr("Ctrl+End"))),
      goToPair(make("goToPair", tr("Go to its &ack or event"), tr("A"))),
      focusFilter(make("focusFilter", tr("&Filter"), tr("Ctrl+L"))),
      clearFilter(make("clearFilter", tr("Show &everything"), tr("Ctrl+Shift+L"))),
      filterNamespace(make("filterNamespace", tr("Only this &namespace"))),
      filterEvent(make("filterEvent", tr("Only this e&vent"))),
      filterConnection(make("filterConnection", tr("Only this &connection"))),
      about(make("about", tr("&About")))
{
    connectClient->setIconText(tr("Connect"));
    attachAdmin->setIconText(tr("Attach"));
    startDemo->setIconText(tr("Demo"));
    freeze->setToolTip(tr("Stop the view; recording goes on (Space)"));
    follow->setToolTip(tr("Keep the newest packet in view (End)"));
    clear->setToolTip(tr("Forget all packets (Ctrl+Shift+X)"));
    follow->setChecked(true);
    // Plain keys and the clipboard belong to whatever has the focus.
    for (QAction *action : {freeze, goToPair, copyPacket, copyJson, copyEvent})
        action->setShortcutContext(Qt::WidgetShortcut);
}

Actions::~Actions() = default;

QAction *Actions::make(const char *id, const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(id));
    action->setShortcut(keys);
    return action;
}

QAction *Actions::makeSwitch(const char *id, const QString &text, const QKeySequence &keys)
{
    QAction *action = make(id, text, keys);
    action->setCheckable(true);
    return action;
}

} // namespace QSocketIo::Monitor
