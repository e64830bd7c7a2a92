/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodblock: outwards from the value, by blank columns, then by heads of years. */
#include "collector/periodblock.h"

#include <string.h>
#include <strings.h>

#include "core/number.h"
#include "core/periodread.h"
#include "core/spanread.h"
#include "core/str.h"
#include "core/unicode.h"

#define SAMPLE_ROWS 200
#define COLUMNS_MAX 256

/* What stands in a column below its head. */
struct tally {
    size_t filled;
    size_t numbers;
    size_t times;    /* may be meant as periods */
    size_t complete; /* are some, year and all */
    size_t plain;    /* of those, digits alone */
};

static struct tally count(const struct head *head, size_t column)
{
    struct tally tally = {0};
    struct periodread_context context = {.frequency = FREQUENCY_MONTHLY};
    for (size_t i = 0; i < SAMPLE_ROWS && head->last + 1 + i < head->end; i++) {
        const char *text = grid_cell(head->grid, head->last + 1 + i, column);
        struct number number;
        struct spanread span;
        struct err ignored;
        if (unicode_is_blank(text) || grid_is_line(head->grid, head->last + 1 + i))
            continue;
        tally.filled++;
        bool figure = number_read(text, &number, &ignored) == 0 && number.present;
        bool complete = spanread_text(text, &context, &span, &ignored) == 0 && span.dated &&
                        (span.flags & (SPANREAD_PARTIAL | SPANREAD_WORDS)) == 0;
        bool digits = str_digits(text) == strlen(text) && str_digits(text) <= 4;
        tally.numbers += figure ? 1 : 0;
        tally.complete += complete ? 1 : 0;
        tally.plain += complete && digits ? 1 : 0;
        tally.times += complete || digits || periodread_plausible(text) ? 1 : 0;
    }
    return tally;
}

/* --- kinds of columns --- */

static bool ends_with(const char *text, const char *word)
{
    size_t length = strlen(text);
    size_t end = strlen(word);
    return length >= end && strcasecmp(text + length - end, word) == 0;
}

static bool ends_in_time(const char *bare)
{
    static const char *const words[] = {"年",   "年度", "年次",  "年月",  "年月日",
                                        "暦",   "時期", "期間",  "時点",  "year",
                                        "date", "time", "month", "period"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ends_with(bare, words[i]))
            return true;
    return false;
}

/* 前年 and 本年 are heads of figures. */
static bool is_time_word(const char *bare)
{
    static const char *const words[] = {
        "年",     "年度", "年次", "年月", "年・月", "暦年", "西暦", "会計年度", "和暦",
        "年月日", "時期", "期間", "時点", "year",   "date", "time", "month",    "period"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcasecmp(bare, words[i]) == 0)
            return true;
    return false;
}

static bool holds_times(const struct head *head, size_t column)
{
    const struct label_path *label = &head->columns[column];
    struct arena *arena = arena_new();
    bool headed = is_time_word(label_bare(arena, label->last));
    bool blank = *label->last == '\0';
    arena_free(arena);
    if (!headed && !blank)
        return false;
    struct tally tally = count(head, column);
    if (blank)
        return tally.complete > tally.plain && tally.complete * 2 > tally.filled;
    return tally.complete > 0 && tally.times * 2 > tally.filled;
}

/* Figures, neither years nor codes. */
static bool holds_figures(const struct head *head, size_t column)
{
    static const char *const codes[] = {"コード", "番号", "code", "id", "no", "no.", "順位"};
    struct arena *arena = arena_new();
    const char *bare = label_bare(arena, head->columns[column].last);
    bool named = *bare != '\0' && !ends_in_time(bare);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        named = named && !ends_with(bare, codes[i]);
    arena_free(arena);
    if (!named)
        return false;
    struct tally tally = count(head, column);
    return tally.numbers * 2 > tally.filled;
}

static bool holds_words(const struct head *head, size_t column)
{
    struct tally tally = count(head, column);
    return tally.filled > 0 && tally.numbers * 2 < tally.filled &&
           tally.times * 2 < tally.filled;
}

static bool is_blank(const struct head *head, size_t column)
{
    for (size_t row = head->last; row < head->end && row <= head->last + SAMPLE_ROWS; row++)
        if (!unicode_is_blank(grid_cell(head->grid, row, column)))
            return false;
    return true;
}

static bool any(const struct head *head, size_t from, size_t to, size_t but,
                bool (*holds)(const struct head *, size_t))
{
    for (size_t i = from; i < to; i++)
        if (i != but && holds(head, i))
            return true;
    return false;
}

/* --- blocks --- */

struct periodblock periodblock_apart(const struct head *head, size_t value)
{
    struct periodblock own = {value, value + 1};
    size_t count = head->count < COLUMNS_MAX ? head->count : COLUMNS_MAX;
    if (value >= count)
        return (struct periodblock){0, head->count};
    while (own.from > 0 && !is_blank(head, own.from - 1))
        own.from--;
    while (own.to < count && !is_blank(head, own.to))
        own.to++;
    if (own.from == 0 && own.to == count)
        return (struct periodblock){0, head->count};
    bool complete = any(head, own.from, own.to, value, holds_times) ||
                    (any(head, own.from, value, value, holds_words) &&
                     any(head, 0, own.from, value, holds_figures));
    /* else a table whose columns stand apart */
    return complete ? own : (struct periodblock){0, own.to};
}

struct periodblock periodblock_nearest(const struct head *head, size_t value)
{
    struct periodblock block = periodblock_apart(head, value);
    size_t time = value;
    if (value >= COLUMNS_MAX)
        return block;
    while (time > block.from && (time == value || !holds_times(head, time)))
        time--;
    if (time == value || !holds_times(head, time))
        return block;
    for (size_t i = value + 1; i < block.to && i < COLUMNS_MAX; i++)
        if (*head->columns[i].last != '\0' && holds_times(head, i))
            block.to = i;
    for (size_t i = time; i > block.from; i--)
        if (holds_figures(head, i - 1))
            block.from = i;
    return block;
}

bool periodblock_holds(const struct periodblock *block, size_t column)
{
    return column >= block->from && column < block->to;
}
