// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "jsonreference.h"
#include "require.h"

#include <qsocketio/value/arguments.h>
#include <qsocketio/value/jsonvalidator_p.h>
#include <qsocketio/value/jsonwriter_p.h>

using namespace QSocketIo;

namespace {

constexpr int depth = 40;

QByteArray encode(const QVariantList &values)
{
    QByteArray text;
    QList<QByteArray> attachments;
    JsonWriter out(text, attachments);
    out.value(values);
    out.finish();
    return text;
}

// Plain texts take a short way, which must come to the same.
void checkAnyWay(const EncodedValues &values, const JsonLimits &limits, JsonVerdict verdict)
{
    EncodedValues same;
    REQUIRE(validateAnyJson(values.bytes, limits, same) == verdict);
    if (verdict != JsonVerdict::Valid)
        return;
    const auto equal = [](EncodedValues::Span left, EncodedValues::Span right) {
        return left.begin == right.begin && left.end == right.end;
    };
    REQUIRE(std::ranges::equal(values.elements, same.elements, equal));
}

Arguments parse(const QByteArray &text, qsizetype attachments, JsonVerdict &verdict)
{
    EncodedValues values;
    values.storage = text;
    values.bytes = values.storage;
    const JsonLimits limits{.depth = depth, .attachments = attachments};
    verdict = validateJson(values.bytes, limits, values);
    checkAnyWay(values, limits, verdict);
    for (qsizetype i = 0; i < attachments; ++i)
        values.attachments.append(QByteArray::number(i));
    return Arguments(verdict == JsonVerdict::Valid ? std::move(values) : EncodedValues());
}

// Whatever was accepted can be read, and what is written of it is accepted and means the same.
void checkAccepted(const Arguments &arguments)
{
    const QVariantList values = arguments.toVariantList();
    REQUIRE(values.size() == arguments.size());
    const QByteArray text = encode(values);
    REQUIRE(JsonReference::accepts(text, depth + 1));
    JsonVerdict verdict;
    const Arguments again = parse(text, 0, verdict);
    REQUIRE(verdict == JsonVerdict::Valid || verdict == JsonVerdict::TooDeep);
    if (verdict == JsonVerdict::Valid)
        REQUIRE(encode(again.toVariantList()) == text);
    REQUIRE(JsonReference::accepts(arguments.toJson(), depth + 1));
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        arguments.at<double>(i);
        arguments.at<qint64>(i);
        arguments.at<std::string>(i);
        arguments.at<QJsonValue>(i);
        arguments.at<QMap<QString, QList<int>>>(i);
        arguments.at<QDateTime>(i);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const bool expected = JsonReference::accepts(text, depth);
    JsonVerdict verdict;
    const Arguments plain = parse(text, 0, verdict);
    REQUIRE((verdict == JsonVerdict::Valid) == expected);
    if (expected)
        checkAccepted(plain);
    const Arguments withAttachments = parse(text, 2, verdict);
    REQUIRE(expected || verdict != JsonVerdict::Valid);
    REQUIRE(!expected || verdict == JsonVerdict::Valid
            || verdict == JsonVerdict::IllegalAttachments);
    if (verdict == JsonVerdict::Valid)
        withAttachments.toVariantList();
    return 0;
}
