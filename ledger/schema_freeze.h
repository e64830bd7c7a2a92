/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_freeze: the step of schema.c by which a ledger can be read as it was, and a state be
 * kept under a name. Layer: ledger. */
#ifndef LEDGER_SCHEMA_FREEZE_H
#define LEDGER_SCHEMA_FREEZE_H

/* A ledger can be read as it was: so each step of an alert knows what was judged then, and
 * each fetch of which address it was. Of steps of before, the last is known from the alert;
 * the others judged the newest figure that there was. */
#define SCHEMA_FREEZE_BEFORE                                                                  \
    "DROP TRIGGER alert_history_keep;"                                                        \
    "ALTER TABLE alert_history ADD COLUMN since INTEGER;"                                     \
    "ALTER TABLE alert_history ADD COLUMN segment TEXT;"                                      \
    "ALTER TABLE alert_history ADD COLUMN rule TEXT;"                                         \
    "ALTER TABLE alert_history ADD COLUMN severity TEXT;"                                     \
    "ALTER TABLE alert_history ADD COLUMN frequency INTEGER;"                                 \
    "ALTER TABLE alert_history ADD COLUMN period INTEGER;"                                    \
    "ALTER TABLE alert_history ADD COLUMN value TEXT;"                                        \
    "UPDATE alert_history SET since = a.since, segment = a.segment, rule = a.rule,"           \
    "  severity = a.severity, frequency = a.frequency, period = a.period, value = a.value"    \
    "  FROM alert a WHERE a.number = alert_history.alert;"                                    \
    "UPDATE alert_history SET period = o.period, value = o.value"                             \
    "  FROM alert a JOIN indicator i ON i.id = a.indicator JOIN observation o"                \
    "  WHERE a.number = alert_history.alert AND o.number ="                                   \
    "   (SELECT n.number FROM observation n WHERE n.indicator = i.number"                     \
    "     AND n.frequency = a.frequency AND n.aside = 0 AND n.value <> '' AND n.status <> 5"  \
    "     AND n.recorded_at <= alert_history.at ORDER BY n.period DESC, n.number DESC LIMIT " \
    "1)"                                                                                      \
    "  AND EXISTS (SELECT 1 FROM alert_history later WHERE later.alert = alert_history.alert" \
    "   AND later.number > alert_history.number);"                                            \
    "CREATE TRIGGER alert_history_keep BEFORE UPDATE ON alert_history"                        \
    "  BEGIN SELECT RAISE(ABORT, 'alert history is append only'); END;"                       \
    "ALTER TABLE fetch ADD COLUMN address TEXT;" /* NULL = of before, not known */

/* A state that was kept under a name: how far each table went, what each indicator was
 * called and meant, and the texts of the configuration, each text once. `key` is the name
 * as names are compared; `remade`: after a ledger was lost, so that how far its tables went
 * is not known, and instants decide. */
#define SCHEMA_FREEZE_TABLES                                                                  \
    "CREATE TABLE freeze ("                                                                   \
    "  number INTEGER PRIMARY KEY,"                                                           \
    "  name TEXT NOT NULL,"                                                                   \
    "  key TEXT NOT NULL UNIQUE,"                                                             \
    "  at INTEGER NOT NULL,"                                                                  \
    "  who TEXT NOT NULL,"                                                                    \
    "  note TEXT,"                                                                            \
    "  program TEXT NOT NULL," /* the version that froze it */                                \
    "  main TEXT NOT NULL,"    /* path of the main file */                                    \
    "  remade INTEGER NOT NULL CHECK (remade IN (0, 1))"                                      \
    ") STRICT;"                                                                               \
    "CREATE TABLE freeze_extent ("                                                            \
    "  freeze INTEGER NOT NULL REFERENCES freeze,"                                            \
    "  part TEXT NOT NULL,"                                                                   \
    "  last INTEGER NOT NULL,"                                                                \
    "  PRIMARY KEY (freeze, part)"                                                            \
    ") STRICT, WITHOUT ROWID;"                                                                \
    "CREATE TABLE freeze_indicator ("                                                         \
    "  freeze INTEGER NOT NULL REFERENCES freeze,"                                            \
    "  number INTEGER NOT NULL,"                                                              \
    "  id TEXT NOT NULL,"                                                                     \
    "  revision INTEGER NOT NULL,"                                                            \
    "  frequency INTEGER,"                                                                    \
    "  unit TEXT,"                                                                            \
    "  year_ends INTEGER,"                                                                    \
    "  PRIMARY KEY (freeze, number)"                                                          \
    ") STRICT, WITHOUT ROWID;"                                                                \
    "CREATE TABLE freeze_text ("                                                              \
    "  number INTEGER PRIMARY KEY,"                                                           \
    "  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),"                              \
    "  text TEXT NOT NULL"                                                                    \
    ") STRICT;"                                                                               \
    "CREATE TABLE freeze_file ("                                                              \
    "  freeze INTEGER NOT NULL REFERENCES freeze,"                                            \
    "  place INTEGER NOT NULL,"                                                               \
    "  path TEXT NOT NULL,"                                                                   \
    "  text INTEGER NOT NULL REFERENCES freeze_text,"                                         \
    "  PRIMARY KEY (freeze, place)"                                                           \
    ") STRICT, WITHOUT ROWID;"                                                                \
    "CREATE TRIGGER freeze_keep BEFORE UPDATE ON freeze"                                      \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"                              \
    "CREATE TRIGGER freeze_stay BEFORE DELETE ON freeze"                                      \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"                              \
    "CREATE TRIGGER freeze_extent_keep BEFORE UPDATE ON freeze_extent"                        \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"                              \
    "CREATE TRIGGER freeze_extent_stay BEFORE DELETE ON freeze_extent"                        \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"                              \
    "CREATE TRIGGER freeze_indicator_keep BEFORE UPDATE ON freeze_indicator"                  \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"                              \
    "CREATE TRIGGER freeze_indicator_stay BEFORE DELETE ON freeze_indicator"                  \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"                              \
    "CREATE TRIGGER freeze_text_keep BEFORE UPDATE ON freeze_text"                            \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"                              \
    "CREATE TRIGGER freeze_text_stay BEFORE DELETE ON freeze_text"                            \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"                              \
    "CREATE TRIGGER freeze_file_keep BEFORE UPDATE ON freeze_file"                            \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"                              \
    "CREATE TRIGGER freeze_file_stay BEFORE DELETE ON freeze_file"                            \
    "  BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END;"

#endif
