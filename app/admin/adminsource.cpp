// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/admin/admindecoder.h>
#include <app/admin/adminsource.h>
#include <app/sources/clientsettings.h>
#include <app/sources/threadedsource.h>
#include <qsocketio/client.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

ClientOptions optionsOf(const AdminSettings &settings)
{
    ClientOptions options;
    options.path = settings.path;
    // Every argument of a watched event may hold attachments.
    options.maxAttachments = 1000;
    choose(settings.transports, options);
    return options;
}

QString namespaceOf(const QUrl &url)
{
    return url.path().size() > 1 ? url.path() : u"/admin"_s;
}

QUrl serverOf(QUrl url)
{
    url.setPath({});
    return url;
}

class AdminWorker : public SourceWorker
{
public:
    AdminWorker(Feed &feed, const AdminSettings &settings)
        : m_settings(settings),
          m_decoder(feed),
          m_client(serverOf(settings.url), optionsOf(settings))
    {
    }

    void open() override
    {
        m_decoder.reset();
        ClientSocket *socket = m_client.of(namespaceOf(m_settings.url));
        socket->setAuth([this] { return auth(); });
        socket->onAny(this, [this](const QString &event, const Arguments &arguments) {
            onEvent(event, arguments);
        });
        connect(socket, &ClientSocket::connected, this, [this] { Q_EMIT running({}); });
        connect(socket, &ClientSocket::disconnected, this, [this](DisconnectReason reason) {
            m_decoder.reset();
            Q_EMIT starting(name(reason));
        });
        connect(socket, &ClientSocket::connectionRefused, this,
                [this](const Error &error) { Q_EMIT failed(error.message); });
        connect(&m_client, &Client::reconnectError, this,
                [this](const Error &error) { Q_EMIT starting(error.message); });
        socket->open();
    }

private:
    QVariantMap auth() const
    {
        if (!m_decoder.sessionId().isEmpty())
            return {{u"sessionId"_s, m_decoder.sessionId()}};
        return {{u"username"_s, m_settings.username}, {u"password"_s, m_settings.password}};
    }

    void onEvent(const QString &event, const Arguments &arguments)
    {
        const EncodedValues &encoded = arguments.encoded();
        QList<QByteArrayView> texts;
        for (const EncodedValues::Span &span : encoded.elements)
            texts.append(encoded.bytes.sliced(span.begin, span.end - span.begin));
        m_decoder.handle(event.toUtf8(), texts, encoded.attachments);
        if (event == "config"_L1 && !m_decoder.tellsEverything())
            Q_EMIT running(tr("The server is in production mode: it tells sums only"));
    }

    const AdminSettings m_settings;
    AdminDecoder m_decoder;
    Client m_client;
};

} // namespace

std::unique_ptr<Source> makeAdminSource(const AdminSettings &settings)
{
    const QString name = u"admin "_s + hostOf(settings.url);
    return std::make_unique<ThreadedSource>(
        Source::Kind::Admin, name, [settings](Feed &feed) -> std::unique_ptr<SourceWorker> {
            return std::make_unique<AdminWorker>(feed, settings);
        });
}

} // namespace QSocketIo::Monitor
