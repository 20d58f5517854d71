// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/valuecodec.h>

#include <memory>

namespace QSocketIo {

std::unique_ptr<ValueCodec> makeGadgetCodec(const QMetaObject &type);
std::unique_ptr<ValueCodec> makeEnumCodec(QMetaType type);
// Null where the type is no sequence.
std::unique_ptr<ValueCodec> makeSequenceCodec(QMetaType type);

} // namespace QSocketIo
