/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handover_calendar: the coming twelve months. */
#include "daemon/handover_part.h"

#include <stdlib.h>

#include "config/outcome.h"
#include "core/civil.h"
#include "core/instant.h"
#include "core/str.h"
#include "daemon/coming.h"
#include "ledger/concealed.h"

#define YEAR_MONTHS 12
#define OFTEN 14 /* releases in a year beyond which they are told once */

struct entry {
    int32_t day;
    size_t place; /* of equal days the first stays the first */
    const char *kind, *title;
};

struct year {
    const struct handover *handover;
    int32_t first, end; /* days */
    struct entry *entries;
    size_t count, most;
};

static int by_day(const void *a, const void *b)
{
    const struct entry *left = a;
    const struct entry *right = b;

    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

static void add(struct year *year, int32_t day, const char *kind, const char *title)
{
    if (day < year->first || day >= year->end || year->count == year->most)
        return;
    year->entries[year->count] =
        (struct entry){.day = day, .place = year->count, .kind = kind, .title = title};
    year->count++;
}

/* Of each indicator, how many are to come. */
static size_t *count_releases(const struct handover *handover, const struct comings *comings)
{
    const struct settings *settings = handover->settings;
    size_t *counts = arena_alloc(handover->arena, settings->indicator_count, sizeof *counts);

    for (size_t i = 0; i < comings->count; i++)
        counts[comings->items[i].indicator - settings->indicators]++;
    return counts;
}

static void add_releases(struct year *year, const struct comings *comings,
                         const size_t *counts)
{
    const struct handover *handover = year->handover;

    for (size_t i = 0; i < comings->count; i++) {
        const struct coming *coming = &comings->items[i];
        const struct indicator *indicator = coming->indicator;

        if (counts[indicator - handover->settings->indicators] > OFTEN)
            continue;
        add(year, coming->moment.day, "",
            arena_printf(
                handover->arena, "%s%s%s%s%s",
                indicator->source_count > 0 ? ""
                                            : handover_pick(handover, "【入力】", "[enter] "),
                handover_title(handover, indicator), handover_pick(handover, "（", " ("),
                handover_period(handover, indicator, coming->period),
                handover_pick(handover, "）", ")")));
    }
}

static void add_terms(struct year *year)
{
    const struct handover *handover = year->handover;
    const struct settings *settings = handover->settings;

    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        if (indicator->target.set && indicator->target.has_period)
            add(year, period_end(indicator->target.period) - 1,
                handover_pick(handover, "目標の期限：", "term of the target: "),
                handover_title(handover, indicator));
    }
}

static const char *say_program(const struct handover *handover, const struct program *program)
{
    return settings_label(&settings_program_latest(program)->title, handover->language);
}

/* Some figure that it moves is to be judged on that day, and not before. */
static bool is_awaited(const struct program *program, int32_t day)
{
    const struct series none = {0};

    for (size_t i = 0; i < program->move_count; i++) {
        struct outcome outcome;

        outcome_judge(program, program->moves[i], &none, day - 1, &outcome);
        if (outcome.state == OUTCOME_EARLY)
            return true;
    }
    return false;
}

static void add_judged(struct year *year)
{
    const struct handover *handover = year->handover;
    int32_t day;

    for (size_t i = 0; i < handover->settings->program_count; i++) {
        const struct program *program = &handover->settings->programs[i];

        if (settings_judged_from(program, &day) && is_awaited(program, day))
            add(year, day,
                handover_pick(handover, "効果を判断できる時期に入る：",
                              "can be judged from now on: "),
                say_program(handover, program));
    }
}

static void add_ends(struct year *year)
{
    const struct handover *handover = year->handover;

    for (size_t i = 0; i < handover->settings->program_count; i++) {
        const struct program *program = &handover->settings->programs[i];

        if (program->has_end)
            add(year, program->end - 1, handover_pick(handover, "事業の終わり：", "ends: "),
                say_program(handover, program));
    }
}

/* "来街者数（令和6年度、2026年9月1日8時30分）" */
static const char *say_hour(const struct handover *handover, const struct indicator *indicator,
                            const struct concealed_hour *hour)
{
    bool one = period_compare(hour->first, hour->last) == 0;
    char at[WORDS_SIZE];

    words_hour(hour->at, handover->language, at);
    return arena_printf(
        handover->arena, "%s%s%s%s%s%s%s%s", handover_title(handover, indicator),
        handover_pick(handover, "（", " ("), handover_period(handover, indicator, hour->first),
        one ? "" : handover_pick(handover, "～", " to "),
        one ? "" : handover_period(handover, indicator, hour->last),
        handover_pick(handover, "、", ", "), at, handover_pick(handover, "）", ")"));
}

struct embargoes {
    struct concealed_hour *hours;
    size_t count;
};

/* As of another time there is none: what might be told then is all that is read. */
static int find_embargoes(const struct handover *handover, struct embargoes *out,
                          struct err *err)
{
    *out = (struct embargoes){.count = 0};
    return handover->settings->site.as_of.words.text != NULL
               ? 0
               : concealed_hours(handover->ledger, handover->now, handover->arena, &out->hours,
                                 &out->count, err);
}

static void add_embargoes(struct year *year, const struct embargoes *embargoes)
{
    const struct handover *handover = year->handover;

    for (size_t i = 0; i < embargoes->count; i++) {
        const struct concealed_hour *hour = &embargoes->hours[i];
        const struct indicator *indicator =
            settings_indicator(handover->settings, hour->indicator);

        if (indicator != NULL)
            add(year, instant_day(hour->at),
                handover_pick(handover, "解禁：", "embargo ends: "),
                say_hour(handover, indicator, hour));
    }
}

static void add_quiet(struct year *year)
{
    const struct span_of_days *quiet = &year->handover->settings->site.quiet;

    if (!quiet->set)
        return;
    add(year, quiet->from,
        handover_pick(year->handover, "公開版の事業の頁とコメントを固定する期間の始まり",
                      "quiet begins: comments and pages of programs stay as they are"),
        "");
    add(year, quiet->to - 1, handover_pick(year->handover, "同じ期間の終わり", "quiet ends"),
        "");
}

static const char *say_month(const struct handover *handover, int32_t day)
{
    struct period month = period_of_day(FREQUENCY_MONTHLY, day);
    char text[WORDS_SIZE];

    words_period(month, YEAR_LABEL_STARTS, handover->language, text);
    return arena_strdup(handover->arena, text);
}

/* "31日 目標の期限：A、B": what is of one day and one kind; returns where the next begins. */
static size_t put_kind(const struct year *year, size_t first, size_t end, struct buf *out)
{
    const struct handover *handover = year->handover;
    const struct entry *entries = year->entries;
    struct paper_names names;
    size_t i = first;

    if (first == 0 || entries[first - 1].day != entries[first].day)
        buf_printf(out, handover->language == LANGUAGE_JA ? "%s%d日 " : "%s%d: ",
                   out->length > 0 ? handover_pick(handover, "　", ". ") : "",
                   civil_date(entries[first].day).day);
    else
        buf_puts(out, handover_pick(handover, "、", "; "));
    paper_names_init(&names, HANDOVER_NAMES);
    for (; i < end && entries[i].day == entries[first].day &&
           str_equal(entries[i].kind, entries[first].kind);
         i++)
        paper_names_add(handover->paper, &names, entries[i].title);
    buf_printf(out, "%s%s", entries[first].kind, paper_names_end(handover->paper, &names));
    return i;
}

static void put_month(const struct year *year, size_t first, size_t end)
{
    const struct handover *handover = year->handover;
    struct buf words;

    buf_init(&words, HANDOVER_LIMIT);
    for (size_t i = first; i < end;)
        i = put_kind(year, i, end, &words);
    const char *const cells[] = {say_month(handover, year->entries[first].day),
                                 buf_text(&words)};
    paper_cells(handover->paper, PAPER_KEPT, cells);
    buf_free(&words);
}

static void put_months(const struct year *year)
{
    const struct handover *handover = year->handover;
    const struct paper_column columns[] = {
        {handover_pick(handover, "月", "Month"), 1, false},
        {handover_pick(handover, "予定", "What"), 7, false}};
    size_t end;

    if (year->count == 0) {
        handover_none(handover, "予定は登録されていません。", "Nothing is on record.");
        return;
    }
    paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < year->count; i = end) {
        struct period month = period_of_day(FREQUENCY_MONTHLY, year->entries[i].day);

        for (end = i + 1; end < year->count && year->entries[end].day < period_end(month);)
            end++;
        put_month(year, i, end);
    }
}

static void put_often(const struct handover *handover, const size_t *counts)
{
    struct paper_names names;

    paper_names_init(&names, HANDOVER_NAMES);
    for (size_t i = 0; i < handover->settings->indicator_count; i++) {
        if (counts[i] > OFTEN)
            paper_names_add(handover->paper, &names,
                            handover_title(handover, &handover->settings->indicators[i]));
    }
    const char *list = paper_names_end(handover->paper, &names);
    if (*list != '\0')
        paper_say(handover->paper, PAPER_PLAIN, PAPER_KEPT,
                  arena_printf(handover->arena, "%s%s",
                               handover_pick(handover, "月に何度も公表されるもの：",
                                             "Published several times a month: "),
                               list));
}

int handover_calendar(const struct handover *handover, struct err *err)
{
    const struct settings *settings = handover->settings;
    struct comings comings;
    struct embargoes embargoes;
    int32_t today = instant_day(handover->now);
    struct year year = {
        .handover = handover, .first = today, .end = civil_add_months(today, 1 + YEAR_MONTHS)};

    coming_find(settings, handover->now, instant_day_start(year.end), handover->arena,
                &comings);
    if (find_embargoes(handover, &embargoes, err))
        return -1;
    year.most = comings.count + embargoes.count + settings->indicator_count +
                2 * settings->program_count + 2;
    year.entries = arena_alloc(handover->arena, year.most, sizeof *year.entries);
    const size_t *counts = count_releases(handover, &comings);
    /* what has no word for its kind comes first in its day */
    add_releases(&year, &comings, counts);
    add_embargoes(&year, &embargoes);
    add_terms(&year);
    add_judged(&year);
    add_ends(&year);
    add_quiet(&year);
    if (year.count > 0)
        qsort(year.entries, year.count, sizeof *year.entries, by_day);
    paper_head(handover->paper,
               handover_pick(handover, "これから12か月の予定", "The coming twelve months"));
    put_months(&year);
    put_often(handover, counts);
    return 0;
}
