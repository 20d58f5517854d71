// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/structuralindex_p.h>

#include <algorithm>
#include <bit>
#include <simdjson.h>

namespace QSocketIo {

namespace {

constexpr std::size_t keptCapacity = 256 * 1024;

} // namespace

StructuralIndex::StructuralIndex() = default;
StructuralIndex::~StructuralIndex() = default;

std::span<const quint32> StructuralIndex::find(QByteArrayView text)
{
    if (!reserve(std::size_t(text.size())))
        return {};
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.data());
    // The first stage alone: what comes after it in simdjson refuses texts that JavaScript sends.
    if (m_parser->stage1(bytes, std::size_t(text.size()), simdjson::stage1_mode::regular)
        != simdjson::SUCCESS) {
        return {};
    }
    const std::span tokens(m_parser->structural_indexes.get(), m_parser->n_structural_indexes);
    *tokens.end() = quint32(text.size());
    return tokens;
}

void StructuralIndex::shrink()
{
    if (m_parser && m_parser->capacity() > keptCapacity)
        m_parser.reset();
}

bool StructuralIndex::reserve(std::size_t size)
{
    if (m_parser && m_parser->capacity() >= size)
        return true;
    if (size > simdjson::SIMDJSON_MAXSIZE_BYTES)
        return false;
    constexpr std::size_t smallest = 4096;
    constexpr std::size_t unusedDepth = 1;
    const std::size_t capacity =
        size > keptCapacity ? size : std::bit_ceil(std::max(size, smallest));
    return simdjson::get_active_implementation()->create_dom_parser_implementation(
               capacity, unusedDepth, m_parser)
        == simdjson::SUCCESS;
}

} // namespace QSocketIo
