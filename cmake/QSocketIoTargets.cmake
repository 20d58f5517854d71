# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
if(QSOCKETIO_BUILD_TESTS)
    add_custom_target(threads COMMENT "Tests labelled threads")
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
endfunction()

# qsocketio_program(<name> SOURCES … LIBS …): an executable of this project.
function(qsocketio_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LIBS} qsocketio_build)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
endfunction()

# qsocketio_test(<name> [SOURCES …] [LAYERS <layers whose objects it links>] [LIBS …] [LABELS …])
# Without LAYERS the test links the whole library. A test that skips something fails. The label
# "threads" marks what the thread sanitizer runs; the target of that name builds just those.
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
    if("threads" IN_LIST arg_LABELS)
        add_dependencies(threads ${name})
    endif()
endfunction()
