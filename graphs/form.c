/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form: see form.h. */
#include "graphs/form.h"

#include <stdio.h>
#include <string.h>

static const char *const KINDS[FORM_KINDS] = {
    [FORM_PNG] = "png", [FORM_SVG] = "svg", [FORM_TEXT] = "txt"};
static const char *const SIZES[FORM_SIZES] = {
    [FORM_STANDARD] = "standard", [FORM_WIDE] = "wide", [FORM_THUMBNAIL] = "thumbnail"};
static const char *const THEMES[PALETTE_THEMES] = {
    [PALETTE_THEME_LIGHT] = "light", [PALETTE_THEME_DARK] = "dark"};

static const struct form SITE[] = {
    {FORM_PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
    {FORM_PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, 2},
    {FORM_PNG, FORM_THUMBNAIL, PALETTE_THEME_LIGHT, 2},
    {FORM_PNG, FORM_THUMBNAIL, PALETTE_THEME_DARK, 2},
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_DARK, 1},
    {FORM_TEXT, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
};

static const struct form OTHER[] = {
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_DARK, 1},
    {FORM_SVG, FORM_THUMBNAIL, PALETTE_THEME_LIGHT, 1},
    {FORM_SVG, FORM_THUMBNAIL, PALETTE_THEME_DARK, 1},
};

const char *form_kind_name(enum form_kind kind)
{
    return KINDS[kind];
}

const char *form_size_name(enum form_size size)
{
    return SIZES[size];
}

const char *form_theme_name(enum palette_theme theme)
{
    return THEMES[theme];
}

void form_name(const struct form *form, char out[FORM_NAME_SIZE])
{
    bool words = form->kind == FORM_TEXT;
    bool sized = !words && form->size != FORM_STANDARD;
    bool dark = !words && form->theme != PALETTE_THEME_LIGHT;

    snprintf(out, FORM_NAME_SIZE, "*%s%s%s%s%s.%s", sized ? "." : "",
             sized ? SIZES[form->size] : "", dark ? "." : "", dark ? THEMES[form->theme] : "",
             form->kind == FORM_PNG && form->scale == 2 ? "@2x" : "", KINDS[form->kind]);
}

size_t form_site(struct form out[FORM_MOST])
{
    memcpy(out, SITE, sizeof SITE);
    return sizeof SITE / sizeof SITE[0];
}

size_t form_lean(struct form out[FORM_MOST])
{
    out[0] = SITE[0];
    return 1;
}

size_t form_site_other(struct form out[FORM_MOST])
{
    memcpy(out, OTHER, sizeof OTHER);
    return sizeof OTHER / sizeof OTHER[0];
}

static size_t add(const bool kinds[FORM_KINDS], enum form_size size, enum palette_theme theme,
                  struct form *out)
{
    size_t count = 0;

    for (int scale = 1; kinds[FORM_PNG] && scale <= FORM_SCALES; scale++)
        out[count++] = (struct form){FORM_PNG, size, theme, scale};
    if (kinds[FORM_SVG])
        out[count++] = (struct form){FORM_SVG, size, theme, 1};
    return count;
}

size_t form_choose(const bool kinds[FORM_KINDS], enum form_size size, enum palette_theme theme,
                   struct form out[FORM_MOST])
{
    size_t count = add(kinds, size, theme, out);

    out[count++] = (struct form){.kind = FORM_TEXT};
    return count;
}

size_t form_all(struct form out[FORM_MOST])
{
    static const bool DRAWN[FORM_KINDS] = {[FORM_PNG] = true, [FORM_SVG] = true};
    size_t count = 0;

    for (int size = 0; size < FORM_SIZES; size++) {
        for (int theme = 0; theme < PALETTE_THEMES; theme++)
            count += add(DRAWN, (enum form_size)size, (enum palette_theme)theme, out + count);
    }
    out[count++] = (struct form){.kind = FORM_TEXT};
    return count;
}
