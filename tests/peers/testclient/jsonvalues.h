// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QVariantList>

#include <optional>

// Values as JSON; binary is {"$binary":"<base64>"}.
QJsonValue toJson(const QVariant &value);
QJsonArray toJson(const QVariantList &values);
QVariant fromJson(const QJsonValue &json);
QVariantList fromJson(const QJsonArray &json);

// An object as the library reads it, which takes every number and every text that JavaScript
// writes.
std::optional<QJsonObject> parseObject(const QByteArray &text);
