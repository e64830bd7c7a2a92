/* SPDX-License-Identifier: GPL-3.0-or-later */
/* identity: see identity.h. Here: comparing and standing in; identity_text.c: what is said. */
#include "daemon/identity.h"

#include "core/str.h"
#include "core/unicode.h"
#include "daemon/addresses.h"
#include "daemon/fingerprint.h"
#include "ledger/meaning.h"

/* --- standing in --- */

static void restore(struct indicator *indicator)
{
    struct indicator *copy = indicator->standing.copy;
    const char *unit = indicator->standing.unit;

    if (indicator->standing.replaced)
        *indicator = *copy;
    indicator->standing = (struct standing){.copy = copy, .unit = unit};
}

static void keep_copy(struct settings *settings, struct indicator *indicator)
{
    struct standing *standing = &indicator->standing;

    if (standing->replaced)
        return;
    if (!standing->copy)
        standing->copy = arena_alloc(settings->arena, 1, sizeof *standing->copy);
    *standing->copy = *indicator;
    standing->replaced = true;
}

/* An axis holds one unit and one frequency. */
static void part(struct settings *settings, const struct indicator *refused)
{
    for (size_t i = 0; i < settings->indicator_count; i++) {
        struct indicator *other = &settings->indicators[i];

        if (other->compare != refused && other->respondents != refused &&
            other->outlook != refused)
            continue;
        keep_copy(settings, other);
        if (other->compare == refused)
            other->compare = NULL;
        if (other->respondents == refused)
            other->respondents = NULL;
        if (other->outlook == refused)
            other->outlook = NULL;
    }
}

static void take_frequency(struct indicator *indicator, const struct meaning *held)
{
    indicator->frequency = (enum frequency)held->frequency;
    indicator->baseline.set = false;
    indicator->target.set = false;
    indicator->rebase_count = 0;
    indicator->event_count = 0;
    indicator->compare = NULL;
    indicator->respondents = NULL;
    indicator->outlook = NULL;
}

static void take_unit(struct settings *settings, struct indicator *indicator,
                      const struct meaning *held)
{
    /* A daemon comes here every cycle, and the settings stay. */
    if (!indicator->standing.unit || !str_equal(indicator->standing.unit, held->unit))
        indicator->standing.unit = arena_strdup(settings->arena, held->unit);
    indicator->unit = indicator->standing.unit;
    indicator->unit_label = (struct label){.text = indicator->unit};
    indicator->decimals = PLACES_AS_PUBLISHED;
    indicator->minimum.set = false;
    indicator->maximum.set = false;
    indicator->baseline.set = false;
    indicator->target.set = false;
    indicator->compare = NULL;
    indicator->respondents = NULL;
    indicator->outlook = NULL;
}

/* ％ and % are one unit. */
static bool is_unit(const char *one, const char *other)
{
    if (str_equal(one, other))
        return true;
    struct arena *arena = arena_new();
    bool same = str_equal(unicode_key(arena, one), unicode_key(arena, other));

    arena_free(arena);
    return same;
}

static struct identity_change compare(const struct indicator *indicator,
                                      const struct meaning *held)
{
    bool fiscal = indicator->frequency == FREQUENCY_FISCAL_YEAR &&
                  held->frequency == FREQUENCY_FISCAL_YEAR;

    return (struct identity_change){
        .frequency = held->frequency != MEANING_NOT_NOTED &&
                     held->frequency != (int)indicator->frequency,
        .unit = held->unit && !is_unit(held->unit, indicator->unit),
        .year = fiscal && held->year_ends != MEANING_NOT_NOTED &&
                (held->year_ends == 1) != (indicator->year_label == YEAR_LABEL_ENDS),
    };
}

static void stand_in(struct settings *settings, struct indicator *indicator,
                     const struct meaning *held)
{
    struct identity_change change = compare(indicator, held);

    if (!change.frequency && !change.unit && !change.year)
        return;
    keep_copy(settings, indicator);
    indicator->standing.refused = true;
    if (change.frequency)
        take_frequency(indicator, held);
    if (change.unit)
        take_unit(settings, indicator, held);
    if (change.year || change.frequency)
        indicator->year_label = held->year_ends == 1 ? YEAR_LABEL_ENDS : YEAR_LABEL_STARTS;
    if (change.frequency || change.unit)
        part(settings, indicator);
}

/* What the ledger knows, to compare with. */
struct known {
    struct meaning_list held;
    struct meaning_changes changes;
};

static int read_known(struct ledger *ledger, struct arena *arena, struct known *out,
                      struct err *err)
{
    return meaning_all(ledger, arena, &out->held, err) ||
                   meaning_changes(ledger, NULL, arena, &out->changes, err)
               ? -1
               : 0;
}

static bool is_observed(const struct known *known, const char *id)
{
    const struct meaning *meaning = meaning_find(&known->held, id);

    return meaning && meaning->observed;
}

/* The id of before under which the history stands: that one, or what it was renamed to since
 * and no section has any more. */
static const char *find_history(const struct settings *settings, const struct known *known,
                                const char *was)
{
    const char *found = NULL;

    if (is_observed(known, was))
        return was;
    for (size_t i = 0; i < known->changes.count; i++) {
        const struct meaning_change *change = &known->changes.items[i];

        if (change->was && str_equal(change->was, was))
            found = change->id;
    }
    return found && is_observed(known, found) && !settings_indicator(settings, found)
               ? arena_strdup(settings->arena, found)
               : NULL;
}

static void find_former(const struct settings *settings, struct indicator *indicator,
                        const struct known *known)
{
    for (size_t i = 0; i < indicator->was_count && !indicator->standing.former; i++)
        indicator->standing.former = find_history(settings, known, indicator->was[i]);
    indicator->standing.rivals =
        indicator->standing.former && is_observed(known, indicator->id);
}

static bool is_renamed(const struct indicator *indicator)
{
    return indicator->standing.former && !indicator->standing.rivals;
}

static void apply(struct ledger *ledger, struct settings *settings, const struct known *known)
{
    meaning_follow_none(ledger);
    for (size_t i = 0; i < settings->indicator_count; i++)
        restore(&settings->indicators[i]);
    for (size_t i = 0; i < settings->indicator_count; i++) {
        struct indicator *indicator = &settings->indicators[i];

        find_former(settings, indicator, known);
        if (is_renamed(indicator))
            meaning_follow(ledger, indicator->id, indicator->standing.former);
        const char *held = is_renamed(indicator) ? indicator->standing.former : indicator->id;
        if (is_observed(known, held))
            stand_in(settings, indicator, meaning_find(&known->held, held));
    }
}

int identity_apply(struct ledger *ledger, struct settings *settings, struct err *err)
{
    struct arena *arena = arena_new();
    struct known known;
    int failed = read_known(ledger, arena, &known, err);

    if (!failed)
        apply(ledger, settings, &known);
    arena_free(arena);
    return failed;
}

static bool is_former(const struct settings *settings, const char *id)
{
    for (size_t i = 0; i < settings->indicator_count; i++) {
        if (str_equal(settings->indicators[i].standing.former, id))
            return true;
    }
    return false;
}

int identity_orphans(struct ledger *ledger, const struct settings *settings,
                     struct arena *arena, struct identity_orphans *out, struct err *err)
{
    struct meaning_list held;

    *out = (struct identity_orphans){0};
    if (meaning_all(ledger, arena, &held, err))
        return -1;
    out->ids = arena_alloc(arena, held.count, sizeof *out->ids);
    for (size_t i = 0; i < held.count; i++) {
        const char *id = held.items[i].id;

        if (held.items[i].observed && str_is_id(id) && !settings_indicator(settings, id) &&
            !is_former(settings, id))
            out->ids[out->count++] = id;
    }
    return 0;
}

/* --- renaming --- */

static int rename_one(struct ledger *ledger, const struct indicator *indicator, int64_t now,
                      struct err *err)
{
    struct arena *arena = arena_new();
    const char *was = indicator->standing.former;
    const struct meaning_change change = {
        .id = indicator->id,
        .at = now,
        .who = "configuration",
        .was = was,
        .note = arena_printf(arena, "%s:%d: was = %s", indicator->origin.file,
                             indicator->origin.line, was),
    };
    int failed = meaning_rename(ledger, was, indicator->id, err) ||
                 meaning_record(ledger, &change, err);

    arena_free(arena);
    return failed ? err_prefix(err, "indicator %s", indicator->id) : 0;
}

/* How a document was read names the indicators: it was read in the same way. */
static int reselect(struct ledger *ledger, const struct settings *settings,
                    const struct settings *before, struct err *err)
{
    for (size_t i = 0; i < settings->source_count; i++) {
        const struct source *source = &settings->sources[i];

        for (size_t at = 0; at < source->url_count; at++) {
            char old[SHA256_TEXT_SIZE], now[SHA256_TEXT_SIZE];

            fingerprint_source(before, source, at, old);
            fingerprint_source(settings, source, at, now);
            if (!str_equal(old, now) &&
                meaning_reselect(ledger, source->id, addresses_name(source, at), old, now,
                                 err))
                return -1;
        }
    }
    return 0;
}

/* The settings with the ids of before. */
static int rename_all(struct ledger *ledger, const struct settings *settings, int64_t now,
                      bool *any, struct err *err)
{
    struct arena *arena = arena_new();
    struct settings before = *settings;
    int failed = 0;

    before.indicators =
        arena_alloc(arena, settings->indicator_count, sizeof *before.indicators);
    *any = false;
    for (size_t i = 0; i < settings->indicator_count && !failed; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        before.indicators[i] = *indicator;
        if (!is_renamed(indicator))
            continue;
        *any = true;
        before.indicators[i].id = indicator->standing.former;
        failed = rename_one(ledger, indicator, now, err);
    }
    if (!failed && *any)
        failed = reselect(ledger, settings, &before, err);
    arena_free(arena);
    return failed;
}

/* --- noting --- */

static bool is_whole(const struct meaning *held)
{
    return held->frequency != MEANING_NOT_NOTED && held->unit &&
           held->year_ends != MEANING_NOT_NOTED;
}

/* What is noted stays; what is not yet is as the configuration says. */
static int note_one(struct ledger *ledger, const struct indicator *indicator,
                    const struct meaning *held, struct err *err)
{
    bool ends = indicator->year_label == YEAR_LABEL_ENDS;
    const struct meaning noted = {
        .id = held->id,
        .frequency =
            held->frequency == MEANING_NOT_NOTED ? (int)indicator->frequency : held->frequency,
        .unit = held->unit ? held->unit : indicator->unit,
        .year_ends = held->year_ends == MEANING_NOT_NOTED ? ends : held->year_ends,
    };

    return meaning_note(ledger, &noted, err);
}

static int note_all(struct ledger *ledger, const struct settings *settings,
                    const struct meaning_list *held, struct err *err)
{
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        const struct meaning *meaning = meaning_find(held, indicator->id);

        if (meaning && meaning->observed && !is_whole(meaning) &&
            note_one(ledger, indicator, meaning, err))
            return -1;
    }
    return 0;
}

int identity_note(struct ledger *ledger, const struct settings *settings, struct err *err)
{
    struct arena *arena = arena_new();
    struct meaning_list held;
    int failed = meaning_all(ledger, arena, &held, err);

    if (!failed)
        failed = note_all(ledger, settings, &held, err);
    arena_free(arena);
    return failed;
}

/* --- settling --- */

static bool is_settled(const struct settings *settings, const struct meaning_list *held)
{
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        const struct meaning *meaning = meaning_find(held, indicator->id);

        if (is_renamed(indicator) || (meaning && meaning->observed && !is_whole(meaning)))
            return false;
    }
    return true;
}

static int settle(struct ledger *ledger, struct settings *settings, int64_t now,
                  struct err *err)
{
    bool any;

    do { /* again after each of several names that one indicator had */
        if (rename_all(ledger, settings, now, &any, err) ||
            identity_apply(ledger, settings, err))
            return -1;
    } while (any);
    return identity_note(ledger, settings, err);
}

int identity_settle(struct ledger *ledger, struct settings *settings, int64_t now,
                    struct err *err)
{
    struct arena *arena = arena_new();
    struct known known;
    int failed = read_known(ledger, arena, &known, err);
    bool settled = true;

    if (!failed) {
        apply(ledger, settings, &known);
        settled = is_settled(settings, &known.held);
    }
    arena_free(arena);
    if (failed || settled)
        return failed;
    if (ledger_begin(ledger, err))
        return -1;
    if (settle(ledger, settings, now, err) || ledger_commit(ledger, err)) {
        ledger_rollback(ledger);
        return -1;
    }
    return 0;
}
