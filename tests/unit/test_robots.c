/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/robots. */
#include "collector/robots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct verdict {
    const char *text;
    const char *path;
    bool allowed;
};

static const struct verdict verdicts[] = {
    {"", "/a", true},
    {"User-agent: *\nDisallow: /\n", "/a", false},
    {"User-agent: *\nDisallow: /\n", "/robots.txt", true},
    {"User-agent: *\nDisallow:\n", "/a", true},
    {"user-AGENT : *  # all\n  disallow :  /a b # no\r\n", "/a%20b/c", false},
    {"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "/", false},
    /* our own group alone counts, and all of them together */
    {"User-agent: *\nDisallow: /\n\nUser-agent: Shihyo\nAllow: /\n", "/a", true},
    {"User-agent: *\nDisallow: /x\nUser-agent: shihyo\nDisallow: /y\n", "/x", true},
    {"User-agent: shihyo\nDisallow: /x\nUser-agent: a\nDisallow: /\n"
     "User-agent: shihyo/2\nDisallow: /y\n",
     "/y", false},
    {"User-agent: shihyobot\nDisallow: /\n", "/a", true},
    {"User-agent: a\nUser-agent: shihyo\nDisallow: /\n", "/a", false},
    {"User-agent: a\nSitemap: /s\n\nUser-agent: shihyo\nDisallow: /\n", "/a", false},
    {"User-agent: a\nDisallow: /\nUser-agent: b\nAllow: /\n", "/a", true},
    /* the longest rule, and Allow of two as long */
    {"User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", true},
    {"User-agent: *\nAllow: /a/b\nDisallow: /a\n", "/a/c", false},
    {"User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true},
    {"User-agent: *\nAllow: /\nDisallow: /a/\n", "/a", true},
    /* * and $ */
    {"User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf", false},
    {"User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf?z", true},
    {"User-agent: *\nDisallow: /*/private*/x\n", "/a/private-b/c/x", false},
    {"User-agent: *\nDisallow: /a*b*c\n", "/aXXbYYbc", false},
    {"User-agent: *\nDisallow: /a$b\n", "/a$b", false},
    {"User-agent: *\nDisallow: /a?b=*\n", "/a?b=1", false},
    /* written in one way or another */
    {"User-agent: *\nDisallow: /%e7%b5%b1\n", "/\xe7\xb5\xb1\xe8\xa8\x88", false},
    {"User-agent: *\nDisallow: /\xe7\xb5\xb1\n", "/%E7%B5%B1", false},
    {"User-agent: *\nDisallow: /%61\n", "/ab", false},
    {"User-agent: *\nDisallow: /a%2fb\n", "/a/b", true},
    {"User-agent: *\nDisallow: /a%2fb\n", "/a%2Fb", false},
    /* rules before any group, and lines that are none */
    {"Disallow: /\nUser-agent: *\nAllow: /\n", "/a", true},
    {"<html>\n<body>User-agent: *\nDisallow: /\n", "/a", true},
    {"User-agent: *\nDisallow /\n: /\nDisallow", "/a", true},
};

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++)
        if (robots_allow(verdicts[i].text, "shihyo", verdicts[i].path) != verdicts[i].allowed)
            fail_msg("%s of:\n%s", verdicts[i].path, verdicts[i].text);
}

/* However it is written, it takes no long time. */
static void test_many_stars(void **state)
{
    char text[4096] = "User-agent: *\nDisallow: /";
    char path[8192] = "/";
    (void)state;
    memset(path + 1, 'a', sizeof path - 2);
    for (int i = 0; i < 500; i++)
        (void)strcat(text, "*a");
    (void)strcat(text, "*b\n");
    assert_true(robots_allow(text, "shihyo", path));
}

static void test_delays(void **state)
{
    static const struct {
        const char *text;
        int64_t ms;
    } delays[] = {
        {"", 0},
        {"User-agent: *\nCrawl-delay: 10\nDisallow: /a\n", 10000},
        {"User-agent: *\nDisallow: /a\ncrawl-delay:2.5 # seconds\n", 2500},
        {"\xef\xbb\xbfUser-agent: *\nCrawl-delay: 1\n", 1000},
        {"User-agent: *\nCrawl-delay: 86400\n", ROBOTS_DELAY_MAX_MS},
        {"User-agent: *\nCrawl-delay: 99999999999999999999999999\n", ROBOTS_DELAY_MAX_MS},
        {"User-agent: other\nCrawl-delay: 20\n", 0},
        {"User-agent: *\nCrawl-delay: 20\n\nUser-agent: shihyo\nDisallow:\n", 0},
        {"User-agent: *\nCrawl-delay: 20\n\nUser-agent: shihyo\nCrawl-delay: 3\n", 3000},
        {"Crawl-delay: 20\n", 0}, /* of nobody's group */
        {"User-agent: *\nCrawl-delay: soon\n", 0},
        {"User-agent: *\nCrawl-delay: -5\n", 0},
        {"User-agent: *\nCrawl-delay: .5\n", 0},
        {"User-agent: *\nCrawl-delay: 10s\n", 0},
        {"User-agent: *\nCrawl-delay:\n", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof delays / sizeof delays[0]; i++)
        if (robots_delay_ms(delays[i].text, "shihyo") != delays[i].ms)
            fail_msg("%lld ms of:\n%s", (long long)robots_delay_ms(delays[i].text, "shihyo"),
                     delays[i].text);
}

static void test_in_the_sandbox(void **state)
{
    static const char text[] = "User-agent: *\nCrawl-delay: 7\nDisallow: /a\n";
    struct robots_verdict verdict;
    struct err err = {0};

    (void)state;
    assert_int_equal(robots_judge(text, "shihyo", "/a/c", &verdict, &err), 0);
    assert_false(verdict.allowed);
    assert_int_equal(robots_judge(text, "shihyo", "/b", &verdict, &err), 0);
    assert_true(verdict.allowed);
    assert_int_equal(verdict.delay_ms, 7000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_many_stars),
        cmocka_unit_test(test_delays),
        cmocka_unit_test(test_in_the_sandbox),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
