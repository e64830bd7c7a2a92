/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entry: values entered by hand, by record, import and quarantine. Layer: cli. */
#ifndef CLI_ENTRY_H
#define CLI_ENTRY_H

#include "cli/cmd.h"
#include "core/series.h"
#include "daemon/cycle.h"

#include <stdbool.h>

/* One value as it was typed. */
struct entry_words {
    const char *period;
    const char *value;
    const char *status; /* "" or NULL = final, or preliminary while the period is not over */
    const char *note;   /* "" or NULL = none */
    const char *published; /* the day of publication; "" or NULL = not known */
    const char *embargo;   /* an instant; "" or NULL = none */
};

/* Reads one value for an indicator: period of its frequency (cli/typed.h), begun by `today`
 * (a day number), value a plain decimal within minimum and maximum, status a name, note one
 * line of UTF-8 without control characters (borrowed), published a day up to `today` and not
 * before the period, embargo an instant (also one that is over). Status missing takes no
 * value, any other needs one. ERR_USAGE (of a value that is none, or beyond the limits,
 * ERR_DATA) says what was expected. */
int entry_read(const struct indicator *indicator, const struct entry_words *words,
               int32_t today, struct observation *out, struct err *err);

/* What --until says: the instant from which what is entered may be told (解禁); 0 without it.
 * ERR_USAGE when it is none, or over already. */
int entry_until(const struct context *context, const struct arguments *arguments, int64_t *out,
                struct err *err);

struct entry_how {
    bool dry_run;
    bool json;
    bool force; /* also over what was published later */
};

/* Records one, judges, draws; prints what changed. Returns the exit status. */
int entry_record(struct context *context, const struct indicator *indicator,
                 const struct observation *observation, const struct entry_how *how,
                 struct err *err);

/* The section (…課, … Division, or the owner of a program) that an option names, which speaks;
 * NULL without it. ERR_USAGE for a person, and for what is no name on one line. */
int entry_section(const struct context *context, const struct arguments *arguments,
                  const char *option, const char **out, struct err *err);

/* The name of the user who speaks, for the ledger. */
const char *entry_user(struct arena *arena);

/* The same for programs. */
void entry_json(struct context *context, const struct cycle_report *report, int64_t until,
                bool dry_run);

/* What was added, revised, the same; a line with the hour before which it is told to nobody
 * outside (0 = that of what is taken back), and one where something was set aside. */
void entry_print(struct context *context, const struct cycle_report *report, int64_t until,
                 bool dry_run);

#endif
