/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * measure: what stands over or under the periods of a head and is none itself (実績 目標,
 * 利用者数(人) 使用料(千円)), and which of the columns are wanted. Layer: collector.
 *
 * A condition of `where` without a cell names it: the whole head of the column, all of it but
 * the periods, or its last part.
 */
#ifndef COLLECTOR_MEASURE_H
#define COLLECTOR_MEASURE_H

#include "collector/carry.h"
#include "collector/grid.h"
#include "collector/label.h"
#include "config/settings.h"

#include <stdbool.h>

struct measure {
    bool has; /* a period: columns without one are passed over */
    struct period period;
    const char *said;        /* it, for people; NULL = as it is printed */
    const char *path;        /* the whole head, for people */
    struct label_path label; /* without the periods; path "" = nothing else stands there */
    const char *unit;        /* of the lowest part that has one; "" = none */
    enum observation_status status; /* said by a part; a forecast that was named is none */
    bool compares;                  /* 前年比, 増減, 備考: no datum unless named */
    const char *shorter; /* what below it names a shorter one: 第1四半期; "" = none */
    bool wanted;         /* by measure_select, as is what follows */
    const char *key;     /* the same for all that count the same */
};

struct measure_choice {
    const char *name;
    const char *unit;
};

/* The rows of a head; columns `left` to `count` hold its periods. */
struct measure_head {
    const struct grid *grid;
    size_t first;
    size_t row; /* the periods' own */
    size_t last;
    size_t left;
    size_t count;
};

/* The uppermost row that belongs to a head whose periods stand in `row`. */
size_t measure_first(const struct grid *grid, size_t row, const struct carry *carry);

/* The lowest one, where rows of words follow below the periods. */
size_t measure_last(const struct measure_head *head);

/* The row of a word over the periods by which something else is counted from this column on:
 * the column on the left has it not. The periods' own row when there is none. */
size_t measure_begins(const struct measure_head *head, const struct carry *carry,
                      size_t column, struct arena *arena);

/* Fills path, label, unit, status and compares; `has` and `period` are the caller's. */
void measure_read(const struct measure_head *head, const struct carry *carry, size_t column,
                  const char *unit, struct arena *arena, struct measure *out);

/* The same for a single text that is no period, in front of what was read before. */
void measure_add(struct measure *measure, const char *text, const char *unit,
                 struct arena *arena);

/* How many conditions name measures. */
size_t measure_count_names(const struct indicator *indicator);

/* Shares the names of an indicator between the columns of a table and its rows: what the
 * columns do not know is the rows'. Conditions with a cell go to the rows. */
void measure_share(const struct indicator *indicator, struct measure *columns, size_t count,
                   struct arena *arena, struct indicator *across, struct indicator *down);

/* Sets `wanted`: what all names fit, or else everything but comparisons and forecasts.
 * ERR_DATA when a name fits nothing, listing the heads. */
int measure_select(const struct indicator *indicator, struct measure *items, size_t count,
                   struct arena *arena, struct err *err);

/* ERR_DATA when several of those wanted are of one period, or count different things,
 * naming them. */
int measure_check(const struct indicator *indicator, const struct measure *items, size_t count,
                  struct arena *arena, struct err *err);

/* The shortest name that tells it from the others, without unit and marks; "" = none. */
const char *measure_name(const struct measure *measure, const struct measure *items,
                         size_t count, struct arena *arena);

/* Fills `names` with those that choose one of the measures each, and their units, where
 * measure_check would not pass without; returns how many, 0 = none is needed. */
size_t measure_choices(const struct indicator *indicator, struct measure *items, size_t count,
                       struct arena *arena, struct measure_choice *out, size_t most);

#endif
