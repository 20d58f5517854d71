// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/collectedanswers.h>

#include <QFuture>
#include <QPromise>

#include <functional>
#include <memory>

namespace QSocketIo {

// What came back from many who were asked.
template <typename T>
struct Replies
{
    // The first argument of each answer, in the order of arrival.
    QList<T> responses = {};
    // The ids of those that did not answer in time, or with something else.
    QStringList missing = {};

    bool isComplete() const { return missing.isEmpty(); }
};

using BroadcastReply = Replies<QVariant>;

namespace Detail {

using AnswersCallback = std::function<void(const CollectedAnswers &)>;

template <typename T>
Replies<T> repliesOf(const CollectedAnswers &collected)
{
    Replies<T> replies{{}, collected.missing};
    for (const CollectedAnswers::Answer &answer : collected.answers) {
        if constexpr (std::is_same_v<T, QVariant>) {
            replies.responses.append(answer.arguments.toVariant(0));
        } else if constexpr (std::is_same_v<T, Arguments>) {
            replies.responses.append(answer.arguments);
        } else if (auto value = answer.arguments.template at<T>(0)) {
            replies.responses.append(*std::move(value));
        } else {
            replies.missing.append(answer.id);
        }
    }
    return replies;
}

template <typename T>
AnswersCallback fulfilReplies(QFuture<Replies<T>> &future)
{
    auto promise = std::make_shared<QPromise<Replies<T>>>();
    promise->start();
    future = promise->future();
    return [promise](const CollectedAnswers &collected) {
        promise->addResult(repliesOf<T>(collected));
        promise->finish();
    };
}

} // namespace Detail

} // namespace QSocketIo
