// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

// Long-polling by script elements and forms.
namespace QSocketIo::Engine::Jsonp {

// The digits of what a client names its function by; anything else could be code.
QByteArray functionNumber(QByteArrayView index);
// A script that calls the function with the payload.
QByteArray script(QByteArrayView functionNumber, QByteArrayView payload);
// What the field d of a form holds; empty without one.
QByteArray payloadOfForm(QByteArrayView form);

} // namespace QSocketIo::Engine::Jsonp
