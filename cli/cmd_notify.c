/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_notify: the messages that wait, what is done about them, and a test of delivery. */
#include "cli/cmd.h"
#include "cli/entry.h"
#include "cli/table.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/redeliver.h"

#include <inttypes.h>
#include <stdio.h>

#define NUMBER_SIZE 24

/* --- list --- */

struct waiting {
    struct letter *letters;
    size_t count;
    struct notice_list unposted;
};

static int load(struct context *context, struct waiting *out, struct err *err)
{
    if (cmd_open_ledger(context, err) ||
        ledger_letters_open(context->ledger, context->arena, &out->letters, &out->count,
                            err) ||
        ledger_unposted(context->ledger, context->arena, &out->unposted, err))
        return -1;
    for (size_t i = 0; i < out->count; i++) {
        struct letter *letter = &out->letters[i];

        if (letter->embargo > context->now)
            letter->subject = words_marked(letter->subject, letter->embargo, context->arena);
    }
    return 0;
}

static const char *state_of(const struct letter *letter)
{
    return letter->given_up ? "given-up" : letter->attempts > 0 ? "failing" : "waiting";
}

static const char *state_word(const struct letter *letter, enum language language)
{
    if (letter->given_up)
        return words_pick(language, "送信を断念", "given up");
    return letter->attempts > 0 ? words_pick(language, "再送待ち", "failing")
                                : words_pick(language, "送信待ち", "waiting");
}

static void put_row(struct table *table, const struct letter *letter, enum language language)
{
    char number[NUMBER_SIZE], attempts[NUMBER_SIZE], at[INSTANT_TEXT_SIZE];

    snprintf(number, sizeof number, "%" PRId64, letter->number);
    snprintf(attempts, sizeof attempts, "%d", letter->attempts);
    instant_print_local(letter->given_up ? letter->given_up : letter->due, at);
    table_cell(table, number);
    table_cell(table, letter->notifier);
    table_cell(table, state_word(letter, language));
    table_cell(table, at);
    table_cell(table, attempts);
    table_cell(table, letter->error);
    table_cell(table, letter->subject);
}

static void print_table(struct context *context, const struct waiting *waiting)
{
    enum language language = context->settings->site.language;
    const char *const ja[] = {"番号", "通知先", "状態", "次回・断念", "回数", "理由", "件名"};
    const char *const en[] = {"number",   "notifier", "state",  "next, or given up",
                              "attempts", "reason",   "subject"};
    struct table table;

    if (waiting->count == 0 && waiting->unposted.count == 0)
        buf_puts(&context->out, words_pick(language, "未送信の通知はありません。\n",
                                           "No messages are waiting.\n"));
    if (waiting->count > 0) {
        table_init(&table, context->arena, language == LANGUAGE_JA ? ja : en, 7);
        for (size_t i = 0; i < waiting->count; i++)
            put_row(&table, &waiting->letters[i], language);
        table_print(&table, &context->out);
        table_free(&table);
    }
    if (waiting->unposted.count > 0)
        buf_printf(&context->out,
                   language == LANGUAGE_JA
                       ? "ほか%zu件のお知らせが送信の時刻を待っています。\n"
                       : "%zu notices wait for the time at which they are told.\n",
                   waiting->unposted.count);
}

static void print_json(struct context *context, const struct waiting *waiting)
{
    struct json json;

    json_init(&json, &context->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "messages");
    for (size_t i = 0; i < waiting->count; i++) {
        const struct letter *letter = &waiting->letters[i];

        json_begin_object(&json, NULL);
        json_integer(&json, "number", letter->number);
        json_string(&json, "notifier", letter->notifier);
        json_string(&json, "state", state_of(letter));
        json_string(&json, "key", letter->key);
        json_instant(&json, "created", letter->created);
        json_instant(&json, "due", letter->given_up ? 0 : letter->due);
        json_instant(&json, "given_up", letter->given_up);
        json_integer(&json, "attempts", letter->attempts);
        json_string(&json, "error", str_empty(letter->error) ? NULL : letter->error);
        json_integer(&json, "notices", (int64_t)letter->notices);
        json_string(&json, "subject", letter->subject);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_integer(&json, "held_back", (int64_t)waiting->unposted.count);
    json_end_object(&json);
    buf_putc(&context->out, '\n');
}

static int list(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct waiting waiting;

    if (load(context, &waiting, err))
        return -1;
    if (options_given(arguments, "json"))
        print_json(context, &waiting);
    else
        print_table(context, &waiting);
    return 0;
}

/* --- doing something about them --- */

static int read_numbers(struct context *context, const struct arguments *arguments,
                        int64_t **out, size_t *count, struct err *err)
{
    *count = (size_t)(arguments->word_count - 1);
    *out = arena_alloc(context->arena, *count, sizeof **out);
    for (size_t i = 0; i < *count; i++) {
        if (!str_integer(arguments->words[i + 1], 1, INT64_MAX, &(*out)[i]))
            return err_set(err, ERR_USAGE, "\"%s\" is no number of a message",
                           arguments->words[i + 1]);
    }
    return 0;
}

static int retry(struct context *context, const struct arguments *arguments,
                 const struct redeliver *order, struct err *err)
{
    enum language language = context->settings->site.language;
    int64_t *numbers;
    size_t count, delivered, waiting;

    if (read_numbers(context, arguments, &numbers, &count, err) ||
        redeliver_retry(order, numbers, count, &delivered, &waiting, err))
        return -1;
    buf_printf(&context->out,
               language == LANGUAGE_JA ? "送信: %zu通、未送信のお知らせ: %zu件\n"
                                       : "delivered: %zu messages, notices waiting: %zu\n",
               delivered, waiting);
    return waiting > 0 ? ERR_UNAVAILABLE : 0;
}

static int drop(struct context *context, const struct arguments *arguments,
                const struct redeliver *order, struct err *err)
{
    enum language language = context->settings->site.language;
    int64_t *numbers;
    size_t count;

    if (read_numbers(context, arguments, &numbers, &count, err) ||
        redeliver_drop(order, numbers, count, err))
        return -1;
    buf_printf(&context->out, "%s: %zu\n", words_pick(language, "送信取りやめ", "dropped"),
               count);
    return 0;
}

static const struct notifier *find_notifier(const struct context *context, const char *id,
                                            struct err *err)
{
    for (size_t i = 0; i < context->settings->notifier_count; i++) {
        if (str_equal(context->settings->notifiers[i].id, id))
            return &context->settings->notifiers[i];
    }
    (void)err_set(err, ERR_USAGE, "there is no [notify %s]", id);
    return NULL;
}

static int test(struct context *context, const struct arguments *arguments,
                const struct redeliver *order, struct err *err)
{
    enum language language = context->settings->site.language;
    const char *id = arguments->words[1];
    const struct notifier *notifier = find_notifier(context, id, err);
    bool rehearsal = options_given(arguments, "dry-run");

    if (!notifier || redeliver_test(order, notifier, rehearsal ? &context->out : NULL, err))
        return notifier ? err_prefix(err, "notify %s", id) : -1;
    if (!rehearsal)
        buf_printf(&context->out, "%s: %s\n", id,
                   words_pick(language, "試験の通知を送信しました", "a test was delivered"));
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *what = arguments->word_count > 0 ? arguments->words[0] : "list";
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    const struct redeliver order = {.settings = context->settings,
                                    .now = context->now,
                                    .wait = &wait,
                                    .who = entry_user(context->arena)};

    if (str_equal(what, "list") && arguments->word_count <= 1)
        return list(context, arguments, err);
    if (str_equal(what, "test") && arguments->word_count == 2)
        return test(context, arguments, &order, err);
    if (str_equal(what, "retry"))
        return retry(context, arguments, &order, err);
    if (str_equal(what, "drop") && arguments->word_count >= 2)
        return drop(context, arguments, &order, err);
    return err_set(err, ERR_USAGE,
                   "notify: expected `list`, `test NOTIFIER`, `retry [NUMBER...]` or `drop "
                   "NUMBER...`");
}

const struct command cmd_notify = {
    .name = "notify",
    .summary = "messages that wait or could not be delivered; a test of delivery",
    .synopsis = "[list|test NOTIFIER|retry [NUMBER...]|drop NUMBER...]",
    .help =
        "`list` (the default) shows the messages that nobody got yet, why, and when they are "
        "tried next.\nWhat fails is tried again after a minute, then twice as long each time "
        "up to six hours, until the\nnotifier's `expire`; then it is given up. `retry` tries "
        "at once, also what was given up; `drop`\nlets go. `test` sends a sample, marked as "
        "one, or shows it:\n\n"
        "  shihyo notify test office --dry-run\n",
    .needs = NEEDS_SETTINGS,
    .words_max = -1,
    .options = {{"dry-run", 'n', NULL, "test: print what would be sent, and send nothing"},
                {"json", 0, NULL, "list: as JSON"}},
    .run = run,
};
