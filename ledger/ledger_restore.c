/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_restore: vintages that another ledger recorded; see ledger.h. */
#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/lookup.h"

static const char ADD_VINTAGE[] =
    "INSERT INTO observation (indicator, frequency, period, value, status, rank, recorded_at,"
    " document, source, who, cell, note, aside, published, embargo)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, 0), ?9, ?10, ?11, ?12, ?13, ?14,"
    " nullif(?15, 0))";
static const char ADD_DOCUMENT[] =
    "INSERT INTO document (sha256, bytes, content_type, first_seen, dropped)"
    " VALUES (?1, 0, '', ?2, ?3)";

struct restoring {
    struct ledger *ledger;
    int64_t indicator;
    int64_t revision;
    int64_t now;
    const char *sha256; /* the document last looked up, and its number */
    int64_t document;
    struct series there; /* what the ledger held before */
    size_t at;           /* the first of them that is not yet accounted for */
    size_t period_end;   /* and behind the last of the period at hand */
    bool appending;      /* to the period at hand */
    struct ledger_counts *counts;
};

static bool same_text(const char *a, const char *b)
{
    return str_equal(a ? a : "", b ? b : "");
}

static bool is_same(const struct observation *a, const struct observation *b)
{
    bool value = !series_has_value(a) ||
                 (a->value.units == b->value.units && a->value.places == b->value.places);

    return value && a->status == b->status && a->recorded_at == b->recorded_at &&
           a->aside == b->aside && a->rank == b->rank && a->dated == b->dated &&
           a->published == b->published && a->embargo == b->embargo &&
           same_text(a->source, b->source) && same_text(a->document, b->document) &&
           same_text(a->who, b->who) && same_text(a->cell, b->cell) &&
           same_text(a->note, b->note);
}

static int find_document(struct restoring *restoring, const struct observation *vintage,
                         struct err *err)
{
    struct ledger *ledger = restoring->ledger;

    if (same_text(restoring->sha256, vintage->document))
        return 0;
    restoring->sha256 = vintage->document;
    if (lookup_document(ledger, vintage->document, &restoring->document, err))
        return -1;
    if (str_empty(vintage->document) || restoring->document != 0)
        return 0;
    struct query *query = sql_query(ledger->sql, ADD_DOCUMENT, err);
    if (!query)
        return -1;
    sql_bind_text(query, 1, vintage->document);
    sql_bind_integer(query, 2, vintage->recorded_at);
    sql_bind_integer(query, 3, restoring->now);
    if (sql_finish(query, err))
        return -1;
    restoring->document = sql_inserted(ledger->sql);
    return 0;
}

static void bind_text(struct query *query, int index, const char *text)
{
    sql_bind_text(query, index, str_empty(text) ? NULL : text);
}

static int append(struct restoring *restoring, const struct observation *vintage,
                  struct err *err)
{
    char value[DECIMAL_TEXT_SIZE];
    struct query *query;

    if (find_document(restoring, vintage, err))
        return -1;
    query = sql_query(restoring->ledger->sql, ADD_VINTAGE, err);
    if (!query)
        return -1;
    decimal_print(vintage->value, value);
    sql_bind_integer(query, 1, restoring->indicator);
    sql_bind_integer(query, 2, (int64_t)vintage->period.frequency);
    sql_bind_integer(query, 3, vintage->period.n);
    sql_bind_text(query, 4, value);
    sql_bind_integer(query, 5, (int64_t)vintage->status);
    sql_bind_integer(query, 6, vintage->rank);
    sql_bind_integer(query, 7, vintage->recorded_at);
    sql_bind_integer(query, 8, restoring->document);
    bind_text(query, 9, vintage->source);
    bind_text(query, 10, vintage->who);
    bind_text(query, 11, vintage->cell);
    bind_text(query, 12, vintage->note);
    sql_bind_integer(query, 13, vintage->aside);
    if (vintage->dated)
        sql_bind_integer(query, 14, vintage->published);
    sql_bind_integer(query, 15, vintage->embargo);
    if (sql_finish(query, err))
        return -1;
    restoring->counts->added++;
    if (!vintage->aside)
        restoring->revision = sql_inserted(restoring->ledger->sql);
    return 0;
}

static void enter_period(struct restoring *restoring, struct period period)
{
    const struct series *there = &restoring->there;

    while (restoring->at < there->count &&
           there->observations[restoring->at].period.n < period.n)
        restoring->at++;
    restoring->period_end = restoring->at;
    while (restoring->period_end < there->count &&
           there->observations[restoring->period_end].period.n == period.n)
        restoring->period_end++;
    restoring->appending = false;
}

/* True when the ledger has it already; what is there before it and not in the file stays. */
static bool find_there(struct restoring *restoring, const struct observation *vintage)
{
    for (size_t i = restoring->at; i < restoring->period_end; i++) {
        if (is_same(&restoring->there.observations[i], vintage)) {
            restoring->at = i + 1;
            return true;
        }
    }
    return false;
}

/* What was recorded last stands: a version of before cannot be put behind it. */
static int check_order(const struct restoring *restoring, const struct observation *vintage,
                       bool missing, struct err *err)
{
    const struct series *there = &restoring->there;
    size_t end = restoring->period_end;
    char period[PERIOD_TEXT_SIZE];
    bool any = end > 0 && there->observations[end - 1].period.n == vintage->period.n;

    if (missing ? !any || vintage->recorded_at >= there->observations[end - 1].recorded_at
                : !restoring->appending)
        return 0;
    period_print(vintage->period, period);
    return err_set(err, ERR_DATA,
                   "%s has a later version already: this one cannot be put before it", period);
}

/* Which of them are not there yet, before anything is written. */
static int find_missing(struct restoring *restoring, const struct series *vintages,
                        bool *missing, size_t *index, struct err *err)
{
    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *vintage = &vintages->observations[i];

        *index = i;
        if (i == 0 || vintage[-1].period.n != vintage->period.n)
            enter_period(restoring, vintage->period);
        missing[i] = !find_there(restoring, vintage);
        if (check_order(restoring, vintage, missing[i], err))
            return -1;
        restoring->appending = restoring->appending || missing[i];
        restoring->counts->same += !missing[i];
    }
    return 0;
}

static int append_all(struct restoring *restoring, const struct series *vintages,
                      const bool *missing, struct err *err)
{
    int64_t before;

    if (lookup_name_indicator(restoring->ledger, vintages->indicator, &restoring->indicator,
                              &before, err))
        return -1;
    restoring->revision = before;
    for (size_t i = 0; i < vintages->count; i++) {
        if (missing[i] && append(restoring, &vintages->observations[i], err))
            return -1;
    }
    return restoring->revision == before
               ? 0
               : lookup_set_revision(restoring->ledger, restoring->indicator,
                                     restoring->revision, err);
}

/* Those of one frequency. */
static int restore(struct restoring *restoring, const struct series *vintages,
                   struct arena *arena, size_t *index, struct err *err)
{
    bool *missing = arena_alloc(arena, vintages->count, sizeof *missing);

    return ledger_vintages(restoring->ledger, vintages->indicator, vintages->frequency, arena,
                           &restoring->there, err) ||
                   find_missing(restoring, vintages, missing, index, err) ||
                   append_all(restoring, vintages, missing, err)
               ? -1
               : 0;
}

/* From `first` on those of its frequency. */
static struct series cut(const struct series *vintages, size_t first)
{
    struct series run = {.indicator = vintages->indicator,
                         .frequency = vintages->observations[first].period.frequency,
                         .observations = vintages->observations + first};

    while (first + run.count < vintages->count &&
           run.observations[run.count].period.frequency == run.frequency)
        run.count++;
    return run;
}

static int restore_runs(const struct restoring *how, const struct series *vintages,
                        size_t *index, struct err *err)
{
    for (size_t first = 0; first < vintages->count;) {
        struct series run = cut(vintages, first);
        struct restoring restoring = *how;
        struct arena *arena = arena_new();
        int failed = restore(&restoring, &run, arena, index, err);

        *index += first;
        arena_free(arena);
        if (failed)
            return -1;
        first += run.count;
    }
    return 0;
}

int ledger_restore(struct ledger *ledger, const struct series *vintages, int64_t now,
                   struct ledger_counts *counts, size_t *index, struct err *err)
{
    struct restoring restoring = {.ledger = ledger, .now = now, .counts = counts};
    bool own;

    *index = 0;
    if (vintages->count == 0)
        return 0;
    if (sql_enter(ledger->sql, &own, err))
        return -1;
    int failed = restore_runs(&restoring, vintages, index, err);
    return sql_leave(ledger->sql, own, failed, err);
}
