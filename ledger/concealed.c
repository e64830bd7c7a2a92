/* SPDX-License-Identifier: GPL-3.0-or-later */
/* concealed: see concealed.h. */
#include "ledger/concealed.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/buf.h"
#include "core/str.h"
#include "ledger/handle.h"
#include "ledger/rows.h"

#define TEXT_LIMIT 16384
#define TOLD "embargo:told" /* a mark: up to when all that ended was told */

/* Of figures, and of comments whose figure may be lost. */
static const char NEXT[] = "SELECT min(embargo), count(*) FROM"
                           " (SELECT embargo FROM main.observation WHERE embargo > ?1"
                           "  UNION ALL SELECT embargo FROM main.comment WHERE embargo > ?1)";
static const char NEWEST[] =
    "SELECT max(embargo), count(*) FROM"
    " (SELECT embargo FROM main.observation WHERE embargo <= ?1"
    "  UNION ALL SELECT embargo FROM main.comment WHERE embargo <= ?1)";
static const char HELD[] =
    "SELECT min(embargo), count(*) FROM main.quarantine WHERE embargo > ?1";

/* Of what was replaced since, a later version of its period says when it is told. */
static const char HOURS[] =
    "SELECT o.embargo, i.id, o.frequency, min(o.period), max(o.period),"
    " count(DISTINCT o.period) FROM main.observation o"
    " JOIN main.indicator i ON i.number = o.indicator WHERE o.embargo > ?1"
    " AND NOT EXISTS (SELECT 1 FROM main.observation n WHERE n.indicator = o.indicator"
    "  AND n.frequency = o.frequency AND n.period = o.period AND n.number > o.number"
    "  AND n.aside = 0) GROUP BY o.embargo, i.id, o.frequency ORDER BY o.embargo, i.id";

/* --- the views --- */

static const char NONE[] = "DROP VIEW IF EXISTS temp.observation;"
                           "DROP VIEW IF EXISTS temp.comment;"
                           "DROP VIEW IF EXISTS temp.indicator;"
                           "DROP VIEW IF EXISTS temp.alert;"
                           "DROP VIEW IF EXISTS temp.alert_history;"
                           "DROP VIEW IF EXISTS temp.health;"
                           "DROP VIEW IF EXISTS temp.quarantine;";

/* Each ? is now: views take no parameters. */
static void put(struct buf *out, const char *format, int64_t now)
{
    for (const char *p = format; *p != '\0'; p++) {
        if (*p == '?')
            buf_printf(out, "%" PRId64, now);
        else
            buf_putc(out, *p);
    }
}

/* Its text differs when an embargo is over; as a number it is what it was. */
static const char INSIDE[] =
    "CREATE TEMP VIEW indicator AS SELECT number, id,"
    " revision || coalesce((SELECT '/' || count(*) FROM main.observation o"
    "  WHERE o.embargo > ? AND o.indicator = i.number HAVING count(*) > 0), '') AS revision,"
    " frequency, unit, year_ends FROM main.indicator i;";

#define UNTOLD HANDLE_UNTOLD("?")

static const char OUTSIDE[] =
    "CREATE TEMP VIEW observation AS SELECT * FROM main.observation"
    " WHERE embargo IS NULL OR number NOT IN " UNTOLD ";"
    "CREATE TEMP VIEW comment AS SELECT * FROM main.comment"
    " WHERE (embargo IS NULL OR embargo <= ?)"
    " AND (observation IS NULL OR observation NOT IN " UNTOLD ");"
    "CREATE TEMP VIEW indicator AS SELECT number, id,"
    " iif(number IN (SELECT indicator FROM main.observation WHERE embargo > ?),"
    "  coalesce((SELECT max(number) FROM observation o WHERE o.indicator = i.number"
    "   AND o.aside = 0), 0), revision)"
    "  AS revision, frequency, unit, year_ends FROM main.indicator i;";

/* A step of an alert that may tell of what is not to be told is as if it had not been taken:
 * an alert stands as its last other step left it. */
#define KEPT(AT, STEP) " (SELECT 1" HANDLE_CONCEALED("main.observation", "?", AT, STEP) ")"

static const char OUTSIDE_STEPS[] =
    "CREATE TEMP VIEW alert_history AS SELECT h.* FROM main.alert_history h"
    " JOIN main.alert a ON a.number = h.alert WHERE NOT EXISTS" KEPT("h.at", "h") ";";
static const char OUTSIDE_ALERTS[] =
    "CREATE TEMP VIEW alert AS SELECT a.number, a.rule_id, a.indicator, a.source, h.segment,"
    " h.rule, h.severity, h.state, h.since, h.at AS changed, h.frequency, h.period, h.value,"
    " h.text, min(a.told, h.at) AS told, min(a.told_period, h.period) AS told_period, h.until"
    " FROM main.alert a JOIN main.alert_history h ON h.number ="
    "  (SELECT max(l.number) FROM alert_history l WHERE l.alert = a.number);"
    "CREATE TEMP VIEW quarantine AS SELECT * FROM main.quarantine"
    " WHERE embargo IS NULL OR embargo <= ?;";

/* The day on which an early document came tells that it did: a source's last change is that
 * before the first of what is not to be told. */
static const char OUTSIDE_SOURCES[] =
    "CREATE TEMP VIEW health AS SELECT source, last_try, last_success,"
    " iif(early IS NULL OR last_change < early, last_change, coalesce((SELECT min(f.at)"
    "   FROM main.fetch f WHERE f.usable AND f.source || rtrim(' ' || coalesce(f.address, ''))"
    "   = h.source AND f.document = (SELECT g.document FROM main.fetch g WHERE g.usable"
    "    AND g.source || rtrim(' ' || coalesce(g.address, '')) = h.source"
    "    AND g.document <> '' AND g.at < early ORDER BY g.number DESC LIMIT 1)), 0))"
    "  AS last_change, failing_since, failures, error, etag, last_modified, document,"
    " selection, fetched, problems, tried FROM (SELECT *, (SELECT min(o.recorded_at)"
    "   FROM main.observation o WHERE o.number IN " UNTOLD " AND (o.source = m.source"
    "    OR substr(m.source, 1, length(o.source) + 1) = o.source || ' ')) AS early"
    "  FROM main.health m) h;";

static int find(struct ledger *ledger, const char *text, int64_t at, int64_t none,
                int64_t *out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, text, err);

    *out = none;
    if (!query)
        return -1;
    sql_bind_integer(query, 1, at);
    int found = sql_step(query, err);
    if (found == 1 && sql_integer(query, 1) > 0)
        *out = sql_integer(query, 0);
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int concealed_all(struct ledger *ledger, struct err *err)
{
    if (ledger->concealing && sql_run(ledger->sql, NONE, err))
        return -1;
    ledger->concealing = false;
    ledger->reader_now = 0;
    return 0;
}

static int set_views(struct ledger *ledger, int64_t now, const char *const *views,
                     struct err *err)
{
    struct buf text;
    int64_t next, held;

    if (concealed_all(ledger, err) || find(ledger, NEXT, now, INT64_MAX, &next, err) ||
        find(ledger, HELD, now, INT64_MAX, &held, err))
        return -1;
    ledger->reader_now = now;
    if (next == INT64_MAX && held == INT64_MAX)
        return 0;
    buf_init(&text, TEXT_LIMIT);
    /* where there was no room for an index nothing may be written, but these are in memory */
    buf_puts(&text, "PRAGMA query_only = 0;");
    for (; *views; views++)
        put(&text, *views, now);
    int failed = sql_run(ledger->sql, buf_text(&text), err);
    buf_free(&text);
    ledger->concealing = !failed;
    return failed;
}

int concealed_show(struct ledger *ledger, int64_t now, struct err *err)
{
    static const char *const VIEWS[] = {INSIDE, NULL};

    return set_views(ledger, now, VIEWS, err);
}

int concealed_hide(struct ledger *ledger, int64_t now, bool alerts, struct err *err)
{
    static const char *const VIEWS[] = {OUTSIDE, NULL};
    static const char *const ALL[] = {OUTSIDE, OUTSIDE_STEPS, OUTSIDE_ALERTS, OUTSIDE_SOURCES,
                                      NULL};

    return set_views(ledger, now, alerts ? ALL : VIEWS, err);
}

/* --- the hours --- */

static int read_hour(struct query *query, void *row, struct arena *arena, struct err *err)
{
    enum frequency frequency = (enum frequency)sql_integer(query, 2);

    (void)err;
    *(struct concealed_hour *)row = (struct concealed_hour){
        .at = sql_integer(query, 0),
        .indicator = sql_text(query, 1, arena),
        .first = {frequency, (int32_t)sql_integer(query, 3)},
        .last = {frequency, (int32_t)sql_integer(query, 4)},
        .count = (size_t)sql_integer(query, 5),
    };
    return 0;
}

int concealed_hours(struct ledger *ledger, int64_t after, struct arena *arena,
                    struct concealed_hour **out, size_t *count, struct err *err)
{
    struct query *query = sql_query(ledger->sql, HOURS, err);

    if (query)
        sql_bind_integer(query, 1, after);
    *out = rows_gather(query, sizeof **out, read_hour, arena, count, err);
    return *out ? 0 : -1;
}

static int read_told(struct ledger *ledger, int64_t *out, struct err *err)
{
    struct arena *arena = arena_new();
    const char *mark = "";
    int failed = ledger_mark(ledger, TOLD, arena, &mark, err);

    *out = INT64_MIN;
    if (!failed && !str_empty(mark) && !str_integer(mark, INT64_MIN, INT64_MAX, out))
        *out = INT64_MIN;
    arena_free(arena);
    return failed;
}

int concealed_due(struct ledger *ledger, int64_t *out, struct err *err)
{
    int64_t told;

    return read_told(ledger, &told, err) ? -1 : find(ledger, NEXT, told, INT64_MAX, out, err);
}

int concealed_told(struct ledger *ledger, int64_t now, struct err *err)
{
    char mark[32];
    int64_t told, newest;

    if (read_told(ledger, &told, err) || find(ledger, NEWEST, now, INT64_MIN, &newest, err))
        return -1;
    if (newest <= told)
        return 0;
    (void)snprintf(mark, sizeof mark, "%" PRId64, newest);
    return ledger_set_mark(ledger, TOLD, mark, err);
}
