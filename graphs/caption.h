/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caption: what a chart says in words. Layer: graphs. Each appends to a buf; a buf's limit
 * shows as its overflow.
 */
#ifndef GRAPHS_CAPTION_H
#define GRAPHS_CAPTION_H

#include "core/buf.h"
#include "core/revision.h"
#include "graphs/chart.h"

#include <stdbool.h>

/* The indicator's title. */
const char *caption_title(const struct indicator *indicator, enum language language);

/* The newest value in words: 2016年8月 ▲15.4ポイント（前月比＋7.7ポイント、マイナス幅縮小）;
 * or that there is none. */
void caption_latest(const struct chart_input *input, struct buf *out);

/* "目標値 138,000人", with the period when one is set. */
void caption_target(const struct chart_input *input, struct buf *out);

/* "基準値 ▲8.2ポイント（2023年4月）" */
void caption_baseline(const struct chart_input *input, struct buf *out);

/* How the newest value stands to where it should be:
 * "目標経路との差▲3.2ポイント（目安に届いていない）", or to a level
 * "目標138,000人まで40,265人". Nothing where there is nothing to say. The public edition has
 * no verdict. */
void caption_course(const struct chart_input *input, struct buf *out);

/* "回答104社・誤差の目安±13ポイント", of the newest value; nothing where the respondents of
 * its period are not known, or it is neither a balance nor a per cent. */
void caption_answers(const struct chart_input *input, struct buf *out);

/* "2016年7月 ▲25.0→▲23.1ポイント（2016年9月30日に記録）" */
void caption_revision(const struct chart_input *input, const struct revision *revision,
                      struct buf *out);

/* "12か月平均（その月までの1年間）" */
const char *caption_mean(enum frequency frequency, enum language language);

/* "出典：..." of the values shown. */
void caption_sources(const struct chart_input *input, struct buf *out);

/* "出典：..." of all the values shown of several series; as each names them, each once. */
void caption_sources_of(const struct settings *settings, const struct series *const *series,
                        size_t count, struct buf *out);

/* The day of drawing, or as of when what is shown was known. */
void caption_drawn(const struct settings *settings, int64_t now, struct buf *out);

/* As of when that was, and nothing of what is known now. */
void caption_as_of(const struct settings *settings, struct buf *out);

/* "解禁前の値を含む（2026年3月5日8時50分まで外部に出さないこと）"; and of what an input holds:
 * nothing where none is. */
void caption_until(int64_t until, enum language language, struct buf *out);
void caption_embargo(const struct chart_input *input, struct buf *out);

/* Last period, and caption_drawn. */
void caption_stamp(const struct chart_input *input, struct buf *out);

/* "令和6年度 当初予算 46,766千円", or that no budget is printed. Returns the fiscal year of
 * it, 0 if none. */
int caption_amount(const struct program *program, enum language language, struct buf *out);

/* "まだ実績値がありません（公表値未確認）" */
const char *caption_none(enum language language);

/* True if some observation has a value. */
bool caption_has_values(const struct series *series);

#endif
