// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/reader.h>

#include <QList>
#include <QVarLengthArray>

namespace QSocketIo {

class ValueFormat;

// Validated, encoded values side by side: what a parser hands to Arguments.
struct QSOCKETIO_EXPORT EncodedValues
{
    struct Span
    {
        quint32 begin = 0;
        quint32 end = 0;
    };
    // An object in the text that stands for an attachment.
    struct Placeholder
    {
        Span span = {};
        quint32 attachment = 0;
    };
    static constexpr qsizetype UsualCount = 9;

    const ValueFormat *format = nullptr;
    // Borrowed, or of what storage holds.
    QByteArrayView bytes = {};
    QByteArray storage = {};
    QVarLengthArray<Span, UsualCount> elements = {};
    // In the order of their places.
    QList<Placeholder> placeholders = {};
    QList<QByteArray> attachments = {};

    EncodedValues owned() const;
    void clear()
    {
        bytes = {};
        elements.clear();
        // Their destructors and allocations cost more than these checks.
        if (!storage.isNull())
            storage = {};
        if (!placeholders.isEmpty())
            placeholders.clear();
        if (!attachments.isEmpty())
            attachments.clear();
    }
};

// How encoded values are read. One static object a format.
class QSOCKETIO_EXPORT ValueFormat
{
public:
    using Visitor = void (*)(Reader &in, void *context);

    // Calls visit with a reader for that element; for one that is not there it finds Undefined.
    virtual void read(const EncodedValues &values, qsizetype index, Visitor visit,
                      void *context) const = 0;

protected:
    ~ValueFormat() = default;
};

} // namespace QSocketIo
