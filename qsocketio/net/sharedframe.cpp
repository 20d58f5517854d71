// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/permessagedeflate_p.h>
#include <qsocketio/net/sharedframe_p.h>

namespace QSocketIo::Net {

SharedFrame::SharedFrame(Opcode opcode, QByteArrayView payload)
    : m_opcode(opcode),
      m_payloadSize(payload.size())
{
    m_plain.reserve(payload.size() + MaxFrameHeader);
    appendFrame(m_plain, opcode, payload);
}

const QByteArray &SharedFrame::deflated() const
{
    if (m_deflated.isNull()) {
        const QByteArray compressed = deflateMessage(QByteArrayView(m_plain).last(m_payloadSize));
        if (compressed.size() < m_payloadSize)
            appendCompressedFrame(m_deflated, m_opcode, compressed);
        else
            m_deflated = m_plain;
    }
    return m_deflated;
}

} // namespace QSocketIo::Net
