// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/ack.h>
#include <qsocketio/handshake.h>

#include <QFuture>

#include <concepts>
#include <optional>
#include <tuple>
#include <type_traits>

namespace QSocketIo {

class Socket;

} // namespace QSocketIo

namespace QSocketIo::Detail {

// One delivery of an event: what its handlers may ask for.
class QSOCKETIO_EXPORT Invocation
{
public:
    Invocation(Socket *socket, const Arguments &arguments, std::optional<quint64> id)
        : m_socket(socket),
          m_arguments(arguments),
          m_id(id)
    {
    }

    Socket *socket() const { return m_socket; }
    const Arguments &arguments() const { return m_arguments; }
    const Handshake &handshake() const;
    bool wantsAck() const { return m_id.has_value(); }
    const Ack &ack();

private:
    Socket *m_socket;
    const Arguments &m_arguments;
    std::optional<quint64> m_id;
    std::optional<Ack> m_ack;
};

template <typename R, typename... A>
struct Signature
{
    using Result = R;
    using Parameters = std::tuple<A...>;
};

template <typename R, typename... A>
Signature<R, A...> signature(R (*)(A...));
template <typename C, typename R, typename... A>
Signature<R, A...> signature(R (C::*)(A...));
template <typename C, typename R, typename... A>
Signature<R, A...> signature(R (C::*)(A...) const);
template <typename C, typename R, typename... A>
Signature<R, A...> signature(R (C::*)(A...) noexcept);
template <typename C, typename R, typename... A>
Signature<R, A...> signature(R (C::*)(A...) const noexcept);

template <typename F>
concept HasOneCallOperator = requires
{
    &F::operator();
};

template <typename F>
auto signatureOf()
{
    if constexpr (HasOneCallOperator<F>) {
        return decltype(signature(&F::operator())){};
    } else {
        static_assert(
            std::is_member_function_pointer_v<F> || std::is_function_v<std::remove_pointer_t<F>>,
            "an event handler names the types of its parameters: 'auto' ones and "
            "overloaded call operators are not possible");
        return decltype(signature(std::declval<F>())){};
    }
}

template <typename F>
using SignatureOf = decltype(signatureOf<std::decay_t<F>>());

template <typename T>
inline constexpr bool isOptional = false;
template <typename T>
inline constexpr bool isOptional<std::optional<T>> = true;

template <typename T>
inline constexpr bool isFuture = false;
template <typename T>
inline constexpr bool isFuture<QFuture<T>> = true;

// A parameter that takes the next argument of the event.
template <typename Parameter>
struct Extractor
{
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
    Parameter &&get()
    {
        static_assert(!std::is_lvalue_reference_v<
                          Parameter> || std::is_const_v<std::remove_reference_t<Parameter>>,
                      "an event handler takes its arguments by value or by const reference");
        return static_cast<Parameter &&>(*m_value);
    }

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
        m_value = &invocation.handshake();
        return true;
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
