// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/admin/adminsource.h>
#include <app/sources/demosource.h>
#include <app/startoptions.h>

#include <cstdio>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

constexpr int UsageError = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("StartOptions", text);
}

} // namespace

void setUpApplication(const QString &name)
{
    QCoreApplication::setOrganizationName(u"QSocketIo"_s);
    QCoreApplication::setApplicationName(name);
    QCoreApplication::setApplicationVersion(QStringLiteral(QSOCKETIO_VERSION));
}

StartOptions::StartOptions()
    : m_demo(u"demo"_s, tr("Start the demo server with clients that keep it busy.")),
      m_port(u"port"_s, tr("The port of the demo server; 0 takes any that is free."), u"number"_s,
             u"3000"_s),
      m_client(u"client"_s, tr("Connect to this server as a client."), u"url"_s),
      m_namespace({u"n"_s, u"namespace"_s},
                  tr("A namespace to join as a client, \"/\" if none is given."), u"name"_s),
      m_admin(u"admin"_s,
              tr("Attach to this server's admin namespace, /admin if the URL has "
                 "no path."),
              u"url"_s),
      m_username(u"username"_s, tr("The user of the admin namespace."), u"name"_s),
      m_password(u"password"_s,
                 tr("The password. Other users of this machine may see it here: "
                    "the variable QSOCKETIO_ADMIN_PASSWORD is better."),
                 u"password"_s)
{
    m_parser.addHelpOption();
    m_parser.addVersionOption();
    m_parser.addOptions({m_demo, m_port, m_client, m_namespace, m_admin, m_username, m_password});
}

void StartOptions::process(const QCoreApplication &application)
{
    m_parser.process(application);
    if (!m_parser.positionalArguments().isEmpty())
        refuse(tr("What does \"%1\" mean?").arg(m_parser.positionalArguments().first()));
    const int sources = m_parser.isSet(m_demo) + m_parser.isSet(m_client) + m_parser.isSet(m_admin);
    if (sources > 1)
        refuse(tr("Only one of --demo, --client and --admin can be given"));
    bool isPort = false;
    m_parser.value(m_port).toUShort(&isPort);
    if (!isPort)
        refuse(tr("--port needs a number up to 65535"));
    for (const QCommandLineOption *option : {&m_client, &m_admin}) {
        if (m_parser.isSet(*option) && url(*option).host().isEmpty())
            refuse(tr("The URL should look like http://host:port"));
    }
}

std::unique_ptr<Source> StartOptions::makeSource() const
{
    if (m_parser.isSet(m_demo))
        return makeDemoSource(m_parser.value(m_port).toUShort());
    if (m_parser.isSet(m_client)) {
        ClientSettings settings{.url = url(m_client)};
        if (m_parser.isSet(m_namespace))
            settings.namespaces = m_parser.values(m_namespace);
        return makeClientSource(settings);
    }
    if (!m_parser.isSet(m_admin))
        return nullptr;
    const QString password = m_parser.isSet(m_password)
        ? m_parser.value(m_password)
        : qEnvironmentVariable("QSOCKETIO_ADMIN_PASSWORD");
    return makeAdminSource(
        {.url = url(m_admin), .username = m_parser.value(m_username), .password = password});
}

void StartOptions::refuse(const QString &message) const
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(QCoreApplication::applicationName()),
                 qPrintable(message));
    std::exit(UsageError);
}

QUrl StartOptions::url(const QCommandLineOption &option) const
{
    const QString text = m_parser.value(option);
    return QUrl(text.contains("://"_L1) ? text : u"http://"_s + text);
}

} // namespace QSocketIo::Monitor
