// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/rawclient.h"
#include "../support/streamkinds.h"

#include <qsocketio/server.h>

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTimer>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

namespace {

// Takes every descriptor there is while it lives.
class NoDescriptors
{
public:
    NoDescriptors()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit few{256, m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
        for (int descriptor = ::dup(0); descriptor >= 0; descriptor = ::dup(0))
            m_taken.push_back(descriptor);
    }
    ~NoDescriptors()
    {
        for (const int descriptor : m_taken)
            ::close(descriptor);
        ::setrlimit(RLIMIT_NOFILE, &m_before);
    }
    NoDescriptors(const NoDescriptors &) = delete;
    NoDescriptors &operator=(const NoDescriptors &) = delete;

private:
    rlimit m_before{};
    std::vector<int> m_taken;
};

std::chrono::microseconds cpuTime()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

// What the process works in a second in which there is nothing to do. A sanitizer needs descriptors
// to look at an object of a type it has not seen yet: there is none here.
std::chrono::microseconds workOfASecond()
{
    const auto before = cpuTime();
    QTimer::singleShot(1000, QCoreApplication::instance(), &QCoreApplication::quit);
    QCoreApplication::exec();
    return cpuTime() - before;
}

const QByteArray request = "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n";

} // namespace

// A server in a process that has no file descriptor left.
class tst_Descriptors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aPortWaits_data() { addStreamKinds(); }
    void aPortWaits();
    void anAttachedServerWaits();
    void aUnixSocketWaits();

private:
    template <typename Client, typename Place>
    void accept(const Place &place);
};

// The first client is served. The second one has its own descriptor; accepting it finds none.
template <typename Client, typename Place>
void tst_Descriptors::accept(const Place &place)
{
    Client first(place, request);
    QVERIFY(first.waitFor("HTTP/1.1 404"));
    Client second(place, request);
    std::optional<NoDescriptors> none(std::in_place);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot accept connections"_s));
    const auto work = workOfASecond();
    none.reset();
    QVERIFY2(work < std::chrono::milliseconds(500),
             qPrintable(u"%1 us of CPU in one idle second"_s.arg(work.count())));
    QVERIFY(second.waitFor("HTTP/1.1 404"));
    first.clear();
    first.send(request);
    QVERIFY(first.waitFor("HTTP/1.1 404"));
}

void tst_Descriptors::aPortWaits()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    accept<RawTcpClient>(server.serverPort());
}

void tst_Descriptors::anAttachedServerWaits()
{
    QTcpServer tcp;
    QVERIFY(tcp.listen(QHostAddress::LocalHost));
    Server server;
    server.attach(&tcp);
    accept<RawTcpClient>(tcp.serverPort());
}

void tst_Descriptors::aUnixSocketWaits()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"io.sock"_s);
    Server server;
    QVERIFY(server.listenLocal(path));
    accept<RawLocalClient>(path);
}

QTEST_GUILESS_MAIN(tst_Descriptors)
#include "tst_descriptors.moc"
