/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store: values in the order in which they need each other. A program's facts are laid out by
 * fiscal year: a year inherits everything but the amounts from the year before it.
 */
#include "config/store.h"

#include <limits.h>
#include <string.h>

#include "config/values.h"
#include "core/str.h"

/* The frequency comes before what needs it, a title or event before its English form. */
#define ROUNDS 3

static int round_of(const struct draft_key *key)
{
    if (key->key->type == KEY_EVENT && key->english)
        return 2;
    return key->key->type == KEY_ENUM || (key->key->type == KEY_LABEL && !key->english) ? 0
                                                                                        : 1;
}

static void store_key(const struct draft *draft, struct values_context *context,
                      const struct draft_key *key, void *object)
{
    struct err err;
    context->file = key->origin.file;
    context->line = key->origin.line;
    context->english = key->english;
    if (values_store(context, key->key, key->value, object, &err) != 0) {
        fault_add(draft->faults, key->origin.file, key->origin.line, "%s: %s", key->name,
                  err.text);
        return;
    }
    if (key->key->section == SECTION_INDICATOR && str_equal(key->key->name, "frequency")) {
        const struct indicator *indicator = object;
        context->has_frequency = true;
        context->frequency = indicator->frequency;
    }
}

static struct values_context make_context(const struct draft *draft)
{
    return (struct values_context){
        .settings = draft->settings,
        .file = draft->settings->file,
        .complete = draft->complete,
    };
}

static void store_defaults(const struct draft *draft, enum key_section section, bool yearly,
                           void *object)
{
    struct values_context context = make_context(draft);
    struct err err;
    size_t count;
    const struct key *rows = keys_of(section, &count);
    for (size_t i = 0; i < count; i++) {
        const struct key *key = &rows[i];
        if (key->yearly != yearly)
            continue;
        values_clear(key, object);
        if (key->fallback != NULL &&
            values_store(&context, key, key->fallback, object, &err) != 0)
            fault_add(draft->faults, context.file, 0, "default of %s: %s", key->name,
                      err.text);
    }
}

/* The keys of one fiscal year (0: those without a year) that are (not) yearly. */
static void store_keys(const struct draft *draft, const struct draft_item *item, int year,
                       bool yearly, void *object)
{
    struct values_context context = make_context(draft);
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < item->count; i++) {
            const struct draft_key *key = &item->keys[i];
            if (key->key->yearly == yearly && key->year == year && round_of(key) == round)
                store_key(draft, &context, key, object);
        }
    }
}

/* The least year that a key names beyond `after`; INT_MAX when there is none. */
static int next_year(const struct draft_item *item, int after)
{
    int next = INT_MAX;
    for (size_t i = 0; i < item->count; i++)
        if (item->keys[i].year > after && item->keys[i].year < next)
            next = item->keys[i].year;
    return next;
}

/* Without a budget nothing says when a program began: its facts hold from year 0. */
static int first_year(const struct draft_item *item)
{
    for (size_t i = 0; i < item->count; i++)
        if (item->keys[i].key->type == KEY_AMOUNT)
            return next_year(item, 0);
    return 0;
}

static const struct draft_key *find_fact(const struct draft_item *item,
                                         const struct draft_key *like, int year)
{
    for (size_t i = 0; i < item->count; i++)
        if (item->keys[i].key == like->key && item->keys[i].english == like->english &&
            item->keys[i].year == year)
            return &item->keys[i];
    return NULL;
}

/* Facts of the first year may be written with or without it, but not both. */
static void check_first(const struct draft *draft, const struct draft_item *item, int first)
{
    for (size_t i = 0; i < item->count; i++) {
        const struct draft_key *key = &item->keys[i];
        if (first != 0 && key->year == first && find_fact(item, key, 0) != NULL)
            fault_add(draft->faults, key->origin.file, key->origin.line,
                      "%s and %s both hold from %d on, expected one of them", key->name,
                      key->key->name, first);
        if (key->key->required && key->key->yearly && !key->english && key->year > first &&
            find_fact(item, key, first) == NULL && find_fact(item, key, 0) == NULL)
            fault_add(draft->faults, key->origin.file, key->origin.line,
                      "%s, expected %s without a year too: the program holds %s %d", key->name,
                      key->key->name, first == 0 ? "before" : "from",
                      first == 0 ? key->year : first);
    }
}

static void clear_amounts(struct program_year *year)
{
    const struct amount none = {0};
    year->budget = none;
    year->revised = none;
    year->carried = none;
    year->settled = none;
    year->general = none;
}

static void store_program(const struct draft *draft, const struct draft_item *item,
                          struct program *program)
{
    int first = first_year(item);
    size_t count = 1;
    for (int year = next_year(item, first); year != INT_MAX; year = next_year(item, year))
        count++;
    check_first(draft, item, first);
    program->years = arena_alloc(draft->settings->arena, count, sizeof program->years[0]);
    program->year_count = count;
    store_defaults(draft, SECTION_PROGRAM, true, &program->years[0]);
    store_keys(draft, item, 0, true, &program->years[0]);
    int year = first;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            program->years[i] = program->years[i - 1];
            clear_amounts(&program->years[i]);
            year = next_year(item, year);
        }
        program->years[i].fiscal_year = year;
        if (year != 0)
            store_keys(draft, item, year, true, &program->years[i]);
    }
}

void store_all(const struct draft *draft)
{
    store_defaults(draft, SECTION_SITE, false, &draft->settings->site);
    for (size_t i = 0; i < draft->count; i++) {
        const struct draft_item *item = &draft->items[i];
        if (item->section != SECTION_SITE)
            store_defaults(draft, item->section, false, item->object);
        store_keys(draft, item, 0, false, item->object);
        if (item->section == SECTION_PROGRAM)
            store_program(draft, item, item->object);
    }
}
