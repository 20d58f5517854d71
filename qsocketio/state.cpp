// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/state.h>

#include <algorithm>

namespace QSocketIo {

/*!
    \class QSocketIo::StateScope
    \brief What a Socket, a Namespace and a Server have in common: they hold application state.

    Handlers ask for it by type, in any place among their parameters:

    \code
    server.provide(std::make_shared<Database>());
    socket->provide(User{name});
    socket->on("save", this, [](State<Database> db, State<const User> user, const QString &text) {
        return db->save(user->name, text);
    });
    \endcode

    A socket's own state is found first, then its namespace's, that of the parent namespace it was
    made by, and the server's. A handler whose state nobody provided is not called, with a warning.
*/

/*!
    \class QSocketIo::State
    \brief A provided object as a handler's parameter, or as StateScope::state() returns it.

    It keeps the object alive. \c {State<const T>} finds what was provided as \c T.
*/

/*!
    \fn template <typename T> void StateScope::provide(std::shared_ptr<T> object)
    Provides \a object to all handlers below, in place of an earlier one of the same type.
*/

/*!
    \fn template <typename T> void StateScope::provide(T object)
    \overload
    Moves or copies \a object.
*/

/*!
    \fn template <typename T> State<T> StateScope::state() const
    Returns the object of type \c T that was provided here or further out, or an empty State.
*/

StateScope::~StateScope() = default;

void StateScope::insert(std::type_index type, std::shared_ptr<void> object)
{
    if (!m_objects)
        m_objects = std::make_unique<Entries>();
    const auto known = std::ranges::find(*m_objects, type, &Entries::value_type::first);
    if (known != m_objects->end())
        known->second.swap(object);
    else
        m_objects->emplace_back(type, std::move(object));
}

std::shared_ptr<void> StateScope::find(std::type_index type) const
{
    for (const StateScope *scope = this; scope; scope = scope->outerScope()) {
        if (!scope->m_objects)
            continue;
        const Entries &objects = *scope->m_objects;
        const auto known = std::ranges::find(objects, type, &Entries::value_type::first);
        if (known != objects.end())
            return known->second;
    }
    return {};
}

} // namespace QSocketIo
