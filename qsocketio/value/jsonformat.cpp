// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/jsonformat_p.h>
#include <qsocketio/value/jsonreader_p.h>
#include <qsocketio/value/jsonvalidator_p.h>

#include <limits>

namespace QSocketIo {

namespace {

class JsonFormat final : public ValueFormat
{
public:
    void read(const EncodedValues &values, qsizetype index, Visitor visit,
              void *context) const override
    {
        const bool there = index >= 0 && index < values.elements.size();
        JsonReader reader(values, there ? values.elements[index] : EncodedValues::Span());
        visit(reader, context);
    }
};

} // namespace

const ValueFormat &jsonFormat()
{
    static const JsonFormat format;
    return format;
}

EncodedValues jsonValues(EncodedValues written)
{
    written.bytes = written.storage;
    const JsonLimits limits{.depth = std::numeric_limits<qsizetype>::max()};
    JsonVerdict verdict = validateJson(written.bytes, limits, written);
    Q_ASSERT(verdict == JsonVerdict::Valid);
    Q_UNUSED(verdict);
    return written;
}

} // namespace QSocketIo
