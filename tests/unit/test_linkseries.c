/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/linkseries and collector/linkdate. */
#include "collector/linkseries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "collector/linkdate.h"

static void test_dates(void **state)
{
    static const struct {
        const char *text;
        const char *want; /* "what of it year-month pattern" */
    } cases[] = {
        {"/lobo_202602.csv", "202602 2026-2 (?<year>\\d{4})(?<month>\\d\\d)"},
        {"/a/20260215x.csv", "20260215 2026-2 (?<year>\\d{4})(?<month>\\d\\d)\\d\\d"},
        {"/2025/lobo_2026-02.pdf", "2026-02 2026-2 (?<year>\\d{4})-(?<month>\\d{1,2})"},
        {"/2026/02/lobo.pdf", "2026/02 2026-2 (?<year>\\d{4})/(?<month>\\d{1,2})"},
        {"/2026/13/lobo.pdf", "2026 2026-0 (?<year>\\d{4})"},
        {"/r08-02.pdf",
         "r08-02 2026-2 (?<era>[A-Za-z])(?<year>元|\\d{1,2})-(?<month>\\d{1,2})"},
        {"/R0802.pdf", "R0802 2026-2 (?<era>[A-Za-z])(?<year>\\d\\d)(?<month>\\d\\d)"},
        {"令和8年2月分（PDF）", "令和8年2月 2026-2 (?<era>明治|大正|昭和|平成|令和)"
                                "(?<year>元|\\d{1,2})年\\s*(?<month>\\d{1,2})月"},
        {"令和元年度",
         "令和元年 2019-0 (?<era>明治|大正|昭和|平成|令和)(?<year>元|\\d{1,2})年"},
        {"2026年 2月の調査", "2026年 2月 2026-2 (?<year>\\d{4})年\\s*(?<month>\\d{1,2})月"},
        {"2026年2期", "2026年 2026-0 (?<year>\\d{4})年"},
        {"2024年版（2026-02-01更新）", "2026-02 2026-2 (?<year>\\d{4})-(?<month>\\d{1,2})"},
        {"/chart2.png", ""},
        {"/rev-r2.pdf", ""},
        {"/lobo_1.csv", ""},
        {"/12345678901.csv", ""},
        {"/1899.csv", ""},
        {"第28回", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new();
        struct linkdate date;
        const char *said = "";

        if (linkdate_find(cases[i].text, arena, &date))
            said =
                arena_printf(arena, "%.*s %d-%d %s", (int)(date.end - date.start),
                             cases[i].text + date.start, date.year, date.month, date.pattern);
        assert_string_equal(said, cases[i].want);
        arena_free(arena);
    }
}

/* The first three, each as "pattern count", of a page with such links. */
static void expect(const char *html, const char *const *want)
{
    struct arena *arena = arena_new();
    struct linkseries found[LINKSERIES_MAX];
    struct links links;
    struct err err = {0};
    struct links_page page = {
        .bytes = html,
        .length = strlen(html),
        .content_type = "text/html; charset=UTF-8",
        .encoding = "auto",
        .url = "https://a.jp/stats/",
        .pattern = LINKS_ANY,
    };

    if (links_find(&page, arena, &links, &err))
        fail_msg("%s", err.text);
    size_t count = linkseries_find(&links, arena, found);
    for (size_t i = 0; i < 3; i++) {
        if (!want[i]) {
            assert_int_equal(count, i);
            break;
        }
        assert_true(i < count);
        assert_string_equal(arena_printf(arena, "%s %zu", found[i].pattern, found[i].count),
                            want[i]);
        /* what is suggested was tried: it finds as many documents */
        page.pattern = found[i].pattern;
        if (links_find(&page, arena, &links, &err))
            fail_msg("%s", err.text);
        assert_int_equal(links.count, found[i].count);
        for (size_t k = 0; k < links.count; k++)
            assert_true(links.items[k].year > 0 &&
                        (links.items[k].month > 0) == found[i].monthly);
        page.pattern = LINKS_ANY;
    }
    arena_free(arena);
}

static void test_addresses(void **state)
{
    static const char *const want[] = {
        "/v(?<year>\\d{4})(?<month>\\d\\d)\\.csv$ 3",
        "/v(?<year>\\d{4})(?<month>\\d\\d)\\.pdf$ 2",
        "/(?<year>\\d{4})/(?<month>\\d{1,2})/news\\.html$ 2",
    };

    (void)state;
    expect("<a href=d/v202601.csv>a</a><a href=d/v202602.csv>b</a><a href=e/v202512.csv>c</a>"
           "<a href=d/v202601.pdf>a</a><a href=d/v202602.pdf>b</a><a href=/about.html>x</a>"
           "<a href=/2026/02/news.html>n</a><a href=/2026/01/news.html>n</a><a "
           "href=/2026/01/x.html>n</a><a href=x202601.xls>old</a>",
           want);
}

/* Numbered documents whose links alone say of when they are. */
static void test_texts(void **state)
{
    static const char *const want[] = {
        "\\.pdf\\S* "
        ".*(?<era>明治|大正|昭和|平成|令和)(?<year>元|\\d{1,2})年\\s*(?<month>\\d{1,2})"
        "月分 2",
        NULL,
    };

    (void)state;
    expect("<a href=/att/2871.pdf>令和８年２月分 (PDF:123KB)</a>"
           "<a href=/att/2702.pdf>令和8年1月分 (PDF:98KB)</a><a href=/att/9.pdf>案内</a>",
           want);
}

/* The address says when it was put there. */
static void test_upload_dates(void **state)
{
    static const char *const want[] = {
        "\\.csv\\S* .*(?<year>\\d{4})年\\s*(?<month>\\d{1,2})月号 2",
        NULL,
    };

    (void)state;
    expect("<a href=/up/2026/03/lobo.csv>2026年2月号</a>"
           "<a href=/up/2026/02/lobo.csv>2026年1月号</a>",
           want);
}

static void test_escapes(void **state)
{
    static const char *const want[] = {
        "/(?<year>\\d{4})年\\s*(?<month>\\d{1,2})月速報\\.csv$ 2",
        NULL,
    };

    (void)state;
    expect("<a href='/d/2026%E5%B9%B42%E6%9C%88%E9%80%9F%E5%A0%B1.csv'>a</a>"
           "<a href='/d/2026年1月速報.csv'>b</a>",
           want);
}

static void test_nothing(void **state)
{
    static const char *const want[] = {NULL};

    (void)state;
    expect("<a href=/data.csv>data</a><a href=/about.html>us</a>", want);
    assert_string_equal(linkseries_ending("https://a.jp/x/data.CSV?y=1.pdf"), "csv");
    assert_string_equal(linkseries_ending("https://a.csv"), "");
    assert_string_equal(linkseries_ending("https://a.jp/x.d/data"), "");
    assert_string_equal(linkseries_unreadable("https://a.jp/old.XLS"), "xls");
    assert_string_equal(linkseries_unreadable("https://a.jp/new.xlsx"), "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),   cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_texts),   cmocka_unit_test(test_upload_dates),
        cmocka_unit_test(test_escapes), cmocka_unit_test(test_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
