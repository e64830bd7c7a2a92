/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell: what every page has: head, header with navigation, main, footer; as a frame with
 * slots, which may be replaced. Layer: graphs. */
#ifndef GRAPHS_SITE_SHELL_H
#define GRAPHS_SITE_SHELL_H

#include "graphs/site/html_template.h"
#include "graphs/site/page.h"

/* The policy that a page declares: nothing but our own style, script and pictures. A server
 * sends the same as a header, with frame-ancestors, which a page cannot declare. */
#define SHELL_POLICY                                                                          \
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri "      \
    "'none'; form-action 'none'"

/* The frame that is compiled in. */
const char *shell_built_in(void);

/* Takes a frame apart (html_template_read). Its slots: lang head skip site switch menu content
 * footer root; all but site, footer and root are required. root is the way from a page to the
 * site's folder. */
int shell_read(const char *text, const char *name, struct arena *arena,
               struct html_template *out, struct err *err);

/* Writes the page: the input's frame, with the page in it. */
void shell_write(struct page *page);

#endif
