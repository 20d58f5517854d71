// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "jsonvalues.h"

#include <qsocketio/protocol/jsonparser.h>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Binary = "$binary"_L1;

QJsonObject toJsonObject(const QVariantMap &map)
{
    QJsonObject object;
    for (auto it = map.begin(); it != map.end(); ++it)
        object.insert(it.key(), toJson(it.value()));
    return object;
}

QVariant fromJsonObject(const QJsonObject &object)
{
    if (object.size() == 1 && object.contains(Binary))
        return QByteArray::fromBase64(object.value(Binary).toString().toLatin1());
    QVariantMap map;
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), fromJson(it.value()));
    return map;
}

} // namespace

QJsonValue toJson(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QByteArray:
        return QJsonObject{{Binary, QString::fromLatin1(value.toByteArray().toBase64())}};
    case QMetaType::QVariantList:
        return toJson(value.toList());
    case QMetaType::QVariantMap:
        return toJsonObject(value.toMap());
    default:
        return QJsonValue::fromVariant(value);
    }
}

QJsonArray toJson(const QVariantList &values)
{
    QJsonArray array;
    for (const QVariant &value : values)
        array.append(toJson(value));
    return array;
}

QVariant fromJson(const QJsonValue &json)
{
    if (json.isArray())
        return fromJson(json.toArray());
    if (json.isObject())
        return fromJsonObject(json.toObject());
    return json.toVariant();
}

QVariantList fromJson(const QJsonArray &json)
{
    QVariantList values;
    for (const QJsonValue &value : json)
        values.append(fromJson(value));
    return values;
}

std::optional<QJsonObject> parseObject(const QByteArray &text)
{
    using QSocketIo::PacketDecoder;
    QByteArray message = "2[\"\"," + text + ']';
    const qsizetype size = message.size();
    message.append(PacketDecoder::InputPadding, '\0');
    const auto decoder = QSocketIo::jsonParser()->createDecoder({});
    QSocketIo::Packet packet;
    const auto status = decoder->text(QByteArrayView(message).first(size), packet);
    if (status != PacketDecoder::Status::Complete || packet.arguments.size() != 1
        || packet.arguments.kind(0) != QSocketIo::Reader::Kind::Object)
        return {};
    return QJsonObject::fromVariantMap(packet.arguments.toVariant(0).toMap());
}
