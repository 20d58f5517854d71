// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <memory>
#include <typeindex>
#include <typeinfo>
#include <utility>
#include <vector>

namespace QSocketIo {

// An object that the application provided, found by its type. It is shared with who provided it.
template <typename T>
class State
{
public:
    State() = default;
    explicit State(std::shared_ptr<T> object) : m_object(std::move(object)) { }

    explicit operator bool() const { return m_object != nullptr; }
    T &operator*() const { return *m_object; }
    T *operator->() const { return m_object.get(); }
    const std::shared_ptr<T> &shared() const { return m_object; }

private:
    std::shared_ptr<T> m_object;
};

// What holds such objects: a socket, its namespace, the server. Each finds those of the next too.
class QSOCKETIO_EXPORT StateScope
{
public:
    // One object a type: another one takes its place.
    template <typename T>
    void provide(std::shared_ptr<T> object)
    {
        static_assert(!std::is_const_v<T>, "state is provided as it is, and taken as const");
        insert(typeid(T), std::move(object));
    }
    template <typename T>
    void provide(T object)
    {
        provide(std::make_shared<T>(std::move(object)));
    }

    template <typename T>
    State<T> state() const
    {
        return State<T>(std::static_pointer_cast<T>(find(typeid(T))));
    }

protected:
    StateScope() = default;
    ~StateScope();
    StateScope(const StateScope &) = delete;
    StateScope &operator=(const StateScope &) = delete;

    // Where to look for what is not here.
    virtual const StateScope *outerScope() const = 0;

private:
    using Entries = std::vector<std::pair<std::type_index, std::shared_ptr<void>>>;

    void insert(std::type_index type, std::shared_ptr<void> object);
    std::shared_ptr<void> find(std::type_index type) const;

    // Null until the first: most sockets have none of their own.
    std::unique_ptr<Entries> m_objects;
};

} // namespace QSocketIo
