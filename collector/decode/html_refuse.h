/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_refuse: pages that are answers but no documents: missing, closed, login. Layer:
 * collector.
 */
#ifndef COLLECTOR_DECODE_HTML_REFUSE_H
#define COLLECTOR_DECODE_HTML_REFUSE_H

#include "collector/decode/html_page.h"

/* For a page without tables. ERR_DATA names its title when title or topmost heading say that
 * it is missing or out of order; maintenance and login count on short pages only, since there
 * are articles about them. */
int html_refuse(const struct html_page *page, struct err *err);

#endif
