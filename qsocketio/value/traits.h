// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

// ValueTraits, and what the library knows itself.
#include <qsocketio/value/traits_basic.h>
#include <qsocketio/value/traits_containers.h>
#include <qsocketio/value/traits_gadget.h>
#include <qsocketio/value/traits_maps.h>
#include <qsocketio/value/traits_qt.h>
#include <qsocketio/value/valuetraits.h>
