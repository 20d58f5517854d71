// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/emission.h>

namespace QSocketIo::Detail {

Emission::Emission(std::shared_ptr<EmissionTarget> target, std::unique_ptr<PacketEncoder> encoder,
                   Writer &writer, const EmitFlags &flags)
    : Emission(*target, std::move(encoder), writer, flags)
{
    m_ownTarget = std::move(target);
}

Emission::~Emission()
{
    if (m_isTargetAlive && m_encoder)
        m_target->returnEncoder(std::move(m_encoder));
}

void Emission::send()
{
    if (m_isTargetAlive)
        m_target->send(*m_encoder, *m_writer, m_flags);
}

} // namespace QSocketIo::Detail
