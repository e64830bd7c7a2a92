/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys: the table of configuration keys, in parts by section. To add a key: add a member and a
 * row to its part. */
#include "config/keys.h"

#include "config/keys_part.h"
#include "core/str.h"

static const struct {
    const char *name;
    const char *help;
} sections[SECTION_COUNT] = {
    [SECTION_SITE] = {"site",
                      "What holds for the whole site; the only section without an id."},
    [SECTION_SOURCE] = {"source",
                        "A publisher's document: where it is, what it is, when it is due."},
    [SECTION_INDICATOR] = {"indicator", "What is watched, and where in its source it stands."},
    [SECTION_CHALLENGE] = {"challenge", "The problem that a policy answers."},
    [SECTION_POLICY] = {"policy", "A group of programs."},
    [SECTION_PROGRAM] = {"program", "A budgeted program meant to move indicators."},
    [SECTION_ALERT] = {"alert", "A rule by which an indicator is judged."},
    [SECTION_NOTIFY] = {"notify", "A way by which alerts reach people."},
    [SECTION_GRAPH] = {"graph", "A plain rrdgraph of the RRD files, drawn beside the charts."},
    [SECTION_SHEET] = {"sheet", "A workbook of the office's own that `sheet` fills in for a "
                                "program; without one the sheet is ours."},
};

/* In the order of the sections. */
static struct keys_part (*const parts[])(void) = {
    keys_site, keys_source, keys_indicator, keys_program, keys_alert, keys_notify, keys_sheet};

enum { PART_COUNT = sizeof parts / sizeof parts[0] };

size_t keys_count(void)
{
    size_t count = 0;

    for (size_t i = 0; i < PART_COUNT; i++)
        count += parts[i]().count;
    return count;
}

const struct key *keys_at(size_t index)
{
    for (size_t i = 0; i < PART_COUNT; i++) {
        struct keys_part part = parts[i]();

        if (index < part.count)
            return part.rows + index;
        index -= part.count;
    }
    return NULL;
}

/* The part with the rows of a section. */
static struct keys_part find_part(enum key_section section)
{
    struct keys_part part = parts[0]();

    for (size_t i = 1; part.rows[part.count - 1].section < section; i++)
        part = parts[i]();
    return part;
}

const struct key *keys_of(enum key_section section, size_t *count)
{
    struct keys_part part = find_part(section);
    size_t first = 0;
    while (part.rows[first].section < section)
        first++;
    size_t end = first;
    while (end < part.count && part.rows[end].section == section)
        end++;
    *count = end - first;
    return part.rows + first;
}

const struct key *keys_find(enum key_section section, const char *name)
{
    struct keys_part part = find_part(section);

    for (size_t i = 0; i < part.count; i++)
        if (part.rows[i].section == section && str_equal(part.rows[i].name, name))
            return part.rows + i;
    return NULL;
}

bool keys_repeats(const struct key *key)
{
    return key->type == KEY_EVENT || key->type == KEY_CONDITION || key->type == KEY_GLOBS ||
           key->type == KEY_HEADERS || key->type == KEY_CELL || key->type == KEY_NAMED;
}

bool keys_section_find(const char *name, enum key_section *out)
{
    for (int i = 0; i < SECTION_COUNT; i++) {
        if (str_equal(sections[i].name, name)) {
            *out = (enum key_section)i;
            return true;
        }
    }
    return false;
}

const char *keys_section_name(enum key_section section)
{
    return sections[section].name;
}

const char *keys_section_help(enum key_section section)
{
    return sections[section].help;
}
