/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_show: the observations of one indicator. */
#include <string.h>

#include "cli/asof.h"
#include "cli/change_list.h"
#include "cli/cmd.h"
#include "cli/report.h"
#include "cli/table.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/discretion.h"
#include "daemon/versions.h"
#include "ledger/meaning.h"

#define COLUMNS 10

/* What is printed, and how. */
struct show {
    struct context *context;
    const struct indicator *indicator;
    enum frequency frequency; /* of its periods: today's, or one it had before */
    struct series vintages;
    struct versions shown;
    bool all;   /* every version, not only what stands */
    bool dated; /* any of them says when it was published */
    bool kept;  /* any of them is under embargo */
};

static enum language language_of(const struct show *show)
{
    return show->context->settings->site.language;
}

/* A vintage that never stood says so, and why. */
static const char *status_words(const struct show *show, const struct version *version)
{
    enum language language = language_of(show);
    const char *status =
        !version->withdrawn ? words_said(version->item, language)
        : version->item->embargo == 0
            ? words_pick(language, "撤回", "withdrawn")
            : words_pick(language, "撤回・解禁前", "withdrawn, under embargo");

    if (!version->item->aside)
        return status;
    return arena_printf(show->context->arena,
                        language == LANGUAGE_JA ? "%s%s据え置き（%s）" : "%s%sset aside (%s)",
                        status, str_empty(status) ? "" : words_pick(language, "・", ", "),
                        report_reason(version->reason, language));
}

/* "＋300、＋0.2％": against the version that stood before. */
static const char *revision_words(const struct show *show, const struct version *version)
{
    enum language language = language_of(show);
    int places = version->change.places;
    struct decimal percent;
    char change[WORDS_SIZE], part[WORDS_SIZE];

    if (!version->revises)
        return "";
    if (places < show->indicator->decimals)
        places = show->indicator->decimals;
    words_change(version->change, places, language, change);
    if (version->reread) {
        return arena_printf(show->context->arena,
                            language == LANGUAGE_JA ? "%s（同じ資料の読み直し）"
                                                    : "%s (the same document read anew)",
                            change);
    }
    if (!phrase_percent(show->indicator, &show->vintages, version->item->value,
                        version->before->value, &percent))
        return arena_strdup(show->context->arena, change);
    words_change(percent, 1, language, part);
    return arena_printf(show->context->arena,
                        language == LANGUAGE_JA ? "%s、%s％" : "%s, %s%%", change, part);
}

/* Who speaks: a source, or the person who entered it. */
static const char *speaker(const struct observation *item, enum language language,
                           struct arena *arena)
{
    if (item->source)
        return item->source;
    return language == LANGUAGE_JA ? arena_printf(arena, "手入力（%s）", item->who)
                                   : arena_printf(arena, "by hand (%s)", item->who);
}

static const char *value_words(const struct show *show, const struct observation *item)
{
    int places = item->value.places;
    char text[WORDS_SIZE];

    if (!series_has_value(item))
        return "";
    if (places < show->indicator->decimals)
        places = show->indicator->decimals; /* what `status` rounds stands here whole */
    words_value(item->value, places, language_of(show), text);
    return arena_strdup(show->context->arena, text);
}

static void put_row(const struct show *show, const struct version *version,
                    struct table *table)
{
    const struct observation *item = version->item;
    char recorded[INSTANT_TEXT_SIZE], text[PERIOD_TEXT_SIZE] = "";

    period_print(item->period, text);
    table_cell(table, text);
    table_cell(table, value_words(show, item));
    if (show->all)
        table_cell(table, revision_words(show, version));
    table_cell(table, status_words(show, version));
    if (show->dated) {
        text[0] = '\0';
        if (item->dated)
            period_print_day(item->published, text);
        table_cell(table, text);
    }
    if (show->kept) {
        instant_print_local(item->embargo, recorded);
        table_cell(table, item->embargo != 0 ? recorded : "");
    }
    instant_print_local(item->recorded_at, recorded);
    table_cell(table, recorded);
    table_cell(table, speaker(item, language_of(show), show->context->arena));
    table_cell(table, item->cell);
    table_cell(table, item->note);
}

/* Days of publication and the ends of embargoes have a column when any is known. */
static void print_table(const struct show *show)
{
    const char *const ja[] = {"期間", ">実績値", ">改定幅", "種別", "公表",
                              "解禁", "記録",    "出典",    "原文", "備考"};
    const char *const en[] = {"period",    ">value",   ">revision", "status", "published",
                              "told from", "recorded", "source",    "cell",   "note"};
    const bool there[COLUMNS] = {true,       true, show->all, true, show->dated,
                                 show->kept, true, true,      true, true};
    const char *heads[COLUMNS];
    size_t columns = 0;
    struct table table;

    for (size_t i = 0; i < COLUMNS; i++) {
        if (there[i])
            heads[columns++] = language_of(show) == LANGUAGE_JA ? ja[i] : en[i];
    }
    table_init(&table, show->context->arena, heads, columns);
    for (size_t i = 0; i < show->shown.count; i++)
        put_row(show, &show->shown.items[i], &table);
    table_print(&table, &show->context->out);
    table_free(&table);
}

/* --- CSV --- */

static void csv_text(const char *text, struct buf *out)
{
    bool quoted = text && strpbrk(text, ",\"\r\n");

    buf_puts(out, quoted ? ",\"" : ",");
    for (; text && *text; text++) {
        if (quoted && *text == '"')
            buf_putc(out, '"');
        buf_putc(out, *text);
    }
    if (quoted)
        buf_putc(out, '"');
}

static void csv_number(bool known, struct decimal value, struct buf *out)
{
    char text[DECIMAL_TEXT_SIZE];

    decimal_print(value, text);
    csv_text(known ? text : NULL, out);
}

static void csv_day(const struct observation *item, struct buf *out)
{
    char text[PERIOD_TEXT_SIZE];

    period_print_day(item->published, text);
    csv_text(item->dated ? text : NULL, out);
}

static void csv_embargo(int64_t embargo, struct buf *out)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print(embargo, text);
    csv_text(embargo != 0 ? text : NULL, out);
}

static void csv_vintage(const struct version *version, struct buf *out)
{
    const struct observation *item = version->item;
    char recorded[INSTANT_TEXT_SIZE];

    csv_number(version->revises, version->change, out);
    csv_text(item->aside          ? versions_reason_name(version->reason)
             : version->withdrawn ? "withdrawn"
                                  : NULL,
             out);
    instant_print(item->recorded_at, recorded);
    csv_text(recorded, out);
    csv_text(item->source, out);
    csv_text(item->who, out);
    csv_text(item->note, out);
}

/* What `import` reads again; with every version, more. */
static void print_csv(const struct show *show)
{
    struct buf *out = &show->context->out;

    buf_printf(out, "period,value,status%s%s%s\n",
               show->dated || show->all ? ",published" : "",
               show->all ? ",revision,standing,recorded_at,source,who,note" : "",
               show->kept ? ",embargo" : "");
    for (size_t i = 0; i < show->shown.count; i++) {
        const struct version *version = &show->shown.items[i];
        char period[PERIOD_TEXT_SIZE];

        period_print(version->item->period, period);
        buf_puts(out, period);
        csv_number(series_has_value(version->item), version->item->value, out);
        csv_text(series_status_name(version->item->status), out);
        if (show->dated || show->all)
            csv_day(version->item, out);
        if (show->all)
            csv_vintage(version, out);
        if (show->kept)
            csv_embargo(version->item->embargo, out);
        buf_putc(out, '\n');
    }
}

/* --- what is asked for --- */

/* When the first observation that stood was recorded; 0 = never. */
static int64_t known_since(const struct series *vintages)
{
    int64_t since = 0;

    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *item = &vintages->observations[i];

        if (!item->aside && (since == 0 || item->recorded_at < since))
            since = item->recorded_at;
    }
    return since;
}

/* What was recorded in other periods than those shown is told where it would be looked for. */
static int tell_others(const struct show *show, struct err *err)
{
    bool found[FREQUENCY_FISCAL_YEAR + 1];

    if (meaning_frequencies(show->context->ledger, show->indicator->id, found, err))
        return -1;
    for (int i = 0; i <= FREQUENCY_FISCAL_YEAR; i++) {
        const char *name = period_frequency_name((enum frequency)i);

        if (!found[i] || i == (int)show->frequency)
            continue;
        log_info(language_of(show) == LANGUAGE_JA
                     ? "%sには%sの期間の記録もあります（--frequency %s）"
                     : "%s has a history in %s periods, too (--frequency %s)",
                 show->indicator->id, name, name);
    }
    return 0;
}

/* When the first observation that stood was recorded, beyond the horizon too; 0 = never. */
static int find_first(const struct show *show, int64_t *first, struct err *err)
{
    struct context *context = show->context;
    struct ledger *ledger = NULL;
    struct series all = show->vintages;
    int failed = 0;

    if (context->as_of)
        failed = ledger_open(context->settings->site.state, true, &ledger, err) ||
                 ledger_vintages(ledger, show->indicator->id, show->frequency, context->arena,
                                 &all, err);
    ledger_close(ledger);
    *first = known_since(&all);
    return failed;
}

/* An empty table alone would leave open whether anything was asked for rightly. */
static int tell_empty(const struct show *show, struct err *err)
{
    const char *id = show->indicator->id;
    const char *date = show->context->as_of;
    char since[INSTANT_TEXT_SIZE];
    int64_t first;

    if (find_first(show, &first, err))
        return -1;
    instant_print_local(first, since);
    if (first == 0 && language_of(show) == LANGUAGE_JA)
        log_info("%sの値はまだ記録されていません", id);
    else if (first == 0)
        log_info("nothing is recorded of %s yet", id);
    else if (language_of(show) == LANGUAGE_JA)
        log_info("%sまでに記録された%sの値はありません。最初の記録は%sです", date, id, since);
    else
        log_info("nothing was known of %s by %s: its first values were recorded %s", id, date,
                 since);
    return 0;
}

/* What stands, and what stood, follow from the versions: one reading serves all. */
static int gather(struct show *show, struct err *err)
{
    struct context *context = show->context;
    struct versions all;

    if (ledger_vintages(context->ledger, show->indicator->id, show->frequency, context->arena,
                        &show->vintages, err))
        return -1;
    versions_list(&show->vintages, NULL, context->arena, &all);
    if (show->all)
        show->shown = all;
    else
        versions_standing(&all, context->arena, &show->shown);
    for (size_t i = 0; i < show->shown.count; i++) {
        show->dated = show->dated || show->shown.items[i].item->dated;
        show->kept = show->kept || show->shown.items[i].item->embargo != 0;
    }
    return 0;
}

/* For programs; people ask `note`. */
static int print_json(struct show *show, struct err *err)
{
    struct context *context = show->context;

    if ((show->all ? ledger_comment_vintages
                   : ledger_comments)(context->ledger, show->indicator->id, NULL,
                                      context->arena, &show->shown.comments, err))
        return -1;
    versions_json(show->indicator, &show->shown, true, &context->out);
    return 0;
}

static int read_frequency(struct show *show, const struct arguments *arguments,
                          struct err *err)
{
    const char *name = options_value(arguments, "frequency");

    show->frequency = show->indicator->frequency;
    if (!name || period_frequency_parse(name, &show->frequency))
        return 0;
    return err_set(err, ERR_USAGE,
                   "--frequency \"%s\": expected daily, weekly, monthly, quarterly, "
                   "calendar-year or fiscal-year",
                   name);
}

static int print_text(const struct show *show, struct err *err)
{
    struct context *context = show->context;
    struct meaning_changes changes;

    print_table(show);
    if (!show->all)
        return 0;
    if (meaning_changes(context->ledger, show->indicator->id, context->arena, &changes, err))
        return -1;
    if (changes.count > 0)
        buf_putc(&context->out, '\n');
    change_list_print(&changes, language_of(show), &context->out);
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct show show = {.context = context,
                        .indicator = cmd_indicator(context, arguments->words[0], err),
                        .all = options_given(arguments, "vintages")};

    if (!show.indicator || read_frequency(&show, arguments, err) ||
        discretion_inside(context->ledger, context->settings, context->now, err))
        return -1;
    cmd_tell_odd(context, show.indicator);
    if (gather(&show, err) || ((show.all || show.shown.count == 0) && tell_others(&show, err)))
        return -1;
    if (show.shown.count == 0 && tell_empty(&show, err))
        return -1;
    if (options_given(arguments, "json"))
        return print_json(&show, err);
    if (options_given(arguments, "csv"))
        print_csv(&show);
    else
        return print_text(&show, err);
    return 0;
}

const struct command cmd_show = {
    .name = "show",
    .summary = "the observations of an indicator",
    .synopsis = "ID",
    .help =
        "  shihyo show zoo-visitors --vintages           # every version and who said it\n"
        "  shihyo show zoo-visitors --as-of 2027-03-31   # as known at the end of that day\n"
        "  shihyo show zoo-visitors --vintages --as-of 2027-03-31\n"
        "  shihyo show lobo-di --csv > lobo-di.csv       # what `import` reads\n\n"
        "Known is what was recorded here: nothing was before the first cycle. A version says "
        "by "
        "how much it\nrevised the one that stood before; withdrawn is a figure that was taken "
        "back; what was set aside\nnever stood, for the reason given. The day of publication "
        "is shown where documents say it.\n",
    .needs = NEEDS_LEDGER_READ,
    .words_min = 1,
    .words_max = 1,
    .options = {ASOF_OPTION,
                {"frequency", 0, "FREQUENCY",
                 "periods that the indicator had before `migrate`"},
                {"vintages", 0, NULL, "every version recorded, and what it changed"},
                {"json", 0, NULL, "as JSON"},
                {"csv", 0, NULL, "as CSV: period,value,status[,published][,embargo]"}},
    .apart = {{"json", "csv"}},
    .run = run,
};
