// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/value/traits.h>

namespace QSocketIo {

namespace {

template <typename T>
const T &contents(const QVariant &variant)
{
    return *static_cast<const T *>(variant.constData());
}

void writeOther(Writer &out, const QVariant &value)
{
    if (const ValueCodec *codec = valueCodec(value.metaType()))
        return codec->write(out, value.constData());
    qCWarning(lcProtocol,
              "A QVariant of %s cannot be sent, null is sent instead: "
              "see QSocketIo::registerValueType()",
              value.typeName());
    out.null();
}

template <typename T>
QVariant take(Reader &in)
{
    T value{};
    in.value(value);
    return QVariant::fromValue(std::move(value));
}

} // namespace

void ValueTraits<QVariant>::write(Writer &out, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return out.undefined();
    case QMetaType::Nullptr:
        return out.null();
    case QMetaType::Bool:
        return out.boolean(contents<bool>(value));
    case QMetaType::Int:
        return out.integer(contents<int>(value));
    case QMetaType::LongLong:
        return out.integer(contents<qlonglong>(value));
    case QMetaType::Double:
        return out.number(contents<double>(value));
    case QMetaType::QString:
        return out.string(contents<QString>(value));
    case QMetaType::QByteArray:
        return out.bytes(contents<QByteArray>(value));
    case QMetaType::QVariantList:
        return out.value(contents<QVariantList>(value));
    case QMetaType::QVariantMap:
        return out.value(contents<QVariantMap>(value));
    default:
        return writeOther(out, value);
    }
}

bool ValueTraits<QVariant>::read(Reader &in, QVariant &value)
{
    switch (in.kind()) {
    case Reader::Kind::Undefined:
        value = QVariant();
        break;
    case Reader::Kind::Null:
        value = take<std::nullptr_t>(in);
        break;
    case Reader::Kind::Boolean:
        value = take<bool>(in);
        break;
    case Reader::Kind::Integer:
        value = take<qlonglong>(in);
        break;
    case Reader::Kind::UnsignedInteger:
        value = take<qulonglong>(in);
        break;
    case Reader::Kind::Double:
        value = take<double>(in);
        break;
    case Reader::Kind::String:
        value = take<QString>(in);
        break;
    case Reader::Kind::Bytes:
        value = take<QByteArray>(in);
        break;
    case Reader::Kind::Date:
        value = take<QDateTime>(in);
        break;
    case Reader::Kind::Array:
        value = take<QVariantList>(in);
        break;
    case Reader::Kind::Object:
        value = take<QVariantMap>(in);
        break;
    }
    return true;
}

} // namespace QSocketIo
