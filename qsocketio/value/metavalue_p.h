// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMetaType>

#include <array>
#include <cstddef>
#include <memory>

namespace QSocketIo {

// A default-constructed value of a type that is known at run time only; small ones on the stack.
class MetaValue
{
public:
    explicit MetaValue(QMetaType type) : m_type(type)
    {
        if (fits())
            m_data = m_type.construct(m_inline.data());
        else
            m_data = m_type.create();
    }
    ~MetaValue()
    {
        if (fits())
            m_type.destruct(m_data);
        else
            m_type.destroy(m_data);
    }
    MetaValue(const MetaValue &) = delete;
    MetaValue &operator=(const MetaValue &) = delete;

    void *data() { return m_data; }

private:
    bool fits() const
    {
        return std::size_t(m_type.sizeOf()) <= m_inline.size()
            && std::size_t(m_type.alignOf()) <= alignof(std::max_align_t);
    }

    QMetaType m_type;
    void *m_data = nullptr;
    alignas(std::max_align_t) std::array<std::byte, 64> m_inline;
};

} // namespace QSocketIo
