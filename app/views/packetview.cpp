// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/packetdelegate.h>
#include <app/views/packetview.h>

#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

// What each column has to have room for; the summary takes the rest.
constexpr std::array widest{"100000"_L1,    "1000.000000"_L1, "demo :3000"_L1, "Dir "_L1,
                            "10000"_L1,     "/telemetry"_L1,  "CONNECT_ER"_L1, "↩ temperature"_L1,
                            "999.99 ms"_L1, "999.9 kB"_L1};

} // namespace

PacketView::PacketView(PacketListModel &model, QWidget *parent)
    : QTableView(parent),
      m_model(model),
      m_pill(new QPushButton(this))
{
    setUpLook();
    setModel(&model);
    setItemDelegate(new PacketDelegate(this));
    setUpColumns();
    m_pill->setObjectName(u"newPackets"_s);
    m_pill->setFocusPolicy(Qt::NoFocus);
    m_pill->setCursor(Qt::PointingHandCursor);
    m_pill->hide();
    connect(m_pill, &QPushButton::clicked, this, [this] { setFollowing(true); });
    connect(&model, &PacketListModel::updated, this, &PacketView::onUpdated);
    connect(&model, &PacketListModel::modelReset, this, &PacketView::onReset);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PacketView::onCurrentChanged);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &PacketView::onScrolledByUser);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PacketView::rememberTop);
}

PacketView::~PacketView() = default;

void PacketView::setFollowing(bool following)
{
    if (following)
        scrollToBottom();
    if (m_following != following) {
        m_following = following;
        m_lastSeen = m_model.rowCount() > 0 ? m_model.sequence(m_model.rowCount() - 1) : 0;
        Q_EMIT followingChanged(following);
    }
    updatePill();
}

bool PacketView::goTo(quint64 sequence)
{
    const int row = m_model.row(sequence);
    if (row < 0)
        return false;
    setFollowing(false);
    setCurrentIndex(m_model.index(row, 0));
    scrollTo(m_model.index(row, 0), PositionAtCenter);
    return true;
}

void PacketView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_End && event->modifiers() == Qt::NoModifier) {
        setFollowing(true);
        return;
    }
    if (event->key() == Qt::Key_Home && event->modifiers() == Qt::NoModifier) {
        setFollowing(false);
        scrollToTop();
        return;
    }
    const QModelIndex before = currentIndex();
    QTableView::keyPressEvent(event);
    if (currentIndex() != before)
        setFollowing(false);
}

void PacketView::mousePressEvent(QMouseEvent *event)
{
    if (indexAt(event->pos()).isValid())
        setFollowing(false);
    QTableView::mousePressEvent(event);
}

void PacketView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (m_following)
        scrollToBottom();
    updatePill();
}

void PacketView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setUpColumns();
}

void PacketView::setUpLook()
{
    setObjectName(u"packets"_s);
    setAccessibleName(tr("Packets"));
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(24);
}

void PacketView::setUpColumns()
{
    constexpr int Padding = 14;
    const QFontMetrics metrics(font());
    verticalHeader()->setMinimumSectionSize(metrics.height());
    verticalHeader()->setDefaultSectionSize(metrics.height() + 6);
    for (size_t column = 0; column < widest.size(); ++column)
        setColumnWidth(int(column),
                       metrics.horizontalAdvance(QString::fromUtf8(widest[column].data()))
                           + Padding);
}

void PacketView::onUpdated()
{
    if (m_following)
        scrollToBottom();
    else
        restoreTop();
    updatePill();
}

// The selection does not survive a new filter by itself.
void PacketView::onReset()
{
    const int row = m_current != 0 ? m_model.row(m_current) : -1;
    if (row >= 0)
        setCurrentIndex(m_model.index(row, 0));
}

void PacketView::onCurrentChanged(const QModelIndex &current)
{
    if (!current.isValid())
        return;
    const quint64 sequence = m_model.sequence(current.row());
    if (sequence == m_current)
        return;
    m_current = sequence;
    Q_EMIT currentPacketChanged(sequence);
}

void PacketView::onScrolledByUser()
{
    // The value follows after this signal.
    const QScrollBar *bar = verticalScrollBar();
    setFollowing(bar->sliderPosition() >= bar->maximum());
}

void PacketView::rememberTop()
{
    const int row = verticalScrollBar()->value();
    if (!m_restoring && row >= 0 && row < m_model.rowCount())
        m_top = m_model.sequence(row);
}

// Rows may have come or gone above.
void PacketView::restoreTop()
{
    const int row = m_model.rowAtOrAfter(m_top);
    if (row == verticalScrollBar()->value())
        return;
    m_restoring = true;
    updateGeometries();
    verticalScrollBar()->setValue(row);
    m_restoring = false;
}

quint64 PacketView::newPackets() const
{
    if (m_model.isFrozen())
        return m_model.unseen();
    return quint64(m_model.rowCount() - m_model.rowAtOrAfter(m_lastSeen + 1));
}

void PacketView::updatePill()
{
    const quint64 count = newPackets();
    const bool needed = count > 0 && (!m_following || m_model.isFrozen());
    m_pill->setVisible(needed);
    if (!needed)
        return;
    const QString number = numberText(count);
    m_pill->setText(m_model.isFrozen() ? tr("❚❚ frozen, %1 new").arg(number)
                                       : tr("▼ %1 new").arg(number));
    m_pill->adjustSize();
    // In the corner: behind the end of a summary is the least to cover.
    const QRect area = viewport()->geometry();
    m_pill->move(area.right() - m_pill->width() - 8, area.bottom() - m_pill->height() - 8);
}

} // namespace QSocketIo::Monitor
