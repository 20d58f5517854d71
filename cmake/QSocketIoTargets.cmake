# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
if(QSOCKETIO_BUILD_TESTS)
    # What a preset builds that runs only some of the tests.
    add_custom_target(threads COMMENT "Tests labelled threads")
    add_custom_target(streams COMMENT "Tests labelled streams")
endif()

# What every target of this project is compiled with; never handed on to consumers.
add_library(qsocketio_build INTERFACE)
target_compile_features(qsocketio_build INTERFACE cxx_std_20)
target_compile_options(qsocketio_build INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion $<$<BOOL:${QSOCKETIO_WERROR}>:-Werror>)
target_compile_definitions(qsocketio_build INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS $<$<CONFIG:Release>:QT_NO_DEBUG>)

# What most files include is compiled once, for all targets: they share their compiler's options.
if(QSOCKETIO_PRECOMPILE)
    file(CONFIGURE OUTPUT precompiled.cpp CONTENT "")
    add_library(qsocketio_precompiled OBJECT "${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp")
    target_link_libraries(qsocketio_precompiled PRIVATE Qt6::Core qsocketio_build)
    set_target_properties(qsocketio_precompiled PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_precompile_headers(qsocketio_precompiled PRIVATE
        <QByteArray> <QByteArrayView> <QFuture> <QHash> <QList> <QObject> <QPointer> <QString> <QUrl>
        <QVariant> <algorithm> <array> <chrono> <functional> <memory> <optional> <span>
        <string_view> <variant> <vector>)
endif()

# qsocketio_use_precompiled(<target>): for targets that link Qt; others set DISABLE_PRECOMPILE_HEADERS.
function(qsocketio_use_precompiled target)
    if(QSOCKETIO_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM qsocketio_precompiled)
        # Where a definition differs the headers are read as usual.
        set_target_properties(${target} PROPERTIES PCH_WARN_INVALID OFF)
    endif()
endfunction()

# qsocketio_layer(<name> SOURCES … LAYERS <lower layers> LIBS …): one layer of the library.
# A layer sees the headers of the layers it names; the objects end up in one library.
function(qsocketio_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LAYERS;LIBS")
    add_library(qsocketio_${name} OBJECT ${arg_SOURCES})
    list(TRANSFORM arg_LAYERS PREPEND qsocketio_)
    target_link_libraries(qsocketio_${name} PUBLIC ${arg_LAYERS} ${arg_LIBS} Qt6::Core
                                            PRIVATE qsocketio_build)
    target_include_directories(qsocketio_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_compile_features(qsocketio_${name} PUBLIC cxx_std_20)
    set_target_properties(qsocketio_${name} PROPERTIES AUTOMOC ON POSITION_INDEPENDENT_CODE ON)
    qsocketio_use_precompiled(qsocketio_${name})
endfunction()

# qsocketio_component(<name> SOURCES … LIBS …): a part of a program, for its tests to link as well.
function(qsocketio_component name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC ${arg_LIBS} PRIVATE qsocketio_build)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    qsocketio_use_precompiled(${name})
endfunction()

# qsocketio_program(<name> SOURCES … LIBS …): an executable of this project.
function(qsocketio_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LIBS} qsocketio_build)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    qsocketio_use_precompiled(${name})
endfunction()

# qsocketio_test(<name> [SOURCES …] [LAYERS <layers whose objects it links>] [LIBS …] [LABELS …])
# Without LAYERS the test links the whole library. A test that skips something fails. The label
# "threads" marks what the thread sanitizer runs, "streams" what runs without the reactor as well;
# the targets of those names build just that.
function(qsocketio_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LAYERS;LIBS;LABELS")
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    if(arg_LAYERS)
        list(TRANSFORM arg_LAYERS PREPEND qsocketio_)
    else()
        set(arg_LAYERS QSocketIo::QSocketIo)
    endif()
    qsocketio_program(${name} SOURCES ${arg_SOURCES} LIBS ${arg_LAYERS} ${arg_LIBS} Qt6::Test)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT 120 LABELS "${arg_LABELS}"
        FAIL_REGULAR_EXPRESSION "SKIP   : ;XFAIL  : "
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    foreach(label IN LISTS arg_LABELS)
        if(TARGET ${label})
            add_dependencies(${label} ${name})
        endif()
    endforeach()
endfunction()
