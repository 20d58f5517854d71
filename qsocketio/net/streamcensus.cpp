// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/streamcensus_p.h>

namespace QSocketIo::Net {

StreamCensus::Verdict StreamCensus::admit(const std::optional<QHostAddress> &address,
                                          StreamTicket &ticket)
{
    if (m_limit > 0 && m_count >= m_limit)
        return Verdict::Full;
    std::optional<AddressKey> key;
    if (countsAddresses() && address)
        key = AddressKey(*address);
    if (key && m_perAddress.count(*key) >= m_limitPerAddress)
        return Verdict::AddressFull;
    if (key)
        m_perAddress.enter(*key);
    ++m_count;
    ticket = StreamTicket(shared_from_this(), key);
    return Verdict::Admitted;
}

void StreamCensus::leave(const AddressKey *key)
{
    --m_count;
    if (key)
        m_perAddress.leave(*key);
    if (m_count == 0 && m_onEmpty)
        m_onEmpty();
}

} // namespace QSocketIo::Net
