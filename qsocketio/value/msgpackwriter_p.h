// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/outputbuffer_p.h>
#include <qsocketio/value/writer.h>

#include <QVarLengthArray>

namespace QSocketIo {

// Appends MessagePack as notepack.io 2.2 writes it: every number in its shortest form, integral
// doubles as integers, dates and undefined as extensions of type 0.
class MsgPackWriter final : public Writer
{
public:
    // Appends to what bytes holds; bytes is complete after finish().
    explicit MsgPackWriter(QByteArray &bytes);

    // Starts again behind the first used bytes.
    void restart(qsizetype used);
    void finish() { m_out.close(); }
    OutputBuffer &buffer() { return m_out; }
    // How many values were written outside of any array or object.
    qsizetype count() const { return m_count; }

    void null() override;
    void undefined() override;
    void boolean(bool value) override;
    void integer(qint64 value) override;
    void unsignedInteger(quint64 value) override;
    void number(double value) override;
    void date(qint64 millisecondsSinceEpoch) override;
    void string(QStringView value) override;
    void utf8(QByteArrayView value) override;
    void bytes(const QByteArray &value) override;
    void beginArray(qsizetype size) override;
    void endArray() override;
    void beginObject(qsizetype size) override;
    void key(QStringView key) override;
    void utf8Key(QByteArrayView key) override;
    void endObject() override;
    void argument(const Arguments &arguments, qsizetype index) override;

private:
    // An array or object that is being written. How much it holds stands before it and is corrected
    // behind it, where it was not known or announced wrongly.
    struct Container
    {
        qsizetype begin = 0;
        qsizetype announced = 0;
        qsizetype count = 0;
        bool isObject = false;
    };

    void countValue();
    void begin(qsizetype size, bool isObject);
    void end();
    void text(QStringView value);
    void utf8Text(QByteArrayView value);

    OutputBuffer m_out;
    qsizetype m_count = 0;
    QVarLengthArray<Container, 16> m_containers;
};

} // namespace QSocketIo
