// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/encodedvalues.h>
#include <qsocketio/value/jsontext_p.h>

namespace QSocketIo {

// Reads one value of validated JSON. It keeps no stack: where it stands says all.
class JsonReader final : public Reader
{
public:
    JsonReader(const EncodedValues &values, EncodedValues::Span span);

    Kind kind() const override;
    bool null() override;
    bool boolean(bool &value) override;
    bool integer(qint64 &value) override;
    bool unsignedInteger(quint64 &value) override;
    bool number(double &value) override;
    bool string(QString &value) override;
    bool utf8(QByteArray &value) override;
    bool bytes(QByteArray &value) override;
    bool date(qint64 &millisecondsSinceEpoch) override;
    bool enterArray() override;
    bool nextElement() override;
    bool enterObject() override;
    bool nextKey(QByteArrayView &utf8Key) override;
    bool nextKey(QString &key) override;
    void skip() override;

private:
    char front() const { return m_position.at != m_end ? *m_position.at : '\0'; }
    bool isNumber() const;
    Kind numberKind() const;
    const EncodedValues::Placeholder *placeholder() const;
    void consumed(const char *end);
    void skipBlanks()
    {
        // Nothing else in valid JSON is as small.
        while (m_position.at != m_end && quint8(*m_position.at) <= ' ')
            ++m_position.at;
    }
    bool enter(char bracket);
    bool next();
    bool nextMember(JsonText::RawString &key);
    void skipContainer();
    template <typename Integer>
    bool readInteger(Integer &value);

    const EncodedValues &m_values;
    const char *m_end;
    // A key with escapes, resolved.
    QByteArray m_key;
};

} // namespace QSocketIo
