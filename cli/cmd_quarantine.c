/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_quarantine: see what is held, release it or drop it. */
#include <inttypes.h>

#include "alerts/holding.h"
#include "cli/cmd.h"
#include "cli/entry.h"
#include "cli/table.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/cycle.h"
#include "daemon/discretion.h"

static void put_figure(struct table *table, const struct context *context,
                       const struct held *item)
{
    const struct indicator *indicator =
        settings_indicator(context->settings, item->indicator_id);
    const struct observation *observation = &item->observation;
    enum language language = context->settings->site.language;
    char text[WORDS_SIZE] = "";

    if (!item->whole)
        period_print(observation->period, text);
    table_cell(table, text);
    /* as published: what is odd about it may be its places */
    int places = observation->value.places;
    if (indicator && indicator->decimals > places)
        places = indicator->decimals;
    text[0] = '\0';
    if (!item->whole && observation->status != OBSERVATION_MISSING)
        words_value(observation->value, places, language, text);
    table_cell(table, text);
    table_cell(table, item->whole ? "" : words_said(observation, language));
}

static void print_table(struct context *context, const struct held_list *list)
{
    enum language language = context->settings->site.language;
    const char *const ja[] = {"番号", "状態", "指標", "期間", ">値", "種別",
                              "理由", "原文", "出典", "記録", "備考"};
    const char *const en[] = {"number", "state", "indicator", "period", ">value", "status",
                              "reason", "cell",  "source",    "since",  "note"};
    struct table table;

    if (list->count == 0) {
        buf_puts(&context->out,
                 words_pick(language, "保留している値はありません。\n", "Nothing is held.\n"));
        return;
    }
    table_init(&table, context->arena, language == LANGUAGE_JA ? ja : en, 11);
    for (size_t i = 0; i < list->count; i++) {
        const struct held *item = &list->items[i];
        char since[INSTANT_TEXT_SIZE];

        table_cell(&table, arena_printf(context->arena, "%" PRId64, item->number));
        table_cell(&table, holding_state(item->state, language));
        table_cell(&table, item->indicator_id);
        put_figure(&table, context, item);
        table_cell(&table, item->reason);
        table_cell(&table, item->observation.cell);
        table_cell(&table, item->source);
        instant_print_local(item->since, since);
        table_cell(&table, since);
        table_cell(&table, item->note);
    }
    table_print(&table, &context->out);
    table_free(&table);
}

static void json_item(struct json *json, const struct held *item)
{
    const struct observation *observation = &item->observation;

    json_begin_object(json, NULL);
    json_integer(json, "number", item->number);
    json_string(json, "state", held_state_name(item->state));
    json_string(json, "indicator", item->indicator_id);
    if (item->whole)
        json_null(json, "period");
    else
        json_period(json, "period", observation->period);
    if (item->whole || observation->status == OBSERVATION_MISSING)
        json_null(json, "value");
    else
        json_decimal(json, "value", observation->value);
    json_string(json, "status", item->whole ? NULL : series_status_name(observation->status));
    json_string(json, "cell", observation->cell);
    json_string(json, "gate", held_gate_name(item->gate));
    json_string(json, "reason", item->reason);
    json_string(json, "source", item->source);
    json_string(json, "document", observation->document);
    json_instant(json, "since", item->since);
    json_instant(json, "decided", item->decided);
    json_string(json, "who", item->who);
    json_string(json, "note", item->note);
    json_end_object(json);
}

static void print_json(const struct held_list *list, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "quarantine");
    for (size_t i = 0; i < list->count; i++)
        json_item(&json, &list->items[i]);
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}

static int load(struct context *context, bool open_only, struct held_list *list,
                struct err *err)
{
    if (cmd_open_ledger(context, err) ||
        discretion_inside(context->ledger, context->settings, context->now, err))
        return -1;
    int failed =
        ledger_held(context->ledger, NULL, NULL, open_only, context->arena, list, err);
    /* the cycle that decides opens it for itself */
    ledger_close(context->ledger);
    context->ledger = NULL;
    return failed;
}

static int list(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct held_list items;

    if (load(context, !options_given(arguments, "all"), &items, err))
        return -1;
    if (options_given(arguments, "json"))
        print_json(&items, &context->out);
    else
        print_table(context, &items);
    return 0;
}

/* The numbers that NUMBER, INDICATOR or INDICATOR PERIOD means: of an indicator those that are
 * open. Into `numbers`, room for all items. */
static int find_numbers(struct context *context, const struct arguments *arguments,
                        const struct held_list *items, int64_t *numbers, size_t *count,
                        struct err *err)
{
    const char *name = arguments->words[1];
    const char *period = arguments->word_count > 2 ? arguments->words[2] : NULL;
    bool known = settings_indicator(context->settings, name) != NULL;

    *count = 0;
    if (!known && !period && str_integer(name, 1, INT64_MAX, &numbers[0])) {
        *count = 1;
        return 0;
    }
    for (size_t i = 0; i < items->count; i++) {
        const struct held *item = &items->items[i];
        char text[PERIOD_TEXT_SIZE] = "";

        if (!item->whole)
            period_print(item->observation.period, text);
        if (item->state == HELD_OPEN && str_equal(item->indicator_id, name) &&
            (!period || str_equal(text, period)))
            numbers[(*count)++] = item->number;
    }
    if (*count > 0)
        return 0;
    return err_set(err, ERR_USAGE,
                   "nothing is held for %s%s%s; `shihyo quarantine` lists what is", name,
                   period ? " " : "", period ? period : "");
}

static int decide(struct context *context, const struct arguments *arguments,
                  enum held_state state, struct err *err)
{
    enum language language = context->settings->site.language;
    struct quarantine_decision decision = {
        .state = state,
        .who = entry_user(context->arena),
        .note = options_value(arguments, "note"),
    };
    struct held_list items;

    if (load(context, false, &items, err))
        return -1;
    int64_t *numbers = arena_alloc(context->arena, items.count + 1, sizeof *numbers);
    if (find_numbers(context, arguments, &items, numbers, &decision.count, err))
        return -1;
    decision.numbers = numbers;

    struct cycle_report report;
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    struct cycle_options options = {
        .settings = context->settings, .now = context->now, .wait = &wait};
    int failed = cycle_decide(&options, &decision, &report, err);
    if (!failed) {
        buf_printf(&context->out, "%s: %zu\n", holding_state(state, language), decision.count);
        if (state == HELD_RELEASED)
            entry_print(context, &report, 0, false);
        if (report.after.code != ERR_NONE)
            *err = report.after;
    }
    int status = failed ? (int)err->code : cycle_status(&report);
    cycle_free(&report);
    return status;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *what = arguments->word_count > 0 ? arguments->words[0] : "list";

    if (str_equal(what, "list") && arguments->word_count <= 1)
        return list(context, arguments, err);
    if (str_equal(what, "release") && arguments->word_count >= 2)
        return decide(context, arguments, HELD_RELEASED, err);
    if (str_equal(what, "drop") && arguments->word_count >= 2)
        return decide(context, arguments, HELD_DROPPED, err);
    return err_set(err, ERR_USAGE,
                   "quarantine: expected `list`, `release` or `drop`, the latter two with "
                   "NUMBER, or INDICATOR and perhaps PERIOD");
}

const struct command cmd_quarantine = {
    .name = "quarantine",
    .summary = "see what was held instead of recorded; release it or drop it",
    .synopsis = "[list|release WHAT|drop WHAT]",
    .help =
        "Before a value is recorded it is compared with minimum and maximum, with the values "
        "around it\n(a factor of about 10, 1,000 or 10,000), and its document with the one "
        "before (fewer periods,\nall values the same, another unit). What fails is held, told "
        "once, and listed here until\nsomebody decides or the publisher gives another figure. "
        "WHAT is a number of the list, or an\nindicator and perhaps a period:\n\n"
        "  shihyo quarantine release 12 --note '出典に確認済み'\n"
        "  shihyo quarantine drop zoo-visitors FY2024    # this value never again\n"
        "  shihyo quarantine release zoo-visitors        # all that is held of it\n\n"
        "What is released is recorded as its source's figure, with who and why. What is "
        "dropped stays\nout as long as the source gives the same value; it can still be "
        "released by its number.\n",
    .needs = NEEDS_SETTINGS,
    .words_max = 3,
    .options = {{"note", 0, "TEXT", "why"},
                {"all", 'a', NULL, "list: also what was decided"},
                {"json", 0, NULL, "list: as JSON"}},
    .run = run,
};
