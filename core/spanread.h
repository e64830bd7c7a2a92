/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * spanread: what a text says of time, as far as it says it: a period, a range (9∼11月), a list
 * of months, a date without its year, a date in a sentence. Layer: core. For people who ask
 * how a text is understood; tables are read by periodread.h, which takes nothing incomplete.
 */
#ifndef CORE_SPANREAD_H
#define CORE_SPANREAD_H

#include "core/periodread.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SPANREAD_TEXT_SIZE 64

enum spanread_flag {
    SPANREAD_RANGE = 1 << 0,   /* FIRST/LAST */
    SPANREAD_LIST = 1 << 1,    /* FIRST..LAST, each of them named */
    SPANREAD_PARTIAL = 1 << 2, /* without a year, or with a relative one */
    SPANREAD_WORDS = 1 << 3    /* words around it: no cell of a table */
};

struct spanread {
    char text[SPANREAD_TEXT_SIZE]; /* 2016-08, FY2019, 2016-09/2016-11, 2016-03..2016-08,
                                      08-29, FY(-1) */
    bool dated;                    /* start and end are known */
    int32_t start;
    int32_t end; /* the day after the last */
    unsigned flags;
};

/* The carried fields and the publication date of the context complete what the text leaves
 * out; the frequency is not used, nothing is carried on. ERR_DATA with the reason. */
int spanread_text(const char *text, const struct periodread_context *context,
                  struct spanread *out, struct err *err);

/* A year, a fiscal year or a month that a text names in full. */
struct spanread_found {
    int year;
    int month; /* 0 = only the year */
    bool fiscal;
    bool several;  /* a range or a list, of which this is the first */
    size_t at;     /* where it stands */
    size_t length; /* in bytes */
};

/* Finds the next one in `key` (NFKC, no spaces) from byte *from on, which moves behind it;
 * false at the end. For titles: 令和5年度月別入園者数, 2016年8月調査結果. */
bool spanread_find(const char *key, size_t *from, struct spanread_found *out);

/* The same, and ranges and lists too. */
bool spanread_next(const char *key, size_t *from, struct spanread_found *out);

#endif
