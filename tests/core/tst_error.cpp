// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/ackerror.h>
#include <qsocketio/core/error.h>
#include <qsocketio/core/global.h>

#include <QFuture>
#include <QMetaEnum>
#include <QPromise>
#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

class tst_Error : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void transportNames();
    void disconnectReasonNames_data();
    void disconnectReasonNames();
    void everyReasonHasAnUnambiguousName();
    void ackErrorTexts_data();
    void ackErrorTexts();
    void futureFailsWithAckError();
    void errorIsAValue();
    void errorIsReadableAsGadget();
};

void tst_Error::transportNames()
{
    QCOMPARE(name(Transport::Polling), "polling"_L1);
    QCOMPARE(name(Transport::WebSocket), "websocket"_L1);
}

void tst_Error::disconnectReasonNames_data()
{
    QTest::addColumn<DisconnectReason>("reason");
    QTest::addColumn<QString>("text");

    using enum DisconnectReason;
    QTest::newRow("the peer closed the connection") << TransportClose << u"transport close"_s;
    QTest::newRow("the connection broke") << TransportError << u"transport error"_s;
    QTest::newRow("the heartbeat was missed") << PingTimeout << u"ping timeout"_s;
    QTest::newRow("the peer broke the protocol") << ParseError << u"parse error"_s;
    QTest::newRow("this side closed the engine") << ForcedClose << u"forced close"_s;
    QTest::newRow("the server closed the engine") << ForcedServerClose << u"forced server close"_s;
    QTest::newRow("the server shut down") << ServerShuttingDown << u"server shutting down"_s;
    QTest::newRow("the client left the namespace")
        << ClientNamespaceDisconnect << u"client namespace disconnect"_s;
    QTest::newRow("the server ended the namespace")
        << ServerNamespaceDisconnect << u"server namespace disconnect"_s;
    QTest::newRow("a client sees that the server disconnected it")
        << IoServerDisconnect << u"io server disconnect"_s;
    QTest::newRow("a client sees that it disconnected itself")
        << IoClientDisconnect << u"io client disconnect"_s;
}

void tst_Error::disconnectReasonNames()
{
    QFETCH(const DisconnectReason, reason);
    QFETCH(const QString, text);
    QCOMPARE(name(reason), text);
}

void tst_Error::everyReasonHasAnUnambiguousName()
{
    const auto reasons = QMetaEnum::fromType<DisconnectReason>();
    QSet<QString> names;
    for (int i = 0; i < reasons.keyCount(); ++i)
        names.insert(name(DisconnectReason(reasons.value(i))));
    QCOMPARE(names.size(), reasons.keyCount());
}

void tst_Error::ackErrorTexts_data()
{
    QTest::addColumn<AckError::Reason>("reason");
    QTest::addColumn<QString>("text");

    using enum AckError::Reason;
    QTest::newRow("no answer in time") << Timeout << u"operation has timed out"_s;
    QTest::newRow("the socket is gone") << Disconnected << u"socket has been disconnected"_s;
    QTest::newRow("the answer has another type")
        << BadReply << u"the acknowledgement has another type"_s;
}

void tst_Error::ackErrorTexts()
{
    QFETCH(const AckError::Reason, reason);
    QFETCH(const QString, text);
    const AckError error(reason);
    QCOMPARE(error.reason(), reason);
    QCOMPARE(error.message(), text);
    QCOMPARE(QString::fromLatin1(error.what()), text);
}

void tst_Error::futureFailsWithAckError()
{
    QPromise<int> promise;
    promise.start();
    promise.setException(AckError(AckError::Reason::Timeout));
    promise.finish();

    std::optional<AckError::Reason> reason;
    promise.future().then(this, [](int) {}).onFailed(this, [&](const AckError &error) {
        reason = error.reason();
    });
    QCOMPARE(reason, AckError::Reason::Timeout);
}

void tst_Error::errorIsAValue()
{
    const Error refused{.phase = Error::Phase::Namespace,
                        .message = u"unauthorized"_s,
                        .data = QVariantMap{{u"code"_s, 401}}};
    const Error copy = QVariant::fromValue(refused).value<Error>();
    QCOMPARE(copy, refused);
    QVERIFY(copy != Error{});
    QCOMPARE(Error{}.httpStatus, 0);
    QVERIFY(!Error{}.data.isValid());
}

void tst_Error::errorIsReadableAsGadget()
{
    const Error error{.phase = Error::Phase::Http, .message = u"Bad Gateway"_s, .httpStatus = 502};
    const QMetaObject &meta = Error::staticMetaObject;
    const auto read = [&](const char *property) {
        return meta.property(meta.indexOfProperty(property)).readOnGadget(&error);
    };
    QCOMPARE(read("message").toString(), u"Bad Gateway"_s);
    QCOMPARE(read("httpStatus").toInt(), 502);
    QCOMPARE(read("phase").value<Error::Phase>(), Error::Phase::Http);
}

QTEST_GUILESS_MAIN(tst_Error)
#include "tst_error.moc"
