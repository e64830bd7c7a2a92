/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draft: names are looked up in the table of keys here, and nowhere else when loading. */
#include "config/draft.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "config/family.h"
#include "config/nearest.h"
#include "config/values.h"
#include "core/err.h"
#include "core/str.h"

enum { QUOTE_SIZE = 80, NAME_SIZE = READER_NAME_MAX + 1, YEAR_FIRST = 1900, YEAR_LAST = 2199 };

static void fault_at(const struct draft *draft, struct origin origin, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void fault_at(const struct draft *draft, struct origin origin, const char *format, ...)
{
    char text[ERR_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fault_add(draft->faults, origin.file, origin.line, "%s", text);
}

/* " (did you mean "x"?)" or nothing. */
static const char *hint(const struct draft *draft, const struct nearest *nearest)
{
    const char *meant = nearest_found(nearest);
    if (meant == NULL)
        return "";
    return arena_printf(draft->settings->arena, " (did you mean \"%s\"?)", meant);
}

static bool find_kind(const struct draft *draft, const struct reader_section *section,
                      const char *word, enum key_section *out)
{
    struct nearest nearest;
    if (word != NULL && keys_section_find(word, out))
        return true;
    nearest_start(&nearest, word == NULL ? "" : word);
    for (int i = 0; i < SECTION_COUNT; i++)
        nearest_offer(&nearest, keys_section_name((enum key_section)i));
    fault_at(
        draft, section->origin,
        "unknown section [%s], expected [site] or [KIND ID], KIND being source, indicator, "
        "challenge, policy, program, alert, notify, graph or sheet%s",
        section->head, hint(draft, &nearest));
    return false;
}

/* Reads "indicator lobo-di". */
static bool read_head(const struct draft *draft, const struct reader_section *section,
                      struct draft_item *item)
{
    struct arena *arena = draft->settings->arena;
    const char *cursor = section->head;
    const char *word = reader_word(arena, &cursor);
    if (!find_kind(draft, section, word, &item->section))
        return false;
    const char *id = reader_word(arena, &cursor);
    bool more = reader_word(arena, &cursor) != NULL;
    item->origin = section->origin;
    item->id = id == NULL ? "" : id;
    if (item->section == SECTION_SITE) {
        if (id != NULL)
            fault_at(draft, section->origin, "[%s], expected [site] without an id",
                     section->head);
        return id == NULL;
    }
    if (id != NULL && !more && str_is_id(id) && !str_equal(id, "none"))
        return true;
    fault_at(
        draft, section->origin,
        "[%s], expected [%s ID], the ID of letters a-z, digits, - and _, at most %zu, and "
        "not none",
        section->head, word, (size_t)READER_NAME_MAX - strlen(word) - 1);
    return false;
}

static struct draft_item *find_item(const struct draft *draft, enum key_section section,
                                    const char *id)
{
    for (size_t i = 0; i < draft->count; i++)
        if (draft->items[i].section == section && str_equal(draft->items[i].id, id))
            return &draft->items[i];
    return NULL;
}

static struct draft_item *place_item(struct draft *draft, struct draft_item item)
{
    struct settings *settings = draft->settings;
    bool known =
        item.section != SECTION_SITE && family_find(settings, item.section, item.id) != NULL;
    const struct draft_item *first = known ? find_item(draft, item.section, item.id) : NULL;
    if (first != NULL)
        fault_at(draft, item.origin, "duplicate [%s %s], expected one; the first is at %s:%d",
                 keys_section_name(item.section), item.id, first->origin.file,
                 first->origin.line);
    item.object = item.section == SECTION_SITE ? (void *)&settings->site
                                               : family_add(settings, item.section, item.id);
    draft->items[draft->count] = item;
    return &draft->items[draft->count++];
}

static void suggest_key(const struct draft *draft, const struct draft_item *item,
                        const struct reader_entry *entry, const char *base)
{
    const char *section = keys_section_name(item->section);
    struct nearest nearest;
    size_t count;
    const struct key *rows = keys_of(item->section, &count);
    nearest_start(&nearest, base);
    for (size_t i = 0; i < count; i++)
        nearest_offer(&nearest, rows[i].name);
    fault_at(draft, entry->origin,
             "unknown key \"%s\" in [%s], expected one of shihyo.ini(5)%s", entry->name,
             section, hint(draft, &nearest));
}

static bool takes_english(const struct key *key)
{
    return key->type == KEY_LABEL || key->type == KEY_EVENT;
}

/* Reads ".en", ".2025", ".2025.en" behind a name. */
static bool read_suffixes(const struct draft *draft, struct draft_key *out, const char *suffix)
{
    const struct key *key = out->key;
    while (*suffix == '.') {
        char part[NAME_SIZE] = "";
        int64_t year = 0;
        size_t length = strcspn(++suffix, ".");
        if (length < sizeof part)
            memcpy(part, suffix, length);
        suffix += length;
        if (str_equal(part, "en") && takes_english(key) && !out->english) {
            out->english = true;
        } else if (key->yearly && out->year == 0 &&
                   str_integer(part, YEAR_FIRST, YEAR_LAST, &year)) {
            out->year = (int)year;
        } else {
            fault_at(draft, out->origin, "unknown suffix \"%s\" of \"%s\", expected %s%s%s",
                     part, key->name, key->yearly ? "a fiscal year such as .2025" : "",
                     key->yearly && takes_english(key) ? " or " : "",
                     takes_english(key) ? ".en"
                     : key->yearly      ? ""
                                        : "none");
            return false;
        }
    }
    if (key->type == KEY_AMOUNT && out->year == 0) {
        fault_at(draft, out->origin, "%s without its fiscal year, expected %s.2024 or so",
                 key->name, key->name);
        return false;
    }
    return true;
}

static bool is_duplicate(const struct draft *draft, const struct draft_item *item,
                         const struct draft_key *one)
{
    for (size_t i = 0; i < item->count; i++) {
        const struct draft_key *other = &item->keys[i];
        if (keys_repeats(one->key) || other->key != one->key || other->year != one->year ||
            other->english != one->english)
            continue;
        fault_at(draft, one->origin,
                 "duplicate key \"%s\", expected one; the first is at %s:%d", one->name,
                 other->origin.file, other->origin.line);
        return true;
    }
    return false;
}

static void add_key(const struct draft *draft, struct draft_item *item,
                    const struct reader_entry *entry)
{
    char base[NAME_SIZE] = "";
    size_t length = strcspn(entry->name, ".");
    if (length < sizeof base)
        memcpy(base, entry->name, length);
    struct draft_key key = {
        .key = keys_find(item->section, base),
        .name = entry->name,
        .origin = entry->origin,
    };
    if (key.key == NULL) {
        suggest_key(draft, item, entry, base);
        return;
    }
    if (!read_suffixes(draft, &key, entry->name + length) || is_duplicate(draft, item, &key))
        return;
    key.value =
        reader_join(draft->settings->arena, entry->value, values_spaced(key.key->type));
    item->keys[item->count++] = key;
}

static void add_keys(const struct draft *draft, struct draft_item *item,
                     const struct reader_section *section)
{
    struct draft_key *keys = arena_alloc(draft->settings->arena, item->count + section->count,
                                         sizeof item->keys[0]);
    if (item->count > 0)
        memcpy(keys, item->keys, item->count * sizeof keys[0]);
    item->keys = keys;
    for (size_t i = 0; i < section->count; i++)
        add_key(draft, item, &section->entries[i]);
}

static void require_key(const struct draft *draft, const struct draft_item *item,
                        const struct key *row)
{
    const struct draft_key *key = draft_find(item, row->name);

    if (key == NULL)
        fault_at(draft, item->origin, "[%s %s] lacks \"%s\", expected %s",
                 keys_section_name(item->section), item->id, row->name,
                 values_describe(row->type));
    else if (*key->value == '\0' && row->type <= KEY_LABEL)
        fault_at(draft, key->origin, "%s is empty, expected %s", key->name,
                 values_describe(row->type));
}

static void require_keys(const struct draft *draft, const struct draft_item *item)
{
    size_t count;
    const struct key *rows = keys_of(item->section, &count);

    for (size_t i = 0; i < count; i++)
        if (rows[i].required)
            require_key(draft, item, &rows[i]);
}

static void allot(struct settings *settings, const struct reader_text *text)
{
    for (int kind = SECTION_SITE + 1; kind < SECTION_COUNT; kind++) {
        const char *name = keys_section_name((enum key_section)kind);
        size_t count = 0;
        for (size_t i = 0; i < text->count; i++)
            count += str_starts(text->sections[i].head, name) ? 1 : 0;
        family_allot(settings, (enum key_section)kind, count);
    }
}

void draft_read(struct draft *draft, const struct reader_text *text)
{
    allot(draft->settings, text);
    draft->items = arena_alloc(draft->settings->arena, text->count, sizeof draft->items[0]);
    for (size_t i = 0; i < text->count; i++) {
        const struct reader_section *section = &text->sections[i];
        struct draft_item item = {.id = ""};
        if (!read_head(draft, section, &item))
            continue;
        struct draft_item *place =
            item.section == SECTION_SITE ? find_item(draft, SECTION_SITE, "") : NULL;
        if (place == NULL)
            place = place_item(draft, item);
        add_keys(draft, place, section);
    }
    for (size_t i = 0; i < draft->count; i++)
        require_keys(draft, &draft->items[i]);
}

const struct draft_key *draft_find(const struct draft_item *item, const char *name)
{
    for (size_t i = 0; i < item->count; i++)
        if (str_equal(item->keys[i].key->name, name))
            return &item->keys[i];
    return NULL;
}

void draft_fault(const struct draft *draft, const struct draft_item *item, const char *name,
                 const char *format, ...)
{
    const struct draft_key *key = draft_find(item, name);
    struct origin origin = key == NULL ? item->origin : key->origin;
    char text[ERR_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fault_add(draft->faults, origin.file, origin.line, "%s", text);
}
