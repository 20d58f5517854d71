// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/metavalue_p.h>
#include <qsocketio/value/runtimecodecs_p.h>

#include <QSequentialIterable>

#include <mutex>

namespace QSocketIo {

namespace {

// A position in a container of unknown type.
class Position
{
public:
    Position(const QMetaSequence &sequence, void *iterator)
        : m_sequence(sequence),
          m_iterator(iterator)
    {
    }
    ~Position() { m_sequence.destroyConstIterator(m_iterator); }
    Position(const Position &) = delete;
    Position &operator=(const Position &) = delete;

    void *get() const { return m_iterator; }

private:
    const QMetaSequence &m_sequence;
    void *m_iterator;
};

class SequenceCodec final : public ValueCodec
{
public:
    explicit SequenceCodec(const QMetaSequence &sequence) : m_sequence(sequence) { }

    void write(Writer &out, const void *container) const override
    {
        if (out.isTooDeep())
            return out.refuseDepth();
        const QMetaType type = m_sequence.valueMetaType();
        const Position at(m_sequence, m_sequence.constBegin(container));
        const Position end(m_sequence, m_sequence.constEnd(container));
        out.beginArray(m_sequence.hasSize() ? m_sequence.size(container) : Writer::UnknownSize);
        while (!m_sequence.compareConstIterator(at.get(), end.get())) {
            MetaValue element(type);
            m_sequence.valueAtConstIterator(at.get(), element.data());
            codec().write(out, element.data());
            m_sequence.advanceConstIterator(at.get(), 1);
        }
        out.endArray();
    }

    bool read(Reader &in, void *container) const override
    {
        if (!in.enterArray())
            return false;
        m_sequence.clear(container);
        while (in.nextElement()) {
            MetaValue element(m_sequence.valueMetaType());
            if (!codec().read(in, element.data()))
                return false;
            m_sequence.addValue(container, element.data());
        }
        return true;
    }

private:
    const ValueCodec &codec() const { return *valueCodec(m_sequence.valueMetaType()); }

    const QMetaSequence m_sequence;
};

} // namespace

std::unique_ptr<ValueCodec> makeSequenceCodec(QMetaType type)
{
    const QMetaType iterableType = QMetaType::fromType<QSequentialIterable>();
    // Asking for the id registers the view of a list as a sequence.
    if (type.id() == QMetaType::UnknownType || !QMetaType::canView(type, iterableType))
        return nullptr;
    MetaValue container(type);
    QSequentialIterable iterable;
    if (!QMetaType::view(type, container.data(), iterableType, &iterable))
        return nullptr;
    const QMetaSequence sequence = iterable.metaContainer();
    const bool usable = sequence.hasConstIterator() && sequence.canGetValueAtConstIterator()
        && sequence.canAddValue() && sequence.canClear();
    if (!usable || !valueCodec(sequence.valueMetaType()))
        return nullptr;
    return std::make_unique<SequenceCodec>(sequence);
}

} // namespace QSocketIo
