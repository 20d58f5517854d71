// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/source.h>

#include <QCommandLineParser>

#include <memory>

namespace QSocketIo::Monitor {

void setUpApplication(const QString &name);

// The options that both programs have: what to watch.
class StartOptions
{
public:
    StartOptions();

    QCommandLineParser &parser() { return m_parser; }
    // Ends the program with status 2 where the options make no sense.
    void process(const QCoreApplication &application);
    // Null: none was asked for.
    std::unique_ptr<Source> makeSource() const;
    // Ends the program with that complaint.
    [[noreturn]] void refuse(const QString &message) const;

private:
    QUrl url(const QCommandLineOption &option) const;

    QCommandLineParser m_parser;
    QCommandLineOption m_demo;
    QCommandLineOption m_port;
    QCommandLineOption m_client;
    QCommandLineOption m_namespace;
    QCommandLineOption m_admin;
    QCommandLineOption m_username;
    QCommandLineOption m_password;
};

} // namespace QSocketIo::Monitor
