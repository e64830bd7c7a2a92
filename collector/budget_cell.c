/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_cell: amounts, units and totals, in whichever form; see budget.h. */
#include <inttypes.h>
#include <string.h>

#include "collector/budget.h"
#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

enum { LABEL_BYTES = 60 };

/* --- money --- */

int64_t budget_unit(const char *text)
{
    char one[LABEL_BYTES] = "1";
    struct number number;
    struct err ignored;
    if (!str_copy(one + 1, sizeof one - 1, text) || number_read(one, &number, &ignored) != 0)
        return 0;
    if (!number.present || !str_equal(number.unit, "円") || number.value.places != 0 ||
        number.value.units <= 0 || number.flags & NUMBER_APPROXIMATE)
        return 0;
    return number.value.units;
}

static bool refuse(struct budget_reading *r, int row, const char *text, const char *why)
{
    fault_add(r->faults, r->file, row, "\"%.100s\": %s", budget_tidy(r->arena, text), why);
    return false;
}

/* Yen as the decimal has them, in whole thousands. */
static bool to_thousands(struct decimal value, int64_t unit_yen, int64_t *amount)
{
    const struct decimal unit = {unit_yen, 0};
    const struct decimal thousand = {BUDGET_YEN_UNIT, 0};
    struct decimal yen, back;
    if (decimal_multiply(value, unit, &yen) != 0)
        return false;
    struct decimal thousands;
    if (decimal_divide(yen, BUDGET_YEN_UNIT, 0, &thousands) != 0 ||
        decimal_multiply(thousands, thousand, &back) != 0 || decimal_compare(back, yen) != 0)
        return false;
    *amount = thousands.units;
    return true;
}

static bool refuse_unit(struct budget_reading *r, int row, const char *text)
{
    if (!r->unit_missed)
        refuse(r, row, text,
               "in which unit is nowhere printed: say it with --unit 千円 (or 円, 万円)");
    r->unit_missed = true;
    return false;
}

bool budget_amount(struct budget_reading *r, int row, const char *text, bool *present,
                   int64_t *amount)
{
    struct number number;
    struct err err;
    *present = false;
    *amount = 0;
    if (number_read(budget_tidy(r->arena, text), &number, &err) != 0) {
        fault_add(r->faults, r->file, row, "an amount: %s", err.text);
        return false;
    }
    if (!number.present)
        return true;
    if (number.flags & NUMBER_APPROXIMATE)
        return refuse(r, row, text, "an amount that is about right is no budget");
    if (number.value.units < 0)
        return refuse(r, row, text, "an amount below zero");
    bool yen = str_equal(number.unit, "円");
    if (!yen && *number.unit)
        return refuse(r, row, text, "an amount that is not of yen");
    if (!yen && r->unit_yen == 0)
        return refuse_unit(r, row, text);
    if (!to_thousands(number.value, yen ? 1 : r->unit_yen, amount))
        return refuse(r, row, text, "an amount that is no whole number of thousand yen");
    *present = true;
    return true;
}

/* --- totals --- */

bool budget_is_total(struct arena *arena, const char *label)
{
    static const char *const words[] = {"計", "合計", "総計", "小計", "総合計", "中計"};
    /* 経済部 計, 28事業の計, 商工費計: but 統計 and 会計 are no totals */
    static const char *const before[] = {" ",  "　", "の", "費", "会計", "款",
                                         "項", "目", "部", "課", "局"};
    const char *tidy = budget_tidy(arena, label);
    const char *key = unicode_key(arena, tidy);
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_equal(key, words[i]) || (i > 0 && str_ends(key, words[i])))
            return true;
        for (size_t n = 0; n < COUNT(before); n++)
            if (str_ends(tidy, arena_printf(arena, "%s%s", before[n], words[i])))
                return true;
    }
    return false;
}

void budget_part(struct budget_reading *r)
{
    if (r->total_count < BUDGET_TOTALS_MAX)
        r->totals[r->total_count++] = r->all;
    r->part = (struct budget_sum){.rows = 0};
    r->part_lost = false;
}

void budget_begin(struct budget_reading *r)
{
    r->total_count = 0;
    r->all = (struct budget_sum){.rows = 0};
    budget_part(r);
}

/* What is printed in 万円 was rounded, row by row. */
static int64_t rounding(const struct budget_reading *r, size_t rows)
{
    int64_t unit = r->unit_yen / BUDGET_YEN_UNIT;
    return unit > 1 ? (int64_t)rows * unit / 2 : 0;
}

/* With what stands again, or without it. */
static bool is_sum(const struct budget_reading *r, int64_t amount, struct budget_sum sum)
{
    int64_t most = rounding(r, sum.rows + 1);
    int64_t off = amount - sum.amount, other = off - sum.again;
    return (off <= most && off >= -most) || (other <= most && other >= -most);
}

/* Of the rows behind some earlier total: 款計 behind the 小計 of its 項. */
static bool is_since(const struct budget_reading *r, int64_t amount)
{
    for (size_t i = 0; i < r->total_count; i++) {
        struct budget_sum since = {.amount = r->all.amount - r->totals[i].amount,
                                   .again = r->all.again - r->totals[i].again,
                                   .rows = r->all.rows - r->totals[i].rows};
        if (since.rows > 0 && is_sum(r, amount, since))
            return true;
    }
    return false;
}

static void say_total(struct budget_reading *r, int row, const char *label, int64_t amount)
{
    bool ja = r->choice->language == LANGUAGE_JA;
    char money[WORDS_SIZE];
    words_budget(amount, r->choice->language, money);
    budget_say(r, arena_printf(r->arena,
                               ja ? "%d行 %s %s: 上の行と一致"
                                  : "row %d, %s %s: as the rows above it",
                               row, budget_tidy(r->arena, label), money));
}

/* 小計 is of the rows since the last total, 合計 alone of all; 経済部合計 and 計 of a part or
 * of all. */
void budget_total(struct budget_reading *r, int row, const char *label, int64_t amount)
{
    const char *key = unicode_key(r->arena, label);
    bool partial = str_ends(key, "小計");
    bool whole = str_equal(key, "合計") || str_ends(key, "総計") || str_ends(key, "総合計");
    bool agrees = partial ? is_sum(r, amount, r->part)
                  : whole ? is_sum(r, amount, r->all) || amount == r->out->sum
                          : is_since(r, amount) || amount == r->out->sum;
    struct budget_sum rows = partial || (!whole && r->part.rows > 0) ? r->part : r->all;
    bool lost = partial ? r->part_lost : r->lost;
    if (agrees) {
        r->out->has_total = true;
        say_total(r, row, label, amount);
    } else if (!lost) {
        fault_add(r->faults, r->file, row,
                  "%.60s %" PRId64 ", but %s above it %s %" PRId64
                  ": a difference of %+" PRId64 " thousand yen",
                  budget_tidy(r->arena, label), amount,
                  rows.rows == 1 ? "the row"
                                 : arena_printf(r->arena, "the %zu rows", rows.rows),
                  rows.rows == 1 ? "is" : "sum up to", rows.amount, amount - rows.amount);
    }
    budget_part(r);
}
