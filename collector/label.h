/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * label: the head of a column or the label of a row: the path of its parts, its unit, how well
 * a name fits it, and what it says besides. Layer: collector.
 */
#ifndef COLLECTOR_LABEL_H
#define COLLECTOR_LABEL_H

#include "core/arena.h"
#include "core/series.h"

#include "collector/name.h"

#include <stdbool.h>

struct label_path {
    const char *path;  /* for people; "" = no label */
    const char *whole; /* key of the path */
    const char *last;  /* key of the last part */
    const char *unit;  /* in the brackets that end it; "" = none */
    const char *above; /* the same of the lowest part that has one, as label_unit was called */
    bool inherited;    /* the unit is `above` */
};

/* How well a name fits; the best kind found counts, worse ones are not looked at. */
enum label_fit {
    LABEL_WHOLE,
    LABEL_WHOLE_BARE, /* but for a unit in brackets and note marks */
    LABEL_LAST,
    LABEL_LAST_BARE,
    LABEL_PATTERN,
    LABEL_NONE
};

/* Starts without parts; label_add appends one (the same part again is passed over) and
 * label_unit finds the unit in the end. All belongs to the arena. */
void label_init(struct label_path *label);
void label_add(struct label_path *label, struct arena *arena, const char *text);
void label_unit(struct label_path *label, struct arena *arena, const char *wanted);

/* Where label_unit was called for every part: 入込客数(千人) over 男 and 女 is the unit of
 * both, but not of 前年比 or 構成率. */
void label_inherit(struct label_path *label, struct arena *arena);

/* True for うち市外 without a unit of its own: that of what it is a part of is meant. */
bool label_is_of_which(const struct label_path *label);

/* True for the head of a column of units. */
bool label_is_unit_head(const struct label_path *label);

enum label_fit label_fit(const struct label_path *label, const struct name *name);

/* The key without a bracket and note marks (※1 *2 (注) 注1)) at its end. */
const char *label_bare(struct arena *arena, const char *key);

/* 〃 or 同: what stands above. */
bool label_is_ditto(const char *text);

/* Blank or ditto: a merged cell, or one that repeats the cell above. */
bool label_repeats(const char *text);

/* True for the label of a total, a mean, a comparison or a note: no datum whatever it holds.
 */
bool label_passes_over(struct arena *arena, const char *text);

/* True for what only compares or remarks, whatever is beside it: 前年比(%), 増減, 構成比,
 * 備考. */
bool label_compares(struct arena *arena, const char *text);

/* True for the label of an outlook, a forecast or a target, whatever period it names. */
bool label_is_outlook(struct arena *arena, const char *text);

/* The word by which a title says that its table holds no figures but a plan or an outlook:
 * 予算 of 令和5年度予算額, 見込 of 来館者数の見込み, 計画 of 来館者（計画）, 将来. NULL =
 * none. */
const char *label_plan_word(struct arena *arena, const char *title);

/* What 速報 推計 見通し in a label say of its values; OBSERVATION_FINAL = nothing. */
enum observation_status label_status(struct arena *arena, const char *text);

/* The same where the label was chosen by name: what was not measured is an estimate then, but
 * for 目標達成率, which was. */
enum observation_status label_named_status(struct arena *arena, const char *text);

#endif
