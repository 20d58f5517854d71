// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/demo/democlients.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

DemoClients::DemoClients(const QUrl &url)
{
    const QStringList names{u"Ada"_s, u"Grace"_s, u"Linus"_s, u"Zoë"_s};
    for (const QString &name : names)
        m_clients.push_back(std::make_unique<DemoTalker>(url, name));
    m_clients.push_back(std::make_unique<DemoObserver>(
        url, QStringList{u"temperature"_s, u"pressure"_s, u"waveform"_s}));
    m_clients.push_back(std::make_unique<DemoObserver>(url, QStringList{u"load"_s}));
    m_clients.push_back(std::make_unique<DemoCommuter>(url));
}

} // namespace QSocketIo::Monitor
