/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_chart: draws charts. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "config/edition.h"
#include "core/json.h"
#include "core/str.h"
#include "daemon/caches.h"
#include "daemon/cycle.h"

/* Those named, else all; what the edition does not show is not drawn. */
static int choose(struct context *context, const struct arguments *arguments,
                  const struct indicator ***chosen, size_t *count, struct err *err)
{
    const struct settings *settings = context->settings;
    size_t most =
        arguments->word_count > 0 ? (size_t)arguments->word_count : settings->indicator_count;

    *chosen = arena_alloc(context->arena, most, sizeof **chosen);
    *count = 0;
    for (size_t i = 0; i < most; i++) {
        const struct indicator *indicator =
            arguments->word_count > 0 ? cmd_indicator(context, arguments->words[i], err)
                                      : &settings->indicators[i];

        if (!indicator)
            return -1;
        if (edition_shows(settings, indicator))
            (*chosen)[(*count)++] = indicator;
        else if (arguments->word_count > 0)
            return err_set(err, ERR_USAGE, "%s is not public, and this is the public edition",
                           indicator->id);
    }
    return 0;
}

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

static int read_kinds(struct context *context, const char *text, bool kinds[FORM_KINDS],
                      struct err *err)
{
    const char *const names[] = {form_kind_name(FORM_PNG), form_kind_name(FORM_SVG)};

    for (const char *at = text; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        const char *name = arena_strndup(context->arena, at, strcspn(at, ","));
        int kind = find_name("format", name, names, sizeof names / sizeof names[0], err);

        if (kind < 0)
            return -1;
        kinds[kind] = true;
    }
    return 0;
}

/* The forms asked for; those of a site when none is. A site holds no others: nothing would
 * keep them up to date. */
static int read_forms(struct context *context, const struct arguments *arguments,
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
        read_kinds(context, format ? format : form_kind_name(FORM_PNG), kinds, err))
        return -1;
    *count = form_choose(kinds, (enum form_size)shape, (enum palette_theme)light, forms);
    return 0;
}

static const char *path_of(struct context *context, const struct caches_charts *charts,
                           size_t indicator, size_t form)
{
    char name[FORM_NAME_SIZE];

    form_name(&charts->forms[form], name);
    return arena_printf(context->arena, "%s/%s%s", charts->folder,
                        charts->indicators[indicator]->id, name + 1);
}

static void print_json(struct context *context, const struct caches_charts *charts)
{
    struct json json;

    json_init(&json, &context->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "files");
    for (size_t i = 0; i < charts->count; i++) {
        for (size_t k = 0; k < charts->form_count; k++) {
            const struct form *form = &charts->forms[k];
            bool words = form->kind == FORM_TEXT;

            json_begin_object(&json, NULL);
            json_string(&json, "indicator", charts->indicators[i]->id);
            json_string(&json, "format", form_kind_name(form->kind));
            json_string(&json, "size", words ? NULL : form_size_name(form->size));
            json_string(&json, "theme", words ? NULL : form_theme_name(form->theme));
            if (form->kind == FORM_PNG)
                json_integer(&json, "scale", form->scale);
            else
                json_null(&json, "scale");
            json_string(&json, "path", path_of(context, charts, i, k));
            json_end_object(&json);
        }
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(&context->out, '\n');
}

static void print_paths(struct context *context, const struct caches_charts *charts)
{
    for (size_t i = 0; i < charts->count; i++) {
        for (size_t k = 0; k < charts->form_count; k++)
            buf_printf(&context->out, "%s\n", path_of(context, charts, i, k));
    }
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const struct indicator **chosen;
    struct form forms[FORM_MOST];
    struct caches_charts charts = {.forms = forms,
                                   .folder = options_value(arguments, "output")};

    if (choose(context, arguments, &chosen, &charts.count, err) ||
        read_forms(context, arguments, forms, &charts.form_count, err))
        return -1;
    charts.indicators = chosen;
    /* A cycle writes there too. */
    int lock = charts.folder ? -1 : cycle_lock(context->settings, err);

    if (!charts.folder && lock < 0)
        return -1;
    if (!charts.folder)
        charts.folder =
            arena_printf(context->arena, "%s/charts", context->settings->site.output);
    int failed =
        caches_draw_into(context->ledger, context->settings, &charts, context->now, err);

    if (lock >= 0)
        close(lock);
    if (failed)
        return -1;
    if (options_given(arguments, "json"))
        print_json(context, &charts);
    else
        print_paths(context, &charts);
    return 0;
}

const struct command cmd_chart = {
    .name = "chart",
    .summary = "draw charts as PNG or SVG, for pages, slides and overviews",
    .synopsis = "[ID...]",
    .help =
        "Without an ID, all indicators that the edition shows; without --format, --size and "
        "--theme,\nthe forms that a site has. Prints the path of each file: ID.png and "
        "ID@2x.png, ID.wide.dark.svg,\nand ID.txt, which says what the picture shows.\n"
        "A wide picture is 1920 by 1080 pixels, for a slide; a thumbnail 320 by 180, for an "
        "overview;\n@2x twice that.\n"
        "Where there is no ledger nothing is touched (69).\n",
    .needs = NEEDS_LEDGER,
    .words_max = -1,
    .options = {{"output", 'o', "DIR", "the folder; else charts/ in the site's output"},
                {"format", 0, "LIST", "png, svg or png,svg; png when absent (with -o)"},
                {"size", 0, "SIZE", "standard, wide or thumbnail (with -o)"},
                {"theme", 0, "THEME", "light or dark (with -o)"},
                {"json", 0, NULL, "the files as JSON"}},
    .run = run,
};
