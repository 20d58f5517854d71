// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/clientsource.h>

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QTabWidget;
QT_END_NAMESPACE

namespace QSocketIo::Monitor {

// Asks where to connect, as a client or to a server's admin namespace.
class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Page { Client, Admin };

    explicit ConnectDialog(Page page, QWidget *parent = nullptr);
    ~ConnectDialog() override;

    // After the dialog was accepted.
    std::unique_ptr<Source> makeSource() const;

private:
    struct Common
    {
        QLineEdit *url = nullptr;
        QLineEdit *path = nullptr;
        QComboBox *transports = nullptr;
    };

    QWidget *createClientPage();
    QWidget *createAdminPage();
    Common addCommon(QFormLayout &form, const QString &url);
    void validate();
    QString problem() const;
    const Common &common() const;
    void remember() const;

    QTabWidget *m_tabs;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    Common m_client;
    Common m_admin;
    QLineEdit *m_namespaces = nullptr;
    QPlainTextEdit *m_auth = nullptr;
    QLineEdit *m_username = nullptr;
    QLineEdit *m_password = nullptr;
};

} // namespace QSocketIo::Monitor
