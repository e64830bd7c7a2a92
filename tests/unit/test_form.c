/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/form: what the files of a chart are called. */
#include "graphs/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"

static void expect(struct form form, const char *name)
{
    char text[FORM_NAME_SIZE];
    form_name(&form, text);
    assert_string_equal(text, name);
}

static void test_names(void **state)
{
    (void)state;
    expect((struct form){FORM_PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1}, "*.png");
    expect((struct form){FORM_PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, 2}, "*@2x.png");
    expect((struct form){FORM_PNG, FORM_STANDARD, PALETTE_THEME_DARK, 2}, "*.dark@2x.png");
    expect((struct form){FORM_SVG, FORM_WIDE, PALETTE_THEME_DARK, 1}, "*.wide.dark.svg");
    expect((struct form){FORM_PNG, FORM_THUMBNAIL, PALETTE_THEME_LIGHT, 1}, "*.thumbnail.png");
    expect((struct form){FORM_TEXT, FORM_WIDE, PALETTE_THEME_DARK, 2}, "*.txt");
}

/* No two forms share a file, none is one of another id, and the site's are among them. */
static void test_all(void **state)
{
    struct form all[FORM_MOST];
    struct form site[FORM_MOST];
    size_t count = form_all(all);
    size_t shown = form_site(site);
    char names[FORM_MOST][FORM_NAME_SIZE];
    (void)state;
    assert_int_equal(count, FORM_MOST);
    for (size_t i = 0; i < count; i++) {
        form_name(&all[i], names[i]);
        char next[2] = {names[i][1], '\0'};
        assert_false(str_is_id(next));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(names[i], names[k]);
    }
    for (size_t i = 0; i < shown; i++) {
        char name[FORM_NAME_SIZE];
        size_t found = 0;
        form_name(&site[i], name);
        for (size_t k = 0; k < count; k++)
            found += str_equal(name, names[k]);
        assert_int_equal(found, 1);
    }
}

static void test_choice(void **state)
{
    static const bool BOTH[FORM_KINDS] = {[FORM_PNG] = true, [FORM_SVG] = true};
    static const bool DRAWN[FORM_KINDS] = {[FORM_SVG] = true};
    struct form forms[FORM_MOST];
    (void)state;
    assert_int_equal(form_choose(BOTH, FORM_WIDE, PALETTE_THEME_DARK, forms), 4);
    expect(forms[1], "*.wide.dark@2x.png");
    expect(forms[2], "*.wide.dark.svg");
    assert_int_equal(form_choose(DRAWN, FORM_STANDARD, PALETTE_THEME_LIGHT, forms), 2);
    expect(forms[0], "*.svg");
    expect(forms[1], "*.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_choice),
    };
    return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
