// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/reader.h>
#include <qsocketio/value/writer.h>

#include <QList>
#include <QMetaObject>
#include <QMetaType>

namespace QSocketIo {

// Where a value of a gadget is. The static metacall moves it without a QVariant in between.
class QSOCKETIO_EXPORT GadgetProperty
{
public:
    explicit GadgetProperty(const QMetaProperty &property);

    QMetaType type() const { return m_type; }
    // The value has the property's type.
    void read(const void *gadget, void *value) const
    {
        call(QMetaObject::ReadProperty, gadget, value);
    }
    void write(void *gadget, void *value) const { call(QMetaObject::WriteProperty, gadget, value); }

private:
    void call(QMetaObject::Call call, const void *gadget, void *value) const
    {
        void *arguments[] = {value};
        auto *object = static_cast<QObject *>(const_cast<void *>(gadget));
        m_metacall(object, call, m_index, arguments);
    }

    QMetaType m_type;
    QMetaObject::Data::StaticMetacallFunction m_metacall;
    int m_index;
};

// ValueTraits of a type that is known at run time only: properties of gadgets, contents of
// QVariant.
class QSOCKETIO_EXPORT ValueCodec
{
public:
    virtual ~ValueCodec();
    virtual void write(Writer &out, const void *value) const = 0;
    virtual bool read(Reader &in, void *value) const = 0;

    // The same for the value of a gadget's property.
    virtual void writeProperty(Writer &out, const GadgetProperty &property,
                               const void *gadget) const;
    virtual bool readProperty(Reader &in, const GadgetProperty &property, void *gadget) const;
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

    // A local variable costs less than what QMetaType makes of its type.
    void writeProperty(Writer &out, const GadgetProperty &property,
                       const void *gadget) const override
    {
        T value{};
        property.read(gadget, &value);
        out.value(value);
    }
    bool readProperty(Reader &in, const GadgetProperty &property, void *gadget) const override
    {
        T value{};
        if (!in.value(value))
            return false;
        property.write(gadget, &value);
        return true;
    }
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
