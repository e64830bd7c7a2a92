/* SPDX-License-Identifier: GPL-3.0-or-later */
/* carry: see carry.h. */
#include "collector/carry.h"

#include <stdio.h>
#include <string.h>

#include "core/era.h"
#include "core/status.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/label.h"

#define CELL_SIZE 64    /* longest cell that can be a month without its word */
#define ERA_COLUMNS 256 /* looked at for an era */

bool carry_is_within_year(enum frequency frequency)
{
    return frequency == FREQUENCY_MONTHLY || frequency == FREQUENCY_QUARTERLY;
}

/* --- eras --- */

/* The eras that texts name without a year of them: 年度(平成). */
struct eras {
    int base; /* 0 = none */
    bool several;
};

static void note_eras(struct eras *eras, const char *key)
{
    for (const char *at = key; *at != '\0'; at++) {
        int base = 0;
        size_t length = 0;
        /* letters are names of other things */
        if ((unsigned char)*at < 0x80 || !era_recognise(at, &base, &length))
            continue;
        const char *behind = at + length;
        if ((*behind >= '0' && *behind <= '9') || str_starts(behind, "元"))
            continue;
        eras->several = eras->several || (eras->base != 0 && eras->base != base);
        eras->base = base;
    }
}

int carry_era(const struct indicator *indicator, const struct grid *grid, size_t last)
{
    struct arena *arena = arena_new();
    struct eras eras = {0};
    note_eras(&eras, unicode_key(arena, grid->name));
    for (size_t row = 0; row <= last && row < grid->row_count; row++)
        for (size_t i = 0; i < grid->rows[row].count && i < ERA_COLUMNS; i++)
            note_eras(&eras, unicode_key(arena, grid->rows[row].cells[i]));
    arena_free(arena);
    if (indicator->era != ERA_NAME_NONE)
        return era_base(indicator->era);
    return eras.several ? 0 : eras.base;
}

/* --- reading --- */

struct carry carry_start(const struct indicator *indicator, int era)
{
    return (struct carry){.context = {.frequency = indicator->frequency,
                                      .year_label = indicator->year_label,
                                      .carried_era = era}};
}

bool carry_is_year(const struct carry *carry, const char *text, bool fiscal, int *year,
                   bool *is_fiscal)
{
    struct err ignored;
    struct period period;
    *is_fiscal = fiscal || strstr(text, "年度") != NULL || strstr(text, "FY") != NULL;
    struct periodread_context context = carry->context;
    context.frequency = *is_fiscal ? FREQUENCY_FISCAL_YEAR : FREQUENCY_CALENDAR_YEAR;
    context.year_label = YEAR_LABEL_STARTS;
    if (strstr(text, "月") != NULL || periodread_cell(text, &context, &period, &ignored) != 0)
        return false;
    *year = period.n;
    return true;
}

void carry_set_year(struct carry *carry, int year, bool fiscal)
{
    carry->year = fiscal ? year : 0;
    carry->year_is_fiscal = fiscal;
    carry->context.carried_year = year;
    carry->context.carried_fiscal = false;
    carry->context.carried_month = 0;
}

/* What says how final the figure is, behind a number (6(速報), 6p); `text` itself otherwise.
 */
static const char *find_mark(const char *text)
{
    enum observation_status ignored;
    const char *mark = text + str_digits(text);
    size_t length = status_front(mark, &ignored);
    if (length == 0 && *mark != '\0' && mark[1] == '\0' && status_letter(*mark, &ignored))
        length = 1;
    return length > 0 && mark[length] == '\0' ? mark : text;
}

/* True if the number is the next in the run of months or short years: behind a mark, nothing
 * else says that it is no other figure. */
static bool goes_on(const struct periodread_context *context, bool month, int64_t number)
{
    if (month)
        return context->carried_month != 0 && number == context->carried_month % 12 + 1;
    int64_t step = number - context->carried_short;
    return context->short_step != 0 ? step == context->short_step : step == 1 || step == -1;
}

/* "4" below a year is "4月", "29" behind 平成28年度 is "29年", "30(速報)" behind that "30年".
 */
static const char *add_word(const struct periodread_context *context, const char *text,
                            char out[CELL_SIZE])
{
    char copy[CELL_SIZE];
    int64_t number = 0;
    bool month = context->frequency == FREQUENCY_MONTHLY && context->carried_year != 0;
    bool year = !carry_is_within_year(context->frequency) && context->carried_short != 0;
    if ((!month && !year) || strlen(text) >= CELL_SIZE)
        return text;
    struct arena *arena = arena_new();
    const char *key = unicode_key(arena, text);
    const char *mark = find_mark(key);
    bool marked = mark > key;
    bool is_number = str_copy(copy, sizeof copy, marked ? key : text);
    if (is_number && marked)
        copy[mark - key] = '\0';
    is_number = is_number &&
                str_integer(str_trim(copy), 1, month ? 12 : ERA_LONGEST, &number) &&
                (!marked || goes_on(context, month, number));
    if (is_number)
        (void)snprintf(out, CELL_SIZE, "%d%s", (int)number, month ? "月" : "年");
    arena_free(arena);
    return is_number ? out : text;
}

bool carry_beside(struct carry *carry, const char *text, bool fiscal)
{
    char with_word[CELL_SIZE];
    int year = 0;
    bool is_fiscal = false;
    struct periodread_context context = carry->context;
    struct period period;
    struct err ignored;
    carry->beside = true;
    context.frequency = FREQUENCY_CALENDAR_YEAR;
    const char *whole = add_word(&context, text, with_word);
    if (!carry_is_year(carry, whole, fiscal, &year, &is_fiscal))
        return false;
    is_fiscal = is_fiscal || (whole != text && carry->year_is_fiscal);
    context.frequency = is_fiscal ? FREQUENCY_FISCAL_YEAR : FREQUENCY_CALENDAR_YEAR;
    (void)periodread_cell(whole, &context, &period, &ignored);
    carry->context.carried_era = context.carried_era;
    carry->context.carried_short = context.carried_short;
    carry->context.short_step = context.short_step;
    carry->year = year;
    carry->year_is_fiscal = is_fiscal;
    return true;
}

void carry_forget(struct carry *carry)
{
    carry->year = 0;
    carry->context.carried_year = 0;
    carry->context.carried_month = 0;
}

/* A cell below (or beside) a year that was printed by itself. */
static bool read_in_year(struct carry *carry, const char *text, struct period *out)
{
    struct err ignored;
    char with_word[CELL_SIZE];
    struct periodread_context own = carry->context;
    own.carried_year = 0;
    own.carried_month = 0;
    own.carried_fiscal = false;
    if (periodread_cell(text, &own, out, &ignored) == 0) {
        if (!carry->beside)
            carry->year = 0; /* from here on the cells carry their years themselves */
        carry->context = own;
        return true;
    }
    own.carried_year = carry->year;
    own.carried_fiscal = carry->year_is_fiscal;
    if (periodread_cell(add_word(&own, text, with_word), &own, out, &ignored) != 0)
        return false;
    carry->context.named = own.named;
    return true;
}

/* Months that ran backwards once leave the year of those behind them open. */
static void forget_year(struct carry *carry, const char *text)
{
    struct err ignored;
    struct period period;
    struct periodread_context context = carry->context;
    context.carried_month = 0;
    if (carry->context.carried_year != 0 && carry->context.carried_month != 0 &&
        periodread_cell(text, &context, &period, &ignored) == 0)
        carry->context.carried_year = 0;
}

enum carry_reading carry_read(struct carry *carry, const char *text, struct period *out,
                              struct err *err)
{
    char with_word[CELL_SIZE];
    if (unicode_is_blank(text))
        return CARRY_BLANK;
    if (carry->year != 0 && read_in_year(carry, text, out))
        return CARRY_READ;
    if (periodread_cell(add_word(&carry->context, text, with_word), &carry->context, out,
                        err) == 0)
        return CARRY_READ;
    int year = 0;
    bool fiscal = false;
    forget_year(carry, text);
    if (!carry_is_within_year(carry->context.frequency) ||
        !carry_is_year(carry, text, false, &year, &fiscal))
        return CARRY_UNREADABLE;
    bool beside = carry->beside;
    carry_beside(carry, text, false);
    carry->beside = beside;
    carry_set_year(carry, year, fiscal);
    return CARRY_YEAR;
}

enum carry_reading carry_read_label(struct carry *carry, const char *text, struct arena *arena,
                                    struct period *out, struct err *err)
{
    if (!label_passes_over(arena, text))
        return carry_read(carry, text, out, err);
    /* 令和5年度計 of fiscal years is one; between months it changes nothing */
    struct carry ahead = *carry;
    if (carry_read(&ahead, text, out, err) != CARRY_READ)
        return CARRY_PASSED_OVER;
    *carry = ahead;
    return CARRY_READ;
}
