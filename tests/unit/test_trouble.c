/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger/ledger_trouble: which failures belong together, and how they ended. */
#include "ledger/ledger_trouble.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/fixture.h"

struct
try {
    const char *source, *address;
    int64_t at;
    bool usable, fetched;
    const char *error, *selection;
};

static void record(struct fixture *f, const struct try *tries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct ledger_fetch fetch = {.source = tries[i].source,
                                     .address = tries[i].address,
                                     .at = tries[i].at,
                                     .url = "http://127.0.0.1/",
                                     .etag = "",
                                     .last_modified = "",
                                     .document = "",
                                     .selection = tries[i].selection,
                                     .fetched = tries[i].fetched,
                                     .usable = tries[i].usable,
                                     .error = tries[i].error};

        assert_int_equal(ledger_record_fetch(f->ledger, &fetch, &f->err), 0);
    }
}

static void failures_in_a_row_are_one(void **state)
{
    static const struct try tries[] = {
        {"a", NULL, 100, true, true, "", "one"},
        {"a", NULL, 200, false, false, "HTTP 500", "one"},
        {"b", NULL, 210, true, true, "", "x"},
        {"a", NULL, 300, false, true, "no table", "one"},
        {"a", NULL, 400, true, true, "", "one"},
        {"a", NULL, 500, false, true, "", "one"},
        {"a", NULL, 600, true, true, "", "two"},
        {"b", NULL, 610, false, false, "timeout", "x"},
    };
    struct fixture *f = *state;
    struct ledger_troubles found;

    record(f, tries, sizeof tries / sizeof *tries);
    assert_int_equal(ledger_troubles(f->ledger, 0, f->arena, &found, &f->err), 0);
    assert_int_equal(found.count, 3);
    assert_string_equal(found.items[0].source, "a");
    assert_int_equal(found.items[0].from, 200);
    assert_int_equal(found.items[0].to, 400);
    assert_int_equal(found.items[0].failures, 2);
    assert_true(found.items[0].fetched);
    assert_string_equal(found.items[0].error, "no table");
    assert_false(found.items[0].reconfigured);
    assert_int_equal(found.items[1].from, 500);
    assert_true(found.items[1].reconfigured);
    assert_string_equal(found.items[1].error, "");
    assert_string_equal(found.items[2].source, "b");
    assert_int_equal(found.items[2].to, 0); /* it goes on */
}

static void addresses_stand_apart(void **state)
{
    static const struct try tries[] = {
        {"a", "2025", 100, false, false, "HTTP 404", ""},
        {"a", "2026", 110, true, true, "", ""},
        {"a", "2025", 200, true, true, "", ""},
    };
    struct fixture *f = *state;
    struct ledger_troubles found;

    record(f, tries, sizeof tries / sizeof *tries);
    assert_int_equal(ledger_troubles(f->ledger, 0, f->arena, &found, &f->err), 0);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.items[0].address, "2025");
    assert_int_equal(found.items[0].to, 200);
    assert_false(found.items[0].reconfigured); /* nothing is known of before */
}

static void only_what_began_since(void **state)
{
    struct fixture *f = *state;
    struct ledger_troubles found;

    for (int64_t i = 0; i < 100; i++) {
        const struct try tries[] = {{"a", NULL, 100 + 2 * i, false, false, "x", ""},
                                    {"a", NULL, 101 + 2 * i, true, true, "", ""}};
        record(f, tries, 2);
    }
    assert_int_equal(ledger_troubles(f->ledger, 200, f->arena, &found, &f->err), 0);
    assert_int_equal(found.count, 50);
    assert_int_equal(found.items[49].from, 298);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(failures_in_a_row_are_one, fixture_with_ledger,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(addresses_stand_apart, fixture_with_ledger,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(only_what_began_since, fixture_with_ledger,
                                        fixture_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
