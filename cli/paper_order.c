/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_order: see paper_order.h. */
#include "cli/paper_order.h"

#include <string.h>

#include "cli/asof.h"
#include "daemon/paperwork.h"

static const char *folder_of(const char *path, struct arena *arena)
{
    const char *end = strrchr(path, '/');

    return end ? arena_strndup(arena, path, (size_t)(end - path) + 1) : ".";
}

int paper_order_check(const struct arguments *arguments, struct err *err)
{
    const char *path = options_value(arguments, "output");
    enum paper_form form;

    if (!path)
        return 0;
    if (!paper_form_of(path, &form))
        return err_set(err, ERR_USAGE,
                       "-o %s: expected a name that ends with .pdf, .html, .md or .json",
                       path);
    if (options_given(arguments, "json") && form != PAPER_JSON)
        return err_set(err, ERR_USAGE,
                       "-o %s: with --json expected a name that ends with .json", path);
    return 0;
}

int paper_order_write(struct context *context, const struct arguments *arguments,
                      struct paper *paper, struct err *err)
{
    const char *path = options_value(arguments, "output");
    enum paper_form form = options_given(arguments, "json") ? PAPER_JSON : PAPER_MARKDOWN;

    if (!path)
        return paper_write(paper, form, &context->out, NULL, err);
    if (paper_order_check(arguments, err) || !paper_form_of(path, &form) ||
        asof_check_folder(context, folder_of(path, context->arena), err) ||
        paperwork_write(paper, form, path, err))
        return -1;
    buf_printf(&context->out, "%s\n", path);
    return 0;
}
