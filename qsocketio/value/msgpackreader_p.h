// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/encodedvalues.h>
#include <qsocketio/value/msgpacktoken_p.h>

namespace QSocketIo {

// Reads one value of validated MessagePack. What is left of each array and map that was entered is
// kept by its depth; a failed read goes back by the position alone.
class MsgPackReader final : public Reader
{
public:
    MsgPackReader(const EncodedValues &values, EncodedValues::Span span);

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
    MsgPack::Token token() const { return MsgPack::Token::read(m_position.at, m_end); }
    bool consumed(const MsgPack::Token &token);
    bool enter(MsgPack::Token::Type type);
    bool next();
    template <typename Integer>
    bool readInteger(Integer &value);

    const char *m_end;
    QVarLengthArray<quint32, 16> m_left;
    // A key that is a number, as text.
    QByteArray m_key;
};

} // namespace QSocketIo
