// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/arguments.h>
#include <qsocketio/value/jsonformat_p.h>
#include <qsocketio/value/jsonwriter_p.h>
#include <qsocketio/value/transcode_p.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Arguments
    \brief The arguments of an incoming event or acknowledgement.

    They stay encoded until somebody asks: at() decodes one argument straight into its type,
    toVariant() into the dynamic type. The whole packet was validated before.

    Inside the handler that it was given to, the object borrows the receive buffer. A copy owns its
    bytes and may be kept.

    \code
    socket->on("move", socket, [](const Arguments &arguments) {
        if (const std::optional<Point> point = arguments.at<Point>(0))
            moveTo(*point);
    });
    \endcode

    \sa Reader, ValueTraits
*/

Arguments::Arguments(EncodedValues values) : m_values(std::move(values)) { }
Arguments::Arguments(const Arguments &other) : m_values(other.m_values.owned()) { }

Arguments &Arguments::operator=(const Arguments &other)
{
    if (this != &other)
        m_values = other.m_values.owned();
    return *this;
}

/*!
    \fn template <typename... T> QSocketIo::Arguments QSocketIo::Arguments::of(const T &...values)
    Returns \a values as arguments, as if a peer had sent them.
*/

/*!
    Returns the elements of \a values as one argument each.
*/
Arguments Arguments::fromVariantList(const QVariantList &values)
{
    const auto write = [](Writer &out, const void *context) {
        for (const QVariant &value : *static_cast<const QVariantList *>(context))
            out.value(value);
    };
    return encode(write, &values);
}

/*!
    \fn qsizetype QSocketIo::Arguments::size() const
    Returns how many arguments there are.
*/

/*!
    \fn template <typename T> std::optional<T> QSocketIo::Arguments::at(qsizetype index) const
    Returns the argument at \a index as a \c T, or nothing if it is of another type. An argument
    that is not there reads like JavaScript's undefined: as an empty std::optional or an invalid
    QVariant.
*/

/*!
    Returns what the argument at \a index is; Undefined if it is not there.
*/
Reader::Kind Arguments::kind(qsizetype index) const
{
    auto kind = Reader::Kind::Undefined;
    const auto visit = [](Reader &in, void *context) {
        *static_cast<Reader::Kind *>(context) = in.kind();
    };
    read(index, visit, &kind);
    return kind;
}

/*!
    Returns the argument at \a index in the dynamic type: QVariantMap, QVariantList, QString,
    QByteArray for binary, qlonglong, qulonglong or double, bool, std::nullptr_t for null.
*/
QVariant Arguments::toVariant(qsizetype index) const
{
    return at<QVariant>(index).value_or(QVariant());
}

/*!
    Returns all arguments in the dynamic type.
*/
QVariantList Arguments::toVariantList() const
{
    QVariantList list;
    list.reserve(size());
    for (qsizetype index = 0; index < size(); ++index)
        list.append(toVariant(index));
    return list;
}

/*!
    Returns the arguments as a JSON array for logs and displays; binary ones are placeholders.
*/
QByteArray Arguments::toJson() const
{
    QByteArray text;
    QList<QByteArray> attachments;
    JsonWriter out(text, attachments);
    out.value(*this);
    out.finish();
    return text;
}

/*!
    Writes every argument to \a out, one after the other. Where the formats agree their bytes are
    copied without decoding.
*/
void Arguments::writeTo(Writer &out) const
{
    for (qsizetype index = 0; index < size(); ++index)
        out.argument(*this, index);
}

void Arguments::read(qsizetype index, ValueFormat::Visitor visit, void *context) const
{
    const ValueFormat &format = m_values.format ? *m_values.format : jsonFormat();
    format.read(m_values, index, visit, context);
}

Arguments Arguments::encode(void (*write)(Writer &out, const void *context), const void *context)
{
    EncodedValues values;
    JsonWriter out(values.storage, values.attachments);
    out.beginArray(Writer::UnknownSize);
    write(out, context);
    out.endArray();
    out.finish();
    values.placeholders = out.placeholders();
    return Arguments(jsonValues(std::move(values)));
}

/*!
    Writes \a arguments as one array.
*/
void ValueTraits<Arguments>::write(Writer &out, const Arguments &arguments)
{
    out.beginArray(arguments.size());
    arguments.writeTo(out);
    out.endArray();
}

/*!
    Reads an array, element by element, into \a arguments.
*/
bool ValueTraits<Arguments>::read(Reader &in, Arguments &arguments)
{
    if (in.kind() != Reader::Kind::Array)
        return false;
    EncodedValues values;
    JsonWriter out(values.storage, values.attachments);
    copyValue(in, out);
    out.finish();
    values.placeholders = out.placeholders();
    arguments = Arguments(jsonValues(std::move(values)));
    return true;
}

} // namespace QSocketIo
