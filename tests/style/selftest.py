#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT

"""Shows that each rule reports what it is there for, and leaves good code alone."""

import tempfile
import unittest
from pathlib import Path

import check
from sources import functions, strip_code

LICENCE = "// SPDX-FileCopyrightText: 2026 The QSocketIo authors\n// SPDX-License-Identifier: MIT\n"
HEADER = LICENCE + "#pragma once\n"


def lengths(code):
    return {f.name: f.length for f in functions(strip_code(code))}


class Rules(unittest.TestCase):
    def messages(self, name, text):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            return list(check.check(Path(folder)))

    def assert_reported(self, rule, name, text):
        found = self.messages(name, text)
        self.assertTrue(any(f"[{rule}]" in message for message in found), found)

    def assert_clean(self, name, text):
        self.assertEqual(self.messages(name, text), [])

    def test_long_files(self):
        line = "int x;\n"
        self.assert_reported("file_budget", "a.cpp", LICENCE + 401 * line)
        self.assert_reported("file_budget", "a.h", HEADER + 201 * line)
        self.assert_clean("a.cpp", LICENCE + 399 * line + 100 * "// words\n\n/* and\nmore */\n")

    def test_long_functions(self):
        long = "void f()\n{\n" + 50 * "    g();\n" + "}\n"
        self.assert_reported("function_budget", "a.cpp", LICENCE + long)
        self.assert_clean("a.cpp", LICENCE + long.replace("    g();\n", "", 4))
        self.assert_clean("a.cpp", LICENCE + long.replace("    g();\n", "\n// why\n", 4))
        python = LICENCE.replace("//", "#") + "def f():\n" + 50 * "    g()\n"
        self.assert_reported("function_budget", "a.py", python)

    def test_licence(self):
        for name in ("a.cpp", "CMakeLists.txt", "a.py", "a.js", "cmake/a.cmake"):
            self.assert_reported("licence", name, "\n")
        self.assert_reported("licence", "run", "#!/bin/sh\n")
        self.assert_clean("notes.txt", "no licence here\n")

    def test_pragma_once(self):
        self.assert_reported("pragma_once", "a.h", LICENCE + "struct A;\n")
        self.assert_clean("a.h", HEADER)

    def test_qt_keywords(self):
        bad = ["emit changed();", "public slots:", "signals:", "foreach (int i, list)", "forever {"]
        for text in bad:
            self.assert_reported("qt_keywords", "a.cpp", LICENCE + text + "\n")
        self.assert_clean("a.cpp", LICENCE + "Q_EMIT changed(); // emit it\nvoid emit(int);\n")

    def test_string_connects(self):
        self.assert_reported("string_connects", "a.cpp", LICENCE + "c(SIGNAL(x()), SLOT(y()));\n")

    def test_contextless_connects(self):
        for call in ("connect(a, &A::done, [=] { f(1, 2); });", "connect(a, &A::done, function);",
                     "QTimer::singleShot(0, [] {});"):
            self.assert_reported("contextless", "a.cpp", LICENCE + call + "\n")
        self.assert_clean("a.cpp", LICENCE + "connect(a, &A::done, this, [] { f(1, 2); });\n"
                          "QTimer::singleShot(0, this, [] {});\nclient.connect(host, 1, 2);\n")

    def test_hidden_tests(self):
        self.assert_reported("unfinished_tests", "a.cpp", LICENCE + 'QSKIP("later");\n')
        self.assert_reported("unfinished_tests", "a.cpp", LICENCE + 'QEXPECT_FAIL("", "", Abort);\n')
        self.assert_reported("unfinished_tests", "a.mjs", LICENCE + 'test.skip("later");\n')

    def test_unfinished_work(self):
        self.assert_reported("unfinished_work", "a.md", "TO" + "DO: write this\n")
        self.assert_reported("unfinished_work", "a.cpp", LICENCE + "// FIX" + "ME\n")

    def test_machine_paths(self):
        for place in ("/wo" + "rk/x", "/ho" + "me/me", "/ro" + "ot/.npm", "/tm" + "p/log"):
            self.assert_reported("machine_paths", "a.cpp", f'{LICENCE}open("{place}");\n')
        self.assert_clean("a.md", "See docs/work/x, https://example.org/home/x and a/tmp/b.\n")

    def test_exceptions(self):
        text = LICENCE + 401 * "int x;\n"
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "a.cpp").write_text(text)
            listing = Path(folder, "tests", "style", "exceptions.txt")
            listing.parent.mkdir(parents=True)
            listing.write_text("a.cpp file_budget generated table\n")
            self.assertEqual(list(check.check(Path(folder))), [])
            listing.write_text("a.cpp file_budget reason\nb.cpp licence gone\n")
            self.assertEqual(len(list(check.check(Path(folder)))), 1)


class FunctionFinder(unittest.TestCase):
    def test_names_and_lengths(self):
        code = """
namespace A {
class B final : public C<int>
{
public:
    explicit B(int x) : m_x {x}, m_y(2) { g(); }
    int x() const noexcept override { return m_x; }
    bool operator()(int a) const
    {
        return a;
    }
private:
    int m_x = {};
};
enum class E : int { One, Two };
B::B()
    : m_x {1},
      m_y {"}{"}
{
    // {
    const char c = '{';
}
template <typename T, typename = std::enable_if_t<true>>
auto f(T t = {}) -> std::vector<T>
{
    if (t) {
        return {t};
    }
    return {[&] { return t; }()};
}
constexpr std::array table {
    Row {1, f(2)},
};
extern "C" int fuzz(const char *data)
{
    return R"(}}})"[0];
}
} // namespace A
"""
        self.assertEqual(lengths(code), {
            "B": 1, "x": 1, "operator()": 4, "B::B": 6, "f": 8, "fuzz": 4})

    def test_preprocessor_is_ignored(self):
        code = "#define X(a) \\\n    { a\n#if Y\nvoid f()\n{\n    g();\n}\n#endif\nvoid h() {}\n"
        self.assertEqual(lengths(code), {"f": 4, "h": 1})


if __name__ == "__main__":
    unittest.main()
