/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contrast: how well two colours can be told from each other; shared by tests. */
#ifndef TESTS_UNIT_CONTRAST_H
#define TESTS_UNIT_CONTRAST_H

#include <math.h>
#include <stdint.h>

#include "graphs/palette.h"

struct contrast_rgb {
    double part[3]; /* 0 .. 1 */
};

static inline double contrast_linear(double part)
{
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

/* `rgba` laid over `under`. */
static inline struct contrast_rgb contrast_lay(uint32_t rgba, struct contrast_rgb under)
{
    double alpha = (rgba & 0xFF) / 255.0;
    struct contrast_rgb out;
    for (int i = 0; i < 3; i++)
        out.part[i] =
            (rgba >> (24 - 8 * i) & 0xFF) / 255.0 * alpha + under.part[i] * (1 - alpha);
    return out;
}

static inline struct contrast_rgb contrast_colour(enum palette_theme theme,
                                                  enum palette_colour colour)
{
    struct contrast_rgb paper =
        contrast_lay(palette_rgba(theme, PALETTE_PAPER), (struct contrast_rgb){{0}});
    return contrast_lay(palette_rgba(theme, colour), paper);
}

/* WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances. */
static inline double contrast_luminance(struct contrast_rgb colour)
{
    return 0.2126 * contrast_linear(colour.part[0]) +
           0.7152 * contrast_linear(colour.part[1]) + 0.0722 * contrast_linear(colour.part[2]);
}

static inline double contrast_ratio(struct contrast_rgb a, struct contrast_rgb b)
{
    double high = fmax(contrast_luminance(a), contrast_luminance(b));
    double low = fmin(contrast_luminance(a), contrast_luminance(b));
    return (high + 0.05) / (low + 0.05);
}

#endif
