// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// Commits the fault that its argument names, for the sanitizer to find.

#include <QThread>

#include <climits>
#include <cstdio>
#include <memory>
#include <string_view>
#include <vector>

namespace {

int shared = 0;

// Through QThread, so that a suppression that is too wide for Qt's own threads is noticed.
void race()
{
    const std::unique_ptr<QThread> thread(QThread::create([] { ++shared; }));
    thread->start();
    ++shared;
    thread->wait();
}

void overflow(std::size_t length)
{
    std::vector<char> bytes(length);
    volatile const char *end = bytes.data() + length;
    std::printf("%d\n", *end);
}

void leak()
{
    std::vector<char> *const lost = new std::vector<char>(100);
    std::printf("%zu\n", lost->size());
}

void undefined(int one)
{
    std::printf("%d\n", INT_MAX + one);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view fault = argc > 1 ? argv[1] : "";
    if (fault == "race")
        race();
    else if (fault == "overflow")
        overflow(std::size_t(argc) * 8);
    else if (fault == "leak")
        leak();
    else if (fault == "undefined")
        undefined(argc);
    else
        return 2;
    return 0;
}
