// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

class Application;

namespace QSocketIo {
class ServerSocket;
}

// The events that every socket understands, by subject.
namespace Events {

void addEcho(QSocketIo::ServerSocket &socket);
void addEmitting(QSocketIo::ServerSocket &socket);
void addRooms(QSocketIo::ServerSocket &socket);
void addBroadcasting(QSocketIo::ServerSocket &socket);
void addManagement(QSocketIo::ServerSocket &socket);
void addInformation(QSocketIo::ServerSocket &socket, const Application &application);
void addEnds(QSocketIo::ServerSocket &socket);

} // namespace Events
