// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/reader.h>
#include <qsocketio/value/writer.h>

#include <QList>
#include <QMetaType>

namespace QSocketIo {

// ValueTraits of a type that is known at run time only: properties of gadgets, contents of
// QVariant.
class QSOCKETIO_EXPORT ValueCodec
{
public:
    virtual ~ValueCodec();
    virtual void write(Writer &out, const void *value) const = 0;
    virtual bool read(Reader &in, void *value) const = 0;
};

// Null where nothing is known about the type.
QSOCKETIO_EXPORT const ValueCodec *valueCodec(QMetaType type);
QSOCKETIO_EXPORT const ValueCodec &gadgetCodec(const QMetaObject &type);

namespace Private {

template <typename T>
class TypedCodec final : public ValueCodec
{
public:
    void write(Writer &out, const void *value) const override
    {
        out.value(*static_cast<const T *>(value));
    }
    bool read(Reader &in, void *value) const override { return in.value(*static_cast<T *>(value)); }
};

QSOCKETIO_EXPORT void registerCodec(QMetaType type, const ValueCodec &codec);

} // namespace Private

// Makes a type with ValueTraits of its own known to gadgets' properties and to QVariant.
template <typename T>
void registerValueType()
{
    static const Private::TypedCodec<T> codec;
    static const Private::TypedCodec<QList<T>> listCodec;
    Private::registerCodec(QMetaType::fromType<T>(), codec);
    // Qt shows lists as sequences only if their elements are declared meta-types.
    Private::registerCodec(QMetaType::fromType<QList<T>>(), listCodec);
}

} // namespace QSocketIo
