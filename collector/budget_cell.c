/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_cell: amounts, units, totals and marks, in whichever form; see budget.h. */
#include <inttypes.h>
#include <string.h>

#include "collector/budget.h"
#include "core/number.h"
#include "core/plain.h"
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
    fault_add(r->faults, r->choice->file, row, "\"%.100s\": %s", budget_tidy(r->arena, text),
              why);
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
        fault_add(r->faults, r->choice->file, row, "an amount: %s", err.text);
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
    const char *tidy = budget_tidy(arena, label);
    const char *key = unicode_key(arena, tidy);
    for (size_t i = 0; i < COUNT(words); i++) {
        /* 経済部 計, 28事業の計: but 統計 is no total */
        const char *ends[] = {arena_printf(arena, " %s", words[i]),
                              arena_printf(arena, "　%s", words[i]),
                              arena_printf(arena, "の%s", words[i])};
        if (str_equal(key, words[i]))
            return true;
        for (size_t n = 0; n < COUNT(ends); n++)
            if (str_ends(tidy, ends[n]))
                return true;
        if (i > 0 && str_ends(key, words[i]))
            return true;
    }
    return false;
}

void budget_total(struct budget_reading *r, int row, const char *label, int64_t amount)
{
    const char *key = unicode_key(r->arena, label);
    bool partial = str_ends(key, "小計");
    bool whole = str_ends(key, "合計") || str_ends(key, "総計");
    bool agrees = (!whole && amount == r->part) ||
                  (!partial && (amount == r->all || amount == r->out->sum));
    int64_t rows = partial || (!whole && r->part != r->all) ? r->part : r->all;
    size_t count = partial || (!whole && r->part != r->all) ? r->part_count : r->all_count;
    if (agrees) {
        r->out->has_total = true;
        budget_say(r, arena_printf(r->arena, "%s = %" PRId64 " (row %d)",
                                   budget_tidy(r->arena, label), amount, row));
    } else {
        fault_add(r->faults, r->choice->file, row,
                  "%.60s %" PRId64 ", but the %zu rows above it sum up to %" PRId64
                  ": a difference of %+" PRId64 " thousand yen",
                  budget_tidy(r->arena, label), amount, count, rows, amount - rows);
    }
    r->part = 0;
    r->part_count = 0;
}

/* --- marks --- */

enum meaning {
    MEANS_NEW,
    MEANS_PLEDGE,
    MEANS_PRIORITY,
    MEANS_MAIN,
    MEANS_ENDED,
    MEANS_NOTHING
};

static const struct {
    const char *word;
    enum meaning meaning;
} WORDS[] = {
    {"新", MEANS_NEW},
    {"新規", MEANS_NEW},
    {"新規事業", MEANS_NEW},
    {"公約", MEANS_PLEDGE},
    {"公約事業", MEANS_PLEDGE},
    {"重点", MEANS_PRIORITY},
    {"重点事業", MEANS_PRIORITY},
    {"主要", MEANS_MAIN},
    {"主要事業", MEANS_MAIN},
    {"廃止", MEANS_ENDED},
    {"終了", MEANS_ENDED},
    {"皆減", MEANS_ENDED},
    {"完了", MEANS_ENDED},
    {"継", MEANS_NOTHING},
    {"継続", MEANS_NOTHING},
    {"拡", MEANS_NOTHING},
    {"拡充", MEANS_NOTHING},
    {"縮小", MEANS_NOTHING},
    {"見直し", MEANS_NOTHING},
    {"統合", MEANS_NOTHING},
    {"分割", MEANS_NOTHING},
    {"改", MEANS_NOTHING},
    {"名称変更", MEANS_NOTHING},
    {"一部新規", MEANS_NOTHING},
};

bool budget_take_word(struct budget_reading *r, struct budget_entry *entry, const char *word)
{
    const char *key = unicode_key(r->arena, word);
    for (size_t i = 0; i < COUNT(WORDS); i++) {
        enum meaning meaning = WORDS[i].meaning;
        if (!str_equal(key, WORDS[i].word))
            continue;
        entry->is_new = entry->is_new || meaning == MEANS_NEW;
        entry->pledge = entry->pledge || meaning == MEANS_PLEDGE;
        entry->ended = entry->ended || meaning == MEANS_ENDED;
        if (meaning == MEANS_PRIORITY || meaning == MEANS_MAIN)
            entry->tier = meaning == MEANS_PRIORITY ? TIER_PRIORITY : TIER_MAIN;
        r->out->says_new = r->out->says_new || meaning == MEANS_NEW;
        r->out->says_pledge = r->out->says_pledge || meaning == MEANS_PLEDGE;
        r->out->says_tier =
            r->out->says_tier || meaning == MEANS_PRIORITY || meaning == MEANS_MAIN;
        return true;
    }
    return false;
}

static const struct {
    const char *open;
    const char *close;
} BRACKETS[] = {{"(", ")"},   {"（", "）"}, {"[", "]"},
                {"［", "］"}, {"〔", "〕"}, {"【", "】"}};

/* (新), [公約]: what stands between brackets at the start; NULL = no bracket. */
static const char *bracket(struct arena *arena, const char *text, const char **behind)
{
    for (size_t i = 0; i < COUNT(BRACKETS); i++) {
        if (!str_starts(text, BRACKETS[i].open))
            continue;
        const char *inside = text + strlen(BRACKETS[i].open);
        const char *end = strstr(inside, BRACKETS[i].close);
        if (!end)
            return NULL;
        *behind = end + strlen(BRACKETS[i].close);
        return arena_strndup(arena, inside, (size_t)(end - inside));
    }
    return NULL;
}

const char *budget_take_marks(struct budget_reading *r, struct budget_entry *entry,
                              const char *title)
{
    const char *rest = title + unicode_space(title);
    const char *behind = NULL;
    const char *word;
    /* (一財)旭川... is a part of the title */
    while ((word = bracket(r->arena, rest, &behind)) && budget_take_word(r, entry, word))
        rest = behind + unicode_space(behind);
    return rest;
}

/* (旧：TITLE) or 旧：TITLE without what stands round it; brackets only where one pair holds
 * all, since (仮称)... begins a title. */
static const char *bare_former(struct arena *arena, const char *text)
{
    const char *tidy = budget_tidy(arena, text);
    const char *behind = NULL;
    const char *inside = bracket(arena, tidy, &behind);
    if (inside && !*behind)
        tidy = budget_tidy(arena, inside);
    if (!str_starts(tidy, "旧"))
        return tidy;
    const char *rest = tidy + strlen("旧");
    rest += unicode_space(rest);
    if (str_starts(rest, ":"))
        return budget_tidy(arena, rest + strlen(":"));
    return str_starts(rest, "：") ? budget_tidy(arena, rest + strlen("：")) : tidy;
}

void budget_take_was(struct budget_reading *r, struct budget_entry *entry, const char *text)
{
    static const char *const between[] = {"／", "/", "、", "\n"};
    /* brackets may hold several names, or each its own */
    const char *names = bare_former(r->arena, text);
    const char *at = names;
    size_t most = 1;
    for (const char *p = names; *p; p++)
        for (size_t i = 0; i < COUNT(between); i++)
            most += str_starts(p, between[i]);
    entry->was = arena_alloc(r->arena, most, sizeof *entry->was);
    while (*at) {
        size_t length = strlen(at), next = 0;
        for (size_t i = 0; i < COUNT(between); i++) {
            const char *end = strstr(at, between[i]);
            if (end && (size_t)(end - at) < length) {
                length = (size_t)(end - at);
                next = strlen(between[i]);
            }
        }
        const char *name = bare_former(r->arena, arena_strndup(r->arena, at, length));
        if (*name)
            entry->was[entry->was_count++] = name;
        at += length + (at[length] ? next : 0);
    }
}
