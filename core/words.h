/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words: how values, periods and changes are said to people, in Japanese and English. Layer:
 * core. One place, so that charts, pages, alerts and the terminal say the same.
 */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H

#include "core/alert.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/comment.h"
#include "core/decimal.h"
#include "core/health.h"
#include "core/instant.h"
#include "core/period.h"
#include "core/periodread.h"
#include "core/series.h"

#include <stddef.h>

enum language { LANGUAGE_JA, LANGUAGE_EN };

#define WORDS_SIZE 128

/* Picks by language. */
const char *words_pick(enum language language, const char *ja, const char *en);

/* "ja" or "en": its tag in pages, and the folder of its pages. */
const char *words_code(enum language language);

/* A period for people: 2016年8月 / Aug 2016, 2024年度（令和6年度） -> "令和6年度", "FY2024",
 * 2024年4–6月期, 2016年8月3日. A fiscal-year series labelled by its end (graduates) says
 * 2024年3月卒. */
void words_period(struct period period, enum year_label label, enum language language,
                  char out[WORDS_SIZE]);

/* 令和6年度 / FY2024 */
void words_fiscal_year(int year, enum language language, char out[WORDS_SIZE]);

/* A value with its places: Japanese negatives carry ▲ ("▲15.4"), English "−15.4"; thousands
 * with commas. */
void words_value(struct decimal value, int places, enum language language,
                 char out[WORDS_SIZE]);

/* The same as it is said: in Japanese "9万7,735", "13万8,000", "1億2,345万". */
void words_spoken(struct decimal value, int places, enum language language,
                  char out[WORDS_SIZE]);

/* A difference always carries its sign: ＋7.7, ▲7.7 / +7.7, −7.7; 0 is ±0. */
void words_change(struct decimal value, int places, enum language language,
                  char out[WORDS_SIZE]);

/* 速報値 改定値 概数 見通し 欠測 / preliminary ...; "" for final. */
const char *words_status(enum observation_status status, enum language language);

/* The same of a figure, which is 解禁前 while its embargo lasts. */
const char *words_said(const struct observation *said, enum language language);

/* An alert's text, or the subject of a letter, as people are shown it: with 【解禁前】, in the
 * language that it was written in, behind the word for its state, where whoever passes it on
 * sees it at once, unless `embargo` is 0. In the arena, or `text` itself. */
const char *words_marked(const char *text, int64_t embargo, struct arena *arena);

/* 継続中 確認済み 解消 / firing acknowledged resolved. */
const char *words_alert_state(enum alert_state state, enum language language);

/* 情報 注意 要確認 / info warning critical: of an alert's severity as it is kept. */
const char *words_severity(const char *severity, enum language language);

/* 案 承認済み 案の取下げ 取下げ / draft approved ... */
const char *words_comment_state(enum comment_state state, enum language language);

/* 当初予算 補正後予算 決算 / initial budget, revised budget, settled; "" for none. */
enum amount_kind { AMOUNT_NONE, AMOUNT_BUDGET, AMOUNT_REVISED, AMOUNT_SETTLED };
const char *words_amount_kind(enum amount_kind kind, enum language language);

/* Money given in thousand yen: 7,469千円 / 7,469 thousand yen. */
void words_budget(int64_t thousand_yen, enum language language, char out[WORDS_SIZE]);

/* 日 週 月 四半期 暦年 年度 / "fiscal year" ... : 前月 / 前年度 etc. for a frequency: the word
 * for "previous period". */
const char *words_previous(enum frequency frequency, enum language language);

/* 前年同月 / "same month of the year before"; of years as words_previous. */
const char *words_year_before(enum frequency frequency, enum language language);

/* What is wrong with a source that fails: not fetched, fetched but not read, or some cells not
 * understood; then the reason, or the first of the cells. Appends to `out`. */
void words_failure(const struct health *health, enum language language, struct buf *out);

/* 2026年3月5日8時50分, 2027年1月1日0時 / "5 Mar 2026, 08:50". */
void words_hour(int64_t at, enum language language, char out[WORDS_SIZE]);

/* What was known then, on the face of what is printed of it: 令和8年11月30日時点, with the
 * time unless it is the end of a day; "as known on 30 Nov 2026". */
void words_as_of(int64_t at, enum language language, char out[WORDS_SIZE]);

/* The sentence that ends every program page and alert (knowledge: outside factors). */
const char *words_caution(enum language language);

#endif
