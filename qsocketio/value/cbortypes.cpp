// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/readas_p.h>

namespace QSocketIo {

namespace {

void writeSimpleType(Writer &out, const QCborValue &value)
{
    if (value.isBool())
        out.boolean(value.toBool());
    else if (value.isUndefined())
        out.undefined();
    else
        out.null();
}

// JavaScript turns the keys of objects into text as well.
QString toKey(const QCborValue &key)
{
    return key.isString() ? key.toString() : key.toVariant().toString();
}

} // namespace

void ValueTraits<QCborValue>::write(Writer &out, const QCborValue &value)
{
    switch (value.type()) {
    case QCborValue::Integer:
        return out.integer(value.toInteger());
    case QCborValue::Double:
        return out.number(value.toDouble());
    case QCborValue::String:
        return out.string(value.toString());
    case QCborValue::ByteArray:
        return out.bytes(value.toByteArray());
    case QCborValue::Array:
        return out.value(value.toArray());
    case QCborValue::Map:
        return out.value(value.toMap());
    case QCborValue::DateTime:
        return out.value(value.toDateTime());
    case QCborValue::Url:
        return out.value(value.toUrl());
    case QCborValue::Uuid:
        return out.value(value.toUuid());
    case QCborValue::Tag:
        return out.value(value.taggedValue());
    default:
        return writeSimpleType(out, value);
    }
}

bool ValueTraits<QCborValue>::read(Reader &in, QCborValue &value)
{
    switch (in.kind()) {
    case Reader::Kind::Undefined:
        value = QCborValue::Undefined;
        return true;
    case Reader::Kind::Null:
        value = QCborValue::Null;
        return in.null();
    case Reader::Kind::Boolean:
        return readAs<bool>(in, value);
    case Reader::Kind::Integer:
        return readAs<qint64>(in, value);
    case Reader::Kind::UnsignedInteger:
    case Reader::Kind::Double:
        return readAs<double>(in, value);
    case Reader::Kind::String:
        return readAs<QString>(in, value);
    case Reader::Kind::Bytes:
        return readAs<QByteArray>(in, value);
    case Reader::Kind::Date:
        return readAs<QDateTime>(in, value);
    case Reader::Kind::Array:
        return readAs<QCborArray>(in, value);
    case Reader::Kind::Object:
        return readAs<QCborMap>(in, value);
    }
    Q_UNREACHABLE();
}

void ValueTraits<QCborMap>::write(Writer &out, const QCborMap &value)
{
    out.beginObject(value.size());
    for (auto member = value.begin(); member != value.end(); ++member) {
        out.key(toKey(member.key()));
        out.value<QCborValue>(member.value());
    }
    out.endObject();
}

bool ValueTraits<QCborMap>::read(Reader &in, QCborMap &value)
{
    if (!in.enterObject())
        return false;
    value = {};
    QString key;
    while (in.nextKey(key)) {
        QCborValue member;
        if (!in.value(member))
            return false;
        value.insert(key, member);
    }
    return true;
}

void ValueTraits<QCborArray>::write(Writer &out, const QCborArray &value)
{
    Private::ListTraits<QCborArray>::write(out, value);
}

bool ValueTraits<QCborArray>::read(Reader &in, QCborArray &value)
{
    return Private::ListTraits<QCborArray>::read(in, value);
}

} // namespace QSocketIo
