/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/placeholder. */
#include "core/placeholder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check(const char *url, enum frequency frequency, const char *period,
                  const char *want)
{
    enum frequency found = FREQUENCY_DAILY;
    struct period p;
    struct err err = {0};
    struct buf out;

    assert_true(placeholder_is_in(url));
    if (placeholder_frequency(url, &found, &err))
        fail_msg("%s: %s", url, err.text);
    assert_int_equal(found, frequency);
    assert_int_equal(period_parse(period, frequency, &p, &err), 0);
    buf_init(&out, 1000);
    placeholder_fill(url, p, &out);
    assert_string_equal(buf_text(&out), want);
    buf_free(&out);
}

static void test_dates(void **state)
{
    (void)state;
    check("https://a.jp/lobo_{%Y%m}.pdf", FREQUENCY_MONTHLY, "2026-03",
          "https://a.jp/lobo_202603.pdf");
    check("https://a.jp/{%Y/%-m}/a.csv", FREQUENCY_MONTHLY, "2026-03",
          "https://a.jp/2026/3/a.csv");
    check("https://a.jp/{%y}{%m}{%d}.csv", FREQUENCY_DAILY, "2006-04-05",
          "https://a.jp/060405.csv");
    check("https://a.jp/{%Y}q{%q}.csv", FREQUENCY_QUARTERLY, "2026-Q4",
          "https://a.jp/2026q4.csv");
    check("https://a.jp/{%G-W%V}.csv", FREQUENCY_WEEKLY, "2026-W07",
          "https://a.jp/2026-W07.csv");
    check("https://a.jp/{%Y}.csv", FREQUENCY_CALENDAR_YEAR, "2026", "https://a.jp/2026.csv");
    check("https://a.jp/{%f}.csv", FREQUENCY_FISCAL_YEAR, "FY2026", "https://a.jp/2026.csv");
    check("https://a.jp/{%f}/{%m}.csv", FREQUENCY_MONTHLY, "2027-03",
          "https://a.jp/2026/03.csv");
    check("https://a.jp/a%20b/{%Y/%m}.csv", FREQUENCY_MONTHLY, "2027-03",
          "https://a.jp/a%20b/2027/03.csv");
}

static void test_eras(void **state)
{
    (void)state;
    check("https://a.jp/{%Er%Ey}/{%m}", FREQUENCY_MONTHLY, "2026-03", "https://a.jp/r08/03");
    check("https://a.jp/{%ER%-Ey.%-m}", FREQUENCY_MONTHLY, "2019-05", "https://a.jp/R1.5");
    check("https://a.jp/{%ER%-Ey.%-m}", FREQUENCY_MONTHLY, "2019-04", "https://a.jp/H31.4");
    check("https://a.jp/{%Er%Ef}", FREQUENCY_FISCAL_YEAR, "FY2019", "https://a.jp/r01");
    check("https://a.jp/{%Ef}", FREQUENCY_FISCAL_YEAR, "FY2019", "https://a.jp/01");
    check("https://a.jp/h{%Ef}-{%m}", FREQUENCY_MONTHLY, "2019-03", "https://a.jp/h30-03");
    check("https://a.jp/{%EC%-Ey}", FREQUENCY_CALENDAR_YEAR, "2024",
          "https://a.jp/%E4%BB%A4%E5%92%8C6");
}

static void test_refused(void **state)
{
    static const char *const urls[] = {
        "https://a.jp/{",      "https://a.jp/{}",     "https://a.jp/{%}",
        "https://a.jp/{%X}",   "https://a.jp/{%Y",    "https://a.jp/{{%Y}}",
        "https://a.jp/%Y}",    "https://a.jp/{year}", "https://a.jp/{%Y}}",
        "https://a.jp/{%Y}{x", "https://a.jp/{%Y%H}",
    };
    (void)state;
    assert_false(placeholder_is_in("https://a.jp/%Y.csv"));
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        enum frequency found = FREQUENCY_DAILY;
        struct err err = {0};

        if (placeholder_frequency(urls[i], &found, &err) == 0)
            fail_msg("%s", urls[i]);
        assert_int_equal(err.code, ERR_CONFIG);
    }
}

static void test_two_periods_have_no_address(void **state)
{
    static const struct {
        const char *url;
        const char *said;
    } refused[] = {
        {"https://a.jp/{%m}.csv", "periods of several years have this address"},
        {"https://a.jp/{%q}.csv", "periods of several years have this address"},
        {"https://a.jp/{%Er}/{%m}.csv", "periods of several years have this address"},
        {"https://a.jp/{%d}.csv", "periods of several years have this address"},
        {"https://a.jp/{%Y}/{%d}.csv", "days of several months have this address"},
        {"https://a.jp/{%V}.csv", "several weeks have this address"},
        /* the first days of 2025-W01 are of 2024 */
        {"https://a.jp/{%Y}w{%V}.csv", "several weeks have this address"},
        {"https://a.jp/{%G%m}.csv", "several weeks have this address"},
        {"https://a.jp/{%G}.csv", "several weeks have this address"},
        {"https://a.jp/{%Q}.csv", "\"%Q\" is no placeholder"},
        {"https://a.jp/{%Y%H}.csv", "\"%H\" is no placeholder"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        enum frequency found = FREQUENCY_DAILY;
        struct err err = {0};

        assert_int_equal(placeholder_frequency(refused[i].url, &found, &err), -1);
        assert_int_equal(err.code, ERR_CONFIG);
        if (!strstr(err.text, refused[i].said))
            fail_msg("%s: %s", refused[i].url, err.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_eras),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_two_periods_have_no_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
