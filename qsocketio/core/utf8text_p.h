// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAnyStringView>
#include <QByteArray>

namespace QSocketIo {

// Any text as UTF-8; a literal or UTF-8 view is not copied.
class Utf8Text
{
public:
    explicit Utf8Text(QAnyStringView text)
    {
        text.visit([this](auto view) { set(view); });
    }
    Utf8Text(const Utf8Text &) = delete;
    Utf8Text &operator=(const Utf8Text &) = delete;

    QByteArrayView view() const { return m_view; }

private:
    void set(QUtf8StringView text) { m_view = QByteArrayView(text.data(), text.size()); }
    void set(QLatin1StringView text)
    {
        for (const char c : text) {
            if (uchar(c) >= 0x80)
                return set(QStringView(QString(text)));
        }
        m_view = QByteArrayView(text.data(), text.size());
    }
    void set(QStringView text)
    {
        m_storage = text.toUtf8();
        m_view = m_storage;
    }

    QByteArray m_storage;
    QByteArrayView m_view;
};

} // namespace QSocketIo
