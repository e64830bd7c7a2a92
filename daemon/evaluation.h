/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluation: what an evaluation sheet (事務事業評価シート) of a program says of a fiscal
 * year, field by field. Layer: daemon. What cannot be said is left empty, with its reason.
 *
 * Of an indicator of years the value is that of the year; of one with a season, which its
 * target is compared with by the mean of a year (course_by_mean), the mean of the whole fiscal
 * year; of any other the newest one within the year, whose period stands beside it. The
 * previous value is the same a year before.
 *
 * The rate of achievement (達成率) is value / target * 100, with one place. It is refused for
 * what can be negative or is a change, for a target that is not above zero, where lower or
 * neither way is better, and across a declared break: there it is no rate of anything.
 */
#ifndef DAEMON_EVALUATION_H
#define DAEMON_EVALUATION_H

#include "config/outcome.h"
#include "config/settings.h"
#include "config/sheetfield.h"
#include "core/arena.h"
#include "core/comment.h"
#include "core/series.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum evaluation_kind { EVALUATION_EMPTY, EVALUATION_NUMBER, EVALUATION_TEXT };

struct evaluation_value {
    enum evaluation_kind kind;
    const char *text;   /* a number in plain digits: "-15.4"; "" when empty */
    const char *reason; /* why it is empty, or what is to be known of it; "" = nothing */
    bool percent;       /* a number of per cents: 52.1 is 52.1% */
    int places;         /* of a number */
};

/* An indicator that the program moves, in the year. */
struct evaluation_matter {
    const struct indicator *indicator;
    struct series series;                   /* as the edition shows it */
    bool known;                             /* has a value of the year */
    bool mean;                              /* it is the mean of the year */
    const struct observation *now, *before; /* the value's period, and a year before; NULL */
    struct decimal value, previous;
    bool has_previous;
    const char *why; /* not known, or not what it was */
    struct outcome outcome;
    const struct comment *comment; /* approved; NULL = none */
    const struct comment *draft;   /* ... not yet, which is told to be there and no more */
};

struct evaluation {
    const struct settings *settings;
    const struct program *program;
    int year;
    int64_t now;
    struct arena *arena;
    const struct program_year *facts;  /* in force in the year */
    const struct program_year *before; /* of the year before; NULL = none */
    struct evaluation_matter *outputs; /* activity: what was done */
    size_t output_count;
    struct evaluation_matter *outcomes;
    size_t outcome_count;
};

/* All of it is in the arena. The program must have facts of the year. */
int evaluation_gather(struct ledger *ledger, const struct settings *settings,
                      const struct program *program, int year, int64_t now,
                      struct arena *arena, struct evaluation *out, struct err *err);

/* What a field says; of an indicator beyond those that there are nothing, without a reason.
 * FIELD_REMARKS is empty here: evaluation_remark makes it. */
void evaluation_value(const struct evaluation *evaluation, struct sheetfield field,
                      struct evaluation_value *out);

/* The part of it that is of indicators. */
void evaluation_matter_value(const struct evaluation *evaluation,
                             const struct evaluation_matter *matter, enum sheetfield_id id,
                             struct evaluation_value *out);

/* Finds the value of the year and those it is compared with, and of the comments that stand
 * the one on it, or else the newest of the year. The series is read. */
void evaluation_matter_find(const struct evaluation *evaluation,
                            struct evaluation_matter *matter, const struct comments *comments);

/* 当初予算, 達成率: the name of a field; and what it is of: 令和5年度, an indicator's title,
 * "" = the program. */
const char *evaluation_field_say(enum sheetfield_id id, enum language language);
const char *evaluation_subject(const struct evaluation *evaluation, struct sheetfield field);

/* The reasons of these fields as lines, those of one subject and reason together:
 * "令和5年度 補正後予算・決算: 額が設定にない". In the arena. */
const char *evaluation_remark(const struct evaluation *evaluation,
                              const struct sheetfield *fields, size_t count);

#endif
