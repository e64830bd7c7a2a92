/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * form: in which forms a chart is drawn, and how their files are called. Layer: graphs. A name
 * has a '*' for the id; what follows it begins with a '.' or '@', which no id holds, so no
 * form of one indicator is taken for one of another.
 */
#ifndef GRAPHS_FORM_H
#define GRAPHS_FORM_H

#include "graphs/palette.h"

#include <stdbool.h>
#include <stddef.h>

enum form_kind { FORM_PNG, FORM_SVG, FORM_TEXT, FORM_KINDS };
enum form_size { FORM_STANDARD, FORM_WIDE, FORM_THUMBNAIL, FORM_SIZES };

#define FORM_SCALES 2 /* a PNG has as many or twice as many pixels as its size says */
#define FORM_MOST (FORM_SIZES * PALETTE_THEMES * (FORM_SCALES + 1) + 1)
#define FORM_NAME_SIZE 48

struct form {
    enum form_kind kind;
    enum form_size size;
    enum palette_theme theme;
    int scale; /* of a PNG: 1 or 2 */
};

/* "png svg", "standard wide thumbnail", "light dark": what a person calls them. */
const char *form_kind_name(enum form_kind kind);
const char *form_size_name(enum form_size size);
const char *form_theme_name(enum palette_theme theme);

/* "*@2x.png", "*.wide.dark.svg", "*.txt" (words have neither size nor theme). */
void form_name(const struct form *form, char out[FORM_NAME_SIZE]);

/* What a site shows, drawn by each cycle: PNG at both scales, SVG to take along, the dark one
 * as SVG only, thumbnails at the greater scale, the words. A large PNG costs some thirty times
 * an SVG, so there is no third. */
size_t form_site(struct form out[FORM_MOST]);

/* Where there are no pages: a PNG. */
size_t form_lean(struct form out[FORM_MOST]);

/* What its pages in the other language show: the same as SVG, for a large PNG costs some
 * thirty times as much. */
size_t form_site_other(struct form out[FORM_MOST]);

/* Of these kinds (true = wanted; words come with all) one size and theme. */
size_t form_choose(const bool kinds[FORM_KINDS], enum form_size size, enum palette_theme theme,
                   struct form out[FORM_MOST]);

/* All that there are. */
size_t form_all(struct form out[FORM_MOST]);

#endif
