// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/jsontreemodel.h>
#include <app/models/layertreemodel.h>

#include <QStackedWidget>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QTabWidget;
class QTreeView;
QT_END_NAMESPACE

namespace QSocketIo::Monitor {

class HexView;

// One packet from all sides: its layers, its arguments, its bytes. What is chosen in one place is
// marked in the others.
class DetailsPane : public QStackedWidget
{
    Q_OBJECT
public:
    explicit DetailsPane(const CaptureSession &session, QWidget *parent = nullptr);
    ~DetailsPane() override;

    void showPacket(quint64 sequence);
    void clear();

private:
    QWidget *createLayers();
    QWidget *createArguments();
    void showArguments(const PacketHeader &header, const PacketBytes &bytes);
    void markLayer(const QModelIndex &index);
    void markArgument(const QModelIndex &index);
    void markByte(qsizetype offset);
    void showJsonMenu(QPoint position);

    const CaptureSession &m_session;
    LayerTreeModel m_layers;
    JsonTreeModel m_json;
    QTreeView *m_layerTree = nullptr;
    QTreeView *m_jsonTree = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QTabWidget *m_tabs = nullptr;
    HexView *m_hex = nullptr;
    // Where the arguments are in the bytes.
    qsizetype m_argumentsAt = 0;
};

} // namespace QSocketIo::Monitor
