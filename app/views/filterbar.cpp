// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/views/filterbar.h>

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace QSocketIo::Monitor {

namespace {

QString chipText(const QString &text)
{
    constexpr qsizetype Longest = 40;
    const QString shown = text.size() > Longest ? text.left(Longest - 1) + u'…' : text;
    return QString(shown).replace(u'&', "&&"_L1) + u"  ✕"_s;
}

} // namespace

FilterBar::FilterBar(QWidget *parent) : QWidget(parent), m_text(new QLineEdit)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 5, 6, 5);
    layout->setSpacing(4);
    m_text->setObjectName(u"filterText"_s);
    m_text->setPlaceholderText(tr("Filter by event, namespace or text  (Ctrl+L)"));
    m_text->setClearButtonEnabled(true);
    m_text->setAccessibleName(tr("Filter"));
    layout->addWidget(m_text, 1);
    m_scopeChip = addChip(&FilterBar::removeScope);
    m_eventChip = addChip(&FilterBar::removeEvent);
    m_connectionChip = addChip(&FilterBar::removeConnection);
    layout->addSpacing(6);
    addSwitch(tr("Events"), tr("Show events"), &FilterSettings::events);
    addSwitch(tr("Acks"), tr("Show acknowledgements"), &FilterSettings::acks);
    addSwitch(tr("Control"), tr("Show connects, disconnects, heartbeats and upgrades"),
              &FilterSettings::control);
    layout->addSpacing(6);
    addSwitch(tr("→ Server"), tr("Show what clients send"), &FilterSettings::toServer);
    addSwitch(tr("← Client"), tr("Show what the server sends"), &FilterSettings::toClient);
    m_delay.setSingleShot(true);
    m_delay.setInterval(150ms);
    connect(&m_delay, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_text, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::returnPressed, this, &FilterBar::apply);
}

FilterBar::~FilterBar() = default;

void FilterBar::setSettings(const FilterSettings &settings)
{
    m_settings = settings;
    m_scopeHasConnection = false;
    m_text->setText(settings.text);
    for (const auto &[button, member] : m_switches) {
        const QSignalBlocker blocker(button);
        button->setChecked(settings.*member);
    }
    apply();
}

void FilterBar::setScope(const TopologyKey &scope, quint32 connection, const QString &text)
{
    m_settings.scope = scope;
    m_scopeText = text;
    if (connection != 0 || m_scopeHasConnection)
        m_settings.connection = connection;
    m_scopeHasConnection = connection != 0;
    apply();
}

void FilterBar::setEventCondition(const QString &event)
{
    m_settings.event = event;
    apply();
}

void FilterBar::setConnectionCondition(quint32 connection)
{
    m_settings.connection = connection;
    m_scopeHasConnection = false;
    apply();
}

void FilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

QToolButton *FilterBar::addSwitch(const QString &text, const QString &toolTip,
                                  bool FilterSettings::*member)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(toolTip);
    button->setCheckable(true);
    button->setChecked(true);
    layout()->addWidget(button);
    m_switches.append({button, member});
    connect(button, &QToolButton::toggled, this, [this, member](bool on) {
        m_settings.*member = on;
        apply();
    });
    return button;
}

QToolButton *FilterBar::addChip(void (FilterBar::*remove)())
{
    auto *chip = new QToolButton;
    chip->setToolTip(tr("Remove this condition"));
    chip->setCursor(Qt::PointingHandCursor);
    chip->hide();
    layout()->addWidget(chip);
    connect(chip, &QToolButton::clicked, this, remove);
    return chip;
}

void FilterBar::removeScope()
{
    setScope({}, 0, {});
    Q_EMIT scopeRemoved();
}

void FilterBar::removeEvent()
{
    setEventCondition({});
}

void FilterBar::removeConnection()
{
    setConnectionCondition(0);
}

void FilterBar::apply()
{
    m_delay.stop();
    m_settings.text = m_text->text().trimmed();
    showChips();
    Q_EMIT settingsChanged(m_settings);
}

void FilterBar::showChips()
{
    const auto show = [](QToolButton *chip, bool needed, const QString &text) {
        chip->setText(chipText(text));
        chip->setVisible(needed);
    };
    show(m_scopeChip, m_settings.scope.kind != TopologyKey::Kind::Root, m_scopeText);
    show(m_eventChip, !m_settings.event.isEmpty(), tr("event %1").arg(m_settings.event));
    show(m_connectionChip, m_settings.connection != 0 && !m_scopeHasConnection,
         tr("connection %1").arg(m_settings.connection));
}

} // namespace QSocketIo::Monitor
