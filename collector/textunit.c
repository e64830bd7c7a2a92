/* SPDX-License-Identifier: GPL-3.0-or-later */
/* textunit: the text is read once, in pieces that end at lines and at figures. */
#include "collector/textunit.h"

#include <string.h>

#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/unit.h"

#define BEHIND_CHARACTERS 6

struct textunit textunit_start(const char *text, const char *wanted)
{
    return (struct textunit){
        .text = text, .wanted = wanted == NULL ? "" : wanted, .unit = "", .second = ""};
}

/* What a piece of a line gives; NULL when it gives nothing that concerns `wanted`. */
static const char *find_unit(const char *piece, const char *wanted, struct arena *scratch)
{
    const char *unit = unit_caption(scratch, piece, wanted);
    if (unit == NULL && (strchr(piece, '(') != NULL || strchr(piece, '[') != NULL))
        unit = unit_bare(scratch, piece, wanted);
    return unit == NULL ? NULL : unit_list(scratch, unit, wanted);
}

static void note(struct textunit *units, const char *unit, struct arena *arena,
                 struct arena *scratch)
{
    bool plain = unit_fits(scratch, unit, units->wanted);
    if (plain && *units->unit == '\0') {
        units->unit = arena_strdup(arena, unit);
        return;
    }
    if (*units->second != '\0' ||
        (plain && unit_exponent(scratch, unit) == unit_exponent(scratch, units->unit)))
        return;
    units->second = arena_strdup(arena, unit);
}

void textunit_read(struct textunit *units, size_t end, struct arena *arena,
                   struct arena *scratch)
{
    while (units->next < end) {
        const char *from = units->text + units->next;
        const char *line = memchr(from, '\n', end - units->next);
        size_t length = line == NULL ? end - units->next : (size_t)(line - from);
        const char *unit =
            find_unit(arena_strndup(scratch, from, length), units->wanted, scratch);
        if (unit != NULL)
            note(units, unit, arena, scratch);
        units->next += length + (line == NULL ? 0 : 1);
    }
}

static size_t skip_character(const char *text, size_t at)
{
    at++;
    while (((unsigned char)text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

const char *textunit_beside(const struct textunit *units, const char *figure, size_t end,
                            struct arena *scratch)
{
    struct number number;
    struct err ignored;
    if (number_read(figure, &number, &ignored) == 0 && (*number.unit != '\0' || number.scaled))
        return "";
    const char *behind = units->text + end;
    while (unicode_space(behind) > 0 && *behind != '\n')
        behind += unicode_space(behind);
    size_t length = 0;
    for (int i = 0; i < BEHIND_CHARACTERS && !str_digit(*behind); i++) {
        if (behind[length] == '\0')
            return NULL;
        length = skip_character(behind, length);
        const char *unit = arena_strndup(scratch, behind, length);
        if (unit_fits(scratch, unit, units->wanted))
            return unit;
    }
    return NULL;
}
