/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posting: see posting.h. */
#include "cli/posting.h"

#include <inttypes.h>

#include "core/instant.h"
#include "core/words.h"

#define LINES_MAX 10

static void put_letter(const struct letter *letter, enum language language, struct buf *out)
{
    char at[INSTANT_TEXT_SIZE];

    instant_print_local(letter->given_up ? letter->given_up : letter->due, at);
    buf_printf(out, "%s %" PRId64 " %s (%s): %s: %s\n",
               letter->given_up ? words_pick(language, "送信を断念", "message given up")
                                : words_pick(language, "再送待ち", "message failing"),
               letter->number, letter->notifier, at, letter->error, letter->subject);
}

int posting_print(const struct context *context, struct buf *out, struct err *err)
{
    enum language language = context->settings->site.language;
    struct letter *letters;
    size_t count;
    size_t told = 0;
    size_t left = 0;

    if (ledger_letters_open(context->ledger, context->arena, &letters, &count, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (letters[i].attempts == 0)
            continue;
        if (told++ < LINES_MAX)
            put_letter(&letters[i], language, out);
        else
            left++;
    }
    if (left > 0)
        buf_printf(out,
                   language == LANGUAGE_JA ? "ほか%zu通。`shihyo notify` で表示\n"
                                           : "%zu more; `shihyo notify` lists them\n",
                   left);
    return 0;
}
