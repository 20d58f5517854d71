// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <tuple>
#include <type_traits>
#include <utility>

namespace QSocketIo::Detail {

// What a function takes and gives.
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

} // namespace QSocketIo::Detail
