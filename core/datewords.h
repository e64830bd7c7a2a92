/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * datewords: the fixed words and marks that dates are written with. Layer: core; used by
 * datescan.c and spanread.c. Every text is NFKC without spaces; lengths are in bytes, 0 = it
 * does not stand there.
 */
#ifndef CORE_DATEWORDS_H
#define CORE_DATEWORDS_H

#include <stdbool.h>
#include <stddef.h>

/* 昨年 今年度 前月: how far from the day of publication. */
struct datewords_relative {
    bool fiscal; /* 年度 */
    int years;
    bool by_month; /* 前月, 今月 */
    int months;
};

/* ~ 〜 - から, as they stand between two dates. */
size_t datewords_range(const char *text);

/* 分 現在 期 計 (速報) ※1 p ...: behind a date, they do not change which it is. What they say
 * of the figure is core/status.h's to tell. */
size_t datewords_tail(const char *text);

/* (月), (土・祝): behind a day. */
size_t datewords_weekday(const char *text);

/* 最終更新日 調査期間: the name of a date, before it. */
size_t datewords_label(const char *text);

/* 上期 下半期 夏期: a part of a year that is none of our periods. */
size_t datewords_part(const char *text);

size_t datewords_relative(const char *text, struct datewords_relative *out);

/* 第1・四半期 第Ⅰ四半期 Ⅰ期 1Q: *n is the number as printed, 1-4. */
size_t datewords_quarter(const char *text, int *n);

/* A whole number in Arabic digits (all of them, at most 8) or kanji (十二, 二〇一六): its
 * value, or -1. *digits is how many there were, *length their bytes. */
int datewords_number(const char *text, size_t *digits, size_t *length);

#endif
