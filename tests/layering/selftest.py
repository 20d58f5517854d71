#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Shows that the check reports every kind of forbidden include, and no allowed one."""

import tempfile
import unittest
from pathlib import Path

import check

QT = {"QtCore": ["QObject"], "QtNetwork": ["QTcpSocket"], "QtGui": ["QColor"],
      "QtWidgets": ["QLabel"], "QtQml": ["QJSValue"], "QtWebSockets": ["QWebSocket"]}


class Layering(unittest.TestCase):
    def messages(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for module, headers in QT.items():
                for header in headers:
                    self.write(folder, f"qt/{module}/{header}", "")
            for name, includes in files.items():
                self.write(folder, name, "".join(f"#include {i}\n" for i in includes.split()))
            return check.check(folder, Path(folder, "qt"))

    @staticmethod
    def write(folder, name, text):
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def assert_bad(self, name, includes):
        found = self.messages({name: includes})
        self.assertEqual(len(found), 1, found)

    def assert_good(self, name, includes):
        self.assertEqual(self.messages({name: includes}), [])

    def test_arrows_of_the_library(self):
        self.assert_bad("qsocketio/core/a.cpp", "<qsocketio/value/b.h>")
        self.assert_bad("qsocketio/value/a.cpp", "<qsocketio/protocol/b.h>")
        self.assert_bad("qsocketio/protocol/a.cpp", "<qsocketio/net/b_p.h>")
        self.assert_bad("qsocketio/net/a.cpp", "<qsocketio/value/b.h>")
        self.assert_bad("qsocketio/engine/a.cpp", "<qsocketio/protocol/packet.h>")
        self.assert_bad("qsocketio/engine/a.cpp", "<qsocketio/server.h>")
        self.assert_bad("qsocketio/adapter/a.cpp", "<qsocketio/net/b_p.h>")
        self.assert_bad("qsocketio/server.cpp", "<qsocketio/admin/b.h>")
        self.assert_bad("qsocketio/admin/a.cpp", "<qsocketio/engine/b_p.h>")
        self.assert_bad("qsocketio/mystery/a.cpp", "")

    def test_allowed_arrows(self):
        self.assert_good("qsocketio/engine/a.cpp",
                         "<qsocketio/engine/b_p.h> <qsocketio/net/c_p.h> <qsocketio/core/d.h>")
        self.assert_good("qsocketio/server.cpp",
                         "<qsocketio/engine/b_p.h> <qsocketio/protocol/c.h> <QTcpSocket>")
        self.assert_good("qsocketio/adapter/redis/a.cpp", "<qsocketio/net/b_p.h>")
        self.assert_good("qsocketio/rpc/a.cpp", "<qsocketio/client.h> <qsocketio/net/b_p.h>")

    def test_relative_include(self):
        files = {"qsocketio/net/a.cpp": '"../value/b.h"', "qsocketio/value/b.h": ""}
        self.assertEqual(len(self.messages(files)), 1)

    def test_qt_modules(self):
        self.assert_bad("qsocketio/value/a.cpp", "<QTcpSocket>")
        self.assert_bad("qsocketio/value/a.cpp", "<QtNetwork/QTcpSocket>")
        self.assert_bad("qsocketio/engine/a.cpp", "<QColor>")
        self.assert_bad("qsocketio/server.cpp", "<QJSValue>")
        self.assert_good("qsocketio/qml/a.cpp", "<QJSValue>")
        self.assert_good("qsocketio/net/a.cpp", "<QTcpSocket> <QObject>")

    def test_installed_headers(self):
        self.assert_bad("qsocketio/client.h", "<qsocketio/engine/b_p.h>")
        self.assert_bad("qsocketio/value/reader.h", "<simdjson.h>")
        self.assert_good("qsocketio/client_p.h", "<qsocketio/engine/b_p.h>")

    def test_library_stands_alone(self):
        self.assert_bad("qsocketio/core/a.cpp", "<tests/support/manualclock.h>")
        self.assert_bad("qsocketio/core/a.cpp", "<app/capture/record.h>")

    def test_arrows_of_the_app(self):
        self.assert_bad("app/models/a.cpp", "<app/views/b.h>")
        self.assert_bad("app/capture/a.cpp", "<app/models/b.h>")
        self.assert_bad("app/capture/a.cpp", "<app/sources/b.h>")
        self.assert_bad("app/filter/a.cpp", "<app/sources/b.h>")
        self.assert_bad("app/mystery/a.cpp", "")
        self.assert_good("app/views/a.cpp", "<app/models/b.h> <app/capture/c.h> <QLabel>")
        self.assert_good("app/main.cpp", "<app/views/b.h> <QLabel>")

    def test_no_gui_below_the_models(self):
        for folder in ("capture", "sources", "filter"):
            self.assert_bad(f"app/{folder}/a.cpp", "<QColor>")

    def test_users_see_public_headers_only(self):
        self.assert_bad("examples/chat/main.cpp", "<qsocketio/net/b_p.h>")
        self.assert_bad("tests/peers/main.cpp", "<qsocketio/net/b_p.h>")
        self.assert_good("tests/net/tst_a.cpp", "<qsocketio/net/b_p.h>")

    def test_cycles(self):
        files = {"qsocketio/core/a.h": "<qsocketio/core/b.h>",
                 "qsocketio/core/b.h": "<qsocketio/core/a.h>"}
        self.assertEqual(len(self.messages(files)), 1)


if __name__ == "__main__":
    unittest.main()
