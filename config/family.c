/* SPDX-License-Identifier: GPL-3.0-or-later */
/* family: where struct settings keeps each kind of entry. */
#include "config/family.h"

#include <string.h>

#include "core/str.h"

struct family {
    size_t array; /* offsets in struct settings */
    size_t count;
    size_t size; /* of one entry */
};

static const struct family families[SECTION_COUNT] = {
    [SECTION_SOURCE] = {offsetof(struct settings, sources),
                        offsetof(struct settings, source_count), sizeof(struct source)},
    [SECTION_INDICATOR] = {offsetof(struct settings, indicators),
                           offsetof(struct settings, indicator_count),
                           sizeof(struct indicator)},
    [SECTION_CHALLENGE] = {offsetof(struct settings, challenges),
                           offsetof(struct settings, challenge_count),
                           sizeof(struct challenge)},
    [SECTION_POLICY] = {offsetof(struct settings, policies),
                        offsetof(struct settings, policy_count), sizeof(struct policy)},
    [SECTION_PROGRAM] = {offsetof(struct settings, programs),
                         offsetof(struct settings, program_count), sizeof(struct program)},
    [SECTION_ALERT] = {offsetof(struct settings, alerts),
                       offsetof(struct settings, alert_count), sizeof(struct alert_rule)},
    [SECTION_NOTIFY] = {offsetof(struct settings, notifiers),
                        offsetof(struct settings, notifier_count), sizeof(struct notifier)},
    [SECTION_GRAPH] = {offsetof(struct settings, graphs),
                       offsetof(struct settings, graph_count), sizeof(struct graph)},
    [SECTION_SHEET] = {offsetof(struct settings, sheets),
                       offsetof(struct settings, sheet_count), sizeof(struct sheet_form)},
};

static size_t count_of(const struct settings *settings, const struct family *family)
{
    size_t count = 0;
    memcpy(&count, (const char *)settings + family->count, sizeof count);
    return count;
}

static char *array_of(const struct settings *settings, const struct family *family)
{
    char *array = NULL;
    memcpy(&array, (const char *)settings + family->array, sizeof array);
    return array;
}

static const char *id_of(const char *entry)
{
    const char *id = NULL;
    memcpy(&id, entry, sizeof id);
    return id;
}

void family_allot(struct settings *settings, enum key_section section, size_t capacity)
{
    const struct family *family = &families[section];
    void *array = arena_alloc(settings->arena, capacity, family->size);
    memcpy((char *)settings + family->array, &array, sizeof array);
}

void *family_add(struct settings *settings, enum key_section section, const char *id)
{
    const struct family *family = &families[section];
    size_t count = count_of(settings, family);
    char *entry = array_of(settings, family) + count * family->size;
    count++;
    memcpy((char *)settings + family->count, &count, sizeof count);
    memcpy(entry, &id, sizeof id);
    return entry;
}

void *family_find(const struct settings *settings, enum key_section section, const char *id)
{
    const struct family *family = &families[section];
    size_t count = count_of(settings, family);
    char *entry = array_of(settings, family);
    for (size_t i = 0; i < count; i++, entry += family->size)
        if (str_equal(id_of(entry), id))
            return entry;
    return NULL;
}

const char *family_id(const struct settings *settings, enum key_section section, size_t index)
{
    const struct family *family = &families[section];
    if (section == SECTION_SITE || index >= count_of(settings, family))
        return NULL;
    return id_of(array_of(settings, family) + index * family->size);
}

void family_suggest(const struct settings *settings, enum key_section section,
                    struct nearest *nearest)
{
    const struct family *family = &families[section];
    size_t count = count_of(settings, family);
    const char *entry = array_of(settings, family);
    for (size_t i = 0; i < count; i++, entry += family->size)
        nearest_offer(nearest, id_of(entry));
}
