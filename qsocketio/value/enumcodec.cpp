// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/runtimecodecs_p.h>
#include <qsocketio/value/traits.h>

#include <cstring>

namespace QSocketIo {

namespace {

template <typename Number>
class EnumCodec final : public ValueCodec
{
public:
    explicit EnumCodec(QMetaType type) : m_type(Private::metaEnum(type)) { }

    void write(Writer &out, const void *value) const override
    {
        out.integer(qint64(*static_cast<const Number *>(value)));
    }

    bool read(Reader &in, void *value) const override
    {
        qint64 number;
        if (!Private::readEnumerator(in, m_type, number) || !std::in_range<Number>(number))
            return false;
        *static_cast<Number *>(value) = static_cast<Number>(number);
        return true;
    }

private:
    const QMetaEnum m_type;
};

template <typename Signed, typename Unsigned>
std::unique_ptr<ValueCodec> makeSized(QMetaType type)
{
    if (type.flags() & QMetaType::IsUnsignedEnumeration)
        return std::make_unique<EnumCodec<Unsigned>>(type);
    return std::make_unique<EnumCodec<Signed>>(type);
}

} // namespace

std::unique_ptr<ValueCodec> makeEnumCodec(QMetaType type)
{
    switch (type.sizeOf()) {
    case 1:
        return makeSized<qint8, quint8>(type);
    case 2:
        return makeSized<qint16, quint16>(type);
    case 4:
        return makeSized<qint32, quint32>(type);
    default:
        return makeSized<qint64, quint64>(type);
    }
}

QMetaEnum Private::metaEnum(QMetaType type)
{
    const QMetaObject *owner = type.metaObject();
    if (!owner)
        return {};
    QByteArrayView name = type.name();
    if (name.startsWith("QFlags<"))
        name = name.sliced(7).chopped(1);
    const QByteArray unqualified = name.sliced(name.lastIndexOf(':') + 1).toByteArray();
    return owner->enumerator(owner->indexOfEnumerator(unqualified.constData()));
}

bool Private::readEnumerator(Reader &in, const QMetaEnum &type, qint64 &value)
{
    if (in.integer(value))
        return !type.isValid() || type.isFlag() || type.valueToKey(int(value));
    QByteArray key;
    if (!type.isValid() || !in.utf8(key))
        return false;
    bool found = false;
    value = type.isFlag() ? type.keysToValue(key.constData(), &found)
                          : type.keyToValue(key.constData(), &found);
    return found;
}

} // namespace QSocketIo
