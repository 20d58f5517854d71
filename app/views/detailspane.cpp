// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/jsonformat.h>
#include <app/capture/packettext.h>
#include <app/views/detailspane.h>
#include <app/views/hexview.h>
#include <app/views/jsondelegate.h>

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTabWidget>
#include <QTreeView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

constexpr qsizetype TextLimit = 1024 * 1024;

void setUp(QTreeView &view, QAbstractItemModel &model)
{
    view.setModel(&model);
    view.setUniformRowHeights(true);
    view.setFrameShape(QFrame::NoFrame);
    view.setTextElideMode(Qt::ElideRight);
    view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.header()->setStretchLastSection(true);
}

JsonTreeModel::Shape shapeOf(const PacketHeader &header)
{
    if (isEvent(header.type))
        return JsonTreeModel::Shape::Event;
    return isAck(header.type) ? JsonTreeModel::Shape::Arguments : JsonTreeModel::Shape::Value;
}

// What of a packet is JSON: the arguments, or the data of an Engine.IO open packet.
QByteArrayView jsonPart(const PacketHeader &header, const PacketBytes &bytes)
{
    if (header.type != PacketType::None)
        return argumentsOf(header, bytes);
    const bool isHandshake = header.kind == RecordKind::Packet && header.engineType == 0;
    return isHandshake ? bytes.text : QByteArrayView();
}

} // namespace

DetailsPane::DetailsPane(const CaptureSession &session, QWidget *parent)
    : QStackedWidget(parent),
      m_session(session)
{
    auto *hint = new QLabel(tr("Choose a packet to see its layers, arguments and bytes."));
    hint->setAlignment(Qt::AlignCenter);
    hint->setForegroundRole(QPalette::PlaceholderText);
    addWidget(hint);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(createLayers());
    splitter->addWidget(createArguments());
    m_hex = new HexView;
    m_hex->setObjectName(u"bytes"_s);
    splitter->addWidget(m_hex);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setStretchFactor(2, 0);
    splitter->setSizes({400, 480, m_hex->sizeHint().width()});
    addWidget(splitter);
    connect(m_hex, &HexView::byteClicked, this, &DetailsPane::markByte);
}

DetailsPane::~DetailsPane() = default;

void DetailsPane::showPacket(quint64 sequence)
{
    const PacketStore &packets = m_session.capture().packets();
    if (!packets.contains(sequence))
        return clear();
    const PacketHeader &header = packets.header(sequence);
    const PacketBytes bytes = packets.bytes(sequence);
    m_layers.setLayers(layersOf(m_session, sequence));
    m_layerTree->expandAll();
    m_layerTree->collapse(m_layers.index(1, 0));
    m_hex->setBytes(wireBytes(header, bytes));
    showArguments(header, bytes);
    setCurrentIndex(1);
}

void DetailsPane::clear()
{
    setCurrentIndex(0);
    m_layers.setLayers({});
    m_json.setDocument({}, JsonTreeModel::Shape::Value);
    m_text->clear();
    m_hex->setBytes({});
}

QWidget *DetailsPane::createLayers()
{
    m_layerTree = new QTreeView;
    m_layerTree->setObjectName(u"layers"_s);
    m_layerTree->setAccessibleName(tr("Layers"));
    setUp(*m_layerTree, m_layers);
    m_layerTree->header()->resizeSection(0, 170);
    connect(m_layerTree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DetailsPane::markLayer);
    return m_layerTree;
}

QWidget *DetailsPane::createArguments()
{
    m_jsonTree = new QTreeView;
    m_jsonTree->setObjectName(u"arguments"_s);
    m_jsonTree->setAccessibleName(tr("Arguments"));
    m_jsonTree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_jsonTree->setItemDelegate(new JsonDelegate(m_jsonTree));
    setUp(*m_jsonTree, m_json);
    m_jsonTree->header()->setStretchLastSection(false);
    m_jsonTree->header()->resizeSection(int(JsonColumn::Name), 140);
    m_jsonTree->header()->setSectionResizeMode(int(JsonColumn::Value), QHeaderView::Stretch);
    m_jsonTree->header()->resizeSection(int(JsonColumn::Type), 76);
    connect(m_jsonTree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DetailsPane::markArgument);
    connect(m_jsonTree, &QWidget::customContextMenuRequested, this, &DetailsPane::showJsonMenu);
    m_text = new QPlainTextEdit;
    m_text->setObjectName(u"text"_s);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_jsonTree, tr("Arguments"));
    m_tabs->addTab(m_text, tr("Text"));
    return m_tabs;
}

void DetailsPane::showArguments(const PacketHeader &header, const PacketBytes &bytes)
{
    const QByteArrayView json = jsonPart(header, bytes);
    m_argumentsAt = (header.has(PacketHeader::Reported) ? 0 : 1) + bytes.text.size() - json.size();
    m_json.setDocument(json, shapeOf(header), bytes.attachments);
    if (m_json.canFetchMore({}))
        m_json.fetchMore({});
    m_jsonTree->expandToDepth(1);
    const JsonTape &tape = m_json.tape();
    if (!tape.isEmpty() && tape.errorOffset() < 0) {
        m_text->setPlainText(QString::fromUtf8(indentedJson(tape, TextLimit)));
        return;
    }
    const QByteArrayView text = header.has(PacketHeader::Binary) && bytes.attachments.isEmpty()
        ? QByteArrayView()
        : bytes.text;
    m_text->setPlainText(QString::fromUtf8(text.first(std::min(text.size(), TextLimit))));
}

void DetailsPane::markLayer(const QModelIndex &index)
{
    const qsizetype offset = index.isValid() ? index.data(ByteOffsetRole).toLongLong() : -1;
    if (offset >= 0)
        m_hex->setMarked(offset, index.data(ByteCountRole).toLongLong());
    else
        m_hex->setMarked(0, 0);
}

void DetailsPane::markArgument(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const JsonTape::Node &node = m_json.node(index);
    m_hex->setMarked(m_argumentsAt + node.begin, node.end - node.begin);
}

void DetailsPane::markByte(qsizetype offset)
{
    const QModelIndex index = m_layers.indexAt(offset);
    if (!index.isValid())
        return;
    const QSignalBlocker blocker(m_layerTree->selectionModel());
    m_layerTree->setCurrentIndex(index);
    m_layerTree->viewport()->update();
}

void DetailsPane::showJsonMenu(QPoint position)
{
    const QModelIndex index = m_jsonTree->indexAt(position);
    if (!index.isValid())
        return;
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    QMenu menu(this);
    menu.addAction(tr("Copy value"), this,
                   [=] { copy(index.siblingAtColumn(int(JsonColumn::Value)).data().toString()); });
    menu.addAction(tr("Copy as JSON"), this, [=] { copy(index.data(RawTextRole).toString()); });
    menu.addAction(tr("Copy path"), this, [=, this] { copy(m_json.path(index)); });
    menu.addSeparator();
    menu.addAction(tr("Expand all below"), this,
                   [=, this] { m_jsonTree->expandRecursively(index, 4); });
    menu.exec(m_jsonTree->viewport()->mapToGlobal(position));
}

} // namespace QSocketIo::Monitor
