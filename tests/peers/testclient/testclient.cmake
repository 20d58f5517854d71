# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

qsocketio_program(qsocketio-testclient
    SOURCES testclient/main.cpp testclient/jsonvalues.h testclient/jsonvalues.cpp
            testclient/linereader.h testclient/linereader.cpp testclient/output.h
            testclient/output.cpp testclient/peersocket.h testclient/peersocket.cpp
            testclient/program.h testclient/program.cpp testclient/settings.h
            testclient/settings.cpp
    LIBS QSocketIo::QSocketIo Qt6::Network)
