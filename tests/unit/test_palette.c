/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/palette: every theme can be read, whatever eyes one has. */
#include "graphs/palette.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct rgb {
    double part[3]; /* 0 .. 1 */
};

static double linear(double part)
{
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

/* `rgba` laid over `under`. */
static struct rgb lay(uint32_t rgba, struct rgb under)
{
    double alpha = (rgba & 0xFF) / 255.0;
    struct rgb out;
    for (int i = 0; i < 3; i++)
        out.part[i] =
            (rgba >> (24 - 8 * i) & 0xFF) / 255.0 * alpha + under.part[i] * (1 - alpha);
    return out;
}

static struct rgb colour_of(enum palette_theme theme, enum palette_colour colour)
{
    struct rgb paper = lay(palette_rgba(theme, PALETTE_PAPER), (struct rgb){{0}});
    return lay(palette_rgba(theme, colour), paper);
}

/* WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances. */
static double luminance(struct rgb colour)
{
    return 0.2126 * linear(colour.part[0]) + 0.7152 * linear(colour.part[1]) +
           0.0722 * linear(colour.part[2]);
}

static double contrast(struct rgb a, struct rgb b)
{
    double high = fmax(luminance(a), luminance(b));
    double low = fmin(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

/* As protanopes, deuteranopes and tritanopes see it (Vienot, Brettel and Mollon 1999 for the
 * first two, Brettel's plane simplified for the third), in linear light. */
static struct rgb seen(struct rgb colour, int kind)
{
    static const double MATRICES[3][3][3] = {
        {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
        {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
        {{1, 0.15236, -0.15236}, {0, 0.86717, 0.13283}, {0, 0.86717, 0.13283}},
    };
    struct rgb out = {{0}};
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++)
            out.part[i] += MATRICES[kind][i][k] * linear(colour.part[k]);
    }
    return out;
}

static double distance(struct rgb a, struct rgb b)
{
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double step = cbrt(fmax(a.part[i], 0)) - cbrt(fmax(b.part[i], 0));
        sum += step * step;
    }
    return sqrt(sum);
}

static void test_text_contrast(void **state)
{
    static const enum palette_colour TEXTS[] = {PALETTE_INK,    PALETTE_SOFT, PALETTE_COMPARE,
                                                PALETTE_TARGET, PALETTE_MAIN, PALETTE_LOAN};
    static const enum palette_colour GROUNDS[] = {PALETTE_PAPER, PALETTE_PANEL};
    (void)state;
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
            for (size_t k = 0; k < sizeof GROUNDS / sizeof *GROUNDS; k++) {
                double here = contrast(colour_of((enum palette_theme)theme, TEXTS[i]),
                                       colour_of((enum palette_theme)theme, GROUNDS[k]));
                if (here < 4.5)
                    fail_msg("theme %d: text %d on %d: %.2f", theme, (int)TEXTS[i],
                             (int)GROUNDS[k], here);
            }
        }
    }
}

/* Lines and marks that mean something: 3 to 1 against the paper. */
static void test_mark_contrast(void **state)
{
    static const enum palette_colour MARKS[] = {PALETTE_MAIN, PALETTE_COMPARE, PALETTE_TARGET,
                                                PALETTE_LOAN, PALETTE_AXIS};
    (void)state;
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
            double here = contrast(colour_of((enum palette_theme)theme, MARKS[i]),
                                   colour_of((enum palette_theme)theme, PALETTE_PAPER));
            if (here < 3)
                fail_msg("theme %d: mark %d: %.2f", theme, (int)MARKS[i], here);
        }
    }
}

/* What stands beside one another in a plot or a strip differs for every kind of eyes. */
static void test_told_apart(void **state)
{
    static const enum palette_colour PAIRS[][2] = {
        {PALETTE_MAIN, PALETTE_COMPARE},          {PALETTE_MAIN, PALETTE_TARGET},
        {PALETTE_MAIN, PALETTE_MAIN_PALE},        {PALETTE_MAIN_LIGHT, PALETTE_BELOW},
        {PALETTE_PROGRAM, PALETTE_PROGRAM_LIGHT}, {PALETTE_LOAN, PALETTE_LOAN_LIGHT},
        {PALETTE_PROGRAM, PALETTE_LOAN},
    };
    (void)state;
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
            for (int kind = 0; kind < 3; kind++) {
                double here =
                    distance(seen(colour_of((enum palette_theme)theme, PAIRS[i][0]), kind),
                             seen(colour_of((enum palette_theme)theme, PAIRS[i][1]), kind));
                if (here < 0.05)
                    fail_msg("theme %d: %d and %d for kind %d: %.3f", theme, (int)PAIRS[i][0],
                             (int)PAIRS[i][1], kind, here);
            }
        }
    }
}

static void test_values(void **state)
{
    (void)state;
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        assert_int_equal(palette_rgba((enum palette_theme)theme, PALETTE_NONE), 0);
        for (uint32_t colour = 1; colour < PALETTE_COUNT; colour++)
            assert_int_not_equal(palette_rgba((enum palette_theme)theme, colour) & 0xFF, 0);
        assert_int_equal(palette_rgba((enum palette_theme)theme, 0x0072B2FFu),
                         palette_rgba((enum palette_theme)theme, PALETTE_INK));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_contrast),
        cmocka_unit_test(test_mark_contrast),
        cmocka_unit_test(test_told_apart),
        cmocka_unit_test(test_values),
    };
    return cmocka_run_group_tests_name("palette", tests, NULL, NULL);
}
