# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

foreach(name backoff client clientsocket reconnect reconnectcontrol providers lifetime upgradestress
             clienttls networkwatch)
    qsocketio_test(tst_${name} LIBS Qt6::Network Qt6::WebSockets)
endforeach()
qsocketio_test(tst_clientthread LIBS Qt6::Network)
qsocketio_test(tst_troubleshooting LIBS Qt6::Network)
target_compile_definitions(tst_troubleshooting PRIVATE
    TROUBLESHOOTING_PAGE="${PROJECT_SOURCE_DIR}/docs/troubleshooting.md")

# What is installed, so that no new header is forgotten: all of them with Qt's keywords in one
# program, and each of them by itself without.
get_target_property(public_headers QSocketIo HEADER_SET)
set(public_includes)
set(header_sources)
foreach(header IN LISTS public_headers)
    cmake_path(RELATIVE_PATH header BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
    string(APPEND public_includes "#include <${header}>\n")
    string(MAKE_C_IDENTIFIER "${header}" name)
    file(CONFIGURE OUTPUT "headers/${name}.cpp" CONTENT "#include <${header}>\n")
    list(APPEND header_sources "${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.cpp")
endforeach()
file(CONFIGURE OUTPUT headers/publicheaders.h CONTENT "${public_includes}" @ONLY)
qsocketio_test(tst_keywords LIBS Qt6::Network)
target_include_directories(tst_keywords PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/headers")
# It reads Qt's headers in another way than everything else.
set_target_properties(tst_keywords PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
# Sanitizers have nothing to add.
if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize=")
    add_library(publicheaders OBJECT ${header_sources})
    target_link_libraries(publicheaders PRIVATE QSocketIo::QSocketIo qsocketio_build)
    set_target_properties(publicheaders PROPERTIES
        DISABLE_PRECOMPILE_HEADERS ON EXPORT_COMPILE_COMMANDS OFF)
endif()
