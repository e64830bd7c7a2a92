/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_order: see paper_order.h. */
#include "cli/paper_order.h"

#include "daemon/paperwork.h"

int paper_order_check(const struct arguments *arguments, struct err *err)
{
    const char *path = options_value(arguments, "output");
    enum paper_form form;

    if (!path || paper_form_of(path, &form))
        return 0;
    return err_set(err, ERR_USAGE, "-o %s: expected a name that ends with .pdf, .html or .md",
                   path);
}

int paper_order_write(struct context *context, const struct arguments *arguments,
                      struct paper *paper, struct err *err)
{
    const char *path = options_value(arguments, "output");
    enum paper_form form;

    if (!path)
        return paper_write(paper, PAPER_MARKDOWN, &context->out, NULL, err);
    if (paper_order_check(arguments, err) || !paper_form_of(path, &form) ||
        paperwork_write(paper, form, path, err))
        return -1;
    buf_printf(&context->out, "%s\n", path);
    return 0;
}
