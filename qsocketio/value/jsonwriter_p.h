// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/encodedvalues.h>
#include <qsocketio/value/outputbuffer_p.h>
#include <qsocketio/value/writer.h>

#include <QList>

namespace QSocketIo {

// Appends JSON as JSON.stringify() writes it. Binary data goes to the attachments and leaves a
// placeholder.
class JsonWriter final : public Writer
{
public:
    // Appends to what text holds; text is complete after finish().
    JsonWriter(QByteArray &text, QList<QByteArray> &attachments);

    // Starts again behind the first used bytes.
    void restart(qsizetype used)
    {
        m_out.open(used);
        // Most packets have none, and there is nothing to clear.
        if (!m_attachments.isEmpty() || !m_placeholders.isEmpty()) [[unlikely]]
            clearAttachments();
        m_separate = false;
        restartDepth();
    }
    // In an array whose first values are among those bytes.
    void restartInArray(qsizetype used)
    {
        restart(used);
        m_separate = true;
        entered();
    }
    void finish() { m_out.close(); }
    OutputBuffer &buffer() { return m_out; }
    // Where the placeholders stand that stand for an attachment.
    const QList<EncodedValues::Placeholder> &placeholders() const { return m_placeholders; }

    void null() override;
    void boolean(bool value) override;
    void integer(qint64 value) override;
    void unsignedInteger(quint64 value) override;
    void number(double value) override;
    void string(QStringView value) override;
    void utf8(QByteArrayView value) override;
    void bytes(const QByteArray &value) override;
    void beginArray(qsizetype) override
    {
        separate();
        m_out.append('[');
        m_separate = false;
        entered();
    }
    void endArray() override
    {
        m_out.append(']');
        m_separate = true;
        left();
    }
    void beginObject(qsizetype size) override;
    void key(QStringView key) override;
    void utf8Key(QByteArrayView key) override;
    void plainKey(QByteArrayView key) override;
    void endObject() override;
    void argument(const Arguments &arguments, qsizetype index) override;

private:
    void separate()
    {
        if (m_separate)
            m_out.append(',');
        m_separate = true;
    }
    void copy(const EncodedValues &values, EncodedValues::Span span);
    void placeholder(const QByteArray &attachment);
    void clearAttachments();
    qsizetype attach(const QByteArray &attachment);

    OutputBuffer m_out;
    QList<QByteArray> &m_attachments;
    QList<EncodedValues::Placeholder> m_placeholders;
    bool m_separate = false;
};

} // namespace QSocketIo
