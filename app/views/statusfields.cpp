// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/models/packetlistmodel.h>
#include <app/views/statusfields.h>
#include <app/views/theme.h>

#include <QHBoxLayout>
#include <QLabel>

namespace QSocketIo::Monitor {

StatusFields::StatusFields(const CaptureSession &session, const PacketListModel &model,
                           QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_model(model)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(20);
    m_packets = addField(tr("%1 packets").arg(numberText(9'999'999)));
    m_shown = addField(tr("%1 rows shown").arg(numberText(9'999'999)));
    m_shown->setToolTip(tr("Connections that begin, upgrade and end have rows as well"));
    m_rate = addField(tr("%1 packets/s").arg(numberText(99'999)));
    m_memory = addField(tr("%1 of %2").arg(sizeText(999'900'000), sizeText(999'900'000)));
    m_lost = addField(tr("%1 lost").arg(numberText(99'999)));
    layout->addStretch();
    connect(&session, &CaptureSession::ratesChanged, this, &StatusFields::refresh);
    refresh();
}

StatusFields::~StatusFields() = default;

void StatusFields::refresh()
{
    const Capture &capture = m_session.capture();
    const Statistics::Counters &total = capture.statistics().total();
    const PacketStore &packets = capture.packets();
    m_packets->setText(tr("%1 packets").arg(numberText(total.packets.total())));
    m_shown->setText(
        m_model.isSearching()
            ? tr("%1 rows shown, searching…").arg(numberText(quint64(m_model.rowCount())))
            : tr("%1 rows shown").arg(numberText(quint64(m_model.rowCount()))));
    const QString rate = rateText(total.packets.perSecond());
    m_rate->setText(tr("%1 packets/s").arg(rate.isEmpty() ? numberText(0) : rate));
    m_memory->setText(
        tr("%1 of %2")
            .arg(sizeText(quint64(packets.bytes())), sizeText(quint64(packets.memoryLimit()))));
    m_memory->setToolTip(tr("Beyond this the oldest packets are dropped"));
    m_lost->setText(tr("%1 lost").arg(numberText(total.lost)));
    QPalette colors = palette();
    if (total.lost > 0)
        colors.setColor(QPalette::WindowText, Theme::warning(colors));
    m_lost->setPalette(colors);
}

QLabel *StatusFields::addField(const QString &widest)
{
    auto *label = new QLabel;
    // The numbers do not push each other around.
    label->setMinimumWidth(QFontMetrics(label->font()).horizontalAdvance(widest));
    layout()->addWidget(label);
    return label;
}

} // namespace QSocketIo::Monitor
