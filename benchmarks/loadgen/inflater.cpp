// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "inflater.h"

#include "fail.h"

#include <string>
#include <zlib.h>

namespace QSocketIo::Bench {

namespace {

constexpr std::string_view Trailer("\x00\x00\xff\xff", 4);

class Inflater
{
public:
    Inflater()
    {
        if (inflateInit2(&m_stream, -MAX_WBITS) != Z_OK)
            fail("zlib is not available");
        m_out.resize(2 * 1024 * 1024);
    }
    ~Inflater() { inflateEnd(&m_stream); }

    std::string_view inflate(std::string_view compressed)
    {
        inflateReset(&m_stream);
        m_stream.next_out = reinterpret_cast<Bytef *>(m_out.data());
        m_stream.avail_out = uInt(m_out.size());
        feed(compressed);
        feed(Trailer);
        return {m_out.data(), m_out.size() - m_stream.avail_out};
    }

private:
    void feed(std::string_view bytes)
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
        m_stream.avail_in = uInt(bytes.size());
        const int status = ::inflate(&m_stream, Z_SYNC_FLUSH);
        if ((status != Z_OK && status != Z_BUF_ERROR) || m_stream.avail_in > 0)
            fail("the server sent a message that does not inflate");
    }

    z_stream m_stream = {};
    std::string m_out;
};

} // namespace

std::string_view inflateMessage(std::string_view compressed)
{
    static Inflater inflater;
    return inflater.inflate(compressed);
}

} // namespace QSocketIo::Bench
