/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_order: see figure_order.h. */
#include "cli/figure_order.h"

#include <string.h>

#include "cli/form_choice.h"
#include "cli/typed.h"
#include "config/edition.h"
#include "config/family.h"
#include "core/json.h"
#include "core/str.h"
#include "daemon/figures.h"

/* The options, by kind of figure. */
static const char *const NAMES[] = {
    [FIGURE_POLICY] = "policy",
    [FIGURE_PROGRAM] = "program",
    [FIGURE_COMPARE] = "compare",
    [FIGURE_YEARS] = "overlay-years",
};

#define KINDS (sizeof NAMES / sizeof *NAMES)

struct orders {
    struct figures_order *orders;
    size_t count;
};

bool figure_order_given(const struct arguments *arguments)
{
    /* what belongs to one of them is not passed over in silence */
    if (options_given(arguments, "axes") || options_given(arguments, "year"))
        return true;
    for (size_t i = 0; i < KINDS; i++) {
        if (options_given(arguments, NAMES[i]))
            return true;
    }
    return false;
}

static int find_kind(const struct arguments *arguments, enum figure_kind *out, struct err *err)
{
    const char *found = NULL;

    for (size_t i = 0; i < KINDS; i++) {
        if (!options_given(arguments, NAMES[i]))
            continue;
        if (found)
            return err_set(err, ERR_USAGE, "--%s and --%s exclude each other", found,
                           NAMES[i]);
        found = NAMES[i];
        *out = (enum figure_kind)i;
    }
    return 0;
}

static const void *find_entry(const struct context *context, enum key_section section,
                              const char *what, const char *id, struct err *err)
{
    const void *found = family_find(context->settings, section, id);

    if (!found)
        err_set(err, ERR_USAGE, "no %s \"%s\" in %s; `shihyo programs` lists them", what, id,
                context->config);
    return found;
}

static const struct indicator *find_indicator(const struct context *context, const char *id,
                                              struct err *err)
{
    const struct indicator *found = cmd_indicator(context, id, err);

    if (found && edition_shows(context->settings, found))
        cmd_tell_odd(context, found);
    if (!found || edition_shows(context->settings, found))
        return found;
    err_set(err, ERR_USAGE, "%s is not public, and this is the public edition", id);
    return NULL;
}

/* A policy or a program named, or each of them. */
static int order_entries(struct context *context, const struct arguments *arguments,
                         enum figure_kind kind, struct orders *out, struct err *err)
{
    const struct settings *settings = context->settings;
    bool policies = kind == FIGURE_POLICY;
    bool all = arguments->word_count == 0;
    size_t configured = policies ? settings->policy_count : settings->program_count;
    size_t count = all ? configured : (size_t)arguments->word_count;

    out->orders = arena_alloc(context->arena, count, sizeof *out->orders);
    for (size_t i = 0; i < count; i++) {
        const char *id = !all       ? arguments->words[i]
                         : policies ? settings->policies[i].id
                                    : settings->programs[i].id;
        const void *entry = find_entry(context, policies ? SECTION_POLICY : SECTION_PROGRAM,
                                       NAMES[kind], id, err);

        if (!entry)
            return -1;
        out->orders[out->count++] = (struct figures_order){
            .name = arena_printf(context->arena, "%s-%s", NAMES[kind], id),
            .kind = kind,
            .policy = policies ? entry : NULL,
            .program = policies ? NULL : entry,
        };
    }
    return 0;
}

/* auto one panels index, index:PERIOD */
static int read_axes(const struct arguments *arguments, struct figures_order *order,
                     struct err *err)
{
    static const char *const AXES[] = {"auto", "one", "panels", "index"};
    const char *text = options_value(arguments, "axes");
    size_t length = text ? strcspn(text, ":") : 0;

    for (size_t i = 0; text && i < sizeof AXES / sizeof *AXES; i++) {
        if (strlen(AXES[i]) != length || strncmp(text, AXES[i], length) != 0)
            continue;
        order->axes = (enum figure_axes)i;
        order->has_base = order->axes == FIGURE_AXES_INDEX && text[length] == ':';
        if (order->has_base)
            return typed_period(text + length + 1, order->indicators[0],
                                order->indicators[0]->frequency, &order->base, err);
        if (text[length] == '\0')
            return 0;
    }
    return !text
               ? 0
               : err_set(err, ERR_USAGE,
                         "--axes %s: expected auto, one, panels, index or index:PERIOD", text);
}

static int order_pair(struct context *context, const struct arguments *arguments,
                      struct orders *out, struct err *err)
{
    if (arguments->word_count != 2)
        return err_set(err, ERR_USAGE, "--compare takes two indicators");
    struct figures_order *order = arena_alloc(context->arena, 1, sizeof *order);

    *order = (struct figures_order){.kind = FIGURE_COMPARE};
    for (size_t i = 0; i < 2; i++) {
        order->indicators[i] = find_indicator(context, arguments->words[i], err);
        if (!order->indicators[i])
            return -1;
    }
    if (order->indicators[0] == order->indicators[1])
        return err_set(err, ERR_USAGE, "--compare takes two different indicators");
    order->name = arena_printf(context->arena, "compare-%s-%s", order->indicators[0]->id,
                               order->indicators[1]->id);
    out->orders = order;
    out->count = 1;
    return read_axes(arguments, order, err);
}

static int read_year(const struct context *context, const struct arguments *arguments,
                     struct figures_order *order, struct err *err)
{
    const char *text = options_value(arguments, "year");

    if (!text)
        order->year = figure_year(context->settings, order->indicators[0]);
    else if (str_equal(text, "fiscal"))
        order->year = FREQUENCY_FISCAL_YEAR;
    else if (str_equal(text, "calendar"))
        order->year = FREQUENCY_CALENDAR_YEAR;
    else
        return err_set(err, ERR_USAGE, "--year %s: expected fiscal or calendar", text);
    return 0;
}

static int order_years(struct context *context, const struct arguments *arguments,
                       struct orders *out, struct err *err)
{
    if (arguments->word_count == 0)
        return err_set(err, ERR_USAGE, "--overlay-years takes an indicator");
    out->orders =
        arena_alloc(context->arena, (size_t)arguments->word_count, sizeof *out->orders);
    for (int i = 0; i < arguments->word_count; i++) {
        const struct indicator *indicator = find_indicator(context, arguments->words[i], err);
        struct figures_order *order = &out->orders[out->count++];

        if (!indicator)
            return -1;
        *order = (struct figures_order){
            .name = arena_printf(context->arena, "years-%s", indicator->id),
            .kind = FIGURE_YEARS,
            .indicators = {indicator}};
        if (read_year(context, arguments, order, err))
            return -1;
    }
    return 0;
}

static int read_orders(struct context *context, const struct arguments *arguments,
                       struct orders *out, struct err *err)
{
    enum figure_kind kind = FIGURE_POLICY;

    if (find_kind(arguments, &kind, err))
        return -1;
    if (options_given(arguments, "axes") && kind != FIGURE_COMPARE)
        return err_set(err, ERR_USAGE, "--axes belongs to --compare");
    if (options_given(arguments, "year") && kind != FIGURE_YEARS)
        return err_set(err, ERR_USAGE, "--year belongs to --overlay-years");
    if (kind == FIGURE_COMPARE)
        return order_pair(context, arguments, out, err);
    if (kind == FIGURE_YEARS)
        return order_years(context, arguments, out, err);
    return order_entries(context, arguments, kind, out, err);
}

/* PNG at both scales and the words, unless others are asked for. */
static int read_forms(struct context *context, const struct arguments *arguments,
                      struct form *forms, size_t *count, struct err *err)
{
    static const bool PNG[FORM_KINDS] = {[FORM_PNG] = true};

    const char *size = options_value(arguments, "size");

    if (size && strcmp(size, form_size_name(FORM_THUMBNAIL)) == 0)
        return err_set(err, ERR_USAGE, "--size %s belongs to charts: these have none", size);
    if (size || options_given(arguments, "format") || options_given(arguments, "theme"))
        return form_choice_read(context->arena, arguments, forms, count, err);
    *count = form_choose(PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, forms);
    return 0;
}

static void print_paths(struct context *context, const struct figures_work *work)
{
    for (size_t i = 0; i < work->count * work->form_count; i++)
        buf_printf(&context->out, "%s\n",
                   figures_path(work, &work->orders[i / work->form_count],
                                i % work->form_count, context->arena));
}

static void print_json(struct context *context, const struct figures_work *work)
{
    struct json json;

    json_init(&json, &context->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "files");
    for (size_t i = 0; i < work->count * work->form_count; i++) {
        const struct figures_order *order = &work->orders[i / work->form_count];
        const struct form *form = &work->forms[i % work->form_count];

        json_begin_object(&json, NULL);
        json_string(&json, "picture", order->name);
        json_string(&json, "format", form_kind_name(form->kind));
        json_string(&json, "path",
                    figures_path(work, order, i % work->form_count, context->arena));
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(&context->out, '\n');
}

int figure_order_run(struct context *context, const struct arguments *arguments,
                     struct err *err)
{
    struct orders orders = {0};
    struct form forms[FORM_MOST];
    struct figures_work work = {.forms = forms, .folder = options_value(arguments, "output")};

    /* A site holds no others than a cycle keeps: nothing would keep these up to date. */
    if (!work.folder)
        work.folder = ".";
    if (read_orders(context, arguments, &orders, err) ||
        read_forms(context, arguments, forms, &work.form_count, err))
        return -1;
    work.orders = orders.orders;
    work.count = orders.count;
    if (figures_draw(context->ledger, context->settings, &work, context->now, err))
        return -1;
    if (options_given(arguments, "json"))
        print_json(context, &work);
    else
        print_paths(context, &work);
    return 0;
}
