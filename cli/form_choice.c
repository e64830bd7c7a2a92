/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_choice: see form_choice.h. */
#include "cli/form_choice.h"

#include <stdio.h>
#include <string.h>

#include "core/str.h"

/* Which of `count` names the text is; ERR_USAGE lists them. */
static int find_name(const char *option, const char *text, const char *const *names,
                     size_t count, struct err *err)
{
    char list[128] = "";

    for (size_t i = 0; i < count; i++) {
        if (str_equal(text, names[i]))
            return (int)i;
        size_t length = strlen(list);
        snprintf(list + length, sizeof list - length, "%s%s", i == 0 ? "" : " or ", names[i]);
    }
    return err_set(err, ERR_USAGE, "--%s %s: expected %s", option, text, list);
}

static int read_kinds(struct arena *arena, const char *text, bool kinds[FORM_KINDS],
                      struct err *err)
{
    const char *const names[] = {form_kind_name(FORM_PNG), form_kind_name(FORM_SVG)};

    for (const char *at = text; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        const char *name = arena_strndup(arena, at, strcspn(at, ","));
        int kind = find_name("format", name, names, sizeof names / sizeof names[0], err);

        if (kind < 0)
            return -1;
        kinds[kind] = true;
    }
    return 0;
}

/* A site holds no others than its own: nothing would keep them up to date. */
int form_choice_read(struct arena *arena, const struct arguments *arguments,
                     struct form *forms, size_t *count, struct err *err)
{
    const char *format = options_value(arguments, "format");
    const char *size = options_value(arguments, "size");
    const char *theme = options_value(arguments, "theme");
    const char *sizes[FORM_SIZES];
    const char *themes[PALETTE_THEMES];
    bool kinds[FORM_KINDS] = {false};

    if (!format && !size && !theme) {
        *count = form_site(forms);
        return 0;
    }
    if (!options_given(arguments, "output"))
        return err_set(err, ERR_USAGE,
                       "--format, --size and --theme need -o DIR: the site has forms of its "
                       "own");
    for (int i = 0; i < FORM_SIZES; i++)
        sizes[i] = form_size_name((enum form_size)i);
    for (int i = 0; i < PALETTE_THEMES; i++)
        themes[i] = form_theme_name((enum palette_theme)i);

    int shape = size ? find_name("size", size, sizes, FORM_SIZES, err) : FORM_STANDARD;
    int light =
        theme ? find_name("theme", theme, themes, PALETTE_THEMES, err) : PALETTE_THEME_LIGHT;

    if (shape < 0 || light < 0 ||
        read_kinds(arena, format ? format : form_kind_name(FORM_PNG), kinds, err))
        return -1;
    *count = form_choose(kinds, (enum form_size)shape, (enum palette_theme)light, forms);
    return 0;
}
