/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/decimal. */
#include "core/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void test_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t units;
        int places;
        const char *printed;
    } CASES[] = {
        {"0", 0, 0, "0"},
        {"-15.4", -154, 1, "-15.4"},
        {"+0.8", 8, 1, "0.8"},
        {"1378900", 1378900, 0, "1378900"},
        {"-0.0", 0, 1, "0.0"},
        {"-0", 0, 0, "0"},
        {"10.00", 1000, 2, "10.00"},
        {"-0.05", -5, 2, "-0.05"},
        {"0016", 16, 0, "16"},
        {"0.123456789", 123456789, 9, "0.123456789"},
        {"9223372036854775807", INT64_MAX, 0, "9223372036854775807"},
        {"-9223372036854775808", INT64_MIN, 0, "-9223372036854775808"},
        {"-9223372036.854775808", INT64_MIN, 9, "-9223372036.854775808"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct decimal got;
        struct err err = {0};
        char text[DECIMAL_TEXT_SIZE];

        if (decimal_parse(CASES[i].text, &got, &err))
            fail_msg("%s", err.text);
        assert_int_equal(got.units, CASES[i].units);
        assert_int_equal(got.places, CASES[i].places);
        decimal_print(got, text);
        assert_string_equal(text, CASES[i].printed);
    }
}

static void test_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum err_code code;
    } CASES[] = {
        {"", ERR_USAGE},
        {"-", ERR_USAGE},
        {"+", ERR_USAGE},
        {".", ERR_USAGE},
        {".5", ERR_USAGE},
        {"5.", ERR_USAGE},
        {"-.5", ERR_USAGE},
        {"1.2.3", ERR_USAGE},
        {"1,000", ERR_USAGE},
        {" 1", ERR_USAGE},
        {"1 ", ERR_USAGE},
        {"1e3", ERR_USAGE},
        {"0x10", ERR_USAGE},
        {"nan", ERR_USAGE},
        {"inf", ERR_USAGE},
        {"--1", ERR_USAGE},
        {"+-1", ERR_USAGE},
        {"▲1", ERR_USAGE},
        {"１", ERR_USAGE},
        {"−1", ERR_USAGE},
        {"1\n", ERR_USAGE},
        {"9223372036854775808", ERR_DATA},
        {"-9223372036854775809", ERR_DATA},
        {"0.1234567890", ERR_DATA},
        {"99999999999999999999999999", ERR_DATA},
        {"922337203685477580.80", ERR_DATA},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct decimal got;
        struct err err = {0};

        if (decimal_parse(CASES[i].text, &got, &err) == 0)
            fail_msg("\"%s\" should be no number", CASES[i].text);
        if (err.code != CASES[i].code)
            fail_msg("\"%s\": code %d", CASES[i].text, (int)err.code);
    }
}

/* Numbers of every size, with every count of places. */
static struct decimal sample(unsigned i)
{
    uint64_t bits = (i + 1) * UINT64_C(0x9e3779b97f4a7c15);

    return (struct decimal){(int64_t)bits >> (i % 64),
                            (int)(i / 64 % (DECIMAL_PLACES_MAX + 1))};
}

static void test_print_and_parse_round_trip(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 20000; i++) {
        struct decimal value = sample(i);
        struct decimal back;
        char text[DECIMAL_TEXT_SIZE];
        struct err err = {0};

        decimal_print(value, text);
        if (decimal_parse(text, &back, &err) || back.units != value.units ||
            back.places != value.places)
            fail_msg("%s does not come back", text);
    }
}

/* Against long double, whose 64 bits hold every int64 just; ties are left to the cases below.
 */
static void test_order(void **state)
{
    (void)state;
    static const long double POWERS[] = {1,    1e1L, 1e2L, 1e3L, 1e4L,
                                         1e5L, 1e6L, 1e7L, 1e8L, 1e9L};

    for (unsigned i = 0; i < 700; i++) {
        for (unsigned j = 0; j < 700; j++) {
            struct decimal a = sample(i), b = sample(j);
            long double x = (long double)a.units / POWERS[a.places];
            long double y = (long double)b.units / POWERS[b.places];
            int order = decimal_compare(a, b);

            if ((x > y && order <= 0) || (x < y && order >= 0))
                fail_msg("samples %u and %u are out of order", i, j);
            assert_int_equal(order, -decimal_compare(b, a));
        }
    }
}

static void test_equal_with_other_places(void **state)
{
    (void)state;
    static const struct {
        struct decimal a, b;
        int want;
    } CASES[] = {
        {{10, 1}, {1, 0}, 0},
        {{-10, 1}, {-1000000000, 9}, 0},
        {{0, 0}, {0, 9}, 0},
        {{INT64_MAX, 0}, {INT64_MAX, 9}, 1},
        {{INT64_MIN, 0}, {INT64_MIN, 9}, -1},
        {{INT64_MAX, 0}, {INT64_MIN, 0}, 1},
        {{154, 1}, {1541, 2}, -1},
        {{-154, 1}, {-1541, 2}, 1},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_int_equal(decimal_compare(CASES[i].a, CASES[i].b), CASES[i].want);
    assert_true(decimal_is_zero((struct decimal){0, 3}));
    assert_false(decimal_is_zero((struct decimal){1, 9}));
}

static void test_round(void **state)
{
    (void)state;
    static const struct {
        struct decimal value;
        int places;
        struct decimal want;
    } CASES[] = {
        {{154, 1}, 0, {15, 0}},
        {{155, 1}, 0, {16, 0}},
        {{-155, 1}, 0, {-16, 0}},
        {{-154, 1}, 0, {-15, 0}},
        {{-5, 1}, 0, {-1, 0}},
        {{-4, 1}, 0, {0, 0}},
        {{12345, 3}, 2, {1235, 2}},
        {{12345, 3}, 3, {12345, 3}},
        {{12, 1}, 5, {12, 1}},
        {{999, 2}, 1, {100, 1}},
        {{INT64_MAX, 9}, 0, {9223372037, 0}},
        {{INT64_MIN, 9}, 0, {-9223372037, 0}},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct decimal got = decimal_round(CASES[i].value, CASES[i].places);

        assert_int_equal(got.units, CASES[i].want.units);
        assert_int_equal(got.places, CASES[i].want.places);
    }
}

static void test_format(void **state)
{
    (void)state;
    static const struct {
        struct decimal value;
        int places;
        const char *minus;
        const char *want;
    } CASES[] = {
        {{-154, 1}, 1, "▲", "▲15.4"},
        {{-154, 1}, 0, "−", "−15"},
        {{-154, 1}, 3, "-", "-15.400"},
        {{1378900, 0}, 0, "-", "1,378,900"},
        {{-1378900, 0}, 1, "▲", "▲1,378,900.0"},
        {{999, 0}, 0, "-", "999"},
        {{1000, 0}, 0, "-", "1,000"},
        {{123456, 0}, 0, "-", "123,456"},
        {{-4, 2}, 1, "▲", "0.0"},
        {{-999, 0}, 0, "-", "-999"},
        {{9999, 1}, 0, "-", "1,000"},
        {{0, 0}, 2, "-", "0.00"},
        {{5, 0}, -3, "-", "5"},
        {{5, 0}, 99, "-", "5.000000000"},
        {{INT64_MIN, 0}, 0, "-", "-9,223,372,036,854,775,808"},
        {{INT64_MAX, 0}, 9, "-", "9,223,372,036,854,775,807"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char out[64];

        decimal_format(CASES[i].value, CASES[i].places, CASES[i].minus, out, sizeof out);
        assert_string_equal(out, CASES[i].want);
    }
    char tiny[4];
    decimal_format((struct decimal){123456, 0}, 0, "-", tiny, sizeof tiny);
    assert_int_equal(strlen(tiny), 3);
}

static void test_arithmetic(void **state)
{
    (void)state;
    enum { ADD, SUBTRACT, MULTIPLY };
    static const struct {
        int op;
        struct decimal a, b;
        int failed;
        const char *want;
    } CASES[] = {
        {ADD, {-231, 1}, {77, 1}, 0, "-15.4"},
        {ADD, {1, 0}, {5, 2}, 0, "1.05"},
        {ADD, {INT64_MAX, 0}, {1, 0}, -1, ""},
        {ADD, {INT64_MAX, 0}, {-1, 0}, 0, "9223372036854775806"},
        {ADD, {INT64_MAX, 0}, {1, 9}, -1, ""},
        {SUBTRACT, {-154, 1}, {-231, 1}, 0, "7.7"},
        {SUBTRACT, {0, 0}, {INT64_MIN, 0}, -1, ""},
        {SUBTRACT, {-1, 0}, {INT64_MIN, 0}, 0, "9223372036854775807"},
        {SUBTRACT, {10, 1}, {1, 0}, 0, "0.0"},
        {MULTIPLY, {15, 1}, {10000, 0}, 0, "15000.0"},
        {MULTIPLY, {25, 1}, {4, 1}, 0, "1.0"},
        {MULTIPLY, {-3, 0}, {1000, 0}, 0, "-3000"},
        {MULTIPLY, {3, 5}, {7, 5}, -1, ""},
        {MULTIPLY, {50, 5}, {20, 5}, 0, "0.0000001"},
        {MULTIPLY, {INT64_MAX, 0}, {2, 0}, -1, ""},
        {MULTIPLY, {INT64_MIN, 0}, {-1, 0}, -1, ""},
        {MULTIPLY, {INT64_MIN, 0}, {1, 0}, 0, "-9223372036854775808"},
        {MULTIPLY, {INT64_MIN, 0}, {INT64_MIN, 0}, -1, ""},
        {MULTIPLY, {0, 9}, {INT64_MAX, 9}, 0, "0.000000000"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char text[DECIMAL_TEXT_SIZE] = "";
        struct decimal out;
        int (*const OPS[])(struct decimal, struct decimal, struct decimal *) = {
            [ADD] = decimal_add, [SUBTRACT] = decimal_subtract, [MULTIPLY] = decimal_multiply};
        int failed = OPS[CASES[i].op](CASES[i].a, CASES[i].b, &out);

        assert_int_equal(failed, CASES[i].failed);
        if (!failed)
            decimal_print(out, text);
        assert_string_equal(text, CASES[i].want);
    }
}

static void test_add_undoes_subtract(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 5000; i++) {
        struct decimal a = sample(i), b = sample(i * 7 + 3), difference, back;

        if (decimal_subtract(a, b, &difference) || decimal_add(difference, b, &back))
            continue;
        assert_int_equal(decimal_compare(back, a), 0);
    }
}

/* Who subtracts what is printed gets what is printed. */
static void test_subtract_printed(void **state)
{
    (void)state;
    static const struct {
        struct decimal now, then;
        int places;
        const char *want;
    } CASES[] = {
        {{125, 1}, {1234, 0}, 0, "-1221"},
        {{154, 1}, {149, 1}, 0, "0"},
        {{155, 1}, {154, 1}, 0, "1"},
        {{-154, 1}, {-231, 1}, 1, "7.7"},
    };
    struct decimal out;
    char text[DECIMAL_TEXT_SIZE];

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        assert_int_equal(
            decimal_subtract_printed(CASES[i].now, CASES[i].then, CASES[i].places, &out), 0);
        decimal_print(out, text);
        assert_string_equal(text, CASES[i].want);
    }
    assert_int_equal(decimal_subtract_printed((struct decimal){INT64_MAX, 0},
                                              (struct decimal){-1, 0}, 0, &out),
                     -1);
}

static void test_double(void **state)
{
    (void)state;
    assert_true(decimal_double((struct decimal){-154, 1}) == -15.4);
    assert_true(decimal_double((struct decimal){0, 9}) == 0.0);
    assert_true(decimal_double((struct decimal){1, 9}) == 1e-9);
}

static void test_divide(void **state)
{
    static const struct {
        struct decimal a;
        int64_t by;
        int places;
        int64_t units;
    } CASES[] = {
        {{10, 0}, 4, 2, 250},
        {{10, 0}, 3, 2, 333},
        {{20, 0}, 3, 2, 667},
        {{-20, 0}, 3, 2, -667},
        {{5, 0}, 2, 0, 3},
        {{-5, 0}, 2, 0, -3},
        {{12345, 3}, 1, 1, 123},
        {{12350, 3}, 1, 1, 124},
        {{INT64_MAX, 0}, INT64_MAX, 9, 1000000000},
    };
    struct decimal out;
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        assert_int_equal(decimal_divide(CASES[i].a, CASES[i].by, CASES[i].places, &out), 0);
        assert_int_equal(out.units, CASES[i].units);
        assert_int_equal(out.places, CASES[i].places);
    }
    assert_int_equal(decimal_divide((struct decimal){1, 0}, 0, 2, &out), -1);
    assert_int_equal(decimal_divide((struct decimal){INT64_MAX, 0}, 1, 1, &out), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_divide),
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_print_and_parse_round_trip),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_equal_with_other_places),
        cmocka_unit_test(test_round),
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_add_undoes_subtract),
        cmocka_unit_test(test_subtract_printed),
        cmocka_unit_test(test_double),
    };

    return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
