// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/randomid_p.h>
#include <qsocketio/core/verdict.h>
#include <qsocketio/joinprotocol_p.h>
#include <qsocketio/net/urlquery_p.h>
#include <qsocketio/value/arguments.h>
#include <qsocketio/value/valuetraits.h>

namespace QSocketIo {

namespace {

class JoinProtocol5 final : public JoinProtocol
{
public:
    JoinProtocol5() : JoinProtocol(false) { }

    bool joinsMainNamespace() const override { return false; }

    Wish readWish(const Packet &packet) const override
    {
        return {packet.nsp, packet.arguments.toVariant(0).toMap()};
    }

    QByteArray makeSocketId(QByteArrayView, QByteArrayView) const override { return randomId(); }

    void writeAccepted(Writer &writer, QByteArrayView socketId,
                       const QString &sessionSecret) const override
    {
        const std::string_view sid(socketId.data(), size_t(socketId.size()));
        if (sessionSecret.isEmpty())
            writer.object("sid", sid);
        else
            writer.object("sid", sid, "pid", sessionSecret);
    }

    void writeRefused(Writer &writer, const Verdict &verdict) const override
    {
        if (verdict.data.isValid())
            writer.object("message", verdict.message, "data", verdict.data);
        else
            writer.object("message", verdict.message);
    }
};

class JoinProtocol4 final : public JoinProtocol
{
public:
    JoinProtocol4() : JoinProtocol(true) { }

    bool joinsMainNamespace() const override { return true; }

    // The query behind the name is what later protocols have as a payload.
    Wish readWish(const Packet &packet) const override
    {
        const Net::HttpTarget target = Net::splitTarget(packet.nsp);
        return {target.path, Net::UrlQuery(target.query).toVariantMap()};
    }

    QByteArray makeSocketId(QByteArrayView nsp, QByteArrayView sessionId) const override
    {
        const QByteArray id = sessionId.toByteArray();
        return nsp == "/" ? id : nsp.toByteArray() + '#' + id;
    }

    void writeAccepted(Writer &, QByteArrayView, const QString &) const override { }

    void writeRefused(Writer &writer, const Verdict &verdict) const override
    {
        if (verdict.data.isValid())
            writer.value(verdict.data);
        else
            writer.string(verdict.message);
    }
};

} // namespace

const JoinProtocol &JoinProtocol::of(int engineProtocol)
{
    static const JoinProtocol4 four;
    static const JoinProtocol5 five;
    if (engineProtocol == 3)
        return four;
    return five;
}

QByteArrayView JoinProtocol::withoutQuery(QByteArrayView nsp)
{
    return Net::splitTarget(nsp).path;
}

} // namespace QSocketIo
