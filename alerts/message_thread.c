/* SPDX-License-Identifier: GPL-3.0-or-later */
/* message_thread: what all messages of an alert share: their thread, and how they end. */
#include "alerts/message.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/sha256.h"
#include "core/str.h"
#include "core/words.h"

#define THREAD_LIMIT 256

const char *message_closing(enum language language)
{
    return words_pick(language,
                      "この通知は機械的な判定であり、事業の効果を評価するものではありません。",
                      "This notice is a mechanical judgement; it does not evaluate the effect "
                      "of a program.");
}

void message_thread(const struct alert *alert, char out[MESSAGE_THREAD_SIZE])
{
    char text[THREAD_LIMIT];
    char digest[SHA256_TEXT_SIZE];

    int length = snprintf(text, sizeof text, "%s|%s|%" PRId64, alert->rule_id,
                          alert->indicator_id, alert->since);
    sha256_text(text, length < 0 ? 0 : strlen(text), digest);
    (void)str_copy(out, MESSAGE_THREAD_SIZE, digest);
}
