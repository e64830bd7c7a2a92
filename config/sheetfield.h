/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheetfield: what can be written into an evaluation sheet: the table of fields. Layer:
 * config. Their values are gathered by daemon/evaluation.
 */
#ifndef CONFIG_SHEETFIELD_H
#define CONFIG_SHEETFIELD_H

#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

#define SHEETFIELD_INDICATORS_MAX 20 /* outputs, and outcomes, that can be named */

enum sheetfield_id {
    /* of the program */
    FIELD_ID,
    FIELD_TITLE,
    FIELD_POLICY,
    FIELD_CHALLENGE,
    FIELD_TIER,
    FIELD_KIND,
    FIELD_NEW,
    FIELD_PLEDGE,
    FIELD_ACCOUNT,
    FIELD_OWNER,
    FIELD_START,
    FIELD_SUMMARY,
    FIELD_CHANGE,
    FIELD_WHY,
    FIELD_YEAR,
    FIELD_MADE,   /* the day on which it was filled in */
    FIELD_OFFICE, /* the site's title */
    FIELD_REMARKS,
    FIELD_CAUTION,
    /* amounts */
    FIELD_BUDGET,
    FIELD_REVISED,
    FIELD_CARRIED,
    FIELD_SETTLED,
    FIELD_GENERAL,
    /* of an indicator */
    FIELD_INDICATOR_TITLE,
    FIELD_UNIT,
    FIELD_DEFINITION,
    FIELD_PERIOD,
    FIELD_VALUE,
    FIELD_STATUS,
    FIELD_PREVIOUS,
    FIELD_PREVIOUS_PERIOD,
    FIELD_BASELINE,
    FIELD_BASELINE_PERIOD,
    FIELD_TARGET,
    FIELD_TARGET_PERIOD,
    FIELD_DUE,     /* what the straight way to the target asks for by then */
    FIELD_RATE,    /* 達成率 */
    FIELD_READING, /* before and after its start, in words */
    FIELD_BEFORE,
    FIELD_AFTER,
    FIELD_CAUSE,
    FIELD_ACTION,
    FIELD_COUNT
};

enum sheetfield_scope { FIELD_OF_PROGRAM, FIELD_OF_AMOUNT, FIELD_OF_OUTPUT, FIELD_OF_OUTCOME };

struct sheetfield {
    enum sheetfield_id id;
    enum sheetfield_scope scope;
    bool before; /* of the year before; of amounts */
    int number;  /* of the indicator, from 1; 0 otherwise */
};

/* Reads "title", "budget.before", "outcome.1.value". ERR_CONFIG says what it could have been.
 */
int sheetfield_read(const char *text, struct sheetfield *out, struct err *err);

/* "value": the last part of its name. */
const char *sheetfield_name(enum sheetfield_id id);

/* Which fields stand in a scope, from..to-1. */
void sheetfield_range(enum sheetfield_scope scope, enum sheetfield_id *from,
                      enum sheetfield_id *to);

#endif
