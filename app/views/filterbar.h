// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/filter/quickfilter.h>

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace QSocketIo::Monitor {

// The filter line, switches for kinds and directions, and a chip for each further condition.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    FilterSettings settings() const { return m_settings; }
    void setSettings(const FilterSettings &settings);
    void setScope(const TopologyKey &scope, quint32 connection, const QString &text);
    void setEventCondition(const QString &event);
    void setConnectionCondition(quint32 connection);
    void focusText();

Q_SIGNALS:
    void settingsChanged(const QSocketIo::Monitor::FilterSettings &settings);
    void scopeRemoved();

private:
    QToolButton *addSwitch(const QString &text, const QString &toolTip,
                           bool FilterSettings::*member);
    QToolButton *addChip(void (FilterBar::*remove)());
    void removeScope();
    void removeEvent();
    void removeConnection();
    void apply();
    void showChips();

    FilterSettings m_settings;
    QString m_scopeText;
    // The connection belongs to a socket that was chosen as the scope.
    bool m_scopeHasConnection = false;
    QLineEdit *m_text;
    QList<std::pair<QToolButton *, bool FilterSettings::*>> m_switches;
    QToolButton *m_scopeChip = nullptr;
    QToolButton *m_eventChip = nullptr;
    QToolButton *m_connectionChip = nullptr;
    QTimer m_delay;
};

} // namespace QSocketIo::Monitor
