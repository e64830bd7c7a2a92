/* SPDX-License-Identifier: GPL-3.0-or-later */
/* newyear_likely: see newyear_likely.h. */
#include <inttypes.h>
#include <string.h>

#include "core/str.h"
#include "core/unicode.h"
#include "daemon/newyear_likely.h"

enum { LETTERS_MAX = 200, NAMED_BYTES = 12 /* four letters */ };

#define WEIGHT_NAMED 1.00
#define WEIGHT_MONEY 0.35
#define WEIGHT_POLICY 0.10

/* --- titles --- */

/* Where the ending of a title begins. */
static const char *stem_end(const char *key)
{
    static const char *const endings[] = {"補助事業費", "負担金", "補助金", "事業費",
                                          "事業",       "委託料", "費"};
    const char *end = key + strlen(key);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (str_ends(key, endings[i]) && strlen(key) > 2 * strlen(endings[i]))
            return end - strlen(endings[i]);
    return end;
}

bool newyear_names(const char *text, const char *title)
{
    size_t length = (size_t)(stem_end(title) - title);
    if (length < NAMED_BYTES)
        length = strlen(title);
    for (const char *at = text; length > 0 && *at; at++)
        if (strncmp(at, title, length) == 0)
            return true;
    return false;
}

/* As many letters as fit, without the ending. */
static size_t take_letters(const char *key, uint32_t out[LETTERS_MAX])
{
    const char *end = stem_end(key);
    size_t count = 0;
    while (key < end && count < LETTERS_MAX) {
        uint32_t letter = (unsigned char)*key++;
        for (; ((unsigned char)*key & 0xC0) == 0x80; key++)
            letter = letter << 8 | (unsigned char)*key;
        out[count++] = letter;
    }
    return count;
}

double newyear_alike(const char *a, const char *b)
{
    uint32_t first[LETTERS_MAX] = {0}, second[LETTERS_MAX] = {0};
    size_t n = take_letters(a, first), m = take_letters(b, second);
    size_t common = 0;
    if (n < 2 || m < 2)
        return str_equal(a, b) ? 1 : 0;
    for (size_t i = 0; i + 1 < n; i++)
        for (size_t k = 0; k + 1 < m; k++)
            if (second[k] == first[i] && second[k + 1] == first[i + 1]) {
                second[k] = 0; /* each pair counts once */
                common++;
                break;
            }
    return 2.0 * (double)common / (double)(n - 1 + m - 1);
}

/* --- evidence --- */

static bool same_policy(const struct newyear_item *item, const struct newyear_old *old)
{
    return item->policy && item->policy->policy && item->policy->policy == old->facts->policy;
}

static struct newyear_likeness
compare(const struct newyear *year, const struct newyear_item *item, struct newyear_old *old)
{
    const struct budget_entry *entry = item->entry;
    struct newyear_likeness one = {.old = old, .policy = same_policy(item, old)};
    one.alike = newyear_alike(entry->key, old->key);
    for (size_t i = 0; i < entry->was_count; i++) { /* misprinted, as it is not configured */
        double was = newyear_alike(unicode_key(year->arena, entry->was[i]), old->key);
        one.alike = was > one.alike ? was : one.alike;
    }
    one.named = newyear_names(item->told, old->key) ||
                (old->blank && newyear_names(old->blank->told, entry->key));
    one.money = entry->amount == old->amount;
    one.former = entry->has_former && entry->former == old->amount;
    one.weight = one.alike + (one.named ? WEIGHT_NAMED : 0) +
                 (one.money || one.former ? WEIGHT_MONEY : 0) +
                 (one.policy ? WEIGHT_POLICY : 0);
    return one;
}

static bool is_likely(const struct newyear_likeness *one)
{
    bool money = one->money || one->former;
    return one->named || one->alike >= NEWYEAR_LIKE ||
           (money && (one->policy || one->alike > 0));
}

const char *newyear_likely_add(const struct newyear *year, const char *text, const char *more)
{
    return *text ? arena_printf(year->arena, "%s%s%s", text,
                                words_pick(year->language, "、", "; "), more)
                 : more;
}

const char *newyear_likely_say(const struct newyear *year, const struct newyear_likeness *one)
{
    bool ja = year->language == LANGUAGE_JA;
    const char *text = arena_printf(
        year->arena, ja ? "%s「%s」と名称の類似 %.0f％" : "%s \"%s\": title alike by %.0f %%",
        one->old->program->id, one->old->facts->title.text, 100 * one->alike);
    if (one->named)
        text = newyear_likely_add(year, text,
                                  ja ? "資料の説明・備考に名がある" : "named in its row");
    if (one->money)
        text = newyear_likely_add(year, text, ja ? "予算額が同じ" : "same budget");
    if (one->former)
        text = newyear_likely_add(year, text,
                                  ja ? "資料の前年度予算額が同じ"
                                     : "the document has its budget for the year before");
    if (one->policy)
        text = newyear_likely_add(year, text, ja ? "施策が同じ" : "same policy");
    return text;
}

/* The likeliest that are free, best first. */
static size_t rank(const struct newyear *year, const struct newyear_item *item,
                   struct newyear_likeness out[NEWYEAR_SHOWN])
{
    size_t count = 0;
    for (size_t i = 0; i < year->old_count; i++) {
        if (!newyear_is_free(&year->olds[i]))
            continue;
        struct newyear_likeness one = compare(year, item, &year->olds[i]);
        if (!is_likely(&one))
            continue;
        size_t at = count < NEWYEAR_SHOWN ? count++ : NEWYEAR_SHOWN;
        for (; at > 0 && out[at - 1].weight < one.weight; at--)
            if (at < NEWYEAR_SHOWN)
                out[at] = out[at - 1];
        if (at < NEWYEAR_SHOWN)
            out[at] = one;
    }
    return count;
}

void newyear_likely_rank(struct newyear *year)
{
    for (size_t i = 0; i < year->count; i++) {
        struct newyear_item *item = &year->items[i];
        if (!newyear_is_open(item))
            continue;
        item->ranked = arena_alloc(year->arena, NEWYEAR_SHOWN, sizeof *item->ranked);
        item->ranked_count = rank(year, item, item->ranked);
    }
}

/* --- mergers and splits by their sums --- */

/* Two free ones whose budgets are together just this one's: both of the policy, or like it. */
bool newyear_likely_merger(const struct newyear *year, const struct newyear_item *item,
                           struct newyear_likeness out[2])
{
    bool former = item->entry->has_former && item->entry->former > 0;
    int64_t sum = former ? item->entry->former : item->entry->amount;
    for (size_t i = 0; i < year->old_count; i++)
        for (size_t k = i + 1; k < year->old_count; k++) {
            struct newyear_old *a = &year->olds[i], *b = &year->olds[k];
            if (!newyear_is_free(a) || !newyear_is_free(b) || a->amount + b->amount != sum)
                continue;
            out[0] = compare(year, item, a);
            out[1] = compare(year, item, b);
            if ((out[0].policy && out[1].policy) || (out[0].alike > 0 && out[1].alike > 0))
                return true;
        }
    return false;
}

bool newyear_is_open(const struct newyear_item *item)
{
    return item->fate == NEWYEAR_OPEN && item->from_count == 0;
}

/* Now, or by what the document has of the year before. */
static bool make_up(const struct newyear_item *a, const struct newyear_item *b,
                    const struct newyear_old *old)
{
    const struct budget_entry *one = a->entry, *two = b->entry;
    return one->amount + two->amount == old->amount ||
           (one->has_former && two->has_former && one->former + two->former == old->amount);
}

/* Another open one with which it makes up a free program. */
struct newyear_item *newyear_likely_part(const struct newyear *year,
                                         const struct newyear_item *item,
                                         struct newyear_old **out)
{
    for (size_t i = 0; i < year->old_count; i++) {
        struct newyear_old *old = &year->olds[i];
        for (size_t k = 0; k < year->count && newyear_is_free(old); k++) {
            struct newyear_item *other = &year->items[k];
            if (other == item || !newyear_is_open(other) || !make_up(item, other, old))
                continue;
            struct newyear_likeness one = compare(year, item, old);
            struct newyear_likeness two = compare(year, other, old);
            *out = old;
            if ((one.alike > 0 && two.alike > 0) || (one.policy && two.policy))
                return other;
        }
    }
    return NULL;
}

/* Two titles that both are most like one program that is free. */
struct newyear_item *newyear_likely_twin(const struct newyear *year,
                                         const struct newyear_item *item,
                                         struct newyear_old *old)
{
    for (size_t k = 0; k < year->count; k++) {
        struct newyear_item *other = &year->items[k];
        if (other != item && newyear_is_open(other) && other->ranked_count > 0 &&
            other->ranked[0].old == old)
            return other;
    }
    return NULL;
}

bool newyear_likely_remarks(const struct newyear_item *item, const struct newyear_item *other)
{
    return newyear_names(item->remark, other->entry->key) ||
           newyear_names(item->remark, other->old->key);
}

bool newyear_likely_joined(const struct newyear_item *heir, const struct newyear_old *old)
{
    return heir->entry->has_former && heir->has_before && old->amount > 0 &&
           heir->entry->former == heir->before + old->amount;
}

bool newyear_likely_parted(const struct newyear_item *item, const struct newyear_item *source)
{
    return item->entry->has_former && item->entry->former > 0 && source->entry->has_former &&
           source->before - source->entry->former == item->entry->former;
}

/* One that kept its title lost just this budget, or is spoken of. */
struct newyear_item *newyear_likely_source(const struct newyear *year,
                                           const struct newyear_item *item)
{
    for (size_t i = 0; i < year->count; i++) {
        struct newyear_item *other = &year->items[i];
        if (!other->old || other->from_count != 1 || !other->has_before)
            continue;
        if (newyear_likely_remarks(item, other) || newyear_likely_parted(item, other))
            return other;
        if (other->before - other->entry->amount == item->entry->amount &&
            item->entry->amount > 0 &&
            (newyear_alike(other->old->key, item->entry->key) >= NEWYEAR_LIKE ||
             (item->policy && item->policy->policy == other->old->facts->policy)))
            return other;
    }
    return NULL;
}

struct newyear_item *newyear_likely_heir(const struct newyear *year,
                                         const struct newyear_old *old)
{
    for (size_t i = 0; i < year->count; i++) {
        struct newyear_item *item = &year->items[i];
        bool settled = item->fate != NEWYEAR_OPEN && item->fate != NEWYEAR_NOTHING;
        if (settled &&
            (newyear_likely_joined(item, old) || newyear_names(item->told, old->key) ||
             (old->blank && newyear_names(old->blank->told, item->entry->key))))
            return item;
    }
    return NULL;
}
