/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_month: whether 1 2 3 ... above or beside figures are months: grades, ranks and
 * numbers of things look the same. */
#include <ctype.h>
#include <string.h>

#include "collector/suggest_trial.h"
#include "core/str.h"
#include "core/unicode.h"

#define ROWS_ABOVE 8
#define CELLS_MAX 64
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* A word by itself, whatever its case: Grade, not upgraded. */
static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; *at != '\0'; at++) {
        size_t same = 0;
        if (at > text && isalpha((unsigned char)at[-1]))
            continue;
        while (same < length && tolower((unsigned char)at[same]) == word[same])
            same++;
        if (same == length && !isalpha((unsigned char)at[length]))
            return true;
    }
    return false;
}

static bool says_other(struct arena *arena, const char *text)
{
    static const char *const words[] = {"grade", "grades", "class", "classes", "level",
                                        "rank",  "age",    "ages",  "no",      "number"};
    static const char *const parts[] = {"学年", "年生", "年級", "等級", "学級", "順位",
                                        "番号", "年齢", "歳",   "階級", "段階", "組別"};
    const char *plain = unicode_nfkc(arena, text);
    const char *key = unicode_key(arena, text);
    for (size_t i = 0; i < COUNT(words); i++)
        if (has_word(plain, words[i]))
            return true;
    return str_holds_any(key, parts, COUNT(parts));
}

/* 月 or 月別; that of 4月1日現在 says nothing of the numbers. */
static bool says_month(struct arena *arena, const char *text)
{
    const char *plain = unicode_nfkc(arena, text);
    if (has_word(plain, "month") || has_word(plain, "months") || has_word(plain, "monthly"))
        return true;
    const char *key = unicode_key(arena, text);
    for (const char *at = strstr(key, "月"); at != NULL; at = strstr(at + 1, "月"))
        if (at == key || !str_digit(at[-1]))
            return true;
    return false;
}

/* True if a text above the cell, left of it in its row, or the grid's name does. */
static bool is_said(struct arena *arena, const struct grid *grid, size_t row, size_t column,
                    bool (*says)(struct arena *, const char *))
{
    size_t first = row > ROWS_ABOVE ? row - ROWS_ABOVE : 0;
    if (says(arena, grid->name))
        return true;
    for (size_t at = first; at <= row; at++)
        for (size_t i = 0; i < grid->rows[at].count && i < CELLS_MAX; i++)
            if ((at < row || i < column) && !unicode_is_blank(grid->rows[at].cells[i]) &&
                says(arena, grid->rows[at].cells[i]))
                return true;
    return false;
}

/* 1 to 12 of a plain number; 0 = it is none. */
static int plain_month(struct arena *arena, const char *text)
{
    const char *key = unicode_key(arena, text);
    size_t digits = strspn(key, "0123456789");
    if (digits == 0 || digits > 2 || key[digits] != '\0')
        return 0;
    int month = key[1] == '\0' ? key[0] - '0' : (key[0] - '0') * 10 + key[1] - '0';
    return month <= 12 ? month : 0;
}

bool suggest_month_denied(struct arena *arena, const struct grid *grid, size_t row,
                          size_t column)
{
    return is_said(arena, grid, row, column, says_other);
}

bool suggest_month_plain(struct arena *arena, const struct grid *grid, size_t row,
                         size_t column, bool down)
{
    bool seen[13] = {false};
    size_t months = 0;
    size_t cells = down ? grid->row_count - row : grid->column_count - column;
    if (suggest_month_denied(arena, grid, row, column))
        return false;
    for (size_t i = 0; i < cells && i < CELLS_MAX; i++) {
        int month = plain_month(arena, down ? grid_cell(grid, row + i, column)
                                            : grid_cell(grid, row, column + i));
        months += month > 0 && !seen[month] ? 1 : 0;
        seen[month] = true;
    }
    return months == 12 || is_said(arena, grid, row, column, says_month);
}
