// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/capturesession.h>
#include <app/views/actions.h>

#include <QMenu>

namespace QSocketIo::Monitor {

class FilterBar;
class PacketView;

// What can be done with the current packet: copying, filtering, going to its answer.
class PacketMenu : public QMenu
{
    Q_OBJECT
public:
    PacketMenu(const CaptureSession &session, const Actions &actions, PacketView &view,
               FilterBar &filter, QWidget *parent = nullptr);
    ~PacketMenu() override;

private:
    // Null: there is none.
    const PacketHeader *header() const;
    void update();
    void copyPacket() const;
    void copyJson() const;
    void copyEvent() const;
    void filterNamespace();
    void filterEvent();
    void filterConnection();
    void goToPair();

    const CaptureSession &m_session;
    const Actions &m_actions;
    PacketView &m_view;
    FilterBar &m_filter;
};

} // namespace QSocketIo::Monitor
