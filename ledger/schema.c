/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema: see schema.h. */
#include "ledger/schema.h"

#include "ledger/schema_freeze.h"

static const char *const STEPS[] = {
    /* Indicators, sources and documents are named once and meant by number everywhere else. */
    "CREATE TABLE indicator ("
    "  number INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  revision INTEGER NOT NULL DEFAULT 0" /* row of its newest observation */
    ") STRICT;"

    "CREATE TABLE document ("
    "  number INTEGER PRIMARY KEY,"
    "  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),"
    "  bytes INTEGER NOT NULL,"
    "  content_type TEXT NOT NULL,"
    "  first_seen INTEGER NOT NULL"
    ") STRICT;"

    /* One row for every attempt to fetch. */
    "CREATE TABLE fetch ("
    "  number INTEGER PRIMARY KEY,"
    "  source TEXT NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  url TEXT NOT NULL,"
    "  status INTEGER NOT NULL,"
    "  bytes INTEGER NOT NULL,"
    "  etag TEXT NOT NULL,"
    "  last_modified TEXT NOT NULL,"
    "  document TEXT NOT NULL," /* SHA-256, '' = none */
    "  selection TEXT NOT NULL,"
    "  usable INTEGER NOT NULL CHECK (usable IN (0, 1)),"
    "  error TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX fetch_by_source ON fetch (source, number);"

    /* What follows from the fetch rows, kept so that it need not be counted again. A source of
     * several addresses has a row for each, named `source address`. */
    "CREATE TABLE health ("
    "  source TEXT PRIMARY KEY,"
    "  last_try INTEGER NOT NULL,"
    "  last_success INTEGER NOT NULL,"
    "  last_change INTEGER NOT NULL,"
    "  failing_since INTEGER NOT NULL,"
    "  failures INTEGER NOT NULL,"
    "  error TEXT NOT NULL,"
    "  etag TEXT NOT NULL,"
    "  last_modified TEXT NOT NULL,"
    "  document TEXT NOT NULL,"
    "  selection TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;"

    /* Append only. The value is the decimal text as published, so that it stays exact. */
    "CREATE TABLE observation ("
    "  number INTEGER PRIMARY KEY,"
    "  indicator INTEGER NOT NULL REFERENCES indicator,"
    "  frequency INTEGER NOT NULL CHECK (frequency BETWEEN 0 AND 5),"
    "  period INTEGER NOT NULL,"
    "  value TEXT NOT NULL,"
    "  status INTEGER NOT NULL CHECK (status IN (0, 1, 2, 3, 5))," /* never a forecast */
    "  rank INTEGER NOT NULL,"
    "  recorded_at INTEGER NOT NULL,"
    "  document INTEGER REFERENCES document,"
    "  source TEXT," /* NULL = by hand */
    "  who TEXT,"
    "  cell TEXT,"
    "  note TEXT,"
    "  CHECK ((source IS NULL) <> (who IS NULL))"
    ") STRICT;"
    "CREATE INDEX observation_by_period ON observation (indicator, frequency, period, number);"

    "CREATE TABLE alert ("
    "  number INTEGER PRIMARY KEY,"
    "  rule_id TEXT NOT NULL,"
    "  indicator TEXT NOT NULL,"
    "  rule TEXT NOT NULL,"
    "  severity TEXT NOT NULL,"
    "  state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),"
    "  since INTEGER NOT NULL,"
    "  changed INTEGER NOT NULL,"
    "  frequency INTEGER NOT NULL,"
    "  period INTEGER NOT NULL,"
    "  value TEXT NOT NULL,"
    "  text TEXT NOT NULL"
    ") STRICT;"
    "CREATE UNIQUE INDEX alert_open ON alert (rule_id) WHERE state <> 2;"

    "CREATE TABLE alert_history ("
    "  number INTEGER PRIMARY KEY,"
    "  alert INTEGER NOT NULL REFERENCES alert,"
    "  at INTEGER NOT NULL,"
    "  state INTEGER NOT NULL,"
    "  text TEXT NOT NULL"
    ") STRICT;"

    "CREATE TABLE outbox ("
    "  number INTEGER PRIMARY KEY,"
    "  notifier TEXT NOT NULL,"
    "  subject TEXT NOT NULL,"
    "  body TEXT NOT NULL,"
    "  severity TEXT NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  attempts INTEGER NOT NULL DEFAULT 0,"
    "  error TEXT NOT NULL DEFAULT '',"
    "  delivered INTEGER NOT NULL DEFAULT 0" /* instant; 0 = waiting */
    ") STRICT;"
    "CREATE INDEX outbox_waiting ON outbox (number) WHERE delivered = 0;"

    /* What the caches were made from. */
    "CREATE TABLE mark ("
    "  cache TEXT PRIMARY KEY,"
    "  made_from TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;"

    /* Append only means that the database itself refuses anything else. */
    "CREATE TRIGGER observation_keep BEFORE UPDATE ON observation"
    "  BEGIN SELECT RAISE(ABORT, 'observations are append only'); END;"
    "CREATE TRIGGER observation_stay BEFORE DELETE ON observation"
    "  BEGIN SELECT RAISE(ABORT, 'observations are append only'); END;"
    "CREATE TRIGGER fetch_keep BEFORE UPDATE ON fetch"
    "  BEGIN SELECT RAISE(ABORT, 'fetches are append only'); END;"
    "CREATE TRIGGER fetch_stay BEFORE DELETE ON fetch"
    "  BEGIN SELECT RAISE(ABORT, 'fetches are append only'); END;"
    "CREATE TRIGGER alert_history_keep BEFORE UPDATE ON alert_history"
    "  BEGIN SELECT RAISE(ABORT, 'alert history is append only'); END;"
    "CREATE TRIGGER alert_history_stay BEFORE DELETE ON alert_history"
    "  BEGIN SELECT RAISE(ABORT, 'alert history is append only'); END;",

    /* What is said and does not replace what stands is kept too, set aside: it is a version
     * that was published. No statement ever looked a fetch up by its source (health does). */
    "ALTER TABLE observation ADD COLUMN aside INTEGER NOT NULL DEFAULT 0"
    "  CHECK (aside IN (0, 1));"
    "DROP INDEX observation_by_period;"
    "CREATE INDEX observation_by_period"
    "  ON observation (indicator, frequency, period, aside, number);"
    "DROP INDEX fetch_by_source;",

    /* Not fetched, not read, and read but for some cells are three kinds of failure. Of the
     * fetches of before, only what they left can be told. */
    "ALTER TABLE fetch ADD COLUMN fetched INTEGER NOT NULL DEFAULT 0"
    "  CHECK (fetched IN (0, 1));"
    "ALTER TABLE fetch ADD COLUMN problems INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE health ADD COLUMN fetched INTEGER NOT NULL DEFAULT 0"
    "  CHECK (fetched IN (0, 1));"
    "ALTER TABLE health ADD COLUMN problems INTEGER NOT NULL DEFAULT 0;"
    "UPDATE health SET fetched = coalesce((SELECT document <> '' FROM fetch"
    "  WHERE fetch.source = health.source ORDER BY number DESC LIMIT 1), 0);",

    /* What is not believed yet. Without a period an item stands for its document as a whole.
     */
    "CREATE TABLE quarantine ("
    "  number INTEGER PRIMARY KEY,"
    "  indicator INTEGER NOT NULL REFERENCES indicator,"
    "  source TEXT NOT NULL,"
    "  address TEXT NOT NULL," /* which of several the source has; '' = its only one */
    "  rank INTEGER NOT NULL,"
    "  document INTEGER REFERENCES document,"
    "  frequency INTEGER CHECK (frequency BETWEEN 0 AND 5),"
    "  period INTEGER,"
    "  value TEXT,"
    "  status INTEGER CHECK (status IN (0, 1, 2, 3, 5)),"
    "  cell TEXT,"
    "  gate INTEGER NOT NULL CHECK (gate BETWEEN 0 AND 4),"
    "  reason TEXT NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  CHECK ((frequency IS NULL) = (period IS NULL)),"
    "  CHECK ((value IS NULL) = (period IS NULL)),"
    "  CHECK ((status IS NULL) = (period IS NULL))"
    ") STRICT;"
    "CREATE INDEX quarantine_by_source ON quarantine (indicator, source);"

    /* The newest decision on an item is its state; none = it is held. */
    "CREATE TABLE quarantine_decision ("
    "  number INTEGER PRIMARY KEY,"
    "  item INTEGER NOT NULL REFERENCES quarantine,"
    "  at INTEGER NOT NULL,"
    "  state INTEGER NOT NULL CHECK (state IN (1, 2, 3)),"
    "  who TEXT,"
    "  note TEXT,"
    "  CHECK ((who IS NULL) = (state = 3))" /* what is superseded nobody decided */
    ") STRICT;"
    "CREATE INDEX quarantine_decision_by_item ON quarantine_decision (item, number);"

    /* How far the last document of an address reached, and how it was read. */
    "CREATE TABLE reach ("
    "  source TEXT NOT NULL,"
    "  address TEXT NOT NULL,"
    "  indicator TEXT NOT NULL,"
    "  selection TEXT NOT NULL,"
    "  periods INTEGER NOT NULL CHECK (periods > 0),"
    "  frequency INTEGER NOT NULL CHECK (frequency BETWEEN 0 AND 5),"
    "  first INTEGER NOT NULL,"
    "  last INTEGER NOT NULL,"
    "  PRIMARY KEY (source, address, indicator)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TRIGGER quarantine_keep BEFORE UPDATE ON quarantine"
    "  BEGIN SELECT RAISE(ABORT, 'the quarantine is append only'); END;"
    "CREATE TRIGGER quarantine_stay BEFORE DELETE ON quarantine"
    "  BEGIN SELECT RAISE(ABORT, 'the quarantine is append only'); END;"
    "CREATE TRIGGER quarantine_decision_keep BEFORE UPDATE ON quarantine_decision"
    "  BEGIN SELECT RAISE(ABORT, 'decisions are append only'); END;"
    "CREATE TRIGGER quarantine_decision_stay BEFORE DELETE ON quarantine_decision"
    "  BEGIN SELECT RAISE(ABORT, 'decisions are append only'); END;",

    /* What a source is due by when its configuration changes. Of those that fail the last try
     * is not known any more: they are tried once. */
    "ALTER TABLE health ADD COLUMN tried TEXT NOT NULL DEFAULT '';"
    "UPDATE health SET tried = selection;",

    /* What an indicator's observations mean, so that a changed configuration is noticed: NULL
     * = not noted yet. What was done about it stands in migration: `factor` turns the values
     * of the observations up to number `through` into the unit of today; `was` is the id of
     * before. When a document was published is a day number, where the document says it;
     * `dropped` is when the bytes of one that gave nothing were let go. */
    "ALTER TABLE indicator ADD COLUMN frequency INTEGER CHECK (frequency BETWEEN 0 AND 5);"
    "ALTER TABLE indicator ADD COLUMN unit TEXT;"
    "ALTER TABLE indicator ADD COLUMN year_ends INTEGER CHECK (year_ends IN (0, 1));"
    "UPDATE indicator SET frequency ="
    "  (SELECT frequency FROM observation WHERE observation.number = indicator.revision);"
    "ALTER TABLE observation ADD COLUMN published INTEGER;"
    "ALTER TABLE document ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE migration ("
    "  number INTEGER PRIMARY KEY,"
    "  indicator INTEGER NOT NULL REFERENCES indicator,"
    "  at INTEGER NOT NULL,"
    "  who TEXT NOT NULL,"
    "  was TEXT,"
    "  factor TEXT,"
    "  through INTEGER,"
    "  note TEXT NOT NULL,"
    "  CHECK ((factor IS NULL) = (through IS NULL))"
    ") STRICT;"
    "CREATE INDEX migration_by_indicator ON migration (indicator, number);"
    "CREATE TRIGGER migration_keep BEFORE UPDATE ON migration"
    "  BEGIN SELECT RAISE(ABORT, 'migrations are append only'); END;"
    "CREATE TRIGGER migration_stay BEFORE DELETE ON migration"
    "  BEGIN SELECT RAISE(ABORT, 'migrations are append only'); END;",

    /* What is released is recorded as its document said it, with its day. A newer document
     * that says the same of a period leaves nothing but its reach. */
    "ALTER TABLE quarantine ADD COLUMN published INTEGER;"
    "ALTER TABLE reach ADD COLUMN published INTEGER;",

    /* An alert may be pending or silenced, may be of a source (then period and value are not
     * used), belongs to a segment of its series, and knows what was told of it; each step
     * knows who took it and why. Tables that check other states cannot be altered. */
    "CREATE TABLE alert_now ("
    "  number INTEGER PRIMARY KEY,"
    "  rule_id TEXT NOT NULL,"
    "  indicator TEXT NOT NULL,"
    "  source TEXT NOT NULL,"
    "  segment TEXT NOT NULL," /* the break it lies behind; '?' = of before, not known */
    "  rule TEXT NOT NULL,"
    "  severity TEXT NOT NULL,"
    "  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),"
    "  since INTEGER NOT NULL,"
    "  changed INTEGER NOT NULL,"
    "  frequency INTEGER NOT NULL,"
    "  period INTEGER NOT NULL,"
    "  value TEXT NOT NULL,"
    "  text TEXT NOT NULL,"
    "  told INTEGER NOT NULL,"        /* instant; 0 = nobody was told yet */
    "  told_period INTEGER NOT NULL," /* what was judged then */
    "  until INTEGER NOT NULL,"       /* end of its acknowledgement; 0 = none */
    "  CHECK ((indicator = '') <> (source = ''))"
    ") STRICT;"
    "INSERT INTO alert_now SELECT number, rule_id, indicator, '', '?', rule, severity, state,"
    "  since, changed, frequency, period, value, text, since, period, 0 FROM alert;"
    "CREATE TABLE alert_step ("
    "  number INTEGER PRIMARY KEY,"
    "  alert INTEGER NOT NULL REFERENCES alert_now,"
    "  at INTEGER NOT NULL,"
    "  state INTEGER NOT NULL,"
    "  text TEXT NOT NULL,"
    "  who TEXT," /* NULL = nobody, it was judged */
    "  note TEXT,"
    "  until INTEGER NOT NULL"
    ") STRICT;"
    "INSERT INTO alert_step SELECT number, alert, at, state, text, NULL, NULL, 0"
    "  FROM alert_history;"
    "DROP TABLE alert_history;"
    "DROP TABLE alert;"
    "ALTER TABLE alert_now RENAME TO alert;"
    "ALTER TABLE alert_step RENAME TO alert_history;"
    "CREATE UNIQUE INDEX alert_open ON alert (rule_id) WHERE state <> 2;"
    "CREATE TRIGGER alert_history_keep BEFORE UPDATE ON alert_history"
    "  BEGIN SELECT RAISE(ABORT, 'alert history is append only'); END;"
    "CREATE TRIGGER alert_history_stay BEFORE DELETE ON alert_history"
    "  BEGIN SELECT RAISE(ABORT, 'alert history is append only'); END;"

    /* The last one of a subject counts; a renamed indicator takes its own along. */
    "CREATE TABLE alert_silence ("
    "  number INTEGER PRIMARY KEY,"
    "  subject TEXT NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  until INTEGER NOT NULL,"
    "  who TEXT NOT NULL,"
    "  note TEXT"
    ") STRICT;"
    "CREATE TRIGGER alert_silence_keep"
    "  BEFORE UPDATE OF number, at, until, who, note ON alert_silence"
    "  BEGIN SELECT RAISE(ABORT, 'silences are append only'); END;"
    "CREATE TRIGGER alert_silence_stay BEFORE DELETE ON alert_silence"
    "  BEGIN SELECT RAISE(ABORT, 'silences are append only'); END;",

    /* What each address of a source says now of each period, so that only what it says
     * otherwise is news. Of what was said before this step its observations tell. */
    "CREATE TABLE speaker ("
    "  number INTEGER PRIMARY KEY,"
    "  source TEXT NOT NULL,"
    "  address TEXT NOT NULL," /* which of several the source has; '' = its only one */
    "  UNIQUE (source, address)"
    ") STRICT;"
    "CREATE TABLE said ("
    "  indicator INTEGER NOT NULL REFERENCES indicator,"
    "  frequency INTEGER NOT NULL CHECK (frequency BETWEEN 0 AND 5),"
    "  period INTEGER NOT NULL,"
    "  speaker INTEGER NOT NULL REFERENCES speaker,"
    "  value TEXT NOT NULL," /* in the unit of today */
    "  status INTEGER NOT NULL CHECK (status IN (0, 1, 2, 3, 5)),"
    "  published INTEGER,"
    "  PRIMARY KEY (indicator, frequency, period, speaker)"
    ") STRICT, WITHOUT ROWID;",

    /* What is told may go out together: a letter, which is tried until it was delivered or
     * given up. Who gets one twice can tell by its key. What waited stays in no letter. */
    "CREATE TABLE letter ("
    "  number INTEGER PRIMARY KEY,"
    "  notifier TEXT NOT NULL,"
    "  key TEXT NOT NULL UNIQUE,"
    "  created INTEGER NOT NULL,"
    "  since INTEGER NOT NULL," /* tried from then on: when it was made, or revived */
    "  due INTEGER NOT NULL,"
    "  attempts INTEGER NOT NULL DEFAULT 0,"
    "  error TEXT NOT NULL DEFAULT '',"
    "  reached TEXT NOT NULL DEFAULT '',"
    "  delivered INTEGER NOT NULL DEFAULT 0,"
    "  given_up INTEGER NOT NULL DEFAULT 0,"
    "  dropped TEXT NOT NULL DEFAULT ''" /* by whom */
    ") STRICT;"
    "CREATE INDEX letter_waiting ON letter (due) WHERE delivered = 0 AND given_up = 0;"
    "ALTER TABLE outbox DROP COLUMN attempts;"
    "ALTER TABLE outbox DROP COLUMN error;"
    "ALTER TABLE outbox ADD COLUMN letter INTEGER REFERENCES letter;"
    "ALTER TABLE outbox ADD COLUMN html TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE outbox ADD COLUMN closing TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE outbox ADD COLUMN state TEXT NOT NULL DEFAULT 'firing';"
    "ALTER TABLE outbox ADD COLUMN thread TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE outbox ADD COLUMN indicator TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE outbox ADD COLUMN source TEXT NOT NULL DEFAULT '';"
    "CREATE INDEX outbox_by_letter ON outbox (letter) WHERE letter IS NOT NULL;",

    /* What hosts asked of us: to wait, to come by https, what robots.txt says. Caches: of each
     * the last counts. */
    "CREATE TABLE neighbour ("
    "  host TEXT PRIMARY KEY,"
    "  not_before INTEGER NOT NULL,"
    "  secure_until INTEGER NOT NULL,"
    "  secure_below INTEGER NOT NULL CHECK (secure_below IN (0, 1))"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE robots ("
    "  origin TEXT PRIMARY KEY,"
    "  at INTEGER NOT NULL,"
    "  status INTEGER NOT NULL,"
    "  text TEXT NOT NULL"
    ") STRICT;",

    /* For a list SQLite builds a tree at each insert: half the time of a row. The tables are
     * too large to be copied for it; the words mean the same, so nobody who has the ledger
     * open with those of before is wrong. */
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace(sql, 'status IN (0, 1, 2, 3, 5)',"
    "  'status BETWEEN 0 AND 5 AND status <> 4')"
    "  WHERE type = 'table' AND name IN ('observation', 'said');"
    "PRAGMA writable_schema = RESET;",

    /* What a section says of a figure; `observation` is the one of which it speaks, NULL when
     * that is in no ledger any more. Of a period the last row counts (core/comment.h). */
    "CREATE TABLE comment ("
    "  number INTEGER PRIMARY KEY,"
    "  indicator INTEGER NOT NULL REFERENCES indicator,"
    "  frequency INTEGER NOT NULL CHECK (frequency BETWEEN 0 AND 5),"
    "  period INTEGER NOT NULL,"
    "  observation INTEGER REFERENCES observation,"
    "  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),"
    "  cause TEXT NOT NULL,"
    "  action TEXT NOT NULL,"
    "  section TEXT NOT NULL CHECK (section <> ''),"
    "  approver TEXT,"
    "  open INTEGER NOT NULL CHECK (open IN (0, 1)),"
    "  at INTEGER NOT NULL,"
    "  who TEXT NOT NULL,"
    "  CHECK ((approver IS NOT NULL) = (state = 1)),"
    "  CHECK (open = 0 OR state = 1),"
    "  CHECK ((cause = '' AND action = '') = (state > 1))"
    ") STRICT;"
    "CREATE INDEX comment_by_period ON comment (indicator, frequency, period, number);"
    "CREATE TRIGGER comment_keep BEFORE UPDATE ON comment"
    "  BEGIN SELECT RAISE(ABORT, 'comments are append only'); END;"
    "CREATE TRIGGER comment_stay BEFORE DELETE ON comment"
    "  BEGIN SELECT RAISE(ABORT, 'comments are append only'); END;",

    SCHEMA_FREEZE_BEFORE SCHEMA_FREEZE_TABLES,

    /* The instant from which an observation may be told; NULL = it always might be. */
    "ALTER TABLE observation ADD COLUMN embargo INTEGER;"
    "ALTER TABLE quarantine ADD COLUMN embargo INTEGER;"
    "CREATE INDEX observation_by_embargo ON observation (embargo) WHERE embargo IS NOT NULL;",

    /* What a notice tells may not be told outside before; 0 = it always might be. */
    "ALTER TABLE outbox ADD COLUMN embargo INTEGER NOT NULL DEFAULT 0;",

    /* Of a comment that the journal gave back, whose figure may be lost; NULL = as its figure.
     */
    "ALTER TABLE comment ADD COLUMN embargo INTEGER;",
};

int schema_version(void)
{
    return (int)(sizeof STEPS / sizeof STEPS[0]);
}

const char *schema_step(int from)
{
    return STEPS[from];
}
