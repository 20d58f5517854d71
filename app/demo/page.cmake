# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

# The demo's page and, where npm has installed it, the official browser client become resources.
function(qsocketio_demo_page target)
    set(page "${CMAKE_CURRENT_SOURCE_DIR}/demo/page")
    qt_add_resources(${target} demo_page PREFIX "/demo" BASE "${page}"
                     FILES "${page}/index.html" "${page}/style.css" "${page}/demo.js")
    set(dist "${CMAKE_CURRENT_SOURCE_DIR}/demo/node_modules/socket.io-client/dist")
    if(EXISTS "${dist}/socket.io.min.js")
        qt_add_resources(${target} demo_client PREFIX "/demo/client" BASE "${dist}"
                         FILES "${dist}/socket.io.min.js" "${dist}/socket.io.min.js.map"
                               "${dist}/socket.io.js" "${dist}/socket.io.esm.min.js")
    else()
        message(STATUS "app/demo: npm packages are not installed, the demo page has no client")
    endif()
endfunction()
