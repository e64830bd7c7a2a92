/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/links. */
#include "collector/links.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct found {
    struct arena *arena;
    struct links links;
    struct err err;
    int failed;
};

static struct found find(const char *html, const char *pattern)
{
    struct found found = {.arena = arena_new()};
    struct links_page page = {
        .bytes = html,
        .length = strlen(html),
        .content_type = "text/html; charset=UTF-8",
        .encoding = "auto",
        .url = "https://a.jp/stats/index.html?x=1",
        .pattern = pattern,
    };
    found.failed = links_find(&page, found.arena, &found.links, &found.err);
    return found;
}

/* Each as "URL year-month", in order. */
static void expect(const char *html, const char *pattern, const char *const *want)
{
    struct found found = find(html, pattern);
    size_t i = 0;
    if (found.failed)
        fail_msg("%s", found.err.text);
    for (; want[i]; i++) {
        char line[300] = "";
        if (i < found.links.count)
            (void)snprintf(line, sizeof line, "%s %d-%d", found.links.items[i].url,
                           found.links.items[i].year, found.links.items[i].month);
        assert_string_equal(line, want[i]);
    }
    assert_int_equal(found.links.count, i);
    arena_free(found.arena);
}

static void test_addresses(void **state)
{
    static const char *const want[] = {
        "https://a.jp/stats/b/1.csv 0-0", "https://a.jp/c/2.csv 0-0",
        "https://b.jp/3.csv?y=2 0-0",     "https://c.jp/4.csv 0-0",
        "https://a.jp/stats/5.csv 0-0",   NULL};
    (void)state;
    expect(
        "<p><a href='b/1.csv#top'>x</a><a href=\"/c/2.csv\">x</a>"
        "<a href='https://b.jp/3.csv?y=2'>x</a><area href='//c.jp/4.csv'>"
        "<a href='./x/../5.csv'>x</a><a href='b/1.csv'>again</a>"
        "<a href='mailto:a@b.csv'>x</a><a href='javascript:x.csv'>x</a>"
        "<a href='file:///etc/6.csv'>x</a><a href='ftp://d.jp/7.csv'>x</a><a name=a.csv>x</a>",
        "\\.csv", want);
}

/* As hand-written pages have them. */
static void test_spaces(void **state)
{
    static const char *const want[] = {"https://a.jp/stats/1.csv 0-0",
                                       "https://a.jp/stats/2.csv 0-0",
                                       "https://a.jp/stats/a%20b.csv 0-0", NULL};
    static const char *const based[] = {"https://cdn.jp/files/1.csv 0-0", NULL};
    (void)state;
    expect("<a href='1.csv\n'>x</a><a href=' \t&#1;2.\r\n\tcsv'>x</a>"
           "<a href='\n2.csv \f'>x</a><a href=' a b.csv'>x</a><a href=' \n '>x</a>",
           "[12b]\\.csv$", want);
    expect("<base href='\n https://cdn.jp/files/ '><a href='1.csv'>x</a>", "csv", based);
}

static void test_base(void **state)
{
    static const char *const want[] = {"https://cdn.jp/files/1.csv 0-0", NULL};
    static const char *const relative[] = {"https://a.jp/stats/d/1.csv 0-0", NULL};
    static const char *const odd[] = {"https://a.jp/stats/1.csv 0-0", NULL};
    (void)state;
    expect("<base href='https://cdn.jp/files/'><a href='1.csv'>x</a>", "csv", want);
    expect("<base href='d/'><a href='1.csv'>x</a>", "csv", relative);
    expect("<base href='file:///etc/'><a href='1.csv'>x</a>", "csv", odd);
}

/* By what the link says, in whatever order they stand. */
static void test_dates(void **state)
{
    static const char *const months[] = {"https://a.jp/stats/l_202603.pdf 2026-3",
                                         "https://a.jp/stats/l_202512.pdf 2025-12",
                                         "https://a.jp/stats/l_202511.pdf 2025-11", NULL};
    static const char *const eras[] = {"https://a.jp/stats/r8.xlsx 2026-0",
                                       "https://a.jp/stats/h31.xlsx 2019-0",
                                       "https://a.jp/stats/h30.xlsx 2018-0", NULL};
    static const char *const texts[] = {"https://a.jp/stats/0002.xlsx 2019-5",
                                        "https://a.jp/stats/0001.xlsx 2019-4", NULL};
    static const char *const both[] = {"https://a.jp/stats/0003.xlsx 2024-10", NULL};
    static const char *const coded[] = {
        "https://a.jp/stats/%e4%bb%a4%e5%92%8c6%e5%b9%b4.csv 2024-0", NULL};
    (void)state;
    expect("<a href=l_202511.pdf>a</a><a href=l_202603.pdf>b</a><a href=l_202512.pdf>c</a>",
           "l_(?<year>\\d{4})(?<month>\\d\\d)\\.pdf$", months);
    expect("<a href=h30.xlsx>a</a><a href=r8.xlsx>b</a><a href=h31.xlsx>c</a>",
           "/(?<era>[hr])(?<year>\\d+)\\.xlsx$", eras);
    expect("<a href=0001.xlsx>平成31年４月分</a><a href=0002.xlsx>令和元年\n<b>５月</b>分</a>",
           "(?<era>平成|令和)(?<year>元|\\d+)年 ?(?<month>\\d+)月", texts);
    expect("<a href=0003.xlsx>令和6年10月</a><a href=0004.pdf>令和6年10月</a>",
           "\\.xlsx (?<era>令和)(?<year>\\d+)年(?<month>\\d+)月", both);
    expect("<a href='令和6年.csv'>x</a>", "(?<era>令和)(?<year>\\d+)年\\.csv", coded);
}

/* What has no date of its own stands where the page puts it. */
static void test_without_dates(void **state)
{
    static const char *const want[] = {"https://a.jp/stats/b.csv 0-0",
                                       "https://a.jp/stats/a2024.csv 2024-0",
                                       "https://a.jp/stats/a2025.csv 2025-0", NULL};
    (void)state;
    expect("<a href=b.csv>x</a><a href=a2024.csv>x</a><a href=a2025.csv>x</a>",
           "[ab](?<year>\\d+)?\\.csv", want);
}

static void test_refused(void **state)
{
    static const struct {
        const char *html;
        const char *pattern;
        const char *want;
    } cases[] = {
        {"<a href=a24.csv>x</a>", "a(?<year>\\d+)\\.csv",
         "the year \"24\" of the link is none"},
        {"<a href=x99.csv>x</a>", "(?<era>r?x)(?<year>\\d+)\\.csv", "the year \"x99\""},
        {"<a href=a202413.csv>x</a>", "a(?<year>\\d{4})(?<month>\\d\\d)",
         "the month \"13\" of the link is none"},
        {"", "x", "nothing"},
    };
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct found found = find(cases[i].html, cases[i].pattern);
        assert_int_equal(found.failed, -1);
        assert_int_equal(found.err.code, ERR_DATA);
        if (!strstr(found.err.text, cases[i].want))
            fail_msg("%s", found.err.text);
        arena_free(found.arena);
    }
    struct found none = find("<p>text</p><a href=x.html>x</a>", "\\.csv");
    assert_int_equal(none.failed, 0);
    assert_int_equal(none.links.count, 0);
    assert_int_equal(none.links.seen, 1);
    arena_free(none.arena);
}

static void test_too_many(void **state)
{
    struct buf html;
    (void)state;
    buf_init(&html, 1 << 20);
    for (int i = 0; i < LINKS_MAX + 1; i++)
        (void)buf_printf(&html, "<a href=%d.csv>x</a>", i);
    struct found found = find(buf_text(&html), "csv");
    assert_int_equal(found.failed, -1);
    assert_non_null(strstr(found.err.text, "more than 2000 links match"));
    arena_free(found.arena);
    buf_free(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),     cmocka_unit_test(test_spaces),
        cmocka_unit_test(test_base),          cmocka_unit_test(test_dates),
        cmocka_unit_test(test_without_dates), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
