// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/permessagedeflate_p.h>
#include <qsocketio/net/sharedframe_p.h>

namespace QSocketIo::Net {

SharedFrame::SharedFrame(Opcode opcode, QByteArrayView payload)
    : m_opcode(opcode),
      m_payloadSize(payload.size())
{
    QByteArray frame;
    frame.reserve(payload.size() + MaxFrameHeader);
    appendFrame(frame, opcode, payload);
    m_plain = SharedBytes(std::move(frame));
}

const SharedBytes &SharedFrame::deflated() const
{
    if (m_deflated)
        return m_deflated;
    const QByteArray compressed =
        deflateMessage(QByteArrayView(m_plain.bytes()).last(m_payloadSize));
    if (compressed.size() < m_payloadSize) {
        QByteArray frame;
        appendCompressedFrame(frame, m_opcode, compressed);
        m_deflated = SharedBytes(std::move(frame));
    } else {
        m_deflated = m_plain;
    }
    return m_deflated;
}

} // namespace QSocketIo::Net
