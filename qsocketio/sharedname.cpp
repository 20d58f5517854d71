// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/sharedname_p.h>

#include <mutex>
#include <unordered_map>

namespace QSocketIo {

namespace {

struct NameHash
{
    size_t operator()(QByteArrayView name) const { return hashOf(name); }
};

struct NameEqual
{
    bool operator()(QByteArrayView a, QByteArrayView b) const { return sameBytes(a, b); }
};

struct Names
{
    // Never destroyed: sockets may be, after everything static.
    static Names &all()
    {
        static Names &names = *new Names;
        return names;
    }

    std::mutex mutex;
    std::unordered_map<QByteArray, qsizetype, NameHash, NameEqual> uses;
};

} // namespace

SharedName::SharedName(QByteArrayView name)
{
    Names &names = Names::all();
    const std::lock_guard lock(names.mutex);
    const auto key = QByteArray::fromRawData(name.data(), name.size());
    auto known = names.uses.find(key);
    if (known == names.uses.end())
        known = names.uses.emplace(name.toByteArray(), 0).first;
    ++known->second;
    m_known = &*known;
}

SharedName::~SharedName()
{
    if (!m_known)
        return;
    Names &names = Names::all();
    const std::lock_guard lock(names.mutex);
    if (--m_known->second == 0)
        names.uses.erase(names.uses.find(m_known->first));
}

} // namespace QSocketIo
