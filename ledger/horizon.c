/* SPDX-License-Identifier: GPL-3.0-or-later */
/* horizon: see horizon.h. */
#include "ledger/horizon.h"

#include <inttypes.h>

#include "core/buf.h"
#include "core/str.h"
#include "ledger/handle.h"

#define TEXT_LIMIT 32768

static const struct horizon_part PARTS[] = {
    {"observation", "recorded_at"},
    {"comment", "at"},
    {"fetch", "at"},
    {"quarantine", "at"},
    {"quarantine_decision", "at"},
    {"alert_history", "at"},
    {"alert_silence", "at"},
    {"migration", "at"},
    {0},
};

const struct horizon_part *horizon_parts(void)
{
    return PARTS;
}

/* Which rows of a part are there. */
static void put_limit(const struct horizon *horizon, const struct horizon_part *part,
                      struct buf *out)
{
    if (horizon->by_row)
        buf_printf(out,
                   "number <= coalesce((SELECT last FROM main.freeze_extent"
                   " WHERE freeze = %" PRId64 " AND part = '%s'), 0)",
                   horizon->freeze, part->table);
    else
        buf_printf(out, "%s <= %" PRId64, part->instant, horizon->at);
}

static const struct horizon_part *find_part(const char *table)
{
    const struct horizon_part *part = PARTS;

    while (!str_equal(part->table, table))
        part++;
    return part;
}

/* Leaves out what was under embargo then, and what was found or said because of it. */
static void put_told(const struct horizon *horizon, const char *table, struct buf *out)
{
    if (!horizon->told)
        return;
    if (str_equal(table, "quarantine") || str_equal(table, "comment"))
        buf_printf(out, " AND (embargo IS NULL OR embargo <= %" PRId64 ")", horizon->at);
    if (str_equal(table, "observation"))
        buf_printf(out,
                   " AND (embargo IS NULL OR number NOT IN " HANDLE_UNTOLD("%" PRId64) ")",
                   horizon->at, horizon->at);
    else if (str_equal(table, "comment"))
        buf_printf(
            out,
            " AND (observation IS NULL OR observation NOT IN " HANDLE_UNTOLD("%" PRId64) ")",
            horizon->at, horizon->at);
    else if (str_equal(table, "alert_history"))
        buf_printf(
            out,
            " AND NOT EXISTS (SELECT 1 FROM main.alert a"
            " WHERE a.number = alert_history.alert AND EXISTS (SELECT 1" HANDLE_CONCEALED(
                "main.observation", "%" PRId64, "alert_history.at", "alert_history") "))",
            horizon->at, horizon->at, horizon->at);
}

/* What figures were converted by is of today where the configuration is. */
static void put_parts(const struct horizon *horizon, struct buf *out)
{
    for (const struct horizon_part *part = PARTS; part->table; part++) {
        if (!horizon->by_row && str_equal(part->table, "migration"))
            continue;
        if (str_equal(part->table, "alert_silence"))
            continue;
        buf_printf(out, "CREATE TEMP VIEW %s AS SELECT * FROM main.%s WHERE ", part->table,
                   part->table);
        put_limit(horizon, part, out);
        put_told(horizon, part->table, out);
        buf_puts(out, ";");
    }
}

/* The id that an indicator of today's id had. */
static void put_id(const struct horizon *horizon, const char *column, struct buf *out)
{
    if (horizon->by_row)
        buf_printf(out,
                   "coalesce((SELECT f.id FROM main.indicator i JOIN main.freeze_indicator f"
                   " ON f.freeze = %" PRId64 " AND f.number = i.number WHERE i.id = %s), %s)",
                   horizon->freeze, column, column);
    else
        buf_puts(out, column);
}

static void put_silences(const struct horizon *horizon, struct buf *out)
{
    buf_puts(out, "CREATE TEMP VIEW alert_silence AS SELECT number, ");
    put_id(horizon, "subject", out);
    buf_puts(out, " AS subject, at, until, who, note FROM main.alert_silence WHERE ");
    put_limit(horizon, find_part("alert_silence"), out);
    buf_puts(out, ";");
}

/* The newest observation that is there: of a freeze it is known, but may be under embargo. */
static void put_indicators(const struct horizon *horizon, struct buf *out)
{
    static const char NEWEST[] = "coalesce((SELECT max(number) FROM observation"
                                 " WHERE indicator = i.number AND aside = 0), 0)";

    if (horizon->by_row)
        buf_printf(out,
                   "CREATE TEMP VIEW indicator AS SELECT i.number, i.id,"
                   " iif(i.number IN (SELECT indicator FROM main.observation"
                   "  WHERE embargo > %" PRId64 "), %s, i.revision) AS revision, i.frequency,"
                   " i.unit, i.year_ends FROM main.freeze_indicator i"
                   " WHERE i.freeze = %" PRId64 ";",
                   horizon->told ? horizon->at : INT64_MAX, NEWEST, horizon->freeze);
    else
        buf_printf(out,
                   "CREATE TEMP VIEW indicator AS SELECT i.number, i.id, %s AS revision,"
                   " i.frequency, i.unit, i.year_ends FROM main.indicator i;",
                   NEWEST);
}

/* Those that were made then; of a freeze also itself. */
static void put_freezes(const struct horizon *horizon, struct buf *out)
{
    if (horizon->by_row)
        buf_printf(
            out,
            "CREATE TEMP VIEW freeze AS SELECT * FROM main.freeze WHERE number <= %" PRId64
            ";",
            horizon->freeze);
    else
        buf_printf(out,
                   "CREATE TEMP VIEW freeze AS SELECT * FROM main.freeze WHERE at <= %" PRId64
                   ";",
                   horizon->at);
}

/* An alert is what the last of its steps says. */
static void put_alerts(const struct horizon *horizon, struct buf *out)
{
    buf_puts(out, "CREATE TEMP VIEW alert AS SELECT a.number, a.rule_id, ");
    put_id(horizon, "a.indicator", out);
    buf_puts(out, " AS indicator, a.source, h.segment, h.rule, h.severity, h.state, h.since,"
                  " h.at AS changed, h.frequency, h.period, h.value, h.text, a.told,"
                  " a.told_period, h.until FROM main.alert a"
                  " JOIN (SELECT alert, max(number) AS newest FROM main.alert_history WHERE ");
    put_limit(horizon, find_part("alert_history"), out);
    put_told(horizon, "alert_history", out);
    buf_puts(out, " GROUP BY alert) n ON n.alert = a.number"
                  " JOIN main.alert_history h ON h.number = n.newest;");
}

/* Health follows from the fetches as ledger_record_fetch has it follow. Of a fetch of before
 * addresses were noted, its address is where it ended, if one is known by that. */
static const char HEALTH[] =
    "CREATE TEMP TABLE health AS WITH"
    " seen AS (SELECT number, at, usable, document, fetched, problems, error, etag,"
    "  last_modified, selection,"
    "  CASE WHEN coalesce(address, url) <> '' AND (address IS NOT NULL OR EXISTS"
    "   (SELECT 1 FROM main.health m WHERE m.source = fetch.source || ' ' || fetch.url))"
    "   THEN source || ' ' || coalesce(address, url) ELSE source END AS name FROM fetch),"
    " ends AS (SELECT name, max(number) AS last, max(iif(usable, number, 0)) AS good,"
    "  max(iif(usable AND document <> '', number, 0)) AS kept FROM seen GROUP BY name),"
    " failed AS (SELECT s.name, count(*) AS times, min(s.number) AS first, s.at FROM seen s"
    "  JOIN ends e ON e.name = s.name WHERE s.number > e.good GROUP BY s.name),"
    " given AS (SELECT name, number, at, document,"
    "  lag(document) OVER (PARTITION BY name ORDER BY number) AS before FROM seen"
    "  WHERE usable AND document <> ''),"
    " changed AS (SELECT name, max(number) AS number, at FROM given"
    "  WHERE before IS NOT document GROUP BY name)"
    " SELECT e.name AS source, l.at AS last_try, coalesce(g.at, 0) AS last_success,"
    "  coalesce(c.at, 0) AS last_change, coalesce(f.at, 0) AS failing_since,"
    "  coalesce(f.times, 0) AS failures, iif(f.times, l.error, '') AS error,"
    "  coalesce(k.etag, '') AS etag, coalesce(k.last_modified, '') AS last_modified,"
    "  coalesce(k.document, '') AS document, coalesce(k.selection, '') AS selection,"
    "  l.fetched, l.problems, l.selection AS tried"
    " FROM ends e JOIN seen l ON l.number = e.last LEFT JOIN seen g ON g.number = e.good"
    " LEFT JOIN seen k ON k.number = e.kept LEFT JOIN failed f ON f.name = e.name"
    " LEFT JOIN changed c ON c.name = e.name;"
    "CREATE INDEX temp.health_by_source ON health (source);";

/* What is of now only. */
static const char NOTHING[] =
    "CREATE TEMP TABLE mark (cache TEXT PRIMARY KEY, made_from TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TEMP VIEW outbox AS SELECT * FROM main.outbox WHERE 0;"
    "CREATE TEMP VIEW letter AS SELECT * FROM main.letter WHERE 0;";

int horizon_set(struct ledger *ledger, const struct horizon *horizon, struct err *err)
{
    struct buf text;

    buf_init(&text, TEXT_LIMIT);
    /* where there was no room for an index nothing may be written, but these are in memory */
    buf_puts(&text, "PRAGMA query_only = 0; PRAGMA temp_store = MEMORY;");
    ledger->reader_now = horizon->at;
    put_parts(horizon, &text);
    put_silences(horizon, &text);
    put_indicators(horizon, &text);
    put_alerts(horizon, &text);
    put_freezes(horizon, &text);
    buf_puts(&text, HEALTH);
    buf_puts(&text, NOTHING);
    int failed = sql_run(ledger->sql, buf_text(&text), err);
    buf_free(&text);
    return failed;
}

int horizon_first(struct ledger *ledger, int64_t *first, struct err *err)
{
    struct query *query =
        sql_query(ledger->sql, "SELECT min(recorded_at) FROM main.observation", err);

    int row = query ? sql_step(query, err) : -1;

    *first = row > 0 ? sql_integer(query, 0) : 0;
    if (row > 0)
        sql_reset(query);
    return row < 0 ? -1 : 0;
}
