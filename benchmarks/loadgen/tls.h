// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

struct ssl_st;

namespace QSocketIo::Bench {

enum class Security : std::uint8_t { None, Tls };

// The client's side of TLS on a non-blocking socket. Certificates are not looked at: the server is
// a program of this machine, and how fast it is does not depend on its name.
class Tls
{
public:
    // What read() and write() return in place of a number of bytes.
    static constexpr std::ptrdiff_t WouldBlock = -1;

    explicit Tls(int descriptor);
    ~Tls();

    bool isReady() const { return m_ready; }
    bool wantsToWrite() const { return m_wantsToWrite; }
    // Goes on with the handshake.
    void shakeHands();
    // 0: the end.
    std::ptrdiff_t read(char *data, std::size_t size);
    std::ptrdiff_t write(const char *data, std::size_t size);

private:
    std::ptrdiff_t result(int value);

    struct Deleter
    {
        void operator()(ssl_st *ssl) const;
    };
    std::unique_ptr<ssl_st, Deleter> m_ssl;
    bool m_ready = false;
    bool m_wantsToWrite = false;
};

} // namespace QSocketIo::Bench
