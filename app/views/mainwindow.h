// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/models/packetlistmodel.h>

#include <QMainWindow>

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedWidget;
QT_END_NAMESPACE

namespace QSocketIo::Monitor {

class Actions;
class DetailsPane;
class FilterBar;
class PacketView;
class StatusFields;
class TopologyDock;
struct FilterSettings;

// Joins the parts; what they do, they do themselves.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(CaptureSession &session, QWidget *parent = nullptr);
    ~MainWindow() override;

    void addSource(std::unique_ptr<Source> source);
    // As it was when the window was closed the last time.
    void restoreLayout();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void createCentre();
    void createDocks();
    void createMenus();
    void createToolBar();
    void createStatusBar();
    void connectActions();
    void connectParts();
    void connectTo(int page);
    void applyFilter(const FilterSettings &settings);
    void applyScope(const TopologyKey &key);
    void showCurrentPage();
    void showSourceMessage(quint16 id);
    void showAbout();
    void updateBackground();

    static constexpr int LayoutVersion = 1;

    CaptureSession &m_session;
    PacketListModel m_model;
    Actions *m_actions;
    QStackedWidget *m_pages;
    FilterBar *m_filter;
    PacketView *m_view;
    DetailsPane *m_details;
    TopologyDock *m_topology;
    StatusFields *m_status = nullptr;
    QLabel *m_message = nullptr;
};

} // namespace QSocketIo::Monitor
