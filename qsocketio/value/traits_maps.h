// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/valuetraits.h>

#include <QHash>
#include <QMap>

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace QSocketIo {

namespace Private {

inline bool readKey(Reader &in, QString &key)
{
    return in.nextKey(key);
}

inline bool readKey(Reader &in, std::string &key)
{
    QByteArrayView name;
    if (!in.nextKey(name))
        return false;
    key.assign(name.data(), std::size_t(name.size()));
    return true;
}

inline void writeKey(Writer &out, const QString &key)
{
    out.key(key);
}

inline void writeKey(Writer &out, const std::string &key)
{
    out.utf8Key(key);
}

// Maps of Qt, whose iterators give values, and of the standard library, which give pairs.
template <typename Map>
struct MapTraits
{
    using Key = typename Map::key_type;
    using Mapped = typename Map::mapped_type;

    static void write(Writer &out, const Map &map) requires Sendable<Mapped>
    {
        out.beginObject(qsizetype(map.size()));
        for (auto member = map.begin(); member != map.end(); ++member) {
            if constexpr (requires { member.key(); }) {
                writeKey(out, member.key());
                out.value<Mapped>(member.value());
            } else {
                writeKey(out, member->first);
                out.value<Mapped>(member->second);
            }
        }
        out.endObject();
    }

    static bool read(Reader &in, Map &map) requires Receivable<Mapped>
    {
        if (!in.enterObject())
            return false;
        map.clear();
        // A value of another type counts only if no later member of that name replaces it.
        std::vector<Key> mismatched;
        Key key;
        while (readKey(in, key)) {
            Mapped value{};
            if (!in.value(value)) {
                mismatched.push_back(key);
                continue;
            }
            map[key] = std::move(value);
            if (!mismatched.empty())
                std::erase(mismatched, key);
        }
        return mismatched.empty();
    }
};

} // namespace Private

template <typename T>
struct ValueTraits<QMap<QString, T>> : Private::MapTraits<QMap<QString, T>>
{
};

template <typename T>
struct ValueTraits<QHash<QString, T>> : Private::MapTraits<QHash<QString, T>>
{
};

template <typename Key, typename T>
requires std::same_as<Key, QString> || std::same_as<Key, std::string>
struct ValueTraits<std::map<Key, T>> : Private::MapTraits<std::map<Key, T>>
{
};

template <typename T>
struct ValueTraits<std::unordered_map<std::string, T>>
    : Private::MapTraits<std::unordered_map<std::string, T>>
{
};

} // namespace QSocketIo
