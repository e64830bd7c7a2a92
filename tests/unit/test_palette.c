/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/palette: every theme can be read, whatever eyes one has. */
#include "graphs/palette.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/contrast.h"

/* As protanopes, deuteranopes and tritanopes see it (Vienot, Brettel and Mollon 1999 for the
 * first two, Brettel's plane simplified for the third), in linear light. */
static struct contrast_rgb seen(struct contrast_rgb colour, int kind)
{
    static const double MATRICES[3][3][3] = {
        {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
        {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
        {{1, 0.15236, -0.15236}, {0, 0.86717, 0.13283}, {0, 0.86717, 0.13283}},
    };
    struct contrast_rgb out = {{0}};
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++)
            out.part[i] += MATRICES[kind][i][k] * contrast_linear(colour.part[k]);
    }
    return out;
}

static double distance(struct contrast_rgb a, struct contrast_rgb b)
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
                double here =
                    contrast_ratio(contrast_colour((enum palette_theme)theme, TEXTS[i]),
                                   contrast_colour((enum palette_theme)theme, GROUNDS[k]));
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
    static const enum palette_colour MARKS[] = {
        PALETTE_MAIN, PALETTE_COMPARE, PALETTE_TARGET, PALETTE_LOAN,
        PALETTE_AXIS, PALETTE_LIMIT,   PALETTE_BETTER, PALETTE_WORSE};
    (void)state;
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
            double here =
                contrast_ratio(contrast_colour((enum palette_theme)theme, MARKS[i]),
                               contrast_colour((enum palette_theme)theme, PALETTE_PAPER));
            if (here < 3)
                fail_msg("theme %d: mark %d: %.2f", theme, (int)MARKS[i], here);
        }
    }
}

/* What stands beside one another in a plot or a strip differs for every kind of eyes. */
static void test_told_apart(void **state)
{
    static const enum palette_colour PAIRS[][2] = {
        {PALETTE_MAIN, PALETTE_COMPARE},
        {PALETTE_MAIN, PALETTE_TARGET},
        {PALETTE_MAIN, PALETTE_MAIN_PALE},
        {PALETTE_MAIN_LIGHT, PALETTE_BELOW},
        {PALETTE_PROGRAM, PALETTE_PROGRAM_LIGHT},
        {PALETTE_LOAN, PALETTE_LOAN_LIGHT},
        {PALETTE_PROGRAM, PALETTE_LOAN},
        {PALETTE_LOAN_YEAR, PALETTE_LOAN_LIGHT},
        {PALETTE_PROGRAM, PALETTE_LOAN_YEAR},
        {PALETTE_BETTER, PALETTE_WORSE},
        {PALETTE_MAIN, PALETTE_WORSE},
        {PALETTE_LIMIT, PALETTE_WORSE},
    };
    (void)state;
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
            for (int kind = 0; kind < 3; kind++) {
                double here = distance(
                    seen(contrast_colour((enum palette_theme)theme, PAIRS[i][0]), kind),
                    seen(contrast_colour((enum palette_theme)theme, PAIRS[i][1]), kind));
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
