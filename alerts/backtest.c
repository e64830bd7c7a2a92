/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backtest: see backtest.h. */
#include "alerts/backtest.h"

#include <stdlib.h>
#include <string.h>

#include "core/instant.h"

#define BACKTEST_TEXT 1024

/* A version and the day from which it was known. */
struct item {
    const struct observation *said;
    int32_t day;
    size_t order; /* as recorded, among those of one day */
};

/* The state of the replay: what is known by now. */
struct replay {
    const struct backtest_case *asked;
    struct backtest *out;
    struct series known;    /* what stands */
    struct series versions; /* all of it, recorded_at is the day */
    bool open;
};

/* --- days --- */

static int64_t first_record(const struct series *vintages)
{
    int64_t first = INT64_MAX;

    for (size_t i = 0; i < vintages->count; i++) {
        if (vintages->observations[i].recorded_at < first)
            first = vintages->observations[i].recorded_at;
    }
    return first;
}

/* Whether it was first recorded when later periods were known already. */
static bool is_late(const struct series *vintages, size_t i)
{
    const struct observation *item = &vintages->observations[i];
    bool first =
        i == 0 || period_compare(vintages->observations[i - 1].period, item->period) != 0;

    for (size_t k = i + 1; first && k < vintages->count; k++) {
        const struct observation *later = &vintages->observations[k];

        if (later->recorded_at <= item->recorded_at && series_has_value(later) &&
            period_compare(later->period, item->period) > 0)
            return true;
    }
    return false;
}

static int32_t find_day(const struct series *vintages, size_t i, int64_t first, bool *assumed)
{
    const struct observation *item = &vintages->observations[i];

    *assumed = !item->dated && (item->recorded_at == first || is_late(vintages, i));
    if (item->dated)
        return item->published;
    return *assumed ? period_end(item->period) : instant_day(item->recorded_at);
}

static int compare_items(const void *a, const void *b)
{
    const struct item *one = a;
    const struct item *two = b;

    if (one->day != two->day)
        return one->day < two->day ? -1 : 1;
    if (one->said->recorded_at != two->said->recorded_at)
        return one->said->recorded_at < two->said->recorded_at ? -1 : 1;
    return one->order < two->order ? -1 : one->order > two->order;
}

static struct item *gather(const struct backtest_case *asked, struct backtest *out)
{
    const struct series *vintages = asked->vintages;
    int64_t first = first_record(vintages);
    struct item *items = arena_alloc(asked->arena, vintages->count + 1, sizeof *items);
    int32_t watched = vintages->count > 0 ? instant_day(first) : 0;

    for (size_t i = 0; i < vintages->count; i++) {
        bool assumed;

        if (vintages->observations[i].aside)
            continue;
        items[out->versions] =
            (struct item){.said = &vintages->observations[i], .order = out->versions};
        items[out->versions++].day = find_day(vintages, i, first, &assumed);
        out->assumed += assumed;
        if (vintages->observations[i].dated && vintages->observations[i].published < watched)
            watched = vintages->observations[i].published;
    }
    out->watched = out->versions > 0 ? watched : 0;
    qsort(items, out->versions, sizeof *items, compare_items);
    return items;
}

/* --- what is known --- */

static void insert(struct series *series, size_t at, const struct observation *item)
{
    memmove(&series->observations[at + 1], &series->observations[at],
            (series->count - at) * sizeof *series->observations);
    series->observations[at] = *item;
    series->count++;
}

static void learn(struct replay *replay, const struct item *item)
{
    struct series *known = &replay->known;
    struct series *versions = &replay->versions;
    struct observation here = *item->said;
    size_t at = series_position(known, here.period);

    here.recorded_at = item->day;
    if (at < known->count && period_compare(known->observations[at].period, here.period) == 0)
        known->observations[at] = here;
    else
        insert(known, at, &here);
    at = series_position(versions, here.period);
    while (at < versions->count &&
           period_compare(versions->observations[at].period, here.period) == 0)
        at++;
    insert(versions, at, &here);
}

/* --- what is judged --- */

static void open_spell(struct replay *replay, const struct rule_case *here, int32_t day)
{
    const struct backtest_case *asked = replay->asked;
    const struct observation *latest = series_latest(&replay->known);
    struct backtest_spell *spell = &replay->out->spells[replay->out->count++];
    struct buf fact;

    buf_init(&fact, BACKTEST_TEXT);
    if (rule_judge(&asked->rule->raise, here) == RULE_YES)
        rule_fact(&asked->rule->raise, here, asked->language, &fact);
    *spell = (struct backtest_spell){.raised = day,
                                     .period = latest->period,
                                     .valued = true,
                                     .value = latest->value,
                                     .trial = rule_on_trial(&asked->rule->raise, here),
                                     .fact = arena_strdup(asked->arena, buf_text(&fact)),
                                     .releases = 1};
    buf_free(&fact);
}

static void close_spell(struct replay *replay, int32_t day)
{
    struct backtest_spell *spell = &replay->out->spells[replay->out->count - 1];
    const struct observation *latest = series_latest(&replay->known);

    spell->over = true;
    spell->cleared = day;
    spell->cleared_period = latest ? latest->period : spell->period;
}

/* Memory of one judgement is let go with it; of what is told it is kept. */
static void judge(struct replay *replay, int32_t day, bool newer)
{
    const struct backtest_case *asked = replay->asked;
    struct arena *scratch = arena_new();
    const struct rule_case here = {.indicator = asked->indicator,
                                   .series = &replay->known,
                                   .vintages = &replay->versions,
                                   .until = INT64_MAX,
                                   .arena = scratch};
    enum standing_state state = standing_find(asked->rule, &here);

    if (replay->open && newer && state != STANDING_CLEAR && state != STANDING_PENDING)
        replay->out->spells[replay->out->count - 1].releases++;
    if (!replay->open && state == STANDING_OPEN)
        open_spell(replay, &here, day);
    else if (replay->open && (state == STANDING_CLEAR || state == STANDING_PENDING))
        close_spell(replay, day);
    if (state != STANDING_UNKNOWN)
        replay->open = state == STANDING_OPEN;
    arena_free(scratch);
}

/* What was raised before `from` is not told. */
static void drop_early(struct backtest *out, int32_t from)
{
    size_t early = 0;

    while (early < out->count && out->spells[early].raised < from)
        early++;
    out->spells += early;
    out->count -= early;
}

void backtest_run(const struct backtest_case *asked, struct backtest *out)
{
    size_t most = asked->vintages->count + 1;
    struct replay replay = {.asked = asked, .out = out};
    enum frequency frequency = asked->indicator->frequency;

    *out = (struct backtest){.spells = arena_alloc(asked->arena, most, sizeof *out->spells)};
    replay.known = (struct series){
        .frequency = frequency,
        .observations = arena_alloc(asked->arena, most, sizeof(struct observation))};
    replay.versions = (struct series){
        .frequency = frequency,
        .observations = arena_alloc(asked->arena, most, sizeof(struct observation))};
    struct item *items = gather(asked, out);
    bool timed = rule_is_timed(&asked->rule->raise);
    for (size_t i = 0; i < out->versions && items[i].day <= asked->to;) {
        int32_t day = items[i].day;
        const struct observation *before = series_latest(&replay.known);
        struct period newest = before ? before->period : (struct period){frequency, INT32_MIN};

        out->first = i == 0 ? day : out->first;
        out->last = day;
        for (; i < out->versions && items[i].day == day; i++)
            learn(&replay, &items[i]);
        const struct observation *latest = series_latest(&replay.known);
        if (!timed)
            judge(&replay, day, latest && period_compare(latest->period, newest) > 0);
    }
    if (timed)
        backtest_overdue(asked, out);
    for (size_t i = 0; i < replay.known.count; i++)
        out->values += series_has_value(&replay.known.observations[i]);
    drop_early(out, asked->from);
    while (out->count > 0 && out->spells[out->count - 1].raised > asked->to)
        out->count--;
}

bool backtest_rate(const struct backtest_case *asked, const struct backtest *result,
                   double *years, double *per_year)
{
    enum { YEAR_DAYS = 365 };
    int32_t from = result->watched > asked->from ? result->watched : asked->from;
    int32_t to = instant_day(asked->now) < asked->to ? instant_day(asked->now) : asked->to;
    size_t raised = 0;

    if (result->versions == 0 || to - from < YEAR_DAYS)
        return false;
    for (size_t i = 0; i < result->count; i++)
        raised += result->spells[i].raised >= from && result->spells[i].raised <= to;
    *years = (to - from) / 365.2425;
    *per_year = (double)raised / *years;
    return true;
}
