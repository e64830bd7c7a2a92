/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * status: the words and letters with which publishers say how final a figure is: 速報値 (速報)
 * 改訂 p r 推計 見込み 確報 ... Layer: core. The only list of them: numbers, dates, labels and
 * remarks are all read by it. Every text is NFKC; lengths are in bytes, 0 = no mark there.
 */
#ifndef CORE_STATUS_H
#define CORE_STATUS_H

#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>

/* A mark at the start of a text: a word, perhaps with 値 behind it, perhaps in brackets, or a
 * letter in brackets. *out is filled when there is one. */
size_t status_front(const char *text, enum observation_status *out);

/* The same at the end of the first `length` bytes. */
size_t status_back(const char *text, size_t length, enum observation_status *out);

/* p P r R: a letter that is a mark where it touches a figure or a date. */
bool status_letter(char letter, enum observation_status *out);

/* The first word anywhere in a label (NFKC without spaces), a forecast before any other, or
 * the letter behind the date that ends it: 4月p. False when it says nothing of the kind. */
bool status_label(const char *key, enum observation_status *out);

/* The same in a remark, which may be a sentence: the word stands by itself or ends it
 * (速報値(6月時点), 6月の速報値; not 目標達成, 速報値は6月に公表). A letter stands alone. */
bool status_remark(const char *key, enum observation_status *out);

/* The whole of a line between rows (NFKC without spaces) that says what follows: 実績 見込み
 * 推計値 Actual Projected ..., perhaps numbered or in brackets (【見込み】 ■計画 2 予算
 * 第9期（計画）). 実績 and its like are final. */
bool status_section(const char *key, enum observation_status *out);

#endif
