# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

# Debian's node-llhttp brings the C sources of Node's HTTP parser: the oracle of fuzz_http.
find_path(LLHTTP_INCLUDE_DIR llhttp/llhttp.h PATHS /usr/share/include)
find_path(LLHTTP_SOURCE_DIR llhttp.c PATHS /usr/share/llhttp)
mark_as_advanced(LLHTTP_INCLUDE_DIR LLHTTP_SOURCE_DIR)

if(LLHTTP_INCLUDE_DIR AND LLHTTP_SOURCE_DIR)
    enable_language(C)
    set(llhttp_sources llhttp.c api.c http.c)
    list(TRANSFORM llhttp_sources PREPEND "${LLHTTP_SOURCE_DIR}/")
    add_library(qsocketio_llhttp STATIC ${llhttp_sources})
    target_include_directories(qsocketio_llhttp PRIVATE "${LLHTTP_INCLUDE_DIR}/llhttp"
        SYSTEM INTERFACE "${LLHTTP_INCLUDE_DIR}")
    target_compile_definitions(qsocketio_llhttp INTERFACE QSOCKETIO_LLHTTP)
    set(http_oracle SOURCES fuzz_http.cpp llhttporacle.cpp LIBS qsocketio_llhttp)
else()
    message(STATUS "node-llhttp is not installed: fuzz_http runs without its oracle")
    set(http_oracle SOURCES fuzz_http.cpp)
endif()

qsocketio_fuzz(http ${http_oracle} LAYERS net core)
qsocketio_fuzz(websocket SOURCES fuzz_websocket.cpp LAYERS net core)
qsocketio_fuzz(deflate SOURCES fuzz_deflate.cpp LAYERS net core)
qsocketio_fuzz(frames SOURCES fuzz_frames.cpp LAYERS net core)
qsocketio_fuzz(payload SOURCES fuzz_payload.cpp LAYERS engine net core
               LIBS Qt6::Network Qt6::WebSockets ZLIB::ZLIB simdjson::simdjson)
