/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_migrate: says what a changed unit, frequency or year means for what was recorded. */
#include "cli/cmd.h"
#include "cli/entry.h"
#include "cli/table.h"
#include "core/json.h"
#include "core/plain.h"
#include "core/words.h"
#include "daemon/cycle.h"

/* Which of some options is given; they exclude each other. -1 = none, -2 = two of them. */
static int choose(const struct arguments *arguments, const char *const *names)
{
    int chosen = -1;

    for (int i = 0; names[i]; i++) {
        if (!options_given(arguments, names[i]))
            continue;
        if (chosen >= 0)
            return -2;
        chosen = i;
    }
    return chosen;
}

static int read_unit(const struct arguments *arguments, struct migration_order *order,
                     struct err *err)
{
    static const char *const NAMES[] = {"factor", "rename-unit", NULL};
    int chosen = choose(arguments, NAMES);

    if (chosen == -2)
        return err_set(err, ERR_USAGE, "migrate: expected one of --factor, --rename-unit");
    order->unit = chosen == 0   ? MIGRATION_UNIT_FACTOR
                  : chosen == 1 ? MIGRATION_UNIT_RENAMED
                                : MIGRATION_UNIT_STAYS;
    if (chosen == 0 &&
        decimal_parse(options_value(arguments, "factor"), &order->factor, err)) {
        err->code = ERR_USAGE;
        return err_prefix(err, "migrate: --factor");
    }
    return 0;
}

static int read_frequency(const struct arguments *arguments, struct migration_order *order,
                          struct err *err)
{
    static const char *const NAMES[] = {"start-anew", "sum", "mean", "last", NULL};
    int chosen = choose(arguments, NAMES);

    if (chosen == -2)
        return err_set(err, ERR_USAGE,
                       "migrate: expected one of --start-anew, --sum, --mean, --last");
    order->frequency = chosen == 0  ? MIGRATION_FREQUENCY_ANEW
                       : chosen > 0 ? MIGRATION_FREQUENCY_COMPUTED
                                    : MIGRATION_FREQUENCY_STAYS;
    order->how = chosen == 2 ? AGGREGATE_MEAN : chosen == 3 ? AGGREGATE_LAST : AGGREGATE_SUM;
    return 0;
}

static int read_year(const struct arguments *arguments, struct migration_order *order,
                     struct err *err)
{
    static const char *const NAMES[] = {"shift-years", "keep-years", NULL};
    int chosen = choose(arguments, NAMES);

    if (chosen == -2)
        return err_set(err, ERR_USAGE, "migrate: expected one of --shift-years, --keep-years");
    order->year = chosen == 0   ? MIGRATION_YEAR_SHIFTED
                  : chosen == 1 ? MIGRATION_YEAR_KEPT
                                : MIGRATION_YEAR_STAYS;
    return 0;
}

static int read_order(const struct arguments *arguments, struct migration_order *order,
                      struct err *err)
{
    size_t offset;

    order->note = options_value(arguments, "note");
    if (order->note && !plain_check(order->note, &offset))
        return err_set(err, ERR_USAGE,
                       "migrate: note, byte %zu: expected one line of UTF-8 without control "
                       "characters",
                       offset + 1);
    return read_unit(arguments, order, err) || read_frequency(arguments, order, err) ||
                   read_year(arguments, order, err)
               ? -1
               : 0;
}

/* --- what it did --- */

static const char *print_value(const struct observation *item, struct arena *arena)
{
    char text[DECIMAL_TEXT_SIZE];

    if (!item || !series_has_value(item))
        return "";
    decimal_print(item->value, text);
    return arena_strdup(arena, text);
}

/* One of the two may be NULL. */
static void put_row(struct table *table, struct period period,
                    const struct observation *before, const struct observation *after,
                    struct arena *arena)
{
    char text[PERIOD_TEXT_SIZE];

    period_print(period, text);
    table_cell(table, text);
    table_cell(table, print_value(before, arena));
    table_cell(table, print_value(after, arena));
}

/* Which comes first: negative = that of before, 0 = both are of one period. Those of another
 * frequency stand one after the other. */
static int compare(const struct migration_report *done, size_t i, size_t j)
{
    if (i == done->before.count)
        return 1;
    if (j == done->after.count || done->before.frequency != done->after.frequency)
        return -1;
    return period_compare(done->before.observations[i].period,
                          done->after.observations[j].period);
}

static void put_rows(struct table *table, const struct migration_report *done,
                     struct arena *arena)
{
    size_t i = 0;
    size_t j = 0;

    while (i < done->before.count || j < done->after.count) {
        int order = compare(done, i, j);
        const struct observation *before = order <= 0 ? &done->before.observations[i] : NULL;
        const struct observation *after = order >= 0 ? &done->after.observations[j] : NULL;
        struct period period = order <= 0 ? done->before.observations[i].period
                                          : done->after.observations[j].period;

        put_row(table, period, before, after, arena);
        i += order <= 0;
        j += order >= 0;
    }
}

static void print_left_out(const struct series *left_out, enum language language,
                           struct buf *out)
{
    if (left_out->count == 0)
        return;
    buf_puts(out, words_pick(language, "値が揃わず計算しなかった期間:",
                             "not computed, because a value is missing:"));
    for (size_t i = 0; i < left_out->count; i++) {
        char text[PERIOD_TEXT_SIZE];

        period_print(left_out->observations[i].period, text);
        buf_printf(out, " %s", text);
    }
    buf_putc(out, '\n');
}

static void print_done(struct context *context, const struct migration_report *done,
                       bool dry_run)
{
    enum language language = context->settings->site.language;
    const char *const ja[] = {"期間", ">前", ">後"};
    const char *const en[] = {"period", ">before", ">after"};
    struct table table;

    table_init(&table, context->arena, language == LANGUAGE_JA ? ja : en, 3);
    put_rows(&table, done, context->arena);
    table_print(&table, &context->out);
    table_free(&table);
    print_left_out(&done->left_out, language, &context->out);
    if (done->dropped > 0)
        buf_printf(&context->out, "%s: %zu\n",
                   words_pick(language, "保留をやめた値（旧単位・旧期間）",
                              "held in the old unit or periods, and not any more"),
                   done->dropped);
    buf_printf(&context->out, "%s\n", done->note);
    if (dry_run)
        buf_puts(&context->out, words_pick(language, "試行のみ: 何も記録していません。\n",
                                           "Dry run: nothing was recorded.\n"));
}

static void json_series(struct json *json, const char *key, const struct series *series)
{
    json_begin_array(json, key);
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *item = &series->observations[i];

        json_begin_object(json, NULL);
        json_period(json, "period", item->period);
        json_known(json, "value", series_has_value(item), item->value);
        json_end_object(json);
    }
    json_end_array(json);
}

static void print_json(const char *id, const struct migration_report *done, bool dry_run,
                       struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "id", id);
    json_bool(&json, "dry_run", dry_run);
    json_string(&json, "note", done->note);
    json_series(&json, "before", &done->before);
    json_series(&json, "after", &done->after);
    json_begin_array(&json, "left_out");
    for (size_t i = 0; i < done->left_out.count; i++)
        json_period(&json, NULL, done->left_out.observations[i].period);
    json_end_array(&json);
    json_integer(&json, "dropped", (int64_t)done->dropped);
    json_end_object(&json);
    buf_putc(out, '\n');
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    bool dry_run = options_given(arguments, "dry-run");
    struct migration_report done = {0};
    struct cycle_report report;
    const struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    struct cycle_options options = {
        .settings = context->settings,
        .wait = &wait,
        .now = context->now,
        .existing = true,
        .dry_run = dry_run,
    };
    struct migration_order order = {.id = arguments->words[0],
                                    .who = entry_user(context->arena)};

    if (!cmd_indicator(context, order.id, err) || read_order(arguments, &order, err))
        return -1;
    int failed = cycle_migrate(&options, &order, &done, &report, err);
    if (!failed && options_given(arguments, "json"))
        print_json(order.id, &done, dry_run, &context->out);
    else if (!failed)
        print_done(context, &done, dry_run);
    if (!failed && report.after.code != ERR_NONE)
        *err = report.after;
    int status = failed ? (int)err->code : cycle_status(&report);
    cycle_free(&report);
    return status;
}

const struct command cmd_migrate = {
    .name = "migrate",
    .summary = "say what a changed unit, frequency or year means for what was recorded",
    .synopsis = "ID",
    .help =
        "When the configuration gives an indicator another unit, frequency or year than what "
        "was recorded\nof it has, it is refused (78) until this says what that means. What "
        "was recorded stays as it is.\n\n"
        "  shihyo migrate zoo --factor 0.001 -n     # 人 -> 千人: what would be read\n"
        "  shihyo migrate zoo --rename-unit         # the same unit by another name\n"
        "  shihyo migrate zoo --sum                 # months -> years, where all are there\n\n"
        "--factor: values recorded so far are multiplied wherever they are read, also by "
        "`show --as-of`.\n--sum, --mean, --last: longer periods that have all their values "
        "are computed and recorded, with\nwho and how; the others are told. --start-anew: the "
        "shorter ones stay in the ledger, out of\nsight. --shift-years: every value moves a "
        "year, because it was read by the wrong label;\n--keep-years: only what is read from "
        "now on is.\n",
    .needs = NEEDS_SETTINGS,
    .words_min = 1,
    .words_max = 1,
    .options = {{"factor", 'f', "N", "unit: what was recorded times N is in the new one"},
                {"rename-unit", 0, NULL, "unit: another name of the same one"},
                {"start-anew", 0, NULL, "frequency: the old periods are shown no longer"},
                {"sum", 0, NULL, "frequency: a longer period is the sum of the shorter ones"},
                {"mean", 0, NULL, "frequency: their mean"},
                {"last", 0, NULL, "frequency: the value of the last one"},
                {"shift-years", 0, NULL, "year: what was recorded moves by a year"},
                {"keep-years", 0, NULL, "year: what was recorded stands"},
                {"note", 0, "TEXT", "why"},
                {"dry-run", 'n', NULL, "say what would be read then, change nothing"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
