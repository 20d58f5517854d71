# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

# cmake -D BUILD=<build folder> -P badhandlers.cmake: fails unless the compiler refuses badhandlers.cpp
# with a sentence for each of its handlers.

execute_process(COMMAND ${CMAKE_COMMAND} --build "${BUILD}" --target badhandlers
                RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE errors)
if(result EQUAL 0)
    message(FATAL_ERROR "badhandlers.cpp compiles")
endif()
foreach(sentence IN ITEMS
        "an event handler takes no pointers"
        "an event handler takes its arguments by value or by const reference"
        "an event handler's parameter is an argument, whose type has a"
        "an event handler names the types of its parameters")
    string(FIND "${output}${errors}" "${sentence}" position)
    if(position EQUAL -1)
        message(FATAL_ERROR "the compiler does not say: ${sentence}\n${output}${errors}")
    endif()
endforeach()
