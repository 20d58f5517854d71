// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/traits.h>
#include <qsocketio/value/transcode_p.h>

namespace QSocketIo {

namespace {

template <typename T>
void copyAs(Reader &in, Writer &out)
{
    T value{};
    in.value(value);
    out.value(value);
}

void copyDate(Reader &in, Writer &out)
{
    qint64 milliseconds = 0;
    in.date(milliseconds);
    out.value(QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC));
}

void copyArray(Reader &in, Writer &out)
{
    in.enterArray();
    out.beginArray(Writer::UnknownSize);
    while (in.nextElement())
        copyValue(in, out);
    out.endArray();
}

void copyObject(Reader &in, Writer &out)
{
    in.enterObject();
    out.beginObject(Writer::UnknownSize);
    QString key;
    while (in.nextKey(key)) {
        out.key(key);
        copyValue(in, out);
    }
    out.endObject();
}

} // namespace

void copyValue(Reader &in, Writer &out)
{
    switch (in.kind()) {
    case Reader::Kind::Undefined:
        in.skip();
        return out.undefined();
    case Reader::Kind::Null:
        in.skip();
        return out.null();
    case Reader::Kind::Boolean:
        return copyAs<bool>(in, out);
    case Reader::Kind::Integer:
        return copyAs<qint64>(in, out);
    case Reader::Kind::UnsignedInteger:
        return copyAs<quint64>(in, out);
    case Reader::Kind::Double:
        return copyAs<double>(in, out);
    case Reader::Kind::String:
        return copyAs<QString>(in, out);
    case Reader::Kind::Bytes:
        return copyAs<QByteArray>(in, out);
    case Reader::Kind::Date:
        return copyDate(in, out);
    case Reader::Kind::Array:
        return copyArray(in, out);
    case Reader::Kind::Object:
        return copyObject(in, out);
    }
}

} // namespace QSocketIo
