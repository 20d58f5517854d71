// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// One port for Socket.IO and a QHttpServer: whatever is not below /socket.io/ is handed over.
// Qt HTTP Server is GPL or commercial: this is why the library does not use it itself.

#include <qsocketio/server.h>

#include <QCoreApplication>
#include <QHttpServer>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

// Gets its connections from elsewhere.
class GivenConnections : public QTcpServer
{
public:
    void give(std::unique_ptr<QTcpSocket> socket)
    {
        socket->setParent(this);
        addPendingConnection(socket.release());
    }
};

// A connection stays where it was handed to, and browsers use it again for polls. They are sent to
// a new one: 307 keeps the method and the body.
void sendBack(const QHttpServerRequest &request, QHttpServerResponder &&responder)
{
    const QByteArray path = request.url().toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    if (!path.startsWith("/socket.io/"))
        return responder.write(QHttpServerResponder::StatusCode::NotFound);
    responder.write({{"Location", path}, {"Connection", "close"}},
                    QHttpServerResponder::StatusCode::TemporaryRedirect);
    responder.socket()->disconnectFromHost();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);

    QHttpServer http;
    http.route(u"/"_s,
               [] { return QHttpServerResponse("text/plain", "Hello from QHttpServer\n"); });
    http.setMissingHandler(sendBack);
    // QHttpServer wants it to listen, so it does: on some port, for this machine alone.
    GivenConnections given;
    given.listen(QHostAddress::LocalHost);
    http.bind(&given);

    Server server;
    QObject::connect(&server, &Server::socketConnected, &server, [](ServerSocket *socket) {
        socket->on("sum", socket, [](int a, int b) { return a + b; });
    });
    server.setForeignHandler(
        [&given](std::unique_ptr<QTcpSocket> socket) { given.give(std::move(socket)); });

    const QStringList arguments = QCoreApplication::arguments();
    const quint16 port = arguments.size() > 1 ? arguments[1].toUShort() : 3000;
    if (!server.listen(QHostAddress::LocalHost, port))
        qFatal("cannot listen: %s", qPrintable(server.errorString()));
    qInfo("http://127.0.0.1:%d", int(server.serverPort()));
    return QCoreApplication::exec();
}
