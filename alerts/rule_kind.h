/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_kind: what the files of the rule kinds share, and nobody else uses. Layer: alerts. */
#ifndef ALERTS_RULE_KIND_H
#define ALERTS_RULE_KIND_H

#include "alerts/rule.h"

#define RULE_TEXT_MAX 128

/* The words behind the name of the kind. */
struct rule_reader {
    char copy[RULE_TEXT_MAX];
    char *cursor;
    const char *next; /* NULL = no more */
};

struct rule_kind {
    const char *name;
    int way;
    bool level;    /* judges by the level of the values */
    bool vintages; /* judges their versions */
    bool signal;   /* judges by the limits of core/xmr */
    bool timed;    /* judges by the time, not by a newer value alone */
    bool free;     /* judges alike whatever level and size the values have */
    const char *form;
    /* Reads what stands behind the name, all of it. */
    int (*read)(struct rule_reader *reader, struct rule *out);
    const char *(*refuse)(const struct rule *rule, const struct indicator *indicator);
    enum rule_answer (*judge)(const struct rule *rule, const struct rule_case *judged);
    bool (*trial)(const struct rule *rule, const struct rule_case *judged); /* may be NULL */
    void (*say)(const struct rule *rule, const struct indicator *indicator,
                enum language language, struct buf *out);
    void (*fact)(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out); /* NULL = as `say` */
    void (*detail)(const struct rule *rule, const struct rule_case *judged,
                   enum language language, struct buf *out); /* lines; NULL = none */
};

/* The next word is this one: taken. */
bool rule_word(struct rule_reader *reader, const char *word);
/* The next word is such a number: taken. */
bool rule_number(struct rule_reader *reader, struct decimal *out);
bool rule_amount(struct rule_reader *reader, struct rule *out); /* X or X% */
bool rule_count(struct rule_reader *reader, int64_t low, int64_t high, size_t *out);
/* Nothing is left: 0; else -1. */
int rule_end(const struct rule_reader *reader);

/* Why per cents of it have no meaning; NULL = they have. */
const char *rule_percent_refused(const struct indicator *indicator);
/* Why its neighbouring values are not compared, but those of a year; NULL = they are. */
const char *rule_neighbours_refused(const struct indicator *indicator);
/* Why it is not compared with the year before; NULL = it is. */
const char *rule_year_refused(const struct indicator *indicator);
/* Why it has no worse side; NULL = it has. */
const char *rule_side_refused(const struct indicator *indicator);

/* True if what has seasons is known for two years. */
bool rule_has_years(const struct rule_case *judged);

/* True if a value is to be judged beside the same month or quarter of other years only: where
 * limits_has_season says so, and as long as nobody knows yet. */
bool rule_by_years(const struct rule_case *judged);
/* True if both periods are of one segment, no break between them. */
bool rule_same_segment(const struct indicator *indicator, struct period a, struct period b);

/* 前月 前年同月 直近12期の平均 / month before, same month of the year before, ... */
void rule_say_base(const struct rule *rule, enum frequency frequency, enum language language,
                   struct buf *out);
/* "10％", "10人": the amount of a change. */
void rule_say_amount(const struct rule *rule, const struct indicator *indicator,
                     enum language language, struct buf *out);
/* "3か月", "3 months" */
void rule_say_periods(size_t count, enum frequency frequency, enum language language,
                      struct buf *out);

extern const struct rule_kind rule_level_below, rule_level_above;
extern const struct rule_kind rule_change_falls, rule_change_rises;
extern const struct rule_kind rule_run_falling, rule_run_rising;
extern const struct rule_kind rule_extreme_lowest, rule_extreme_highest;
extern const struct rule_kind rule_signal;
extern const struct rule_kind rule_behind;
extern const struct rule_kind rule_revised;
extern const struct rule_kind rule_overdue;

#endif
