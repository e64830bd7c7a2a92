/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell: what every page has: head, header with navigation, main, footer. Layer: graphs. */
#ifndef GRAPHS_SITE_SHELL_H
#define GRAPHS_SITE_SHELL_H

#include "graphs/site/page.h"

/* The policy that a page declares: nothing but our own style, script and pictures. A server
 * sends the same as a header, with frame-ancestors, which a page cannot declare. */
#define SHELL_POLICY                                                                          \
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri "      \
    "'none'; form-action 'none'"

/* Begins the page and leaves <main> open. */
void shell_open(struct page *page);

/* Closes it. */
void shell_close(struct page *page);

#endif
