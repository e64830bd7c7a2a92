/* SPDX-License-Identifier: GPL-3.0-or-later */
/* migration: see migration.h. */
#include "daemon/migration.h"

#include <limits.h>

#include "core/str.h"
#include "daemon/identity.h"
#include "ledger/meaning.h"

#define MEAN_PLACES                                                                           \
    2 /* beyond those of the values, when the indicator has none of its own                   \
       */

/* One under way. */
struct turn {
    const struct migration *with;
    const struct migration_order *order;
    const struct indicator *held;  /* as the ledger has it */
    const struct indicator *asked; /* as configured */
    struct identity_change change;
    struct migration_report *report;
};

/* --- what was asked --- */

static int expect(bool changed, bool answered, const char *what, const char *options,
                  struct err *err)
{
    if (changed == answered)
        return 0;
    if (changed)
        return err_set(err, ERR_USAGE, "its %s changed, expected %s", what, options);
    return err_set(err, ERR_USAGE, "its %s did not change, expected no %s", what, options);
}

static int check_factor(const struct migration_order *order, struct err *err)
{
    if (order->unit != MIGRATION_UNIT_FACTOR)
        return 0;
    if (order->factor.units <= 0)
        return err_set(err, ERR_USAGE, "--factor: expected a number above zero");
    if (decimal_compare(order->factor, (struct decimal){1, 0}) == 0)
        return err_set(err, ERR_USAGE,
                       "--factor 1 changes no value, expected --rename-unit for another name "
                       "of the same unit");
    return 0;
}

static int check(const struct turn *turn, struct err *err)
{
    const struct migration_order *order = turn->order;

    if (!turn->held->standing.refused)
        return err_set(err, ERR_USAGE,
                       "there is nothing to migrate: it is configured as the ledger has it");
    if (expect(turn->change.unit, order->unit != MIGRATION_UNIT_STAYS, "unit",
               "--factor or --rename-unit", err) ||
        expect(turn->change.frequency, order->frequency != MIGRATION_FREQUENCY_STAYS,
               "frequency", "--start-anew, --sum, --mean or --last", err) ||
        expect(turn->change.year, order->year != MIGRATION_YEAR_STAYS, "year",
               "--shift-years or --keep-years", err) ||
        check_factor(order, err))
        return -1;
    if (order->frequency == MIGRATION_FREQUENCY_COMPUTED &&
        !aggregate_fits(turn->held->frequency, turn->asked->frequency))
        return err_set(err, ERR_USAGE,
                       "%s periods are not made up of whole %s ones, expected --start-anew",
                       period_frequency_name(turn->asked->frequency),
                       period_frequency_name(turn->held->frequency));
    return 0;
}

/* --- what the ledger notes --- */

static const char *say_unit(const struct turn *turn, struct arena *arena)
{
    char factor[DECIMAL_TEXT_SIZE];

    if (!turn->change.unit)
        return "";
    decimal_print(turn->order->factor, factor);
    return turn->order->unit == MIGRATION_UNIT_RENAMED
               ? arena_printf(arena, "; unit %s -> %s, renamed", turn->held->unit,
                              turn->asked->unit)
               : arena_printf(arena, "; unit %s -> %s, times %s", turn->held->unit,
                              turn->asked->unit, factor);
}

static const char *name_how(const struct migration_order *order)
{
    if (order->frequency == MIGRATION_FREQUENCY_ANEW)
        return "started anew";
    return order->how == AGGREGATE_SUM    ? "sums"
           : order->how == AGGREGATE_MEAN ? "means"
                                          : "last values";
}

static const char *say_frequency(const struct turn *turn, struct arena *arena)
{
    if (!turn->change.frequency)
        return "";
    return arena_printf(arena, "; frequency %s -> %s, %s",
                        period_frequency_name(turn->held->frequency),
                        period_frequency_name(turn->asked->frequency), name_how(turn->order));
}

static const char *say_year(const struct turn *turn, struct arena *arena)
{
    if (!turn->change.year)
        return "";
    return arena_printf(arena, "; year %s -> %s, %s",
                        turn->held->year_label == YEAR_LABEL_ENDS ? "ends" : "starts",
                        turn->asked->year_label == YEAR_LABEL_ENDS ? "ends" : "starts",
                        turn->order->year == MIGRATION_YEAR_KEPT ? "years kept"
                                                                 : "years shifted");
}

/* "migrate: unit 人 -> 千人, times 0.001: why". */
static const char *print_note(const struct turn *turn)
{
    struct arena *arena = turn->with->arena;
    const char *note = turn->order->note;
    const char *all = arena_printf(arena, "%s%s%s", say_unit(turn, arena),
                                   say_frequency(turn, arena), say_year(turn, arena));

    return arena_printf(arena, "migrate: %s%s%s", *all ? all + 2 : "",
                        str_empty(note) ? "" : ": ", str_empty(note) ? "" : note);
}

/* --- doing it --- */

static int read_held(const struct turn *turn, struct series *out, struct err *err)
{
    return ledger_series(turn->with->ledger, turn->held->id, turn->held->frequency, NULL,
                         turn->with->arena, out, err);
}

/* Worse than another: of a source without a grade, or of a lesser one, or trusted less. What
 * was entered by hand is the office's own. */
static int doubt(const struct turn *turn, const struct observation *item)
{
    if (!item->source)
        return 0;
    const struct source *source = settings_source(turn->with->settings, item->source);
    return source ? 1 + (int)source->grade : INT_MAX;
}

static bool is_worse(const struct turn *turn, const struct observation *one,
                     const struct observation *other)
{
    int a = doubt(turn, one);
    int b = doubt(turn, other);

    return a != b ? a > b : one->rank > other->rank;
}

/* What is made of figures is no better than the worst of them: it stays that source's, so that
 * a figure of the press does not become the office's own; only a person's stays a person's. */
static int enter_one(const struct turn *turn, struct observation *made,
                     const struct observation *worst, struct err *err)
{
    struct arena *arena = turn->with->arena;
    const char *who = turn->order->who;
    const struct ledger_origin origin = {
        .source = worst->source,
        .rank = worst->rank,
        .document = made->document,
        .who = worst->source ? NULL : who,
        .decided = true,
    };

    made->note = worst->source ? arena_printf(arena, "%s (%s)", turn->report->note, who)
                               : turn->report->note;
    return ledger_merge(turn->with->ledger, turn->held->id, made, 1, &origin, turn->with->now,
                        &turn->report->counts, err);
}

static const struct observation *find_worst(const struct turn *turn,
                                            const struct series *parts, struct period whole)
{
    static const struct observation NOBODY = {0};
    bool last = turn->order->how == AGGREGATE_LAST;
    const struct observation *worst = &NOBODY;

    for (size_t i = 0; i < parts->count; i++) {
        const struct observation *part = &parts->observations[i];
        bool within = period_start(part->period) >= period_start(whole) &&
                      period_end(part->period) <= period_end(whole) &&
                      (!last || period_end(part->period) == period_end(whole));

        if (within && series_has_value(part) && is_worse(turn, part, worst))
            worst = part;
    }
    return worst;
}

static int mean_places(const struct turn *turn, const struct series *series)
{
    int places = 0;

    if (turn->asked->decimals != PLACES_AS_PUBLISHED)
        return turn->asked->decimals;
    for (size_t i = 0; i < series->count; i++) {
        if (series->observations[i].value.places > places)
            places = series->observations[i].value.places;
    }
    return places + MEAN_PLACES > DECIMAL_PLACES_MAX ? DECIMAL_PLACES_MAX
                                                     : places + MEAN_PLACES;
}

static int compute(const struct turn *turn, struct err *err)
{
    struct aggregate made;
    struct series series;

    if (turn->order->frequency != MIGRATION_FREQUENCY_COMPUTED)
        return 0;
    if (read_held(turn, &series, err) ||
        aggregate_series(&series, turn->asked->frequency, turn->order->how,
                         mean_places(turn, &series), turn->with->arena, &made, err))
        return -1;
    turn->report->left_out = made.left_out;
    for (size_t i = 0; i < made.made.count; i++) {
        struct observation *whole = &made.made.observations[i];

        if (enter_one(turn, whole, find_worst(turn, &series, whole->period), err))
            return -1;
    }
    return meaning_forget_said(turn->with->ledger, turn->held->id, err);
}

static int shift_one(const struct turn *turn, const struct series *series,
                     const struct observation *from, int32_t by, struct err *err)
{
    struct observation moved = {
        .period = period_add(from->period, by),
        .value = from->value,
        .status = from->status,
        .cell = from->cell,
        .document = from->document,
        .dated = from->dated,
        .published = from->published,
    };
    struct observation left = {.period = from->period, .status = OBSERVATION_MISSING};

    if (enter_one(turn, &moved, from, err))
        return -1;
    return series_find(series, period_add(from->period, -by))
               ? 0
               : enter_one(turn, &left, from, err);
}

static int move_comment(const struct turn *turn, const struct comment *from, int32_t by,
                        struct err *err)
{
    struct comment moved = *from;

    moved.period = period_add(from->period, by);
    moved.at = turn->with->now;
    moved.who = turn->order->who;
    return ledger_restore_comment(turn->with->ledger, &moved, err);
}

static int leave_comment(const struct turn *turn, const struct comment *from, struct err *err)
{
    struct comment left = {.indicator = from->indicator,
                           .period = from->period,
                           .state = COMMENT_WITHDRAWN,
                           .section = from->section,
                           .at = turn->with->now,
                           .who = turn->order->who};

    return ledger_restore_comment(turn->with->ledger, &left, err);
}

/* What is said of a figure goes with it; all are taken away before any is put where another
 * stood. */
static int shift_comments(const struct turn *turn, int32_t by, struct err *err)
{
    struct comments standing;

    if (ledger_comments(turn->with->ledger, turn->held->id, NULL, turn->with->arena, &standing,
                        err))
        return -1;
    for (size_t i = 0; i < standing.count; i++) {
        if (standing.items[i].period.frequency == turn->held->frequency &&
            leave_comment(turn, &standing.items[i], err))
            return -1;
    }
    for (size_t i = 0; i < standing.count; i++) {
        if (standing.items[i].period.frequency == turn->held->frequency &&
            move_comment(turn, &standing.items[i], by, err))
            return -1;
    }
    return 0;
}

/* Each value moves to its year; the one that is left without any says so. */
static int shift(const struct turn *turn, struct err *err)
{
    int32_t by = turn->asked->year_label == YEAR_LABEL_ENDS ? -1 : 1;
    struct series series;

    if (turn->order->year != MIGRATION_YEAR_SHIFTED)
        return 0;
    if (read_held(turn, &series, err))
        return -1;
    for (size_t i = 0; i < series.count; i++) {
        if (shift_one(turn, &series, &series.observations[i], by, err))
            return -1;
    }
    return shift_comments(turn, by, err) ||
                   meaning_shift_said(turn->with->ledger, turn->held->id, by, err)
               ? -1
               : 0;
}

/* What is held or was dropped is in the unit and the periods of before: it is never recorded
 * any more. */
static int supersede(const struct turn *turn, struct err *err)
{
    struct held_list all;

    if (turn->order->unit == MIGRATION_UNIT_RENAMED && !turn->change.frequency &&
        !turn->change.year)
        return 0;
    if (ledger_held(turn->with->ledger, turn->held->id, NULL, false, turn->with->arena, &all,
                    err))
        return -1;
    for (size_t i = 0; i < all.count; i++) {
        struct held item = all.items[i];

        if (item.whole || (item.state != HELD_OPEN && item.state != HELD_DROPPED))
            continue;
        turn->report->dropped += item.state == HELD_OPEN;
        item.state = HELD_SUPERSEDED;
        item.decided = turn->with->now;
        item.who = NULL;
        item.note = turn->report->note;
        if (ledger_decide(turn->with->ledger, &item, err))
            return -1;
    }
    return 0;
}

static int note(const struct turn *turn, struct err *err)
{
    const struct meaning meaning = {
        .id = turn->held->id,
        .frequency = (int)turn->asked->frequency,
        .unit = turn->asked->unit,
        .year_ends = turn->asked->year_label == YEAR_LABEL_ENDS,
    };

    return meaning_note(turn->with->ledger, &meaning, err);
}

/* The caches were made from the same rows, which are read otherwise now. */
static int forget_caches(const struct turn *turn, struct err *err)
{
    const struct settings *settings = turn->with->settings;
    struct ledger *ledger = turn->with->ledger;
    struct arena *arena = turn->with->arena;
    const char *id = turn->held->id;

    if (ledger_forget_mark(ledger, arena_printf(arena, "rrd:%s", id), err) ||
        ledger_forget_mark(ledger, arena_printf(arena, "chart:%s", id), err))
        return -1;
    for (size_t i = 0; i < settings->alert_count; i++) {
        const struct alert_rule *rule = &settings->alerts[i];

        if (rule->indicator == turn->held &&
            ledger_forget_mark(ledger, arena_printf(arena, "judge:%s", rule->id), err))
            return -1;
    }
    return 0;
}

static int apply(const struct turn *turn, struct err *err)
{
    const struct meaning_change change = {
        .id = turn->held->id,
        .at = turn->with->now,
        .who = turn->order->who,
        .factor = turn->order->unit == MIGRATION_UNIT_FACTOR ? &turn->order->factor : NULL,
        .note = turn->report->note,
    };

    /* the factor first: what is computed is in the new unit */
    return meaning_record(turn->with->ledger, &change, err) || compute(turn, err) ||
                   shift(turn, err) || supersede(turn, err) || note(turn, err) ||
                   forget_caches(turn, err)
               ? -1
               : 0;
}

int migration_run(const struct migration *migration, const struct migration_order *order,
                  struct migration_report *report, struct err *err)
{
    const struct indicator *indicator = settings_indicator(migration->settings, order->id);
    struct turn turn = {
        .with = migration,
        .order = order,
        .held = indicator,
        .asked = identity_configured(indicator),
        .change = identity_changes(indicator),
        .report = report,
    };

    *report = (struct migration_report){0};
    report->note = print_note(&turn);
    if (check(&turn, err) || read_held(&turn, &report->before, err) || apply(&turn, err))
        return err_prefix(err, "indicator %s", order->id);
    if (identity_apply(migration->ledger, migration->settings, err))
        return -1;
    return ledger_series(migration->ledger, order->id, indicator->frequency, NULL,
                         migration->arena, &report->after, err);
}
