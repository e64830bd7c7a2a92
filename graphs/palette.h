/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * palette: the colours of the charts as 0xRRGGBBAA. Layer: graphs. The hues are those of Okabe
 * and Ito, told apart by every kind of colour vision; the greys are ours.
 */
#ifndef GRAPHS_PALETTE_H
#define GRAPHS_PALETTE_H

#define PALETTE_NONE 0x00000000u
#define PALETTE_WHITE 0xFFFFFFFFu
#define PALETTE_INK 0x222222FFu        /* text */
#define PALETTE_SOFT 0x555555FFu       /* lesser text */
#define PALETTE_AXIS 0x666666FFu       /* axes, the zero line */
#define PALETTE_GRID 0xE2E2E2FFu       /* grid lines */
#define PALETTE_PANEL 0xF4F5F6FFu      /* quiet backgrounds */
#define PALETTE_BAND 0xE9EBEDFFu       /* the days that another panel enlarges */
#define PALETTE_LIMIT 0x7A7A7AFFu      /* mean and control limits */
#define PALETTE_RIM 0xFFFFFFB0u        /* under thin lines that cross bars */
#define PALETTE_LIMIT_BAND 0x66666624u /* between them */
#define PALETTE_BETTER 0x009E73FFu     /* bluish green: beyond the usual variation, and good */
#define PALETTE_WORSE 0xD55E00FFu      /* vermilion */
#define PALETTE_COMPARE 0x6E6E6EFFu

#define PALETTE_MAIN 0x0072B2FFu       /* blue: the indicator */
#define PALETTE_MAIN_LIGHT 0x0072B226u /* its area */
#define PALETTE_MAIN_PALE 0xCFE3F0FFu  /* preliminary bars */
#define PALETTE_BELOW 0xD55E0026u      /* vermilion: the area below zero */
#define PALETTE_TARGET 0x007A59FFu     /* bluish green, darker so that small text reads */
#define PALETTE_PROGRAM 0x56B4E9FFu    /* sky blue */
#define PALETTE_PROGRAM_LIGHT 0xCDE7F8FFu
#define PALETTE_LOAN 0xA8487FFFu /* reddish purple, darker */
#define PALETTE_LOAN_LIGHT 0xEFD3E2FFu

#endif
