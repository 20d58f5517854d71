# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

# qsocketio_fuzz(<name> SOURCES … LAYERS <layers whose objects it links> [LIBS …])
# One fuzz target, fuzz_<name>, with seeds in tests/data/corpus/<name>. With QSOCKETIO_FUZZ it becomes
# a libFuzzer program (run it with that folder, or a copy, as its argument); otherwise the test
# tst_corpus_<name>, which feeds every seed to the same function.
function(qsocketio_fuzz name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LAYERS;LIBS")
    set(corpus "${PROJECT_SOURCE_DIR}/tests/data/corpus/${name}")
    set(layers ${arg_LAYERS})
    list(TRANSFORM layers PREPEND qsocketio_)
    if(QSOCKETIO_FUZZ)
        set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=undefined)
        qsocketio_program(fuzz_${name} SOURCES ${arg_SOURCES} LIBS ${layers} ${arg_LIBS})
        target_compile_options(fuzz_${name} PRIVATE -fsanitize=fuzzer ${sanitizers})
        target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer ${sanitizers})
        foreach(layer IN LISTS layers)
            get_target_property(instrumented ${layer} QSOCKETIO_INSTRUMENTED)
            if(NOT instrumented)
                target_compile_options(${layer} PRIVATE -fsanitize=fuzzer-no-link ${sanitizers})
                set_target_properties(${layer} PROPERTIES QSOCKETIO_INSTRUMENTED ON)
            endif()
        endforeach()
    else()
        qsocketio_program(tst_corpus_${name}
            SOURCES ${arg_SOURCES} "${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp"
            LIBS ${layers} ${arg_LIBS})
        add_test(NAME tst_corpus_${name} COMMAND tst_corpus_${name} "${corpus}")
        set_tests_properties(tst_corpus_${name} PROPERTIES TIMEOUT 120)
    endif()
endfunction()
