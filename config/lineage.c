/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lineage: see lineage.h. */
#include "config/lineage.h"

#include "config/reader.h"
#include "core/str.h"
#include "core/unicode.h"

bool lineage_bore(const struct program *program, const char *key, struct arena *arena)
{
    for (size_t i = 0; i < program->year_count; i++) {
        const char *title = program->years[i].title.text;

        if (!str_empty(title) && str_equal(unicode_key(arena, title), key))
            return true;
    }
    return false;
}

/* The program of that id, or that had the title in some year, titles compared in NFKC without
 * spaces; NULL = none. */
static const struct program *find(const struct settings *settings, const char *name,
                                  struct arena *arena)
{
    const struct program *program = settings_program(settings, name);
    const char *key = unicode_key(arena, name);

    for (size_t i = 0; !program && i < settings->program_count; i++)
        if (lineage_bore(&settings->programs[i], key, arena))
            program = &settings->programs[i];
    return program;
}

struct lineage *lineage_of(const struct settings *settings, const struct program *program,
                           struct arena *arena, size_t *count)
{
    const char *cursor = program->was;
    struct lineage *list;

    *count = 0;
    while (cursor && reader_word(arena, &cursor))
        (*count)++;
    list = arena_alloc(arena, *count, sizeof *list);
    cursor = program->was;
    for (size_t i = 0; i < *count; i++) {
        list[i].name = reader_word(arena, &cursor);
        list[i].program = find(settings, list[i].name, arena);
    }
    return list;
}

const char *lineage_until(const struct program *program, enum language language,
                          struct arena *arena)
{
    char year[WORDS_SIZE];

    if (!program->has_end)
        return "";
    words_fiscal_year(period_of_day(FREQUENCY_FISCAL_YEAR, program->end - 1).n, language,
                      year);
    return arena_printf(arena, language == LANGUAGE_JA ? "%sまで" : "until %s", year);
}
