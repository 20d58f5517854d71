// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/packettext.h>
#include <app/views/filterbar.h>
#include <app/views/packetmenu.h>
#include <app/views/packetview.h>

#include <QClipboard>
#include <QGuiApplication>

namespace QSocketIo::Monitor {

PacketMenu::PacketMenu(const CaptureSession &session, const Actions &actions, PacketView &view,
                       FilterBar &filter, QWidget *parent)
    : QMenu(parent),
      m_session(session),
      m_actions(actions),
      m_view(view),
      m_filter(filter)
{
    addActions({actions.copyPacket, actions.copyJson, actions.copyEvent});
    addSeparator();
    addActions({actions.filterNamespace, actions.filterEvent, actions.filterConnection});
    addSeparator();
    addAction(actions.goToPair);
    connect(actions.copyPacket, &QAction::triggered, this, &PacketMenu::copyPacket);
    connect(actions.copyJson, &QAction::triggered, this, &PacketMenu::copyJson);
    connect(actions.copyEvent, &QAction::triggered, this, &PacketMenu::copyEvent);
    connect(actions.filterNamespace, &QAction::triggered, this, &PacketMenu::filterNamespace);
    connect(actions.filterEvent, &QAction::triggered, this, &PacketMenu::filterEvent);
    connect(actions.filterConnection, &QAction::triggered, this, &PacketMenu::filterConnection);
    connect(actions.goToPair, &QAction::triggered, this, &PacketMenu::goToPair);
    connect(&view, &PacketView::currentPacketChanged, this, &PacketMenu::update);
    connect(this, &QMenu::aboutToShow, this, &PacketMenu::update);
    update();
}

PacketMenu::~PacketMenu() = default;

const PacketHeader *PacketMenu::header() const
{
    const PacketStore &packets = m_session.capture().packets();
    const quint64 sequence = m_view.currentPacket();
    return packets.contains(sequence) ? &packets.header(sequence) : nullptr;
}

void PacketMenu::update()
{
    const PacketHeader *packet = header();
    for (QAction *action : {m_actions.copyPacket, m_actions.copyJson})
        action->setEnabled(packet);
    m_actions.copyEvent->setEnabled(packet && packet->event != StringTable::Empty);
    m_actions.filterEvent->setEnabled(packet && packet->event != StringTable::Empty);
    m_actions.filterNamespace->setEnabled(packet && packet->nsp != StringTable::Empty);
    m_actions.filterConnection->setEnabled(packet && packet->kind != RecordKind::Lost);
    // The answer may still be on its way when the packet is chosen.
    m_actions.goToPair->setEnabled(packet && packet->has(PacketHeader::HasAckId));
}

void PacketMenu::copyPacket() const
{
    const PacketHeader *packet = header();
    if (!packet)
        return;
    const PacketBytes bytes = m_session.capture().packets().bytes(m_view.currentPacket());
    const bool isText = packet->type != PacketType::None || !packet->has(PacketHeader::Binary);
    QGuiApplication::clipboard()->setText(
        isText ? QString::fromUtf8(wireBytes(*packet, {bytes.text, {}}))
               : QString::fromLatin1(bytes.text.toByteArray().toHex(' ')));
}

void PacketMenu::copyJson() const
{
    if (header())
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(jsonOf(m_session.capture(), m_view.currentPacket())));
}

void PacketMenu::copyEvent() const
{
    if (const PacketHeader *packet = header())
        QGuiApplication::clipboard()->setText(m_session.capture().strings().text(packet->event));
}

void PacketMenu::filterNamespace()
{
    const PacketHeader *packet = header();
    if (!packet)
        return;
    const QString nsp = m_session.capture().strings().text(packet->nsp);
    m_filter.setScope({.kind = TopologyKey::Kind::Namespace, .source = packet->source, .nsp = nsp},
                      0, nsp);
}

void PacketMenu::filterEvent()
{
    if (const PacketHeader *packet = header())
        m_filter.setEventCondition(m_session.capture().strings().text(packet->event));
}

void PacketMenu::filterConnection()
{
    if (const PacketHeader *packet = header())
        m_filter.setConnectionCondition(packet->connection);
}

void PacketMenu::goToPair()
{
    const PacketHeader *packet = header();
    if (packet && packet->pair != 0)
        m_view.goTo(packet->pair);
}

} // namespace QSocketIo::Monitor
