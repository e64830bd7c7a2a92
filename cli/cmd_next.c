/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_next: what is fetched when and why, what is expected, what is overdue. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cmd.h"
#include "cli/table.h"
#include "config/calendar.h"
#include "config/quantity.h"
#include "core/json.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/coming.h"
#include "daemon/discretion.h"
#include "daemon/expecting.h"
#include "ledger/concealed.h"

enum { TEXT_LIMIT = 4096, NUMBER_SIZE = 32, DAYS_MAX = 3660 };

/* The document of a source that is fetched first. */
struct line {
    const struct source *source;
    struct schedule_plan plan;
    struct health health;
};

struct outlook {
    struct context *context;
    struct expecting expecting; /* by all that is recorded */
    struct expecting asked;     /* by which publishers are asked */
    enum language language;
    struct line *lines;
    size_t count;
    struct comings coming;
    struct concealed_hour *hours;
    size_t hour_count;
};

static int by_time(const void *a, const void *b)
{
    const struct line *left = a;
    const struct line *right = b;

    return left->plan.at != right->plan.at ? (left->plan.at > right->plan.at) * 2 - 1
           : left->source == right->source ? 0
                                           : (left->source > right->source) * 2 - 1;
}

static int add_line(struct outlook *outlook, const struct source *source, struct err *err)
{
    struct line *line = &outlook->lines[outlook->count];

    for (size_t i = 0; i < source->url_count; i++) {
        struct line one = {.source = source};

        if (expecting_plan(&outlook->asked, source, i, &one.plan, &one.health, err))
            return -1;
        if (i == 0 || one.plan.at < line->plan.at)
            *line = one;
    }
    outlook->count += source->url_count > 0;
    return 0;
}

static int plan_sources(struct outlook *outlook, struct err *err)
{
    const struct settings *settings = outlook->context->settings;

    outlook->lines =
        arena_alloc(outlook->context->arena, settings->source_count, sizeof *outlook->lines);
    for (size_t i = 0; i < settings->source_count; i++) {
        if (add_line(outlook, &settings->sources[i], err))
            return -1;
    }
    if (outlook->count > 0)
        qsort(outlook->lines, outlook->count, sizeof *outlook->lines, by_time);
    return 0;
}

/* Whose release it is that a plan waits for: the first that awaits the same. */
static const struct indicator *find_awaiting(const struct outlook *outlook,
                                             const struct line *line)
{
    const struct settings *settings = outlook->context->settings;

    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        if (!settings_reads(indicator, line->source))
            continue;
        struct awaited awaited = expecting_of(&outlook->asked, indicator, line->source);
        if (awaited.opens == line->plan.awaited->opens &&
            awaited.period.frequency == line->plan.awaited->period.frequency &&
            awaited.period.n == line->plan.awaited->period.n)
            return indicator;
    }
    return NULL;
}

static void say_awaited(const struct outlook *outlook, const struct line *line,
                        struct buf *out)
{
    const struct indicator *indicator = find_awaiting(outlook, line);

    if (indicator) {
        buf_printf(out, "%s ", indicator->id);
        calendar_say(indicator, line->plan.awaited, outlook->language, out);
    }
}

static void say_why(const struct outlook *outlook, const struct line *line, struct buf *out)
{
    char every[NUMBER_SIZE];
    bool ja = outlook->language == LANGUAGE_JA;

    quantity_print(KEY_SECONDS, line->source->every_s, every, sizeof every);
    switch (line->plan.why) {
    case SCHEDULE_FIRST:
        buf_puts(out, ja ? "まだ一度も取得していない" : "not tried yet");
        break;
    case SCHEDULE_CHANGED:
        buf_puts(out, ja ? "設定が変わった" : "its configuration changed");
        break;
    case SCHEDULE_CLOCK:
        buf_puts(out, ja ? "前回の取得が未来の日時になっている"
                         : "its last try lies in the future");
        break;
    case SCHEDULE_RETRY:
        if (!ja && line->health.failures == 1)
            buf_puts(out, "failed once");
        else
            buf_printf(out, ja ? "%d回失敗した後の再試行" : "failed, %d times in a row",
                       line->health.failures);
        break;
    case SCHEDULE_EVERY:
        buf_printf(out, ja ? "%sごと" : "every %s", every);
        break;
    case SCHEDULE_IDLE:
        buf_puts(out, ja ? "公表予定日まで間がある" : "nothing is expected before");
        break;
    case SCHEDULE_ASKED:
        buf_puts(out, ja ? "公表元から、それまで待つよう求められている（Retry-After）"
                         : "the publisher asked to be left alone until then (Retry-After)");
        break;
    case SCHEDULE_RELEASE:
    case SCHEDULE_AWAITED:
        say_awaited(outlook, line, out);
        break;
    }
}

static void print_sources(const struct outlook *outlook, struct buf *out)
{
    const char *const ja[] = {"出典", "次の取得", "理由"};
    const char *const en[] = {"source", "next fetch", "why"};
    struct table table;

    table_init(&table, outlook->context->arena, outlook->language == LANGUAGE_JA ? ja : en, 3);
    for (size_t i = 0; i < outlook->count; i++) {
        const struct line *line = &outlook->lines[i];
        char at[INSTANT_TEXT_SIZE];
        struct buf why;

        buf_init(&why, TEXT_LIMIT);
        say_why(outlook, line, &why);
        instant_print_local(line->plan.at, at);
        table_cell(&table, line->source->id);
        table_cell(&table, line->plan.at <= outlook->expecting.now
                               ? words_pick(outlook->language, "次回の定期処理", "now")
                               : at);
        table_cell(&table, buf_text(&why));
        buf_free(&why);
    }
    table_print(&table, out);
    table_free(&table);
}

static void put_awaited(struct table *table, const struct outlook *outlook,
                        const struct indicator *indicator, const struct awaited *awaited)
{
    struct buf text;

    table_cell(table, indicator->id);
    buf_init(&text, TEXT_LIMIT);
    if (awaited->state != AWAITED_ENDED)
        calendar_say_periods(indicator, awaited, outlook->language, &text);
    table_cell(table, buf_text(&text));
    buf_reset(&text);
    if (awaited->state != AWAITED_ENDED)
        calendar_say_day(awaited->moment, outlook->language, &text);
    table_cell(table, buf_text(&text));
    table_cell(table, calendar_state(awaited->state, outlook->language));
    buf_free(&text);
}

static void print_indicators(const struct outlook *outlook, struct buf *out)
{
    const struct settings *settings = outlook->context->settings;
    const char *const ja[] = {"指標", "次の値", "公表予定日", "状況"};
    const char *const en[] = {"indicator", "next value", "expected", "state"};
    struct table table;
    size_t count = 0;

    table_init(&table, outlook->context->arena, outlook->language == LANGUAGE_JA ? ja : en, 4);
    for (size_t i = 0; i < settings->indicator_count; i++) {
        struct awaited awaited =
            expecting_of(&outlook->expecting, &settings->indicators[i], NULL);

        if (awaited.state == AWAITED_NONE)
            continue;
        put_awaited(&table, outlook, &settings->indicators[i], &awaited);
        count++;
    }
    if (count > 0) {
        buf_putc(out, '\n');
        table_print(&table, out);
    }
    table_free(&table);
}

static int find_coming(struct outlook *outlook, const char *days, struct err *err)
{
    const struct settings *settings = outlook->context->settings;
    int64_t count = 0;

    if (!str_integer(days, 1, DAYS_MAX, &count))
        return err_set(err, ERR_USAGE, "--days \"%.40s\": expected a number of days, 1 to %d",
                       days, DAYS_MAX);
    int32_t last = instant_day(outlook->expecting.now) + (int32_t)count;
    coming_find(settings, outlook->expecting.now, instant_day_start(last + 1),
                outlook->context->arena, &outlook->coming);
    return 0;
}

static void print_coming(const struct outlook *outlook, struct buf *out)
{
    const char *const ja[] = {"公表予定日", "指標", "期間"};
    const char *const en[] = {"expected", "indicator", "period"};
    struct table table;

    table_init(&table, outlook->context->arena, outlook->language == LANGUAGE_JA ? ja : en, 3);
    for (size_t i = 0; i < outlook->coming.count; i++) {
        const struct coming *item = &outlook->coming.items[i];
        char day[RELEASE_TEXT_SIZE], period[WORDS_SIZE];

        release_print(item->moment, day);
        words_period(item->period, item->indicator->year_label, outlook->language, period);
        table_cell(&table, day);
        table_cell(&table, item->indicator->id);
        table_cell(&table, period);
    }
    buf_putc(out, '\n');
    table_print(&table, out);
    table_free(&table);
}

static void json_sources(const struct outlook *outlook, struct json *json)
{
    json_begin_array(json, "sources");
    for (size_t i = 0; i < outlook->count; i++) {
        const struct line *line = &outlook->lines[i];
        int64_t now = outlook->expecting.now;
        char at[INSTANT_TEXT_SIZE];

        json_begin_object(json, NULL);
        json_string(json, "id", line->source->id);
        instant_print(line->plan.at > now ? line->plan.at : now, at);
        json_string(json, "at", at);
        json_string(json, "why", schedule_why_name(line->plan.why));
        json_integer(json, "failures", line->health.failures);
        json_end_object(json);
    }
    json_end_array(json);
}

static void json_indicators(const struct outlook *outlook, struct json *json)
{
    const struct settings *settings = outlook->context->settings;

    json_begin_array(json, "indicators");
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        struct awaited awaited = expecting_of(&outlook->expecting, indicator, NULL);

        json_begin_object(json, NULL);
        json_string(json, "id", indicator->id);
        expecting_json(json, &awaited);
        json_end_object(json);
    }
    json_end_array(json);
}

static void json_coming(const struct outlook *outlook, struct json *json)
{
    json_begin_array(json, "releases");
    for (size_t i = 0; i < outlook->coming.count; i++) {
        const struct coming *item = &outlook->coming.items[i];
        char period[PERIOD_TEXT_SIZE];

        period_print(item->period, period);
        json_begin_object(json, NULL);
        expecting_json_day(json, item->moment);
        json_string(json, "indicator", item->indicator->id);
        json_string(json, "period", period);
        json_end_object(json);
    }
    json_end_array(json);
}

static void json_hours(const struct outlook *outlook, struct json *json)
{
    json_begin_array(json, "embargoes");
    for (size_t i = 0; i < outlook->hour_count; i++) {
        const struct concealed_hour *hour = &outlook->hours[i];

        json_begin_object(json, NULL);
        json_instant(json, "until", hour->at);
        json_string(json, "indicator", hour->indicator);
        json_period(json, "first", hour->first);
        json_period(json, "last", hour->last);
        json_integer(json, "periods", (int64_t)hour->count);
        json_end_object(json);
    }
    json_end_array(json);
}

static void print_json(const struct outlook *outlook, bool coming, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_sources(outlook, &json);
    json_indicators(outlook, &json);
    if (coming)
        json_coming(outlook, &json);
    json_hours(outlook, &json);
    json_end_object(&json);
    buf_putc(out, '\n');
}

/* The hours at which figures may be told that are under embargo, and which these are. */
static void print_hours(const struct outlook *outlook, struct buf *out)
{
    const struct settings *settings = outlook->context->settings;
    const char *const ja[] = {"解禁", "指標", "期間"};
    const char *const en[] = {"embargo ends", "indicator", "period"};
    struct table table;

    if (outlook->hour_count == 0)
        return;
    table_init(&table, outlook->context->arena, outlook->language == LANGUAGE_JA ? ja : en, 3);
    for (size_t i = 0; i < outlook->hour_count; i++) {
        const struct concealed_hour *hour = &outlook->hours[i];
        const struct indicator *indicator = settings_indicator(settings, hour->indicator);
        char at[INSTANT_TEXT_SIZE], first[WORDS_SIZE], last[WORDS_SIZE];
        enum year_label label = indicator ? indicator->year_label : YEAR_LABEL_STARTS;

        instant_print_local(hour->at, at);
        words_period(hour->first, label, outlook->language, first);
        words_period(hour->last, label, outlook->language, last);
        table_cell(&table, at);
        table_cell(&table, hour->indicator);
        table_cell(&table, hour->count == 1 ? first
                                            : arena_printf(outlook->context->arena,
                                                           outlook->language == LANGUAGE_JA
                                                               ? "%s〜%s（%zu期間）"
                                                               : "%s to %s (%zu)",
                                                           first, last, hour->count));
    }
    table_print(&table, out);
    table_free(&table);
    buf_putc(out, '\n');
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct outlook outlook = {.context = context,
                              .language = context->settings->site.language};
    const char *days = options_value(arguments, "days");

    if (expecting_load_told(context->ledger, context->settings, context->now, context->arena,
                            &outlook.asked, err) ||
        discretion_inside(context->ledger, context->settings, context->now, err) ||
        expecting_load(context->ledger, context->settings, context->now, context->arena,
                       &outlook.expecting, err) ||
        concealed_hours(context->ledger, context->now, context->arena, &outlook.hours,
                        &outlook.hour_count, err) ||
        plan_sources(&outlook, err) || (days && find_coming(&outlook, days, err)))
        return -1;
    if (options_given(arguments, "json")) {
        print_json(&outlook, days != NULL, &context->out);
        return 0;
    }
    print_sources(&outlook, &context->out);
    print_indicators(&outlook, &context->out);
    if (days)
        print_coming(&outlook, &context->out);
    buf_putc(&context->out, '\n');
    print_hours(&outlook, &context->out);
    if (expecting_overdue(&outlook.expecting, &context->out) == 0)
        buf_puts(&context->out,
                 words_pick(outlook.language, "公表予定日を過ぎた指標はありません\n",
                            "nothing is overdue\n"));
    return 0;
}

const struct command cmd_next = {
    .name = "next",
    .summary = "what is fetched when and why, what is expected, what is overdue",
    .synopsis = "",
    .help = "A source of several documents is listed with the one that is fetched first. "
            "Calendars "
            "are `release`\nand `grace` of sources and indicators; shihyo(1) explains them.\n"
            "  shihyo next --days 90         # and the releases expected until then\n",
    .needs = NEEDS_LEDGER_READ,
    .options = {{"days", 0, "N", "also every release that is expected in the next N days"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
