# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

# What `cmake --install` puts where. Components: "runtime" (programs, the library if it is shared)
# and "development" (headers, the library, the CMake package).

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

# qsocketio_install_library(<target> LAYERS …): the target with the public headers of those layers.
# A header is public unless its name ends in _p.h.
function(qsocketio_install_library target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LAYERS")
    set(headers)
    foreach(layer IN LISTS arg_LAYERS)
        get_target_property(sources qsocketio_${layer} SOURCES)
        get_target_property(folder qsocketio_${layer} SOURCE_DIR)
        list(FILTER sources INCLUDE REGEX "\\.h$")
        list(FILTER sources EXCLUDE REGEX "_p\\.h$")
        list(TRANSFORM sources PREPEND "${folder}/")
        list(APPEND headers ${sources})
    endforeach()
    target_sources(${target} PUBLIC
        FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${headers})
    set_target_properties(${target} PROPERTIES
        VERSION "${PROJECT_VERSION}"
        SOVERSION "${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}")
    if(NOT QSOCKETIO_INSTALL)
        return()
    endif()

    install(TARGETS ${target} EXPORT QSocketIoTargets
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT runtime
                NAMELINK_COMPONENT development
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT runtime
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development
        FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development)
    set(package "${CMAKE_INSTALL_LIBDIR}/cmake/QSocketIo")
    install(EXPORT QSocketIoTargets NAMESPACE QSocketIo:: DESTINATION "${package}"
            COMPONENT development)
    get_target_property(kind ${target} TYPE)
    configure_package_config_file(
        "${PROJECT_SOURCE_DIR}/cmake/QSocketIoConfig.cmake.in"
        "${PROJECT_BINARY_DIR}/QSocketIoConfig.cmake" INSTALL_DESTINATION "${package}"
        NO_SET_AND_CHECK_MACRO)
    write_basic_package_version_file("${PROJECT_BINARY_DIR}/QSocketIoConfigVersion.cmake"
        COMPATIBILITY SameMinorVersion)
    install(FILES "${PROJECT_BINARY_DIR}/QSocketIoConfig.cmake"
                  "${PROJECT_BINARY_DIR}/QSocketIoConfigVersion.cmake"
            DESTINATION "${package}" COMPONENT development)
endfunction()

# qsocketio_install_programs(<target>…)
function(qsocketio_install_programs)
    if(QSOCKETIO_INSTALL)
        install(TARGETS ${ARGN}
                RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT runtime)
    endif()
endfunction()

# qsocketio_install_desktop_entry(<name>): it, and the program's icons, from resources/.
function(qsocketio_install_desktop_entry name)
    if(NOT QSOCKETIO_INSTALL)
        return()
    endif()
    install(FILES "${PROJECT_SOURCE_DIR}/resources/${name}.desktop"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT runtime)
    foreach(size IN ITEMS 32 64 128 256)
        install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/${name}-${size}.png"
                DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps"
                RENAME "${name}.png" COMPONENT runtime)
    endforeach()
endfunction()
