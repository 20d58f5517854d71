// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/admin/adminsource.h>
#include <app/views/connectdialog.h>
#include <app/views/theme.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTabWidget>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

QUrl urlOf(const QLineEdit &edit)
{
    const QString text = edit.text().trimmed();
    return QUrl(text.contains("://"_L1) ? text : u"http://"_s + text);
}

bool isUsable(const QUrl &url)
{
    static const QStringList schemes{u"http"_s, u"https"_s, u"ws"_s, u"wss"_s};
    return url.isValid() && !url.host().isEmpty() && schemes.contains(url.scheme());
}

QStringList listOf(const QLineEdit &edit)
{
    static const QRegularExpression separators(u"[,\\s]+"_s);
    return edit.text().split(separators, Qt::SkipEmptyParts);
}

// Null: it is no JSON object.
std::optional<QVariantMap> authOf(const QPlainTextEdit &edit)
{
    const QByteArray text = edit.toPlainText().trimmed().toUtf8();
    if (text.isEmpty())
        return QVariantMap();
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return {};
    return document.object().toVariantMap();
}

} // namespace

ConnectDialog::ConnectDialog(Page page, QWidget *parent)
    : QDialog(parent),
      m_tabs(new QTabWidget),
      m_problem(new QLabel),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Connect"));
    m_tabs->addTab(createClientPage(), tr("As a client"));
    m_tabs->addTab(createAdminPage(), tr("To a server's admin namespace"));
    m_tabs->setCurrentIndex(int(page));
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Connect"));
    QPalette colors = m_problem->palette();
    colors.setColor(QPalette::WindowText, Theme::warning(colors));
    m_problem->setPalette(colors);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, &ConnectDialog::remember);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ConnectDialog::validate);
    resize(520, sizeHint().height());
    validate();
}

ConnectDialog::~ConnectDialog() = default;

std::unique_ptr<Source> ConnectDialog::makeSource() const
{
    const auto transports = TransportChoice(common().transports->currentIndex());
    if (Page(m_tabs->currentIndex()) == Page::Admin)
        return makeAdminSource({.url = urlOf(*m_admin.url),
                                .path = m_admin.path->text(),
                                .username = m_username->text(),
                                .password = m_password->text(),
                                .transports = transports});
    return makeClientSource({.url = urlOf(*m_client.url),
                             .path = m_client.path->text(),
                             .namespaces = listOf(*m_namespaces),
                             .auth = authOf(*m_auth).value_or(QVariantMap()),
                             .transports = transports});
}

QWidget *ConnectDialog::createClientPage()
{
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    m_client = addCommon(
        *form, QSettings().value("connect/clientUrl"_L1, u"http://127.0.0.1:3000"_s).toString());
    m_namespaces = new QLineEdit(u"/"_s);
    m_namespaces->setToolTip(tr("Several are separated by commas"));
    m_auth = new QPlainTextEdit;
    m_auth->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_auth->setPlaceholderText(u"{ \"token\": \"…\" }"_s);
    m_auth->setTabChangesFocus(true);
    m_auth->setFixedHeight(5 * QFontMetrics(m_auth->font()).lineSpacing());
    form->insertRow(1, tr("&Namespaces"), m_namespaces);
    form->insertRow(2, tr("A&uth (JSON)"), m_auth);
    connect(m_namespaces, &QLineEdit::textChanged, this, &ConnectDialog::validate);
    connect(m_auth, &QPlainTextEdit::textChanged, this, &ConnectDialog::validate);
    return page;
}

QWidget *ConnectDialog::createAdminPage()
{
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    m_admin = addCommon(
        *form,
        QSettings().value("connect/adminUrl"_L1, u"http://127.0.0.1:3000/admin"_s).toString());
    m_username = new QLineEdit(QSettings().value("connect/adminUser"_L1, u"admin"_s).toString());
    m_password = new QLineEdit;
    m_password->setEchoMode(QLineEdit::Password);
    form->insertRow(1, tr("User &name"), m_username);
    form->insertRow(2, tr("Pass&word"), m_password);
    auto *note = new QLabel(tr("Nothing is changed on the server."));
    note->setForegroundRole(QPalette::PlaceholderText);
    form->addRow(QString(), note);
    return page;
}

ConnectDialog::Common ConnectDialog::addCommon(QFormLayout &form, const QString &url)
{
    const Common fields{new QLineEdit(url), new QLineEdit(u"/socket.io/"_s), new QComboBox};
    fields.transports->addItems({tr("Long-polling, then upgrade to WebSocket"),
                                 tr("WebSocket only"), tr("Long-polling only")});
    form.setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form.addRow(tr("&URL"), fields.url);
    form.addRow(tr("&Path"), fields.path);
    form.addRow(tr("&Transports"), fields.transports);
    connect(fields.url, &QLineEdit::textChanged, this, &ConnectDialog::validate);
    connect(fields.path, &QLineEdit::textChanged, this, &ConnectDialog::validate);
    return fields;
}

void ConnectDialog::validate()
{
    // Called while the pages are made, too.
    if (!m_admin.url || !m_auth)
        return;
    const QString text = problem();
    m_problem->setText(text);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(text.isEmpty());
}

QString ConnectDialog::problem() const
{
    if (!isUsable(urlOf(*common().url)))
        return tr("The URL should look like http://host:port");
    if (!common().path->text().startsWith(u'/'))
        return tr("The path begins with a slash");
    if (Page(m_tabs->currentIndex()) == Page::Admin)
        return {};
    const QStringList namespaces = listOf(*m_namespaces);
    for (const QString &nsp : namespaces) {
        if (!nsp.startsWith(u'/'))
            return tr("A namespace begins with a slash");
    }
    if (namespaces.isEmpty())
        return tr("At least one namespace is needed");
    return authOf(*m_auth) ? QString() : tr("Auth is not a JSON object");
}

const ConnectDialog::Common &ConnectDialog::common() const
{
    return Page(m_tabs->currentIndex()) == Page::Admin ? m_admin : m_client;
}

// Never the password.
void ConnectDialog::remember() const
{
    QSettings settings;
    if (Page(m_tabs->currentIndex()) == Page::Client) {
        settings.setValue("connect/clientUrl"_L1, m_client.url->text());
        return;
    }
    settings.setValue("connect/adminUrl"_L1, m_admin.url->text());
    settings.setValue("connect/adminUser"_L1, m_username->text());
}

} // namespace QSocketIo::Monitor
