/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_merge: observations against what stands; see ledger.h. */
#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/known.h"
#include "ledger/ledger.h"
#include "ledger/lookup.h"
#include "ledger/precedence.h"
#include "ledger/said.h"

static const char ADD_OBSERVATION[] =
    "INSERT INTO observation (indicator, frequency, period, value, status, rank, recorded_at,"
    " document, source, who, cell, note, aside, published, embargo)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, 0), ?9, ?10, ?11, ?12, ?13, ?14,"
    " nullif(?15, 0))";

struct merge {
    struct ledger *ledger;
    const struct ledger_origin *origin;
    const char *id; /* of the indicator */
    int64_t indicator;
    int64_t document; /* 0 = none */
    int64_t speaker;  /* when it has an address */
    int64_t now;
    int places; /* the most of what is merged */
    int64_t revision;
    struct ledger_counts *counts;
    struct known_list list;
};

/* --- weighing --- */

/* Which document it came with, and what its source had said before, are not asked: what
 * nothing else explains was rounded, or older than that. */
enum ledger_reason ledger_why_aside(const struct observation *stood,
                                    const struct observation *aside)
{
    const struct known known = {.found = true, .said = *stood};
    enum ledger_reason reason;

    if (aside->source && known_is(&known, aside))
        return LEDGER_CONFIRMED;
    if (precedence_refuses(stood, aside, DECIMAL_PLACES_MAX, &reason) ||
        precedence_refuses(stood, aside, aside->value.places, &reason))
        return reason;
    return aside->dated ? LEDGER_OLDER : LEDGER_LESS_EXACT;
}

/* The observation with who says it. */
static struct known speaks(const struct merge *merge, const struct observation *observation)
{
    struct known known = {.found = true, .said = *observation};

    known.said.source = merge->origin->source;
    known.said.rank = merge->origin->rank;
    return known;
}

enum outcome {
    ADDS,
    REVISES,
    RAISES,    /* what stands is said by who is trusted more, or with what was not known */
    CONFIRMS,  /* the source says what a person entered: a vintage, and the person's stands */
    REPEATS,   /* nothing new */
    STAYS,     /* nothing new, but it says otherwise than what stands */
    STEPS_BACK /* new, and does not replace what stands */
};

/* A note, or a newer day, is news of a figure that is known. */
static bool tells_more(const struct observation *stands, const struct observation *said)
{
    bool note = !str_empty(said->note) && !str_equal(said->note, stands->note);

    return note || (said->dated && !(stands->dated && stands->published >= said->published));
}

static enum outcome weigh_equal(const struct merge *merge, const struct standing *standing,
                                const struct observation *said, enum ledger_reason *reason)
{
    const struct observation *stands = &standing->current.said;
    bool refused = precedence_refuses(stands, said, DECIMAL_PLACES_MAX, reason);

    if (!said->source && stands->embargo > merge->now && said->embargo != stands->embargo)
        return RAISES; /* a person says another hour, or that there is none */
    if (!said->source)
        return !tells_more(stands, said) ? REPEATS : refused ? STEPS_BACK : RAISES;
    if (!stands->source)
        return known_is(&standing->aside, said) ? REPEATS : CONFIRMS;
    return stands->source != said->source && said->rank <= stands->rank && !refused ? RAISES
                                                                                    : REPEATS;
}

/* A document that says what it said before says nothing new, whatever else of it changed: a
 * correction made by hand since, or what a newer document says, stands until it changes its
 * own figure. A gap may be filled by what never stood. */
static bool is_repeated(const struct merge *merge, const struct standing *standing,
                        const struct observation *said)
{
    const struct known *last = standing->own.found ? &standing->own : &standing->said;

    if (!merge->origin->source || merge->origin->decided || !known_is(last, said))
        return false;
    return standing->current.said.status != OBSERVATION_MISSING ||
           known_is(&standing->said, said);
}

/* What a source published before what it said last is no change of its figure. */
static bool is_past(const struct merge *merge, const struct standing *standing,
                    const struct observation *said, enum ledger_reason *reason)
{
    return said->source && said->dated && standing->newest.found &&
           precedence_refuses(&standing->newest.said, said, merge->places, reason) &&
           *reason == LEDGER_OLDER;
}

static enum outcome weigh_repeated(const struct merge *merge, const struct standing *standing,
                                   const struct observation *said, enum ledger_reason *reason)
{
    if (known_is(&standing->current, said))
        return REPEATS;
    if (!standing->current.said.source)
        *reason = LEDGER_CORRECTED;
    else if (!precedence_refuses(&standing->current.said, said, merge->places, reason))
        *reason = LEDGER_OLDER;
    return STAYS;
}

static enum outcome weigh(const struct merge *merge, const struct observation *observation,
                          enum ledger_reason *reason)
{
    const struct standing *standing = known_find(&merge->list, observation->period.n);
    const struct observation said = speaks(merge, observation).said;
    const struct known *current = &standing->current;

    if (!current->found)
        return ADDS;
    if (is_repeated(merge, standing, &said))
        return weigh_repeated(merge, standing, &said, reason);
    if (known_is(current, &said))
        return weigh_equal(merge, standing, &said, reason);
    if (merge->origin->decided)
        return REVISES;
    return precedence_refuses(&current->said, &said, merge->places, reason) ||
                   is_past(merge, standing, &said, reason)
               ? STEPS_BACK
               : REVISES;
}

/* --- recording --- */

static int add(struct merge *merge, const struct observation *observation, bool aside,
               struct err *err)
{
    struct query *query = sql_query(merge->ledger->sql, ADD_OBSERVATION, err);
    const struct known known = speaks(merge, observation);
    char value[DECIMAL_TEXT_SIZE];

    if (!query)
        return -1;
    decimal_print(observation->value, value);
    sql_bind_integer(query, 1, merge->indicator);
    sql_bind_integer(query, 2, (int64_t)observation->period.frequency);
    sql_bind_integer(query, 3, observation->period.n);
    sql_bind_text(query, 4, value);
    sql_bind_integer(query, 5, (int64_t)observation->status);
    sql_bind_integer(query, 6, merge->origin->rank);
    sql_bind_integer(query, 7, merge->now);
    sql_bind_integer(query, 8, merge->document);
    sql_bind_text(query, 9, merge->origin->source);
    sql_bind_text(query, 10, merge->origin->who);
    sql_bind_text(query, 11, str_empty(observation->cell) ? NULL : observation->cell);
    sql_bind_text(query, 12, observation->note);
    sql_bind_integer(query, 13, aside);
    if (observation->dated)
        sql_bind_integer(query, 14, observation->published);
    sql_bind_integer(query, 15, observation->embargo);
    if (sql_finish(query, err))
        return -1;
    known_note(&merge->list, known_find(&merge->list, observation->period.n), &known, aside);
    if (!aside)
        merge->revision = sql_inserted(merge->ledger->sql);
    return 0;
}

static void count_kept(const struct merge *merge, const struct observation *observation,
                       enum ledger_reason reason)
{
    if (merge->counts->kept++ == 0)
        merge->counts->first = (struct ledger_kept){
            .indicator = merge->id,
            .period = observation->period,
            .value = observation->value,
            .status = observation->status,
            .reason = reason,
        };
}

/* Kept as a vintage, once: nothing that was published is lost without a trace. */
static int set_aside(struct merge *merge, const struct observation *observation,
                     enum ledger_reason reason, struct err *err)
{
    const struct standing *standing = known_find(&merge->list, observation->period.n);
    bool known = known_is(&standing->aside, observation);

    count_kept(merge, observation, reason);
    return known ? 0 : add(merge, observation, true, err);
}

/* Keeps what the address says, unless it said something newer. */
static int note_statement(struct merge *merge, const struct observation *observation,
                          struct err *err)
{
    struct standing *standing = known_find(&merge->list, observation->period.n);
    const struct known known = speaks(merge, observation);
    const struct observation *own = &standing->own.said;
    bool newer = known.said.dated && !(own->dated && known.said.published <= own->published);
    bool older = known.said.dated && own->dated && known.said.published < own->published;

    if (!merge->origin->source || !merge->origin->address ||
        (standing->own.found && (older || (!newer && known_is(&standing->own, observation)))))
        return 0;
    known_says(standing, &known);
    return said_note(merge->ledger, merge->indicator, merge->speaker, observation, err);
}

/* What may be told cannot be taken back by an embargo. */
static int check_embargo(const struct merge *merge, const struct standing *standing,
                         const struct observation *said, struct err *err)
{
    char text[PERIOD_TEXT_SIZE];

    if (merge->origin->source || said->embargo <= merge->now ||
        standing->current.said.embargo > merge->now || !known_is(&standing->current, said))
        return 0;
    period_print(said->period, text);
    return err_set(err, ERR_DATA,
                   "%s %s: this value stands already and may be told: an embargo cannot take "
                   "it back",
                   merge->id, text);
}

/* That something was taken back that was not told yet is told when that would have been. */
static struct observation conceal(const struct merge *merge, const struct standing *standing,
                                  const struct observation *observation)
{
    int64_t until = standing->current.said.embargo;
    struct observation said = *observation;

    if (!merge->origin->source && said.status == OBSERVATION_MISSING && said.embargo == 0 &&
        standing->current.found && until > merge->now) {
        said.embargo = until;
        if (merge->counts->until < until)
            merge->counts->until = until;
    }
    return said;
}

static int merge_one(struct merge *merge, const struct observation *observation,
                     struct err *err)
{
    const struct standing *standing = known_find(&merge->list, observation->period.n);
    const struct observation said = conceal(merge, standing, observation);
    struct ledger_counts *counts = merge->counts;
    enum ledger_reason reason = LEDGER_OLDER;
    enum outcome outcome = weigh(merge, &said, &reason);

    if (check_embargo(merge, standing, &said, err) || note_statement(merge, &said, err))
        return -1;
    switch (outcome) {
    case REPEATS:
        counts->same++;
        return 0;
    case STAYS:
        count_kept(merge, &said, reason);
        return 0;
    case STEPS_BACK:
        return set_aside(merge, &said, reason, err);
    case CONFIRMS:
    case RAISES:
        counts->same++;
        counts->confirmed++;
        break;
    case ADDS:
        counts->added++;
        break;
    case REVISES:
        counts->revised++;
        counts->withdrawn +=
            said.status == OBSERVATION_MISSING && series_has_value(&standing->current.said);
        break;
    }
    return add(merge, &said, outcome == CONFIRMS, err);
}

int ledger_sift(struct ledger *ledger, const char *indicator, const struct series *said,
                const struct ledger_origin *origin, bool *news, struct err *err)
{
    struct merge merge = {
        .ledger = ledger, .origin = origin, .id = indicator, .list = {.origin = origin}};
    int64_t revision;
    int failed = lookup_indicator(ledger, indicator, &merge.indicator, &revision, err) ||
                 known_gather(ledger, merge.indicator, said->observations, said->count,
                              &merge.list, err);

    merge.places = precedence_places(said->observations, said->count);
    for (size_t i = 0; i < said->count && !failed; i++) {
        enum ledger_reason reason;
        enum outcome outcome = weigh(&merge, &said->observations[i], &reason);

        news[i] = outcome == ADDS || outcome == REVISES;
    }
    known_free(&merge.list);
    return failed ? -1 : 0;
}

void ledger_add_counts(struct ledger_counts *sum, const struct ledger_counts *more)
{
    if (sum->kept == 0)
        sum->first = more->first;
    sum->added += more->added;
    sum->revised += more->revised;
    sum->same += more->same;
    sum->kept += more->kept;
    sum->confirmed += more->confirmed;
    sum->withdrawn += more->withdrawn;
    if (sum->until < more->until)
        sum->until = more->until;
}

static int begin(struct merge *merge, const struct observation *observations, size_t count,
                 struct err *err)
{
    const struct ledger_origin *origin = merge->origin;

    if (lookup_name_indicator(merge->ledger, merge->id, &merge->indicator, &merge->revision,
                              err) ||
        lookup_document(merge->ledger, origin->document, &merge->document, err) ||
        known_gather(merge->ledger, merge->indicator, observations, count, &merge->list, err))
        return -1;
    merge->places = precedence_places(observations, count);
    if (merge->places < origin->places)
        merge->places = origin->places;
    return origin->source && origin->address ? said_name(merge->ledger, origin->source,
                                                         origin->address, &merge->speaker, err)
                                             : 0;
}

static int merge_all(struct merge *merge, const struct observation *observations, size_t count,
                     struct err *err)
{
    if (begin(merge, observations, count, err))
        return -1;
    int64_t before = merge->revision;
    for (size_t i = 0; i < count; i++) {
        if (observations[i].status == OBSERVATION_FORECAST)
            return err_set(err, ERR_INTERNAL, "a forecast is no observation of %s", merge->id);
        if (observations[i].period.frequency != observations[0].period.frequency)
            return err_set(err, ERR_INTERNAL, "periods of two kinds of %s", merge->id);
        if (merge_one(merge, &observations[i], err))
            return -1;
    }
    return merge->revision == before
               ? 0
               : lookup_set_revision(merge->ledger, merge->indicator, merge->revision, err);
}

int ledger_merge(struct ledger *ledger, const char *indicator,
                 const struct observation *observations, size_t count,
                 const struct ledger_origin *origin, int64_t now, struct ledger_counts *counts,
                 struct err *err)
{
    struct merge merge = {.ledger = ledger,
                          .origin = origin,
                          .id = indicator,
                          .now = now,
                          .counts = counts,
                          .list = {.origin = origin}};
    bool own;

    if (count == 0)
        return 0;
    if (sql_enter(ledger->sql, &own, err))
        return -1;
    int failed = merge_all(&merge, observations, count, err);
    known_free(&merge.list);
    return sql_leave(ledger->sql, own, failed, err);
}
