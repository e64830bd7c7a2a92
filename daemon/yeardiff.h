/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * yeardiff: what became of each budgeted program from one fiscal year to another. Layer:
 * daemon. Initial budgets (当初) against initial budgets: an amended one against a new one
 * would show changes that nobody decided. Pure; everything is of the arena or of the settings.
 */
#ifndef DAEMON_YEARDIFF_H
#define DAEMON_YEARDIFF_H

#include "config/settings.h"
#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Several may be true of one. */
enum yeardiff_change {
    YEARDIFF_NEW = 1 << 0,    /* a budget now, none before, marked as new (新) */
    YEARDIFF_LISTED = 1 << 1, /* the same without the mark */
    YEARDIFF_INCREASED = 1 << 2,
    YEARDIFF_CUT = 1 << 3,
    YEARDIFF_SAME = 1 << 4,
    YEARDIFF_RENAMED = 1 << 5,    /* another title, or continued as one program or of one */
    YEARDIFF_MERGED = 1 << 6,     /* continues others, besides or instead of itself */
    YEARDIFF_INTO = 1 << 7,       /* went into one that is so */
    YEARDIFF_SPLIT = 1 << 8,      /* went on as several */
    YEARDIFF_PART = 1 << 9,       /* is one of them */
    YEARDIFF_ENDED = 1 << 10,     /* has an `end` */
    YEARDIFF_UNBUDGETED = 1 << 11 /* no budget now, nobody said that it ended */
};

struct yeardiff_side {
    const struct program_year *facts;
    bool has;       /* an initial budget of just this year */
    int64_t amount; /* thousand yen; 0 without */
};

struct yeardiff_row {
    const struct program *program;
    struct yeardiff_side before, after;
    unsigned changes;           /* enum yeardiff_change */
    struct yeardiff_row **from; /* what it continues, of what had a budget before */
    size_t from_count;
    struct yeardiff_row **into; /* what continues it */
    size_t into_count;
};

struct yeardiff_sum {
    size_t budgeted;
    int64_t all;
    int64_t loans; /* of which loan programs */
};

struct yeardiff {
    int from, to;              /* fiscal years */
    struct yeardiff_row *rows; /* in the order of the settings; those with a budget in one */
    size_t count;
    struct yeardiff_sum before, after;
};

void yeardiff_make(const struct settings *settings, int from, int to, struct arena *arena,
                   struct yeardiff *out);

/* 名称変更・増額 / "renamed, increased". */
const char *yeardiff_say(unsigned changes, enum language language, struct arena *arena);

/* "renamed increased" as JSON names them: the change at an index, or NULL behind the last. */
const char *yeardiff_name(size_t index, unsigned *bit);

#endif
