/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handover_year: what is entered by hand, who answers for what, and the coming twelve months.
 */
#include "daemon/handover_part.h"

#include <stdlib.h>

#include "config/calendar.h"
#include "config/owner.h"
#include "config/phrase.h"
#include "core/civil.h"
#include "core/instant.h"
#include "core/str.h"
#include "daemon/caches.h"
#include "daemon/coming.h"

#define YEAR_MONTHS 12
#define OFTEN 14 /* releases in a year beyond which they are told once */

/* --- what is entered by hand --- */

static const char *say_newest(const struct handover *handover,
                              const struct indicator *indicator,
                              const struct observation *newest)
{
    struct buf words;

    if (newest == NULL)
        return handover_pick(handover, "まだない", "none yet");
    buf_init(&words, HANDOVER_LIMIT);
    buf_printf(&words, "%s ", handover_period(handover, indicator, newest->period));
    phrase_value(indicator, newest->value, handover->language, &words);
    const char *said = words_said(newest, handover->language);
    if (!str_empty(said))
        buf_printf(&words, "%s%s%s", handover_pick(handover, "〔", " ["), said,
                   handover_pick(handover, "〕", "]"));
    const char *kept = arena_strdup(handover->arena, buf_text(&words));
    buf_free(&words);
    return kept;
}

/* By its calendar; without one the period that follows is all that is known. */
static const char *say_next(const struct handover *handover, const struct indicator *indicator,
                            const struct observation *newest)
{
    struct awaited awaited = expecting_of(&handover->expecting, indicator, NULL);
    struct buf words;

    if (awaited.state == AWAITED_NONE && newest == NULL)
        return handover_pick(handover, "予定表なし", "no calendar");
    if (awaited.state == AWAITED_NONE)
        return arena_printf(handover->arena, "%s%s",
                            handover_period(handover, indicator, period_next(newest->period)),
                            handover_pick(handover, "（予定表なし）", " (no calendar)"));
    buf_init(&words, HANDOVER_LIMIT);
    calendar_say(indicator, &awaited, handover->language, &words);
    const char *kept = arena_strdup(handover->arena, buf_text(&words));
    buf_free(&words);
    return kept;
}

/* It cannot be read only where the ledger is damaged, which is told elsewhere. */
static const struct observation *find_newest(const struct handover *handover,
                                             const struct indicator *indicator)
{
    struct series *series = arena_alloc(handover->arena, 1, sizeof *series);
    struct err ignored = {0};

    (void)caches_series(handover->ledger, handover->settings, indicator, handover->arena,
                        series, &ignored);
    return series_latest(series);
}

static const char *say_owners(const struct handover *handover,
                              const struct indicator *indicator)
{
    struct owners owners;
    struct paper_names names;

    owner_of(handover->settings, indicator, handover->arena, &owners);
    paper_names_init(&names, HANDOVER_NAMES);
    for (size_t i = 0; i < owners.count; i++)
        paper_names_add(handover->paper, &names, owners.names[i]);
    return paper_names_end(handover->paper, &names);
}

static void put_entry(const struct handover *handover, const struct indicator *indicator,
                      const struct observation *newest)
{
    const char *owners = say_owners(handover, indicator);
    const char *const cells[] = {
        arena_printf(handover->arena, "%s（%s）", handover_title(handover, indicator),
                     indicator->id),
        say_newest(handover, indicator, newest), say_next(handover, indicator, newest),
        str_empty(owners) ? handover_pick(handover, "登録なし", "not on record") : owners};

    paper_cells(handover->paper, PAPER_KEPT, cells);
}

/* Those with a value or a calendar in a table; of the others there is nothing to tell but
 * their names. Returns how many stand in the table. */
static size_t put_entries(const struct handover *handover, struct paper_names *others)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "指標", "Indicator"), 2.6, false},
        {handover_pick(handover, "最新の値", "Newest"), 2, false},
        {handover_pick(handover, "次に入力する値", "To be entered next"), 3, false},
        {handover_pick(handover, "値を持つ課", "From whom"), 1.6, false}};
    const struct settings *settings = handover->settings;
    size_t told = 0;

    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        if (indicator->source_count > 0)
            continue;
        const struct observation *newest = find_newest(handover, indicator);
        if (newest == NULL && !release_known(calendar_release(indicator, NULL))) {
            paper_names_add(handover->paper, others, handover_title(handover, indicator));
            continue;
        }
        if (told++ == 0)
            paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
        if (told <= HANDOVER_ROWS)
            put_entry(handover, indicator, newest);
    }
    handover_more(handover, told);
    return told;
}

void handover_entries(const struct handover *handover)
{
    struct paper_names names;

    paper_names_init(&names, HANDOVER_NAMES);
    paper_head(handover->paper, handover_pick(handover, "手入力する値", "Entered by hand"));
    size_t told = put_entries(handover, &names);
    const char *others = paper_names_end(handover->paper, &names);
    if (*others != '\0')
        paper_say(handover->paper, PAPER_PLAIN, PAPER_KEPT,
                  arena_printf(handover->arena, "%s%s",
                               handover_pick(handover, "値も予定表もまだない指標：",
                                             "Without a value or a calendar so far: "),
                               others));
    if (told == 0 && *others == '\0')
        handover_none(handover, "手入力する指標はありません。", "There are none.");
    else
        paper_say(
            handover->paper, PAPER_SOFT, PAPER_KEPT,
            handover_pick(handover,
                          "入力：shihyo record 指標 期間 値。値を持つ課は、その指標を動かす"
                          "事業の所管課。",
                          "Entered with `shihyo record ID PERIOD VALUE`. From whom: the "
                          "sections of the programs meant to move it."));
}

/* --- who answers for what --- */

static const char *owner_name(const struct program *program)
{
    return str_empty(program->owner) ? "" : program->owner;
}

static const char *list_programs(const struct handover *handover, const char *owner)
{
    const struct settings *settings = handover->settings;
    struct paper_names names;

    paper_names_init(&names, HANDOVER_NAMES);
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        if (str_equal(owner_name(program), owner))
            paper_names_add(
                handover->paper, &names,
                settings_label(&settings_program_latest(program)->title, handover->language));
    }
    return paper_names_end(handover->paper, &names);
}

/* What its programs are meant to move, each once. */
static const char *list_indicators(const struct handover *handover, const char *owner)
{
    const struct settings *settings = handover->settings;
    bool *told = arena_alloc(handover->arena, settings->indicator_count, sizeof *told);
    struct paper_names names;

    paper_names_init(&names, HANDOVER_NAMES);
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        for (size_t k = 0; k < program->move_count && str_equal(owner_name(program), owner);
             k++) {
            size_t place = (size_t)(program->moves[k] - settings->indicators);

            if (!told[place])
                paper_names_add(handover->paper, &names,
                                handover_title(handover, program->moves[k]));
            told[place] = true;
        }
    }
    return paper_names_end(handover->paper, &names);
}

void handover_owners(const struct handover *handover)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "課", "Section"), 1.5, false},
        {handover_pick(handover, "事業", "Programs"), 4, false},
        {handover_pick(handover, "指標", "Indicators"), 3, false}};
    struct owners owners;
    const char *nobody = list_programs(handover, "");

    owner_all(handover->settings, handover->arena, &owners);
    paper_head(handover->paper, handover_pick(handover, "所管課", "Who answers for what"));
    if (owners.count > 0)
        paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < owners.count && i < HANDOVER_ROWS; i++) {
        const char *const cells[] = {owners.names[i], list_programs(handover, owners.names[i]),
                                     list_indicators(handover, owners.names[i])};

        paper_cells(handover->paper, PAPER_KEPT, cells);
    }
    if (*nobody != '\0')
        paper_say(handover->paper, PAPER_PLAIN, PAPER_KEPT,
                  arena_printf(handover->arena, "%s%s",
                               handover_pick(handover, "所管課の登録がない事業：",
                                             "Programs without a section on record: "),
                               nobody));
    else if (owners.count == 0)
        handover_none(handover, "事業の登録がありません。", "There is no program.");
}

/* --- the coming twelve months --- */

struct entry {
    int32_t day;
    size_t place; /* of equal days the first stays the first */
    const char *text;
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

static void add(struct year *year, int32_t day, const char *name, const char *title)
{
    struct civil date = civil_date(day);
    const struct handover *handover = year->handover;

    if (day < year->first || day >= year->end || year->count == year->most)
        return;
    year->entries[year->count] = (struct entry){
        .day = day,
        .place = year->count,
        .text = handover->language == LANGUAGE_JA
                    ? arena_printf(handover->arena, "%d日 %s%s", date.day, name, title)
                    : arena_printf(handover->arena, "%d: %s%s", date.day, name, title)};
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
        add(year, coming->moment.day,
            indicator->source_count > 0 ? "" : handover_pick(handover, "【入力】", "[enter] "),
            arena_printf(handover->arena, "%s%s%s%s", handover_title(handover, indicator),
                         handover_pick(handover, "（", " ("),
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

static void add_programs(struct year *year)
{
    const struct handover *handover = year->handover;
    const struct settings *settings = handover->settings;
    int32_t day;

    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];
        const char *title =
            settings_label(&settings_program_latest(program)->title, handover->language);

        if (settings_judged_from(program, &day))
            add(year, day,
                handover_pick(handover, "効果を判断できる時期に入る：",
                              "can be judged from now on: "),
                title);
        if (program->has_end)
            add(year, program->end - 1, handover_pick(handover, "事業の終わり：", "ends: "),
                title);
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

static void put_month(const struct year *year, size_t first, size_t end)
{
    const struct handover *handover = year->handover;
    struct paper_names names;

    paper_names_init(&names, HANDOVER_NAMES);
    for (size_t i = first; i < end; i++)
        paper_names_add(handover->paper, &names, year->entries[i].text);
    const char *const cells[] = {say_month(handover, year->entries[first].day),
                                 paper_names_end(handover->paper, &names)};
    paper_cells(handover->paper, PAPER_KEPT, cells);
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

void handover_calendar(const struct handover *handover)
{
    const struct settings *settings = handover->settings;
    struct comings comings;
    int32_t today = instant_day(handover->now);
    struct year year = {
        .handover = handover, .first = today, .end = civil_add_months(today, 1 + YEAR_MONTHS)};

    coming_find(settings, handover->now, instant_day_start(year.end), handover->arena,
                &comings);
    year.most = comings.count + settings->indicator_count + 2 * settings->program_count + 2;
    year.entries = arena_alloc(handover->arena, year.most, sizeof *year.entries);
    const size_t *counts = count_releases(handover, &comings);
    add_releases(&year, &comings, counts);
    add_terms(&year);
    add_programs(&year);
    add_quiet(&year);
    if (year.count > 0)
        qsort(year.entries, year.count, sizeof *year.entries, by_day);
    paper_head(handover->paper,
               handover_pick(handover, "これから12か月の予定", "The coming twelve months"));
    put_months(&year);
    put_often(handover, counts);
}
