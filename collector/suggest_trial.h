/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * suggest_trial: the parts of suggest: one candidate tried, and what generates candidates.
 * Layer: collector; used by suggest*.c only.
 */
#ifndef COLLECTOR_SUGGEST_TRIAL_H
#define COLLECTOR_SUGGEST_TRIAL_H

#include "collector/head.h"
#include "collector/suggest.h"

#define SUGGEST_DIMENSIONS 4

struct suggest_job {
    const struct grids *grids; /* the whole document */
    struct grids view;         /* its beginning, on which candidates are tried */
    int32_t today;
    int64_t deadline; /* on the monotonic clock, ms */
    struct suggestions *out;
    size_t capacity;
    struct arena *scratch; /* emptied between grids */
    size_t at;             /* the grid at hand, or SUGGEST_TEXT */
    bool has_tables;       /* some suggestion reads a table */
    const char *table;     /* what chooses it; "" = nothing needs to */
};

/* --- trying --- */

/* A candidate for the grid at hand: everything that a configuration leaves out has its
 * default. */
struct indicator suggest_trial_start(const struct suggest_job *job, enum layout layout,
                                     enum frequency frequency);

/* True when the time is up; then nothing more is tried. */
bool suggest_trial_over(struct suggest_job *job);

/* Tries the candidate on the view; false when it takes no value. The suggestion borrows the
 * candidate's texts. */
bool suggest_trial_run(struct suggest_job *job, const struct indicator *candidate,
                       struct suggestion *out);

/* The same on the whole document, problems included; what the gates would hold is one. */
bool suggest_trial_whole(struct suggest_job *job, const struct indicator *candidate,
                         struct suggestion *out);

/* Which of two readings of the same figures as different frequencies is meant. */
bool suggest_trial_is_better(const struct suggestion *a, const struct suggestion *b);

/* Keeps a suggestion with copies of its texts. */
void suggest_trial_keep(struct suggest_job *job, const struct suggestion *suggestion);

/* --- texts --- */

/* A figure, or a mark for none; no year, month or day. */
bool suggest_text_is_figure(const char *text);

/* Figures of several columns in one cell: 11 5. */
bool suggest_text_is_several(struct arena *arena, const char *text);

/* Names a period, so it names no indicator. */
bool suggest_text_is_period(const char *text);

/* Has a letter or an ideograph: (3) and 1 name nothing. */
bool suggest_text_is_name(const char *text);

/* A total: the whole of what stands beside it. */
bool suggest_text_is_total(struct arena *arena, const char *label);

/* A change, a share or a mean of what stands beside it. */
bool suggest_text_is_derived(struct arena *arena, const char *label);

/* A plan or a budget, no result. */
bool suggest_text_is_plan(struct arena *arena, const char *label);

/* What formats for machines call the figure: OBS_VALUE. */
bool suggest_text_is_value(const char *label);

/* Says that what stands below names something and counts nothing: コード, _id, 年齢. */
bool suggest_text_is_code(const char *label);

/* A column of codes: by its label, or beside the one that formats for machines call the
 * figure. */
bool suggest_text_is_dimension(const struct head *head, size_t column);

/* On one line, and fit for a configuration file: "" when it cannot be made so. */
const char *suggest_text_clean(struct arena *arena, const char *text);

/* The text as a PCRE that matches it. */
const char *suggest_text_quote(struct arena *arena, const char *text);

/* --- columns --- */

/* True if at least half of what stands in the column from the row on is figures. */
bool suggest_column_has_figures(const struct grid *grid, size_t row, size_t column);

/* 01204 in every row: a figure has no zero in front. */
bool suggest_column_has_codes(const struct grid *grid, size_t row, size_t column);

/* Two columns that were taken for one: most of what reads as figures is several of them, or
 * its head is as many words. */
bool suggest_column_is_several(struct suggest_job *job, const struct head *head,
                               size_t column);

/* o/v belongs to o/t, o/v[2] to o/t[2]: true if `value` has a period of its own beside it. */
bool suggest_column_is_of_other(const struct head *head, size_t value, size_t period);

/* The first cell of the row that names figures below it; NULL when the row is no head. */
const char *suggest_column_seed(const struct grid *grid, size_t row);

/* --- months --- */

/* True if what stands above the cell or left of it, or the grid's name, says that numbers
 * there are grades, ranks, ages: no months and no years. */
bool suggest_month_denied(struct arena *arena, const struct grid *grid, size_t row,
                          size_t column);

/* True if the plain numbers from the cell on, across or down, are months: all twelve are
 * there, or something says so, and nothing denies it. */
bool suggest_month_plain(struct arena *arena, const struct grid *grid, size_t row,
                         size_t column, bool down);

/* --- parts --- */

/* The pattern that chooses a grid: false when nothing does. */
bool suggest_table(const struct grids *grids, size_t grid, struct arena *arena,
                   const char **out);

/* Units that may be meant, the nearest to the figures first; "" = none. Tries them and fills
 * unit, unit_from, decimals and what depends on them. False when the unit that is printed for
 * the table contradicts what the label counts: the collector would take it all the same. */
bool suggest_unit(struct suggest_job *job, struct suggestion *suggestion);

/* The label without the unit at its end, in a bracket or as its last part, which may be
 * configured otherwise. */
const char *suggest_unit_without(struct arena *arena, const char *label);

/* The columns of a table that tell rows of one period apart. Starts as {0}. */
struct suggest_dimensions {
    size_t columns[SUGGEST_DIMENSIONS];
    size_t count;
    const char *choices; /* what stands in them */
};

/* What `where` would have to keep so that every period stands once: sets of conditions for
 * the candidate, each as an indicator. `dimensions` of the table are found when there are none
 * yet. Returns the number of sets, 0 when nothing helps. */
size_t suggest_where(struct suggest_job *job, const struct head *head, size_t value,
                     const struct indicator *candidate, struct suggest_dimensions *dimensions,
                     struct indicator *out, size_t most);

#define SUGGEST_CYCLES 6

/* The rows of one frequency in a table that has several. */
struct suggest_cycle {
    enum frequency frequency;
    const char *labels; /* a PCRE that matches those of these rows, and of no others */
};

/* Finds the column whose labels are periods of several frequencies that can be told apart by
 * how they are written, and what tells them. 0 when there is none. */
size_t suggest_cycle_find(struct suggest_job *job, const struct head *head, size_t *column,
                          struct suggest_cycle out[SUGGEST_CYCLES]);

/* Candidates of the grid at hand, or of the running text. */
void suggest_long(struct suggest_job *job);
void suggest_across(struct suggest_job *job);
void suggest_matrix(struct suggest_job *job);
void suggest_prose(struct suggest_job *job);

/* Sorts, drops what takes the same figures, keeps `most`. */
void suggest_rank(struct suggestions *suggestions, size_t most);

/* Fills in what one is worth. */
void suggest_rank_score(struct suggest_job *job, struct suggestion *suggestion);

#endif
