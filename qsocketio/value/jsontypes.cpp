// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/readas_p.h>

namespace QSocketIo {

namespace {

void writeNumber(Writer &out, const QJsonValue &value)
{
    // It tells integers only by the default that it returns for anything else.
    const qint64 integer = value.toInteger(0);
    if (integer == value.toInteger(1))
        out.integer(integer);
    else
        out.number(value.toDouble());
}

} // namespace

void ValueTraits<QJsonValue>::write(Writer &out, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Undefined:
        return out.undefined();
    case QJsonValue::Null:
        return out.null();
    case QJsonValue::Bool:
        return out.boolean(value.toBool());
    case QJsonValue::Double:
        return writeNumber(out, value);
    case QJsonValue::String:
        return out.string(value.toString());
    case QJsonValue::Array:
        return out.value(value.toArray());
    case QJsonValue::Object:
        return out.value(value.toObject());
    }
}

bool ValueTraits<QJsonValue>::read(Reader &in, QJsonValue &value)
{
    switch (in.kind()) {
    case Reader::Kind::Undefined:
        value = QJsonValue::Undefined;
        return true;
    case Reader::Kind::Null:
        value = QJsonValue::Null;
        return in.null();
    case Reader::Kind::Boolean:
        return readAs<bool>(in, value);
    case Reader::Kind::Integer:
        return readAs<qint64>(in, value);
    case Reader::Kind::UnsignedInteger:
    case Reader::Kind::Double:
        return readAs<double>(in, value);
    case Reader::Kind::String:
    case Reader::Kind::Date:
        return readAs<QString>(in, value);
    case Reader::Kind::Bytes:
        // JSON has no binary data, and text would not be what was sent.
        return false;
    case Reader::Kind::Array:
        return readAs<QJsonArray>(in, value);
    case Reader::Kind::Object:
        return readAs<QJsonObject>(in, value);
    }
    Q_UNREACHABLE();
}

void ValueTraits<QJsonObject>::write(Writer &out, const QJsonObject &value)
{
    out.beginObject(value.size());
    for (auto member = value.begin(); member != value.end(); ++member) {
        out.key(member.key());
        out.value<QJsonValue>(member.value());
    }
    out.endObject();
}

bool ValueTraits<QJsonObject>::read(Reader &in, QJsonObject &value)
{
    QMap<QString, QJsonValue> members;
    if (!in.value(members))
        return false;
    value = {};
    for (auto member = members.cbegin(); member != members.cend(); ++member)
        value.insert(member.key(), member.value());
    return true;
}

void ValueTraits<QJsonArray>::write(Writer &out, const QJsonArray &value)
{
    Private::ListTraits<QJsonArray>::write(out, value);
}

bool ValueTraits<QJsonArray>::read(Reader &in, QJsonArray &value)
{
    return Private::ListTraits<QJsonArray>::read(in, value);
}

} // namespace QSocketIo
