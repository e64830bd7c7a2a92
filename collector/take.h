/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * take: one cell and its period -> one observation, the same way for every layout: number,
 * status, unit, scale, future; then one observation per period. Layer: collector. Whether a
 * value can be believed is for collector/gates to say.
 */
#ifndef COLLECTOR_TAKE_H
#define COLLECTOR_TAKE_H

#include "collector/pick.h"
#include "core/arena.h"

#include <stdbool.h>

#define TAKE_PROBLEMS_MAX 200

/* How a label names its period. */
enum take_dating {
    TAKE_WHOLE,
    TAKE_EDGE, /* by its first or last day, as spreadsheets and machines do */
    TAKE_DATE  /* by something shorter within it: 2024年3月 of a fiscal year */
};

struct take_item {
    struct observation observation;
    enum take_dating dating;
    size_t row;
    size_t column;
    bool firm; /* see take_cell */
};

struct taker {
    const struct indicator *indicator;
    const struct grid *grid; /* NULL = running text: rows are its lines */
    const char *text;        /* of layout `text`; else NULL */
    bool transposed;         /* rows and columns of the grid are exchanged */
    int32_t today;
    int32_t issued;        /* when the document says it was published, else today */
    struct arena *scratch; /* for the keys of the row at hand */
    struct pick *out;
    struct take_item *items;
    size_t count;
    size_t capacity;
    size_t problem_capacity;
    size_t left_out;         /* cells passed over in silence, as take_value says */
    size_t forecasts;        /* figures among them, left out for that */
    struct take_date *dates; /* that stand for longer periods */
    size_t date_count;
    size_t date_capacity;
    struct period last_zero; /* of the zeros left out */
    enum { TAKE_COMMAS_UNKNOWN, TAKE_COMMAS_NONE, TAKE_COMMAS } commas; /* decimal ones */
    size_t zeros;     /* left out, of periods not over */
    bool zeros_ahead; /* of periods not begun among them */
    bool whole;       /* some label names a whole period */
    bool date;        /* some label is TAKE_DATE */
};

/* A label that names something shorter than the indicator's period. */
struct take_date {
    struct period period;
    struct period named;
    enum take_dating dating;
    size_t row;
    size_t column;
};

struct take_cell {
    size_t row;
    size_t column;
    const char *head; /* names the column in problems; "" = by number */
    const char *text;
    const char *unit; /* of the head or the caption; "" = none */
    struct period period;
    struct period named; /* by the label itself, see periodread_context: 2024-03 for FY2023 */
    enum observation_status
        status; /* said beside the value; OBSERVATION_FINAL = nothing said, */
    bool firm;  /* or that it is final: 確報 goes before 速報 of the same period */
};

void take_init(struct taker *taker, const struct indicator *indicator, const struct grid *grid,
               int32_t today, struct pick *out);
void take_free(struct taker *taker);

/* Empties the scratch; a layout calls it every so many rows. */
void take_tidy(struct taker *taker);

/* Reports `grid "…" row 12 column "…": TEXT`, or `line 12: TEXT` in running text. */
void take_problem(struct taker *taker, size_t row, size_t column, const char *head,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

/* True if values in `unit` ("" = not said) can be the indicator's; else it is one problem at
 * the given place, not one for every cell. */
bool take_fits(struct taker *taker, size_t row, size_t column, const char *head,
               const char *unit);

/* The cell's text; a ditto mark repeats what stands above it. */
const char *take_text(const struct taker *taker, size_t row, size_t column);

/* Takes the cell, or reports why not. A forecast, and nothing or a zero said of a period that
 * is not over, are left out without a word; any other figure of such a period is preliminary
 * unless it is less than that. */
void take_value(struct taker *taker, const struct take_cell *cell);

/* Takes the cells of one table row that runs through time. Where it ends with a year and is
 * the newest, two or more zeros at its end may be months that are still to come: they are
 * reported once and not taken. */
void take_row(struct taker *taker, const struct take_cell *cells, size_t count, bool newest);

/* Fills out->observations: ascending, one per period. A period that stands twice with
 * different values is reported and left out, unless one says 確報 and the others 速報. Labels
 * that name something shorter than the indicator's period (2024年3月 of fiscal years) date it
 * if that is all the table has; where it names several of one period, or whole ones, they are
 * parts: reported once and left out. Zeros at the end may be periods still to come: see
 * collector/take_zeros.h. */
void take_finish(struct taker *taker);

/* What the codes of SDMX say of a value: A B normal, P provisional, E I estimated, F forecast,
 * R revised, M missing (and its kin H L O Q). Only a column headed OBS_STATUS has them:
 * elsewhere a single letter may be anything. */
bool take_status_code(struct arena *arena, const char *text, enum observation_status *out);

#endif
