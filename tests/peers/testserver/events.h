// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

class Application;

namespace QSocketIo {
class Namespace;
class ServerSocket;
} // namespace QSocketIo

class QIODevice;
class QString;

// The events that every socket understands, by subject.
namespace Events {

void addEcho(QSocketIo::ServerSocket &socket);
void addEmitting(QSocketIo::ServerSocket &socket);
void addRooms(QSocketIo::ServerSocket &socket);
void addBroadcasting(QSocketIo::ServerSocket &socket);
void addManagement(QSocketIo::ServerSocket &socket);
// What the servers of a cluster ask each other, and how a client makes them ask.
void addServerSide(QSocketIo::Namespace &nsp, const QString &serverId);
void addServerSideEmit(QSocketIo::ServerSocket &socket);
void addInformation(QSocketIo::ServerSocket &socket, const Application &application);
void addEnds(QSocketIo::ServerSocket &socket);
// "record" appends its argument as a line, which outlives the process, before it answers.
void addRecording(QSocketIo::ServerSocket &socket, QIODevice &record);

} // namespace Events
