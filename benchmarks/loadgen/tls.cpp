// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "tls.h"

#include "fail.h"

#include <algorithm>
#include <limits>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace QSocketIo::Bench {

namespace {

SSL_CTX *context()
{
    static SSL_CTX *const shared = [] {
        SSL_CTX *made = SSL_CTX_new(TLS_client_method());
        if (!made)
            fail("TLS is not available");
        SSL_CTX_set_verify(made, SSL_VERIFY_NONE, nullptr);
        SSL_CTX_set_mode(made, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        return made;
    }();
    return shared;
}

int toInt(std::size_t size)
{
    return int(std::min(size, std::size_t(std::numeric_limits<int>::max())));
}

} // namespace

Tls::Tls(int descriptor) : m_ssl(SSL_new(context()))
{
    SSL_set_fd(m_ssl.get(), descriptor);
    SSL_set_connect_state(m_ssl.get());
}

Tls::~Tls() = default;

void Tls::shakeHands()
{
    ERR_clear_error();
    const int done = SSL_do_handshake(m_ssl.get());
    m_ready = done == 1;
    if (!m_ready && result(done) == 0)
        fail("the server ended the TLS handshake");
}

std::ptrdiff_t Tls::read(char *data, std::size_t size)
{
    ERR_clear_error();
    return result(SSL_read(m_ssl.get(), data, toInt(size)));
}

std::ptrdiff_t Tls::write(const char *data, std::size_t size)
{
    ERR_clear_error();
    return result(SSL_write(m_ssl.get(), data, toInt(size)));
}

std::ptrdiff_t Tls::result(int value)
{
    m_wantsToWrite = false;
    if (value > 0)
        return value;
    switch (SSL_get_error(m_ssl.get(), value)) {
    case SSL_ERROR_WANT_READ:
        return WouldBlock;
    case SSL_ERROR_WANT_WRITE:
        m_wantsToWrite = true;
        return WouldBlock;
    default:
        return 0;
    }
}

void Tls::Deleter::operator()(ssl_st *ssl) const
{
    SSL_free(ssl);
}

} // namespace QSocketIo::Bench
