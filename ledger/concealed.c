/* SPDX-License-Identifier: GPL-3.0-or-later */
/* concealed: see concealed.h. */
#include "ledger/concealed.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/buf.h"
#include "core/str.h"
#include "ledger/handle.h"

#define TEXT_LIMIT 8192
#define TOLD "embargo:told" /* a mark: up to when all that ended was told */

static const char NEXT[] =
    "SELECT min(embargo), count(*) FROM main.observation WHERE embargo > ?1";
static const char NEWEST[] =
    "SELECT max(embargo), count(*) FROM main.observation WHERE embargo <= ?1";

/* --- the views --- */

static const char NONE[] = "DROP VIEW IF EXISTS temp.observation;"
                           "DROP VIEW IF EXISTS temp.comment;"
                           "DROP VIEW IF EXISTS temp.indicator;"
                           "DROP VIEW IF EXISTS temp.alert;"
                           "DROP VIEW IF EXISTS temp.alert_history;"
                           "DROP VIEW IF EXISTS temp.health;";

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

static const char OUTSIDE[] =
    "CREATE TEMP VIEW observation AS SELECT * FROM main.observation"
    " WHERE embargo IS NULL OR embargo <= ?;"
    "CREATE TEMP VIEW comment AS SELECT * FROM main.comment WHERE observation IS NULL"
    " OR observation NOT IN (SELECT number FROM main.observation WHERE embargo > ?);"
    "CREATE TEMP VIEW indicator AS SELECT number, id,"
    " iif(number IN (SELECT indicator FROM main.observation WHERE embargo > ?),"
    "  coalesce((SELECT max(number) FROM main.observation o WHERE o.indicator = i.number"
    "   AND o.aside = 0 AND (o.embargo IS NULL OR o.embargo <= ?)), 0), revision)"
    "  AS revision, frequency, unit, year_ends FROM main.indicator i;";

/* An alert that was judged since the first figure that is not to be told may be of it: it is
 * as if nobody had looked since. Those that were open before stand as they were told then. */
static const char OUTSIDE_ALERTS[] =
    "CREATE TEMP VIEW alert_history AS SELECT h.* FROM main.alert_history h"
    " JOIN main.alert a ON a.number = h.alert WHERE NOT EXISTS"
    "  (SELECT 1 FROM main.observation o JOIN main.indicator i ON i.number = o.indicator"
    "   WHERE o.embargo > ? AND i.id = a.indicator AND h.at >= o.recorded_at);"
    "CREATE TEMP VIEW alert AS SELECT a.* FROM main.alert a WHERE NOT EXISTS"
    "  (SELECT 1 FROM main.observation o JOIN main.indicator i ON i.number = o.indicator"
    "   WHERE o.embargo > ? AND i.id = a.indicator AND a.changed >= o.recorded_at);";

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
    "   FROM main.observation o WHERE o.embargo > ? AND (o.source = m.source"
    "    OR substr(m.source, 1, length(o.source) + 1) = o.source || ' ')) AS early"
    "  FROM main.health m) h;";

static int set_views(struct ledger *ledger, int64_t now, const char *const *views,
                     struct err *err)
{
    struct buf text;
    int64_t next;

    if (ledger->concealing && sql_run(ledger->sql, NONE, err))
        return -1;
    ledger->concealing = false;
    if (concealed_next(ledger, now, &next, err))
        return -1;
    ledger->reader_now = now;
    if (next == INT64_MAX)
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
    static const char *const ALL[] = {OUTSIDE, OUTSIDE_ALERTS, OUTSIDE_SOURCES, NULL};

    return set_views(ledger, now, alerts ? ALL : VIEWS, err);
}

/* --- the hours --- */

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

int concealed_next(struct ledger *ledger, int64_t after, int64_t *out, struct err *err)
{
    return find(ledger, NEXT, after, INT64_MAX, out, err);
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

    return read_told(ledger, &told, err) ? -1 : concealed_next(ledger, told, out, err);
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
