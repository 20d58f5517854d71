// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/filter/quickfilter.h>
#include <app/sources/demosource.h>
#include <app/views/actions.h>
#include <app/views/connectdialog.h>
#include <app/views/detailspane.h>
#include <app/views/filterbar.h>
#include <app/views/mainwindow.h>
#include <app/views/packetmenu.h>
#include <app/views/packetview.h>
#include <app/views/sourcesdock.h>
#include <app/views/startpage.h>
#include <app/views/statusfields.h>
#include <app/views/theme.h>
#include <app/views/topologydock.h>

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

constexpr quint16 DemoPort = 3000;

// Addresses in a message can be clicked.
QString withLinks(const QString &text, const QColor &color)
{
    static const QRegularExpression url(u"(https?://[^\\s<]+)"_s);
    const QString link = u"<a href=\"\\1\" style=\"color:%1\">\\1</a>"_s.arg(color.name());
    return text.toHtmlEscaped().replace(url, link);
}

} // namespace

MainWindow::MainWindow(CaptureSession &session, QWidget *parent)
    : QMainWindow(parent),
      m_session(session),
      m_model(session),
      m_actions(new Actions(this)),
      m_pages(new QStackedWidget),
      m_filter(new FilterBar),
      m_view(new PacketView(m_model)),
      m_details(new DetailsPane(session)),
      m_topology(new TopologyDock(session))
{
    setWindowTitle(tr("QSocketIo Monitor"));
    setDockNestingEnabled(true);
    resize(1440, 900);
    createCentre();
    createDocks();
    createMenus();
    createToolBar();
    createStatusBar();
    connectActions();
    connectParts();
    showCurrentPage();
    m_view->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::addSource(std::unique_ptr<Source> source)
{
    const quint16 id = m_session.add(std::move(source));
    m_session.source(id)->start();
}

void MainWindow::restoreLayout()
{
    QSettings settings;
    restoreGeometry(settings.value("window/geometry"_L1).toByteArray());
    restoreState(settings.value("window/state"_L1).toByteArray(), LayoutVersion);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings settings;
    settings.setValue("window/geometry"_L1, saveGeometry());
    settings.setValue("window/state"_L1, saveState(LayoutVersion));
    QMainWindow::closeEvent(event);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    updateBackground();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    updateBackground();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateBackground();
}

void MainWindow::createCentre()
{
    auto *capture = new QWidget;
    auto *layout = new QVBoxLayout(capture);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_view, 1);
    m_pages->addWidget(new StartPage(*m_actions));
    m_pages->addWidget(capture);
    setCentralWidget(m_pages);
}

void MainWindow::createDocks()
{
    auto *sources = new SourcesDock(m_session);
    auto *details = new QDockWidget(tr("Details"));
    details->setObjectName(u"detailsDock"_s);
    details->setWidget(m_details);
    addDockWidget(Qt::LeftDockWidgetArea, sources);
    addDockWidget(Qt::LeftDockWidgetArea, m_topology);
    addDockWidget(Qt::BottomDockWidgetArea, details);
    resizeDocks({sources, m_topology}, {110, 400}, Qt::Vertical);
    resizeDocks({m_topology}, {310}, Qt::Horizontal);
    resizeDocks({details}, {300}, Qt::Vertical);
}

void MainWindow::createMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({m_actions->connectClient, m_actions->attachAdmin, m_actions->startDemo});
    file->addSeparator();
    file->addAction(m_actions->quit);
    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({m_actions->copyPacket, m_actions->copyJson, m_actions->copyEvent});
    edit->addSeparator();
    edit->addAction(m_actions->clear);
    QMenu *filter = menuBar()->addMenu(tr("Fi&lter"));
    filter->addActions({m_actions->focusFilter, m_actions->clearFilter});
    filter->addSeparator();
    filter->addActions(
        {m_actions->filterNamespace, m_actions->filterEvent, m_actions->filterConnection});
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addActions({m_actions->freeze, m_actions->follow, m_actions->goToPair});
    view->addSeparator();
    const QList<QDockWidget *> docks = findChildren<QDockWidget *>();
    for (const QDockWidget *dock : docks)
        view->addAction(dock->toggleViewAction());
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(m_actions->about);
}

void MainWindow::createToolBar()
{
    QToolBar *bar = addToolBar(tr("Main tool bar"));
    bar->setObjectName(u"mainToolBar"_s);
    bar->setMovable(false);
    bar->addActions({m_actions->connectClient, m_actions->attachAdmin, m_actions->startDemo});
    bar->addSeparator();
    bar->addActions({m_actions->freeze, m_actions->follow, m_actions->clear});
}

void MainWindow::createStatusBar()
{
    m_status = new StatusFields(m_session, m_model);
    m_message = new QLabel;
    m_message->setOpenExternalLinks(true);
    m_message->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_message->setContentsMargins(0, 0, 8, 0);
    statusBar()->addWidget(m_status);
    statusBar()->addPermanentWidget(m_message);
}

void MainWindow::connectActions()
{
    auto *menu = new PacketMenu(m_session, *m_actions, *m_view, *m_filter, this);
    connect(m_view, &QWidget::customContextMenuRequested, menu, [this, menu](QPoint position) {
        menu->popup(m_view->viewport()->mapToGlobal(position));
    });
    m_view->addActions({m_actions->freeze, m_actions->goToPair, m_actions->copyPacket,
                        m_actions->copyJson, m_actions->copyEvent});
    connect(m_actions->connectClient, &QAction::triggered, this,
            [this] { connectTo(int(ConnectDialog::Page::Client)); });
    connect(m_actions->attachAdmin, &QAction::triggered, this,
            [this] { connectTo(int(ConnectDialog::Page::Admin)); });
    connect(m_actions->startDemo, &QAction::triggered, this,
            [this] { addSource(makeDemoSource(DemoPort)); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->clear, &QAction::triggered, &m_session, &CaptureSession::clear);
    connect(m_actions->freeze, &QAction::toggled, &m_model, &PacketListModel::setFrozen);
    connect(m_actions->follow, &QAction::triggered, m_view, &PacketView::setFollowing);
    connect(m_view, &PacketView::followingChanged, m_actions->follow, &QAction::setChecked);
    connect(m_actions->focusFilter, &QAction::triggered, m_filter, &FilterBar::focusText);
    connect(m_actions->clearFilter, &QAction::triggered, this, [this] {
        m_topology->clearSelection();
        m_filter->setSettings({});
    });
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::connectParts()
{
    connect(m_filter, &FilterBar::settingsChanged, this, &MainWindow::applyFilter);
    connect(m_filter, &FilterBar::scopeRemoved, m_topology, &TopologyDock::clearSelection);
    connect(m_topology, &TopologyDock::scopeChosen, this, &MainWindow::applyScope);
    connect(m_view, &PacketView::currentPacketChanged, m_details, &DetailsPane::showPacket);
    connect(&m_session, &CaptureSession::cleared, m_details, &DetailsPane::clear);
    connect(&m_session, &CaptureSession::sourceAdded, this, &MainWindow::showCurrentPage);
    connect(&m_session, &CaptureSession::sourceRemoved, this, &MainWindow::showCurrentPage);
    connect(&m_session, &CaptureSession::sourceChanged, this, &MainWindow::showSourceMessage);
    connect(&m_model, &PacketListModel::modelReset, m_status, &StatusFields::refresh);
}

void MainWindow::connectTo(int page)
{
    ConnectDialog dialog(ConnectDialog::Page(page), this);
    if (dialog.exec() == QDialog::Accepted)
        addSource(dialog.makeSource());
}

void MainWindow::applyFilter(const FilterSettings &settings)
{
    m_model.setPredicate(settings.isEverything() ? nullptr
                                                 : std::make_shared<QuickFilter>(settings));
}

void MainWindow::applyScope(const TopologyKey &key)
{
    using Kind = TopologyKey::Kind;
    const Capture &capture = m_session.capture();
    const QString text = topologyText(m_session, key);
    const TopologyKey nsp{.kind = Kind::Namespace, .source = key.source, .nsp = key.nsp};
    switch (key.kind) {
    case Kind::Root:
    case Kind::Source:
        return m_filter->setScope(key, 0, text);
    case Kind::Namespace:
    case Kind::Rooms:
    case Kind::Sockets:
        return m_filter->setScope(nsp, 0, key.nsp);
    case Kind::Room:
        return m_filter->setScope(key, 0, tr("%1 room %2").arg(key.nsp, text));
    case Kind::Socket: {
        // Its packets stay in view after it has left.
        const NamespaceInfo *info = capture.topology().find(key.source, key.nsp);
        const QByteArray session = info ? info->sockets.value(key.name).session : QByteArray();
        const quint32 connection = capture.connections().findSession(key.source, session);
        return m_filter->setScope(nsp, connection, tr("%1 socket %2").arg(key.nsp, text));
    }
    }
}

void MainWindow::showCurrentPage()
{
    const bool started =
        !m_session.sources().isEmpty() || m_session.capture().packets().count() > 0;
    m_pages->setCurrentIndex(started ? 1 : 0);
}

void MainWindow::showSourceMessage(quint16 id)
{
    const Source *source = m_session.source(id);
    if (!source)
        return;
    const QString text =
        source->message().isEmpty() ? sourceStateText(source->state()) : source->message();
    const bool failed = source->state() == Source::State::Failed;
    QPalette colors = palette();
    if (failed)
        colors.setColor(QPalette::WindowText, Theme::warning(colors));
    m_message->setPalette(colors);
    m_message->setText(withLinks(tr("%1: %2").arg(source->name(), text),
                                 Theme::json(palette(), JsonTape::Type::Number)));
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About QSocketIo Monitor"),
        tr("<h3>QSocketIo Monitor %1</h3>"
           "<p>Shows the namespaces, rooms, sockets and packets of Socket.IO systems.</p>"
           "<p>Part of QSocketIo, the Socket.IO library for Qt. MIT licence.</p>"
           "<p>Qt %2</p>")
            .arg(QCoreApplication::applicationVersion(), QLatin1StringView(qVersion())));
}

void MainWindow::updateBackground()
{
    m_session.setInBackground(!isVisible() || isMinimized());
}

} // namespace QSocketIo::Monitor
