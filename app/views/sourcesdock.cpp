// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/sourcedelegate.h>
#include <app/views/sourcesdock.h>

#include <QHeaderView>
#include <QMenu>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

SourcesDock::SourcesDock(CaptureSession &session, QWidget *parent)
    : QDockWidget(tr("Sources"), parent),
      m_session(session),
      m_model(session),
      m_list(new QTreeView)
{
    setObjectName(u"sourcesDock"_s);
    m_list->setObjectName(u"sources"_s);
    m_list->setAccessibleName(windowTitle());
    m_list->setModel(&m_model);
    m_list->setItemDelegateForColumn(int(SourceColumn::State), new SourceDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(int(SourceColumn::Name), QHeaderView::Stretch);
    setWidget(m_list);
    connect(m_list, &QWidget::customContextMenuRequested, this, &SourcesDock::showMenu);
}

SourcesDock::~SourcesDock() = default;

void SourcesDock::showMenu(QPoint position)
{
    const QModelIndex index = m_list->indexAt(position);
    const auto id = quint16(index.data(SourceIdRole).toUInt());
    Source *source = m_session.source(id);
    if (!source)
        return;
    const bool stopped = source->state() == Source::State::Stopped;
    QMenu menu(this);
    menu.addAction(tr("Start"), source, &Source::start)->setEnabled(stopped);
    menu.addAction(tr("Stop"), source, &Source::stop)->setEnabled(!stopped);
    menu.addSeparator();
    menu.addAction(tr("Remove"), this, [this, id] { m_session.remove(id); });
    menu.exec(m_list->viewport()->mapToGlobal(position));
}

} // namespace QSocketIo::Monitor
