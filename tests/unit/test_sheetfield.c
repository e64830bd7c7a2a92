/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/sheetfield. */
#include "config/sheetfield.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"

static struct sheetfield read_field(const char *text)
{
    struct sheetfield field;
    struct err err = {0};
    if (sheetfield_read(text, &field, &err) != 0)
        fail_msg("%s: %s", text, err.text);
    return field;
}

static void test_fields(void **state)
{
    (void)state;
    struct sheetfield title = read_field("title");
    struct sheetfield before = read_field("settled.before");
    struct sheetfield value = read_field("outcome.20.value");
    struct sheetfield own = read_field("output.1.title");
    assert_true(title.id == FIELD_TITLE && title.scope == FIELD_OF_PROGRAM && !title.before);
    assert_true(before.id == FIELD_SETTLED && before.scope == FIELD_OF_AMOUNT &&
                before.before && before.number == 0);
    assert_true(value.id == FIELD_VALUE && value.scope == FIELD_OF_OUTCOME &&
                value.number == 20);
    assert_true(own.id == FIELD_INDICATOR_TITLE && own.scope == FIELD_OF_OUTPUT);
}

static void test_what_is_none(void **state)
{
    static const char *const wrong[] = {"",           "titel",           "title.before",
                                        "budget.x",   "outcome.0.value", "outcome.21.value",
                                        "outcome.1.", "outcome.1.owner", "value",
                                        "outcome.1",  "budget.before.x"};
    struct sheetfield field;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct err err = {0};
        if (sheetfield_read(wrong[i], &field, &err) == 0)
            fail_msg("\"%s\" is read", wrong[i]);
        assert_int_equal(err.code, ERR_CONFIG);
    }
}

static void test_every_field_has_its_name(void **state)
{
    (void)state;
    for (int scope = FIELD_OF_PROGRAM; scope <= FIELD_OF_OUTCOME; scope++) {
        enum sheetfield_id from;
        enum sheetfield_id to;
        sheetfield_range((enum sheetfield_scope)scope, &from, &to);
        assert_true(from < to);
        for (int id = (int)from; id < (int)to; id++)
            assert_false(str_empty(sheetfield_name((enum sheetfield_id)id)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_every_field_has_its_name),
    };
    return cmocka_run_group_tests_name("sheetfield", tests, NULL, NULL);
}
