/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * palette: the colours of the charts by name, and what each is in a theme. Layer: graphs. A
 * scene names its colours; only what paints it asks for their values. The hues are those of
 * Okabe and Ito, told apart by every kind of colour vision; the greys are ours.
 */
#ifndef GRAPHS_PALETTE_H
#define GRAPHS_PALETTE_H

#include <stdint.h>

/* A new colour is a row here and one in palette.c, for both themes. */
enum palette_colour {
    PALETTE_NONE,       /* nothing is painted */
    PALETTE_PAPER,      /* what all stands on; the inside of what is hollow */
    PALETTE_INK,        /* text */
    PALETTE_SOFT,       /* lesser text */
    PALETTE_AXIS,       /* axes, the zero line */
    PALETTE_GRID,       /* grid lines */
    PALETTE_PANEL,      /* quiet backgrounds */
    PALETTE_BAND,       /* the days that another panel enlarges */
    PALETTE_LIMIT,      /* mean and control limits */
    PALETTE_RIM,        /* under thin lines that cross bars */
    PALETTE_LIMIT_BAND, /* between them */
    PALETTE_BETTER,     /* bluish green: beyond the usual variation, and good */
    PALETTE_WORSE,      /* vermilion */
    PALETTE_COMPARE,
    PALETTE_MAIN,       /* blue: the indicator */
    PALETTE_MAIN_LIGHT, /* its area */
    PALETTE_MAIN_PALE,  /* preliminary bars */
    PALETTE_MEAN,       /* dark blue: the mean of a year over its months */
    PALETTE_FALL,       /* vermilion: what fell against the year before */
    PALETTE_BELOW,      /* vermilion: the area below zero */
    PALETTE_TARGET,     /* bluish green; small text reads in it */
    PALETTE_PROGRAM,    /* sky blue */
    PALETTE_PROGRAM_LIGHT,
    PALETTE_LOAN,      /* reddish purple */
    PALETTE_LOAN_YEAR, /* of the bar, where an amount is printed */
    PALETTE_LOAN_LIGHT,
    PALETTE_OLDER,  /* what is long gone */
    PALETTE_ALERT,  /* vermilion, darker: small text reads in it */
    PALETTE_EARLY,  /* hatching, over bars and under curves */
    PALETTE_YEAR_2, /* lines of years gone by, two to seven before the newest: ever paler */
    PALETTE_YEAR_3,
    PALETTE_YEAR_4,
    PALETTE_YEAR_5,
    PALETTE_YEAR_6,
    PALETTE_YEAR_7,
    PALETTE_DAYS, /* pale blue: days under their mean */
    PALETTE_COUNT
};

enum palette_theme { PALETTE_THEME_LIGHT, PALETTE_THEME_DARK, PALETTE_THEMES };

/* 0xRRGGBBAA; 0 for PALETTE_NONE. What is no colour of the list is ink, so that it is seen. */
uint32_t palette_rgba(enum palette_theme theme, uint32_t colour);

#endif
