// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/value/runtimecodecs_p.h>

#include <QMetaProperty>
#include <QVarLengthArray>

#include <algorithm>
#include <mutex>
#include <vector>

namespace QSocketIo {

namespace {

struct Field
{
    QByteArray name;
    GadgetProperty property;
    const ValueCodec *codec;
    bool written;
    bool read;
};

Field makeField(const QMetaProperty &property)
{
    return {.name = property.name(),
            .property = GadgetProperty(property),
            .codec = valueCodec(property.metaType()),
            .written = property.isReadable() && property.isStored(),
            .read = property.isWritable()};
}

class GadgetCodec final : public ValueCodec
{
public:
    explicit GadgetCodec(const QMetaObject &type) : m_type(type) { }

    void write(Writer &out, const void *gadget) const override
    {
        if (out.isTooDeep())
            return out.refuseDepth();
        const auto &all = fields();
        out.beginObject(m_writtenFields);
        for (const Field &field : all) {
            if (!field.written)
                continue;
            out.plainKey(field.name);
            field.codec->writeProperty(out, field.property, gadget);
        }
        out.endObject();
    }

    bool read(Reader &in, void *gadget) const override
    {
        if (!in.enterObject())
            return false;
        const auto &all = fields();
        // Of equal keys the last one counts.
        QVarLengthArray<bool, 32> mismatched(qsizetype(all.size()));
        std::ranges::fill(mismatched, false);
        QByteArrayView key;
        auto expected = all.begin();
        while (in.nextKey(key)) {
            const auto field = find(key, expected);
            if (field == all.end())
                continue;
            if (field->read)
                mismatched[field - all.begin()] =
                    !field->codec->readProperty(in, field->property, gadget);
            expected = field + 1;
        }
        return std::ranges::find(mismatched, true) == mismatched.end();
    }

private:
    using Fields = std::vector<Field>;

    // Members mostly come in the order of the properties.
    Fields::const_iterator find(QByteArrayView key, Fields::const_iterator expected) const
    {
        const auto isIt = [key](const Field &field) { return sameBytes(field.name, key); };
        if (expected != m_fields.end() && isIt(*expected))
            return expected;
        return std::find_if(m_fields.begin(), m_fields.end(), isIt);
    }

    // On first use: a gadget may hold a list of its own type.
    const Fields &fields() const
    {
        std::call_once(m_once, [this] {
            for (int index = 0; index < m_type.propertyCount(); ++index)
                add(makeField(m_type.property(index)));
            m_writtenFields = std::ranges::count_if(m_fields, &Field::written);
        });
        return m_fields;
    }

    void add(Field field) const
    {
        if (field.codec)
            return m_fields.push_back(std::move(field));
        qCWarning(lcProtocol,
                  "Property %s of %s has a type that cannot be sent: "
                  "see QSocketIo::registerValueType()",
                  field.name.constData(), m_type.className());
    }

    const QMetaObject &m_type;
    mutable std::once_flag m_once;
    mutable Fields m_fields;
    mutable qsizetype m_writtenFields = 0;
};

} // namespace

std::unique_ptr<ValueCodec> makeGadgetCodec(const QMetaObject &type)
{
    return std::make_unique<GadgetCodec>(type);
}

} // namespace QSocketIo
