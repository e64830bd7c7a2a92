/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timehead: see timehead.h. */
#include "collector/timehead.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#include "collector/label.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static bool ends_in(const struct label_path *column, const char *const *words, size_t count)
{
    struct arena *arena = arena_new();
    const char *bare = label_bare(arena, column->last);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = str_ends(bare, words[i]);
    arena_free(arena);
    return found;
}

bool timehead_is_year(const struct label_path *column)
{
    static const char *const words[] = {"年", "年度", "年次", "暦", "year", "Year", "YEAR"};
    return ends_in(column, words, COUNT(words));
}

bool timehead_may_be_years(const struct label_path *column)
{
    static const char *const words[] = {"年",   "年度",        "年次",   "暦",     "期間",
                                        "時期", "時点",        "year",   "Year",   "YEAR",
                                        "date", "Date",        "DATE",   "time",   "Time",
                                        "TIME", "TIME_PERIOD", "period", "Period", "PERIOD"};
    return *column->whole == '\0' || ends_in(column, words, COUNT(words));
}

bool timehead_is_time(const struct label_path *column)
{
    static const char *const words[] = {"月",    "期",   "日",   "日付",    "週",     "month",
                                        "Month", "week", "Week", "quarter", "Quarter"};
    static const char *const days[] = {"休日", "平日", "祝日", "曜日"};
    return (*column->whole != '\0' && timehead_may_be_years(column)) ||
           (ends_in(column, words, COUNT(words)) && !ends_in(column, days, COUNT(days)));
}

bool timehead_has_months(const struct head *head, size_t column, size_t end)
{
    static const char *const words[] = {"月",    "月別",  "月次", "年月",
                                        "month", "Month", "MONTH"};
    /* 年度＼月, 月/年 and the like */
    const char *whole = head->columns[column].whole;
    bool said = ends_in(&head->columns[column], words, COUNT(words)) ||
                (strstr(whole, "月") != NULL && strstr(whole, "数") == NULL);
    for (size_t row = head->last + 1; row < end && !said; row++)
        said = strstr(grid_cell(head->grid, row, column), "月") != NULL;
    return said;
}

bool timehead_is_quarter(const struct label_path *column)
{
    static const char *const words[] = {"四半期", "四半期別", "quarter", "Quarter", "QUARTER"};
    return ends_in(column, words, COUNT(words));
}

bool timehead_is_bare(struct arena *arena, const char *text)
{
    const char *key = unicode_key(arena, text);
    size_t digits = str_digits(key);
    const char *rest = key + digits;
    bool mark = *rest == '\0' || *rest == '(' || *rest == '[' ||
                (rest[1] == '\0' && (unsigned char)*rest < 0x80);
    return digits >= 1 && digits <= 2 && mark;
}

const char *timehead_quarter(struct arena *arena, const char *text)
{
    static const char *const written[] = {"1", "2", "3", "4", "I", "II", "III", "IV"};
    static const char *const names[] = {"第1四半期", "第2四半期", "第3四半期", "第4四半期"};
    const char *key = unicode_key(arena, text);
    for (size_t i = 0; i < COUNT(written); i++)
        if (str_equal(key, written[i]))
            return names[i % COUNT(names)];
    return text;
}
