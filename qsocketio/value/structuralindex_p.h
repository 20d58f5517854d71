// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <memory>
#include <span>

namespace simdjson::internal {
class dom_parser_implementation;
}

namespace QSocketIo {

// Finds where the tokens of a JSON text begin, with simdjson: every bracket, colon and comma, the
// opening quote of every string, the first character of everything else. It also checks UTF-8, that
// strings end, and that they hold no raw control characters.
class StructuralIndex
{
public:
    StructuralIndex();
    ~StructuralIndex();

    // Valid until the next call; one element more can be read, the size of the text. Empty if the
    // text is bad.
    std::span<const quint32> find(QByteArrayView text);
    // Gives back what a huge text needed.
    void shrink();

private:
    bool reserve(std::size_t size);

    std::unique_ptr<simdjson::internal::dom_parser_implementation> m_parser;
};

} // namespace QSocketIo
