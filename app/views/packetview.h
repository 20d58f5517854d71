// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/packetlistmodel.h>

#include <QTableView>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace QSocketIo::Monitor {

// The packet list. Follows the newest packet until the user looks at another one; what is selected
// and what is on top is remembered by number, so nothing jumps.
class PacketView : public QTableView
{
    Q_OBJECT
public:
    explicit PacketView(PacketListModel &model, QWidget *parent = nullptr);
    ~PacketView() override;

    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    // 0: none
    quint64 currentPacket() const { return m_current; }
    bool goTo(quint64 sequence);

Q_SIGNALS:
    void followingChanged(bool following);
    void currentPacketChanged(quint64 sequence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpLook();
    void setUpColumns();
    void onUpdated();
    void onReset();
    void onCurrentChanged(const QModelIndex &current);
    void onScrolledByUser();
    void rememberTop();
    void restoreTop();
    quint64 newPackets() const;
    void updatePill();

    PacketListModel &m_model;
    QPushButton *m_pill;
    bool m_following = true;
    bool m_restoring = false;
    quint64 m_current = 0;
    quint64 m_top = 0;
    quint64 m_lastSeen = 0;
};

} // namespace QSocketIo::Monitor
