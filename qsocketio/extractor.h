// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/invocation.h>
#include <qsocketio/signature.h>

#include <QFuture>

#include <concepts>
#include <optional>
#include <tuple>
#include <type_traits>

namespace QSocketIo::Detail {

template <typename T>
inline constexpr bool isOptional = false;
template <typename T>
inline constexpr bool isOptional<std::optional<T>> = true;

template <typename T>
inline constexpr bool isFuture = false;
template <typename T>
inline constexpr bool isFuture<QFuture<T>> = true;

template <typename T>
inline constexpr bool isState = false;
template <typename T>
inline constexpr bool isState<State<T>> = true;

template <typename T>
using StateOf = std::remove_const_t<
    typename std::remove_reference_t<decltype(std::declval<T>().shared())>::element_type>;

// Said at the parameter, in words; else the compiler says it deep inside of the reading.
template <typename Parameter>
constexpr bool checkParameter()
{
    using Plain = std::remove_cvref_t<Parameter>;
    static_assert(!std::is_pointer_v<Plain>,
                  "an event handler takes no pointers: the socket comes as 'ServerSocket &' or "
                  "'ClientSocket &', state as 'State<T>'");
    static_assert(!std::is_lvalue_reference_v<
                      Parameter> || std::is_const_v<std::remove_reference_t<Parameter>>,
                  "an event handler takes its arguments by value or by const reference");
    static_assert(std::is_pointer_v<Plain> || Receivable<Plain>,
                  "an event handler's parameter is an argument, whose type has a "
                  "QSocketIo::ValueTraits with read(), or an Ack, 'const Arguments &', "
                  "'const Handshake &', 'ServerSocket &' or 'State<T>'");
    return true;
}

// A parameter that takes the next argument of the event.
template <typename Parameter>
struct Extractor
{
    static_assert(checkParameter<Parameter>());
    static constexpr bool takesArgument = true;
    using Plain = std::remove_cvref_t<Parameter>;

    bool fetch(Invocation &invocation, qsizetype index)
    {
        if constexpr (isOptional<Plain>) {
            if (index >= invocation.arguments().size()) {
                m_value.emplace();
                return true;
            }
        }
        m_value = invocation.arguments().at<Plain>(index);
        return m_value.has_value();
    }
    Parameter &&get() { return static_cast<Parameter &&>(*m_value); }

private:
    std::optional<Plain> m_value;
};

// The others ask for something of the delivery itself.
template <typename Parameter>
requires std::same_as<std::remove_cvref_t<Parameter>, Ack>
struct Extractor<Parameter>
{
    static constexpr bool takesArgument = false;
    bool fetch(Invocation &invocation, qsizetype)
    {
        m_value = invocation.ack();
        return true;
    }
    Parameter &&get() { return static_cast<Parameter &&>(m_value); }

private:
    Ack m_value;
};

template <typename Parameter>
requires std::same_as<std::remove_cvref_t<Parameter>, Arguments>
struct Extractor<Parameter>
{
    static constexpr bool takesArgument = false;
    bool fetch(Invocation &invocation, qsizetype)
    {
        m_value = &invocation.arguments();
        return true;
    }
    const Arguments &get() { return *m_value; }

private:
    const Arguments *m_value = nullptr;
};

template <typename Parameter>
requires std::same_as<std::remove_cvref_t<Parameter>, Handshake>
struct Extractor<Parameter>
{
    static constexpr bool takesArgument = false;
    bool fetch(Invocation &invocation, qsizetype)
    {
        m_value = invocation.handshake();
        return m_value != nullptr;
    }
    const Handshake &get() { return *m_value; }

private:
    const Handshake *m_value = nullptr;
};

template <typename Parameter>
requires std::is_lvalue_reference_v<Parameter> && std::derived_from<std::remove_cvref_t<Parameter>,
                                                                    Socket>
struct Extractor<Parameter>
{
    static constexpr bool takesArgument = false;
    bool fetch(Invocation &invocation, qsizetype)
    {
        m_value = qobject_cast<std::remove_cvref_t<Parameter> *>(invocation.socket());
        return m_value != nullptr;
    }
    Parameter get() { return *m_value; }

private:
    std::remove_cvref_t<Parameter> *m_value = nullptr;
};

template <typename Parameter>
requires isState<std::remove_cvref_t<Parameter>>
struct Extractor<Parameter>
{
    static constexpr bool takesArgument = false;
    using Plain = std::remove_cvref_t<Parameter>;

    bool fetch(Invocation &invocation, qsizetype)
    {
        m_value = Plain(invocation.scope().state<StateOf<Plain>>().shared());
        if (!m_value)
            warnOfMissingState(typeid(StateOf<Plain>).name());
        return bool(m_value);
    }
    Parameter &&get() { return static_cast<Parameter &&>(m_value); }

private:
    Plain m_value;
};

template <typename Parameters>
struct Extractors;

template <typename... Parameter>
struct Extractors<std::tuple<Parameter...>>
{
    std::tuple<Extractor<Parameter>...> all;

    bool fetch(Invocation &invocation)
    {
        qsizetype index = 0;
        const auto one = [&](auto &extractor) {
            const qsizetype mine = index;
            index += std::remove_cvref_t<decltype(extractor)>::takesArgument ? 1 : 0;
            return extractor.fetch(invocation, mine);
        };
        return std::apply([&](auto &...extractor) { return (one(extractor) && ...); }, all);
    }
};

} // namespace QSocketIo::Detail
