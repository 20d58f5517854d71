// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/adapter/localadapter_p.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Adapter
    \brief Keeps which sockets of a namespace are in which rooms, and reaches them.

    Each namespace has one, made by ServerOptions::adapter, or a localAdapter(). It tells its
    Listener, the namespace, of rooms that come and go; the namespace emits its signals then.
    Another way to keep rooms, or to reach the other servers of a cluster, is a class of your own;
    it may own a localAdapter() and hand on to it what it does not do itself.

    Its functions are called in the middle of the server's work: they must neither run an event loop
    nor end sockets, namespaces or the server. JavaScript: \c Adapter of the package
    socket.io-adapter.
*/

/*!
    \class QSocketIo::AdapterMember
    \brief A socket as an Adapter knows it: it has the id memberId(), and is compared by its
   address.

    It is valid from Adapter::add() to Adapter::remove().
*/

/*!
    \class QSocketIo::Selection
    \brief Which sockets of a namespace are meant: those in one of \c rooms, or all if there are
    none, without those in one of \c except. A socket's id is a room of its own.
*/

/*!
    \typealias AdapterFactory
    Makes the adapter for the namespace \e nsp, which hears of rooms as \e listener and outlives it.
    For a null pointer the namespace takes a localAdapter().
*/

/*!
    \fn void Adapter::add(AdapterMember &member)
    The socket \a member is in the namespace from now on, and in the room of its id.
*/

/*!
    \fn void Adapter::remove(AdapterMember &member)
    The socket \a member leaves all its rooms, and is reached no more. It may be one that was never
    added.
*/

/*!
    \fn void Adapter::visit(const Selection &selection, const Visitor &visitor) const
    Calls \a visitor with each socket of this server that \a selection means, once. Everything that
    is sent to more than one socket goes this way.
*/

Adapter::~Adapter() = default;

/*!
    Returns the number of rooms of \a member, the one of its id included.
*/
qsizetype Adapter::roomCount(const AdapterMember &member) const
{
    return roomsOf(member).size();
}

/*!
    Sends \a event with \a arguments to the other servers of the cluster. What they send comes in
    by Listener::onServerSideEvent().
*/
void Adapter::serverSideEmit(const QByteArray &, const Arguments &) { }

/*!
    Like serverSideEmit(), and calls \a callback once with the answers, at the latest when \a
    timeout is over.
*/
void Adapter::serverSideAsk(const QByteArray &, const Arguments &, std::chrono::milliseconds,
                            const AnswersCallback &callback)
{
    callback({});
}

/*!
    Returns an adapter that keeps the rooms of one server in memory, and tells \a listener of them.
*/
std::unique_ptr<Adapter> localAdapter(Adapter::Listener &listener)
{
    return std::make_unique<LocalAdapter>(listener);
}

} // namespace QSocketIo
