/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_chart: draws charts. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/asof.h"
#include "cli/cmd.h"
#include "cli/figure_order.h"
#include "cli/form_choice.h"
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
        if (edition_shows(settings, indicator)) {
            cmd_tell_odd(context, indicator);
            (*chosen)[(*count)++] = indicator;
        } else if (arguments->word_count > 0) {
            return err_set(err, ERR_USAGE, "%s is not public, and this is the public edition",
                           indicator->id);
        }
    }
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

    if (asof_check_folder(context, charts.folder, err))
        return -1;
    if (figure_order_given(arguments))
        return figure_order_run(context, arguments, err);
    if (choose(context, arguments, &chosen, &charts.count, err) ||
        form_choice_read(context->arena, arguments, forms, &charts.form_count, err))
        return -1;
    charts.indicators = chosen;
    /* A cycle writes there too. */
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    int lock = charts.folder ? -1 : cycle_lock(context->settings, &wait, err);

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
    .synopsis = "[ID...]\n       shihyo chart --compare A B\n       shihyo chart "
                "--overlay-years ID...\n       shihyo chart --policy|--program [ID...]",
    .help =
        "Without an ID, all indicators that the edition shows; without --format, --size and "
        "--theme,\nthe forms that a site has. Prints the path of each file: ID.png and "
        "ID@2x.png, ID.wide.dark.svg,\nand ID.txt, which says it in words: a line for an "
        "alternative text, and a description.\n"
        "A wide picture is 1920 by 1080 pixels, for a slide; a thumbnail 320 by 180, for an "
        "overview;\n@2x twice that.\n"
        "Pictures of several indicators, or of one by years, go into the folder of -o, else "
        "into the\nworking folder, as policy-ID, program-ID, compare-A-B and years-ID, "
        "standard or wide (with at\nmost four panels); without an ID, those of all policies "
        "or "
        "programs.\n"
        "Where there is no ledger nothing is touched (69).\n",
    .needs = NEEDS_LEDGER,
    .words_max = -1,
    .options = {ASOF_OPTION,
                {"output", 'o', "DIR", "the folder; else charts/ in the site's output"},
                {"format", 0, "PICTURES", "png, svg or png,svg; png when absent (with -o)"},
                {"size", 0, "standard|wide|thumbnail", "of the picture (with -o)"},
                {"theme", 0, "light|dark", "of the picture (with -o)"},
                {"json", 0, NULL, "the files as JSON"},
                {"compare", 0, NULL, "two indicators in one picture"},
                {"axes", 0, "HOW",
                 "of the two: one, panels, index, index:PERIOD (that is 100); else what fits"},
                {"overlay-years", 0, NULL, "a line per year, the newest in bold"},
                {"year", 0, "fiscal|calendar",
                 "of them: fiscal or calendar; else fiscal where budgeted programs move it"},
                {"policy", 0, NULL, "a small panel per indicator that its programs move"},
                {"program", 0, NULL, "the indicators it is to move, its start marked"}},
    .run = run,
};
