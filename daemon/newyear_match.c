/* SPDX-License-Identifier: GPL-3.0-or-later */
/* newyear_match: what is certain without a person's word; see newyear.h. */
#include <string.h>

#include "config/lineage.h"
#include "core/str.h"
#include "core/unicode.h"
#include "daemon/newyear.h"

static const char *say(const struct newyear *year, const char *ja, const char *en)
{
    return words_pick(year->language, ja, en);
}

/* --- by title --- */

static struct newyear_old *same_title(const struct newyear *year,
                                      const struct newyear_item *item)
{
    for (size_t i = 0; i < year->old_count; i++) {
        struct newyear_old *old = &year->olds[i];
        bool same =
            str_equal(old->key, item->entry->key) || str_equal(old->key_now, item->entry->key);
        if (same && !(old->program->has_end && old->settled))
            return old;
    }
    return NULL;
}

/* The program that has the year's budget under this title already. */
static struct newyear_old *find_written(const struct newyear *year,
                                        const struct newyear_item *item)
{
    struct newyear_old *found = NULL;
    for (size_t i = 0; i < year->old_count; i++) {
        struct newyear_old *old = &year->olds[i];
        if (!newyear_has_year(year, old) || !str_equal(old->key_now, item->entry->key))
            continue;
        if (found)
            fault_add(year->faults, year->file, item->entry->row,
                      "\"%.120s\": [program %s] and [program %s] both have its title and a "
                      "budget of FY%d: one of them is too many",
                      item->entry->title, found->program->id, old->program->id, year->year);
        else
            found = old;
    }
    return found;
}

/* What it continues by its `was`; one of the year before that goes on itself was tied to it
 * before. */
static void take_lineage(const struct newyear *year, struct newyear_item *item,
                         const struct newyear_old *written)
{
    size_t count;
    const struct lineage *list =
        lineage_of(year->settings, written->program, year->arena, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < year->old_count; n++) {
            struct newyear_old *old = &year->olds[n];
            if (old->program != list[i].program || !old->listed ||
                (written->listed && newyear_has_year(year, old)))
                continue;
            newyear_continue(item, old);
            old->split = true;
        }
}

/* Whether an answer has it already: a program that was said to go on as another. */
static bool is_answered(const struct newyear *year, const struct newyear_old *old)
{
    for (size_t i = 0; i < year->count; i++)
        for (size_t n = 0; year->items[i].said && n < year->items[i].from_count; n++)
            if (year->items[i].from[n] == old)
                return true;
    return false;
}

static const char *why_unbudgeted(const struct newyear *year, const struct budget_entry *entry)
{
    if (entry->ended)
        return say(year, "資料に終了・廃止・皆減とある", "the document marks it as ended");
    if (entry->has_amount)
        return say(year, "資料の予算額が0", "the document has a budget of 0");
    return say(year, "資料に名称はあるが予算額がない",
               "the document has its title without a budget");
}

/* Another row speaks of it, or it of another: it may have gone into that one. */
static bool tells_more(const struct newyear *year, const struct newyear_item *item)
{
    for (size_t i = 0; i < year->count; i++) {
        const struct newyear_item *other = &year->items[i];
        if (other != item && other->entry->has_amount &&
            (newyear_names(item->told, other->entry->key) ||
             newyear_names(other->told, item->entry->key)))
            return true;
    }
    return false;
}

/* A row without a budget: ended when it is marked so, else a question about the old one. */
static void match_unbudgeted(struct newyear *year, struct newyear_item *item,
                             struct newyear_old *old)
{
    const struct budget_entry *entry = item->entry;
    item->fate = NEWYEAR_NOTHING;
    if (!old) {
        fault_add(&year->notes, year->file, entry->row,
                  year->language == LANGUAGE_JA
                      ? "「%.120s」には予算額がないので、何も書かない"
                      : "\"%.120s\" has no budget, so nothing is written of it",
                  entry->title);
        return;
    }
    old->blank = item;
    item->before = old->amount;
    item->has_before = old->listed;
    if (old->fate != NEWYEAR_OPEN)
        return;
    if (entry->ended && !tells_more(year, item))
        old->fate = NEWYEAR_ENDED;
    old->evidence = why_unbudgeted(year, entry);
}

/* 0 may be an end, and less than a thousand yen: it is asked, unless a person has said. */
static bool is_unbudgeted(const struct newyear *year, const struct newyear_item *item,
                          const struct newyear_old *old)
{
    const struct budget_entry *entry = item->entry;
    if (!entry->has_amount)
        return true;
    if (entry->amount != 0 || item->said || item->fate == NEWYEAR_NEW)
        return false;
    if (entry->ended)
        return true;
    return old ? old->amount > 0 && !newyear_has_year(year, old) : !entry->is_new;
}

static void note_ended(struct newyear *year, const struct budget_entry *entry)
{
    fault_add(&year->notes, year->file, entry->row,
              year->language == LANGUAGE_JA
                  ? "「%.120s」は終了・廃止とあるが予算額があるので、続くものとした"
                  : "\"%.120s\" is marked as ended but has a budget: it goes on",
              entry->title);
}

static void match_title(struct newyear *year, struct newyear_item *item)
{
    struct newyear_old *written = find_written(year, item);
    struct newyear_old *old = written ? written : same_title(year, item);
    if (is_unbudgeted(year, item, old)) {
        match_unbudgeted(year, item, old);
        return;
    }
    if (item->entry->ended)
        note_ended(year, item->entry);
    bool made = written && !written->listed; /* in an earlier run, by answers maybe */
    if (!made && (!old || item->said || item->fate == NEWYEAR_NEW))
        return;
    if (!made && is_answered(year, old) && !old->split)
        return; /* a person gave it to another: then this one is asked about */
    if (made)
        item->old = written;
    else
        newyear_continue(item, old);
    if (written)
        take_lineage(year, item, written);
    item->evidence = say(year, "名称が同じ", "same title");
}

/* --- by what the document says it was --- */

/* Names in `was` are separated by spaces: a title has none there. */
static const char *without_spaces(struct arena *arena, const char *text)
{
    char *copy = arena_alloc(arena, strlen(text) + 1, 1);
    char *to = copy;
    while (*text) {
        size_t space = unicode_space(text);
        if (space > 0)
            text += space;
        else
            *to++ = *text++;
    }
    return copy;
}

static struct newyear_old *find_bearer(const struct newyear *year, const char *title)
{
    const char *key = unicode_key(year->arena, title);
    struct newyear_old *old = newyear_find_old(year, title);
    for (size_t i = 0; !old && i < year->old_count; i++)
        if (lineage_bore(year->olds[i].program, key, year->arena))
            old = &year->olds[i];
    return old;
}

static void match_stated(struct newyear *year, struct newyear_item *item)
{
    const struct budget_entry *entry = item->entry;
    if (item->said || item->fate == NEWYEAR_NEW || item->fate == NEWYEAR_NOTHING)
        return;
    for (size_t i = 0; i < entry->was_count; i++) {
        struct newyear_old *old = find_bearer(year, entry->was[i]);
        if (old)
            newyear_continue(item, old);
        else
            item->was = arena_printf(year->arena, "%s%s%s", item->was, *item->was ? " " : "",
                                     without_spaces(year->arena, entry->was[i]));
    }
    if (entry->was_count > 0)
        item->evidence = say(year, "資料に旧事業名がある", "the document says what it was");
}

void newyear_match(struct newyear *year)
{
    for (size_t i = 0; i < year->count; i++)
        match_title(year, &year->items[i]);
    for (size_t i = 0; i < year->count; i++)
        match_stated(year, &year->items[i]);
    for (size_t i = 0; i < year->count; i++)
        if (year->items[i].said)
            year->items[i].evidence = say(year, "回答による", "as answered");
}
