/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * filling: a workbook is filled in, in the sandbox, and what a person typed into it stays.
 * Layer: collector.
 *
 * What was written is kept in a sheet that people do not see: for each field the cell (a
 * formula, which follows it when rows are inserted) and the value. A cell that holds something
 * else than we wrote the last time is a person's from then on, whatever it holds.
 */
#ifndef COLLECTOR_FILLING_H
#define COLLECTOR_FILLING_H

#include "collector/spreadsheet.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FILLING_ORDERS_MAX 1000

struct filling_order {
    const char *field;
    const char *where; /* a cell, or a name */
    bool named;
    enum spreadsheet_kind kind; /* SPREADSHEET_EMPTY: there is no value */
    const char *text;
    bool percent;  /* a number of per cents: 52.1, in a cell that shows 52.1% it is 0.521 */
    double height; /* points that the row needs to show it; 0 = it is as high as it is */
};

enum filling_state {
    FILLING_WRITTEN,
    FILLING_SAME,    /* it stood there already */
    FILLING_KEPT,    /* a person's; `found` is what stands there, "" = nothing */
    FILLING_EMPTY,   /* there is no value: it stands as it was */
    FILLING_CLEARED, /* ... and ours of the last time was taken away */
    FILLING_GONE,    /* its cell was deleted by a person */
    FILLING_NO_ROOM, /* the workbook was made without it */
    FILLING_REFUSED  /* `found` says why; nothing is written then */
};

struct filling_outcome {
    enum filling_state state;
    const char *place; /* "様式!B3"; "" = none */
    const char *found;
};

struct filling {
    const void *bytes; /* of the workbook */
    size_t length;
    bool again; /* it was filled in before, by the same form for the same program and
                   year: else ERR_DATA */
    bool own;   /* its fields are where it was made with them, not where the orders say */
    const char *form; /* of these, what the workbook keeps: plain text */
    const char *program;
    int year;
    const char *remark; /* for a person who finds the hidden sheet */
    const struct filling_order *orders;
    size_t count; /* at most FILLING_ORDERS_MAX */
    int64_t now;
};

/* The outcomes, as many as orders, in the arena, and the workbook appended to `out`. When one
 * was refused `out` stays as it was, and 0 is returned. */
int filling_run(const struct filling *filling, struct arena *arena,
                struct filling_outcome **outcomes, struct buf *out, struct err *err);

/* The same without the sandbox: for the child, and for tests. Appends what the parent reads.
 */
int filling_work(void *filling, struct buf *answer, struct err *err);

#endif
