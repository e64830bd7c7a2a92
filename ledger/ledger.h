/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ledger: every observation ever seen, append only, with where and when it was seen; the
 * fetches, the alerts and the outbox. The truth from which everything else is made. Layer:
 * ledger; the only user of SQLite (WAL, synchronous FULL, STRICT tables, busy timeout).
 *
 * Instants are seconds since 1970 (UTC). Text results belong to the arena given. Errors:
 * ERR_IO, ERR_TEMPFAIL when another process holds the ledger for too long, ERR_DATA when the
 * file is no ledger or is of a newer schema, ERR_PERM when it may not be opened.
 */
#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include "core/arena.h"
#include "core/err.h"
#include "core/health.h"
#include "core/held.h"
#include "core/series.h"
#include "ledger/ledger_alert.h"
#include "ledger/ledger_comment.h"
#include "ledger/ledger_outbox.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ledger;

/* The state folder may be passed through, for the RRD files and the site that stand in it; the
 * ledger and the documents are for their owner. */
#define LEDGER_FOLDER_MODE 0711

/* Opens <folder>/ledger.db, creating folder and file, migrating an older schema in one
 * transaction. `read_only`: nothing is written; one of an older schema is read by way of a
 * copy in memory that is migrated instead; a ledger that is not there yet (no file, or what an
 * interrupted first start left of it) reads as an empty one; one that may not be read is
 * ERR_PERM. Where there is none although RRD files or documents of one are in the folder, it
 * was lost: ERR_DATA, also for a reader, and nothing is touched. A symbolic link that leads
 * nowhere, or in the file's place, is ERR_IO. */
int ledger_open(const char *folder, bool read_only, struct ledger **out, struct err *err);

/* The same for writing, but only where there is a ledger: ERR_UNAVAILABLE otherwise, and
 * nothing is made. For whoever makes something of what the ledger holds: an empty one in a
 * folder that was mistyped or is not mounted would take away what is good. */
int ledger_open_existing(const char *folder, struct ledger **out, struct err *err);

/* A copy in memory of the ledger as it is, to try things on: what is written is forgotten when
 * it is closed. */
int ledger_open_copy(const char *folder, struct ledger **out, struct err *err);

/* Whether there is a ledger, of whatever version that this program knows; what ledger_open
 * says of everything else, and ERR_UNAVAILABLE where there is none. */
int ledger_look(const char *folder, struct err *err);

/* An empty ledger in memory; documents are those of `folder`. */
int ledger_open_empty(const char *folder, struct ledger **out, struct err *err);

/* In place of a ledger that was lost, whose documents and journal are there: a new one, which
 * is not in its place before ledger_settle puts it there, all at once. *lost is false, and
 * nothing is opened, where no ledger was lost; ERR_DATA where it was and its log is there or
 * no journal is. */
int ledger_open_anew(const char *folder, bool *lost, struct ledger **out, struct err *err);
int ledger_settle(struct ledger **ledger, struct err *err);

/* Whether a ledger was lost in the folder and can be made again; errors as above. */
int ledger_is_lost(const char *folder, bool *lost, struct err *err);

/* 0, or ERR_UNAVAILABLE with a line for people when a reader or a copy found none. */
int ledger_require(const struct ledger *ledger, struct err *err);
void ledger_close(struct ledger *ledger);

/* A write transaction (BEGIN IMMEDIATE). Single calls outside one commit by themselves. */
int ledger_begin(struct ledger *ledger, struct err *err);
int ledger_commit(struct ledger *ledger, struct err *err);
void ledger_rollback(struct ledger *ledger);

/* --- fetches; their documents: ledger/documents.h --- */

struct ledger_fetch {
    const char *source;
    const char *address; /* which of several the source has; NULL or "" = its only one */
    int64_t at;
    const char *url; /* after redirects */
    int status;      /* HTTP; 0 = no answer */
    int64_t bytes;
    const char *etag;
    const char *last_modified;
    const char *document;  /* SHA-256, "" = none or not modified */
    const char *selection; /* fingerprint of the configuration it was read with */
    bool fetched;          /* the publisher gave it, or said that it is as it was */
    bool usable;           /* fetched, decoded, picked: nothing to complain of */
    size_t problems;       /* cells that could not be read */
    const char *error;     /* "" = none */
};

/* Appends a fetch row; `health` follows from these rows. */
int ledger_record_fetch(struct ledger *ledger, const struct ledger_fetch *fetch,
                        struct err *err);

/* What is known of a source; all zero and "" when it was never fetched. A row that is usable,
 * or that was not modified (304) after a usable one, counts as a success. */
int ledger_health(struct ledger *ledger, const char *source, struct arena *arena,
                  struct health *out, struct err *err);

/* The same of one of several addresses of a source, each of which fails and recovers on its
 * own. */
int ledger_address_health(struct ledger *ledger, const char *source, const char *address,
                          struct arena *arena, struct health *out, struct err *err);

/* --- observations --- */

/* Why an observation does not replace the one that stands. */
enum ledger_reason {
    LEDGER_LESS_TRUSTED, /* that one is from a source trusted more */
    LEDGER_LESS_EXACT,   /* preliminary after final, rounded after either */
    LEDGER_NO_FIGURE,    /* another source gives the figure that this one has not */
    LEDGER_OLDER,        /* it was published, or said, before that one */
    LEDGER_CORRECTED,    /* a person corrected what the source only repeats */
    LEDGER_CONFIRMED     /* a person entered the same before the source said it */
};

/* One that was set aside, to be told. */
struct ledger_kept {
    const char *indicator; /* as given to ledger_merge */
    struct period period;
    struct decimal value;
    enum observation_status status;
    enum ledger_reason reason;
};

struct ledger_counts {
    size_t added;   /* period had no observation */
    size_t revised; /* value or status differs from the current one */
    size_t same;
    size_t kept; /* says otherwise than what stands, and what stood before stands: a vintage
                    set aside, or what was said before and is said again */
    size_t confirmed; /* of the same those that are a vintage: from a source trusted more,
                         after a person, or with a note or a day that was not known */
    size_t withdrawn; /* of those revised: figures taken back */
    int64_t until; /* what was taken back under embargo: the instant before which that is not
                      told either; 0 = nothing was */
    struct ledger_kept first; /* of those kept */
};

/* Adds what one merge did to what others did before. */
void ledger_add_counts(struct ledger_counts *sum, const struct ledger_counts *more);

/* What says who speaks, for all observations of one merge. */
struct ledger_origin {
    const char *source; /* NULL = by hand */
    int rank; /* order of trust of the source for this indicator: 0 first; a lower rank
                 is never replaced by a higher one */
    const char *address;  /* which of several the source has; "" = its only one; NULL = not
                             known: what it  said is not kept */
    const char *document; /* NULL = by hand */
    const char *who;      /* user name when by hand, else NULL */
    bool decided;         /* a person wants it so, whatever stands */
    int places; /* the most behind the point of what was said with it, if more than merged */
};

/* Appends what is news: that differs from what this address of the source said last, and from
 * the current observation of its period. Equal means equal number and status (15.40 equals
 * 15.4). What may not replace what stands (ledger/precedence.h) is appended set aside. What
 * stands already is appended where a source trusted more says it, or a person with a note or a
 * day; where a source says what a person entered, set aside. By-hand entries have rank 0; what
 * they take back under embargo is taken back under the same. A person may say another hour of
 * an embargo, or none, while it lasts; ERR_DATA for one on what may be told already. */
int ledger_merge(struct ledger *ledger, const char *indicator,
                 const struct observation *observations, size_t count,
                 const struct ledger_origin *origin, int64_t now, struct ledger_counts *counts,
                 struct err *err);

/* Appends vintages as another ledger recorded them (by frequency, those of one in the order of
 * ledger_vintages),
 * instants, sources, persons and all; those that are there already are passed over
 * (counts->same). One that would have to stand before what is there is ERR_DATA: *index says
 * which, and nothing is recorded. Documents are noted as let go `now`, with no bytes:
 * those are elsewhere. */
int ledger_restore(struct ledger *ledger, const struct series *vintages, int64_t now,
                   struct ledger_counts *counts, size_t *index, struct err *err);

/* Tells of each observation whether ledger_merge would let it stand as something new (added or
 * revised): news[i]. Writes nothing. */
int ledger_sift(struct ledger *ledger, const char *indicator, const struct series *said,
                const struct ledger_origin *origin, bool *news, struct err *err);

/* The observations of an indicator as known at the instant `as_of` (NULL = now), one per
 * period, ascending. */
int ledger_series(struct ledger *ledger, const char *indicator, enum frequency frequency,
                  const int64_t *as_of, struct arena *arena, struct series *out,
                  struct err *err);

/* The newest `periods` of them. */
int ledger_recent(struct ledger *ledger, const char *indicator, enum frequency frequency,
                  size_t periods, struct arena *arena, struct series *out, struct err *err);

/* What was set aside since that which stands was recorded, from a source trusted as much: the
 * rounded and the preliminary behind the exact, but not what was published before it. The
 * newest of each period whose value differs, by indicator and period. */
int ledger_stepped_back(struct ledger *ledger, struct arena *arena, struct ledger_kept **out,
                        size_t *count, struct err *err);

/* Every vintage, also those set aside, by period, those of one in their order. */
int ledger_vintages(struct ledger *ledger, const char *indicator, enum frequency frequency,
                    struct arena *arena, struct series *out, struct err *err);

/* Why one that was set aside did not replace the one that stood then. */
enum ledger_reason ledger_why_aside(const struct observation *stood,
                                    const struct observation *aside);

/* A number that grows with each observation that is not set aside; 0 = none. */
int ledger_revision(struct ledger *ledger, const char *indicator, int64_t *out,
                    struct err *err);

/* --- the quarantine: what is not believed yet; call these in a transaction --- */

/* Those of an indicator (NULL = all) from a source (NULL = all), oldest first. `open_only`:
 * those that nothing was decided about. */
int ledger_held(struct ledger *ledger, const char *indicator, const char *source,
                bool open_only, struct arena *arena, struct held_list *out, struct err *err);

/* Holds an item; its number is filled in. */
int ledger_hold(struct ledger *ledger, struct held *item, struct err *err);

/* Appends a decision on the item: its state, decided, who and note. */
int ledger_decide(struct ledger *ledger, const struct held *item, struct err *err);

/* How far the last document of an address reached, when it was read by this selection: source,
 * address, indicator_id and selection are given; periods 0 = not known. */
int ledger_reach(struct ledger *ledger, struct held_reach *reach, struct err *err);
int ledger_set_reach(struct ledger *ledger, const struct held_reach *reach, struct err *err);

/* The next document of the item's address is compared with nothing. */
int ledger_forget_reach(struct ledger *ledger, const struct held *item, struct err *err);

/* --- marks: what the caches were made from --- */

/* `cache` names one ("rrd:lobo-di", "chart:lobo-di", "site:index"); the mark is any short
 * text. An absent mark reads as "". */
int ledger_mark(struct ledger *ledger, const char *cache, struct arena *arena,
                const char **out, struct err *err);
int ledger_set_mark(struct ledger *ledger, const char *cache, const char *mark,
                    struct err *err);
int ledger_forget_mark(struct ledger *ledger, const char *cache, struct err *err);
/* Forgets all marks, or those that start with `prefix`. */
int ledger_clear_marks(struct ledger *ledger, const char *prefix, struct err *err);

/* Many in one query: what is known under each name, ascending by name. */
struct ledger_note {
    const char *name;
    const char *text;
};

struct ledger_notes {
    struct ledger_note *items;
    size_t count;
};

/* The marks whose cache starts with `prefix`; the revisions of all indicators, as text. */
int ledger_marks(struct ledger *ledger, const char *prefix, struct arena *arena,
                 struct ledger_notes *out, struct err *err);
int ledger_revisions(struct ledger *ledger, struct arena *arena, struct ledger_notes *out,
                     struct err *err);

/* What is noted under a name; "" when nothing is. */
const char *ledger_note(const struct ledger_notes *notes, const char *name);

/* "3.40.1" */
const char *ledger_library(void);

#endif
