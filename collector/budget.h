/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * budget: the programs of a budget document: a table, or the form in which a policy document
 * prints them. Layer: collector.
 *
 * A table's columns are found by their heads, its unit in a head, a caption (単位：千円) or
 * the cells. The document's form:
 *
 *     POLICY                                   alone on its line, before a tier
 *     重点事業                                  the tier of what follows: 重点事業 or 主要事業
 *     【(新)TITLE】 [公約] 1,234千円           behind it may stand (前年度 1,000千円)
 *     (旧:TITLE／TITLE)                         what it was
 *     summary
 *     ▶ what changes
 *
 * Above them may stand 現状・課題, and blocks of a title and its text: challenges.
 *
 * A total (計 合計 総計 小計) must agree with its rows. What is not understood is a fault with
 * its row, what is passed over a note: nothing is guessed.
 */
#ifndef COLLECTOR_BUDGET_H
#define COLLECTOR_BUDGET_H

#include "collector/grid.h"
#include "config/entry.h"
#include "core/fault.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BUDGET_ENTRIES_MAX 5000
#define BUDGET_TITLE_MAX 450 /* bytes */
#define BUDGET_YEN_UNIT 1000 /* amounts are thousand yen */

/* One program as it is printed. Texts are plain lines, "" = not there. */
struct budget_entry {
    const char *place; /* of which table: " Sheet1", "" when there is one */
    int row;           /* in the document, 1-based */
    const char *title; /* without marks */
    const char *key;   /* unicode_key of it */
    bool has_amount;
    int64_t amount; /* thousand yen */
    bool has_former;
    int64_t former; /* last year's, as this document has it */
    const char *policy;
    enum tier tier;
    bool pledge;
    bool is_new;
    bool ended; /* marked 廃止, 終了 ... */
    bool again; /* marked 再掲: it stands elsewhere too */
    const char **was;
    size_t was_count;
    const char *summary;
    const char *change;
    const char *owner;
    const char *account;
    const char *remark; /* 備考, where it is more than a mark or a former title */
};

/* What a column can be taken for; in the order of budget_column_name. */
enum budget_column {
    BUDGET_TITLE,
    BUDGET_AMOUNT,
    BUDGET_FORMER,
    BUDGET_POLICY,
    BUDGET_MARKS, /* 区分: 重点 新規 公約 廃止 ...; may stand for several columns */
    BUDGET_WAS,
    BUDGET_SUMMARY,
    BUDGET_CHANGE,
    BUDGET_OWNER,
    BUDGET_ACCOUNT,
    BUDGET_REMARK,
    BUDGET_YEAR, /* rows of other years are passed over */
    BUDGET_COLUMNS
};

struct budget_choice {
    int year;                          /* the fiscal year that is read */
    const char *file;                  /* for faults */
    const char *heads[BUDGET_COLUMNS]; /* as said by a person; NULL = by what they say */
    const char *unit;                  /* 千円; NULL = as printed */
    const char *table;                 /* part of a table's name; NULL = all */
    enum language language;            /* of notes and `taken`; faults are English */
    const char *const *policies;       /* titles that are known: where a document has no blank
                                          lines, only they are told from a summary */
    size_t policy_count;
};

/* 現状・課題 as the document's form has it: a title above its text. */
struct budget_challenge {
    const char *title;
    const char *text;
};

struct budget {
    struct budget_entry *entries;
    size_t count;
    bool says[BUDGET_COLUMNS]; /* the document says something of this at all */
    bool says_tier, says_pledge, says_new;
    int64_t sum;
    bool has_total;     /* one that agrees */
    const char **taken; /* how it was read, for people: `title: 事業名` */
    size_t taken_count;
    struct budget_challenge *challenges; /* in the arena of the grids */
    size_t challenge_count;
    struct faults notes; /* what was passed over, with its row */
};

/* "title" "budget" "former" ...; NULL behind the last. */
const char *budget_column_name(size_t column);

/* Texts go to the arena of `grids`. ERR_DATA when there are faults (`faults` has them all) or
 * nothing that could be read. `out` is released with budget_free either way. */
int budget_read(struct grids *grids, const struct budget_choice *choice, struct budget *out,
                struct faults *faults, struct err *err);
void budget_free(struct budget *budget);

/* --- between the parts of budget --- */

#define BUDGET_TOTALS_MAX 300

struct budget_sum {
    int64_t amount;
    int64_t again; /* 再掲: totals have them, or not */
    size_t rows;
};

struct budget_reading {
    struct arena *arena;
    const struct budget_choice *choice;
    const char *file; /* for faults: with the table, where there are several */
    struct budget *out;
    struct faults *faults;
    size_t capacity;
    struct budget_sum part, all; /* since the last total, and of this table */
    struct budget_sum
        totals[BUDGET_TOTALS_MAX]; /* of this table at each of its totals, and at 0 */
    size_t total_count;
    bool part_lost, lost; /* a row since the last total, or any, could not be read */
    int64_t unit_yen;     /* of figures without one; 0 = not known */
    bool unit_missed;     /* said once */
};

/* A line of the text without controls, line breaks and blanks at its ends. */
const char *budget_tidy(struct arena *arena, const char *text);

/* Starts a blank entry; its title is set by budget_add. */
struct budget_entry *budget_start(struct budget_reading *r, int row);

/* Takes the marks off the front of a text, into the entry. */
const char *budget_take_marks(struct budget_reading *r, struct budget_entry *entry,
                              const char *text);

/* The title, without the marks before and behind it and (旧:...), which go into the entry. */
void budget_take_title(struct budget_reading *r, struct budget_entry *entry, const char *text);

/* What stands in the bracket that ends the text, which begins at *start; NULL = none. */
const char *budget_last_bracket(struct arena *arena, const char *text, size_t *start);

/* Bytes to the next character: never 0. */
size_t budget_letter(const char *text);

/* What stands behind 旧: , also in brackets; NULL where the text does not begin so. */
const char *budget_former(struct arena *arena, const char *text);

/* The same where the text is one of names: behind (旧), too, which may begin a sentence. */
const char *budget_former_name(struct arena *arena, const char *text);

/* One word of 区分: true if it says something that is known. */
bool budget_take_word(struct budget_reading *r, struct budget_entry *entry, const char *word);

/* Adds names separated by ／ / or 、, also behind 旧: or in brackets, to entry->was. */
void budget_take_was(struct budget_reading *r, struct budget_entry *entry, const char *text);

/* Reads thousand yen; *present false for a dash. False when it is a fault. */
bool budget_amount(struct budget_reading *r, int row, const char *text, bool *present,
                   int64_t *amount);

/* Counts a finished entry; a title that is there already is a fault. */
void budget_finish(struct budget_reading *r, struct budget_entry *entry);

/* A row could not be read, which is told: no total that has it can agree. */
void budget_lose(struct budget_reading *r);

/* How many yen the unit is; 0 = none of money. */
int64_t budget_unit(const char *text);

/* 計 合計 総計 小計, also behind other words (経済部 計). */
bool budget_is_total(struct arena *arena, const char *label);

/* Compares a total with the rows above it, and begins the next part; one that could not be
 * read only begins it. */
void budget_total(struct budget_reading *r, int row, const char *label, int64_t amount);
void budget_part(struct budget_reading *r);
void budget_begin(struct budget_reading *r); /* a table */

/* Which fiscal years a text names (令和7年度 R7 2025年度); returns how many, at most `most`.
 */
size_t budget_years(struct arena *arena, const char *text, int *years, size_t most);

/* How something was read. */
void budget_say(struct budget_reading *r, const char *text);

void budget_text_read(struct budget_reading *r, const char *text);
/* How many lines have the form 【...】 1,234千円. */
size_t budget_text_count(struct arena *arena, const char *text);

/* -1 with ERR_DATA when no table has the columns. */
int budget_table_read(struct budget_reading *r, const struct grids *grids, struct err *err);

#endif
