# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

foreach(name backoff client clientsocket reconnect reconnectcontrol providers lifetime upgradestress
             clienttls networkwatch)
    qsocketio_test(tst_${name} LIBS Qt6::Network Qt6::WebSockets)
endforeach()
qsocketio_test(tst_clientthread LIBS Qt6::Network)
qsocketio_test(tst_keywords LIBS Qt6::Network)
# It reads Qt's headers in another way than everything else.
set_target_properties(tst_keywords PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
