// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/encodedvalues.h>
#include <qsocketio/value/traits.h>

#include <QVariant>

#include <optional>

namespace QSocketIo {

// The arguments of an incoming event or ack, still encoded. Inside a handler it borrows the receive
// buffer; every copy owns its bytes.
class QSOCKETIO_EXPORT Arguments
{
public:
    Arguments() = default;
    explicit Arguments(EncodedValues values);
    Arguments(const Arguments &other);
    Arguments(Arguments &&other) noexcept = default;
    Arguments &operator=(const Arguments &other);
    Arguments &operator=(Arguments &&other) noexcept = default;
    ~Arguments() = default;

    template <Sendable... T>
    static Arguments of(const T &...values);
    static Arguments fromVariantList(const QVariantList &values);

    qsizetype size() const { return m_values.elements.size(); }
    bool isEmpty() const { return size() == 0; }
    Reader::Kind kind(qsizetype index) const;

    template <Receivable T>
    std::optional<T> at(qsizetype index) const;
    QVariant toVariant(qsizetype index) const;
    QVariantList toVariantList() const;
    QByteArray toJson() const;

    void writeTo(Writer &out) const;

    const EncodedValues &encoded() const { return m_values; }
    EncodedValues &encoded() { return m_values; }

private:
    void read(qsizetype index, ValueFormat::Visitor visit, void *context) const;
    static Arguments encode(void (*write)(Writer &out, const void *context), const void *context);

    EncodedValues m_values;
};

template <>
struct QSOCKETIO_EXPORT ValueTraits<Arguments>
{
    static void write(Writer &out, const Arguments &arguments);
    static bool read(Reader &in, Arguments &arguments);
};

template <Sendable... T>
Arguments Arguments::of(const T &...values)
{
    const auto writeAll = [&](Writer &out) { (out.value(values), ...); };
    return encode(
        [](Writer &out, const void *context) { (*static_cast<decltype(&writeAll)>(context))(out); },
        &writeAll);
}

template <Receivable T>
std::optional<T> Arguments::at(qsizetype index) const
{
    std::optional<T> value(std::in_place);
    const auto visit = [](Reader &in, void *context) {
        auto &result = *static_cast<std::optional<T> *>(context);
        if (!in.value(*result))
            result.reset();
    };
    read(index, visit, &value);
    return value;
}

} // namespace QSocketIo
