// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/metavalue_p.h>
#include <qsocketio/value/runtimecodecs_p.h>
#include <qsocketio/value/traits.h>
#include <qsocketio/value/valuecodec.h>

#include <QMetaProperty>
#include <QReadWriteLock>

#include <memory>
#include <unordered_map>
#include <vector>

namespace QSocketIo {

/*!
    \class QSocketIo::ValueCodec
    \internal
    \brief Writes and reads values of a type that is known at run time only.
*/

/*!
    \fn template <typename T> void QSocketIo::registerValueType()
    \relates QSocketIo::ValueCodec

    Lets a \c T with a ValueTraits specialisation of its own be a gadget's property, an element of
    one, or the content of a QVariant. Gadgets, enumerations and sequences of known types need no
    registration. Thread-safe.
*/

ValueCodec::~ValueCodec() = default;

void ValueCodec::writeProperty(Writer &out, const GadgetProperty &property,
                               const void *gadget) const
{
    MetaValue value(property.type());
    property.read(gadget, value.data());
    write(out, value.data());
}

bool ValueCodec::readProperty(Reader &in, const GadgetProperty &property, void *gadget) const
{
    MetaValue value(property.type());
    if (!read(in, value.data()))
        return false;
    property.write(gadget, value.data());
    return true;
}

GadgetProperty::GadgetProperty(const QMetaProperty &property)
    : m_type(property.metaType()),
      m_metacall(property.enclosingMetaObject()->d.static_metacall),
      m_index(property.relativePropertyIndex())
{
}

namespace {

using namespace Private;

template <typename T>
void addTyped(std::unordered_map<int, const ValueCodec *> &codecs)
{
    static const TypedCodec<T> codec;
    codecs.emplace(QMetaType::fromType<T>().id(), &codec);
}

template <typename... T>
std::unordered_map<int, const ValueCodec *> typedCodecs()
{
    std::unordered_map<int, const ValueCodec *> codecs;
    (addTyped<T>(codecs), ...);
    return codecs;
}

// Codecs of types stay for good, as types do.
class Registry
{
public:
    static Registry &instance()
    {
        static Registry registry;
        return registry;
    }

    const ValueCodec *find(QMetaType type)
    {
        const QReadLocker locker(&m_lock);
        const auto codec = m_codecs.find(type.id());
        return codec == m_codecs.end() ? nullptr : codec->second;
    }

    void insert(QMetaType type, const ValueCodec &codec)
    {
        const QWriteLocker locker(&m_lock);
        m_codecs.insert_or_assign(type.id(), &codec);
    }

    // What another thread made in the meantime wins.
    const ValueCodec *adopt(QMetaType type, std::unique_ptr<ValueCodec> made)
    {
        const QWriteLocker locker(&m_lock);
        const auto [codec, isNew] = m_codecs.try_emplace(type.id(), made.get());
        if (isNew)
            m_made.push_back(std::move(made));
        return codec->second;
    }

    const ValueCodec &gadget(const QMetaObject &type)
    {
        const QWriteLocker locker(&m_lock);
        auto &codec = m_gadgets[&type];
        if (!codec)
            codec = makeGadgetCodec(type);
        return *codec;
    }

private:
    QReadWriteLock m_lock;
    std::unordered_map<int, const ValueCodec *> m_codecs =
        typedCodecs<bool, signed char, uchar, short, ushort, int, uint, long, ulong, qlonglong,
                    qulonglong, float, double, QString, QByteArray, std::nullptr_t, QVariant,
                    QVariantList, QVariantMap, QVariantHash, QStringList, QDateTime, QUrl, QUuid,
                    QJsonValue, QJsonObject, QJsonArray, QCborValue, QCborMap, QCborArray>();
    std::vector<std::unique_ptr<ValueCodec>> m_made;
    std::unordered_map<const QMetaObject *, std::unique_ptr<ValueCodec>> m_gadgets;
};

std::unique_ptr<ValueCodec> makeCodec(QMetaType type)
{
    if (type.flags() & QMetaType::IsEnumeration)
        return makeEnumCodec(type);
    return makeSequenceCodec(type);
}

} // namespace

const ValueCodec *valueCodec(QMetaType type)
{
    Registry &registry = Registry::instance();
    if (const ValueCodec *known = registry.find(type))
        return known;
    if ((type.flags() & QMetaType::IsGadget) && type.metaObject())
        return &registry.gadget(*type.metaObject());
    std::unique_ptr<ValueCodec> made = makeCodec(type);
    return made ? registry.adopt(type, std::move(made)) : nullptr;
}

const ValueCodec &gadgetCodec(const QMetaObject &type)
{
    return Registry::instance().gadget(type);
}

void Private::registerCodec(QMetaType type, const ValueCodec &codec)
{
    Registry::instance().insert(type, codec);
}

} // namespace QSocketIo
