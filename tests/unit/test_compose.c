/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/compose, prose and payload. All of it is test data. */
#include "alerts/compose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "alerts/payload.h"
#include "alerts/prose.h"

#define MANY 120

struct stage {
    struct settings settings;
    struct notifier notifier;
    struct letter letter;
    struct notice notices[MANY];
    char subjects[MANY][64];
    struct notice_list list;
    struct notify_letter whole;
};

static void set_stage(struct stage *stage, size_t count, enum language language)
{
    *stage = (struct stage){
        .settings = {.site = {.language = language,
                              .title = {"試験", NULL},
                              .base_url = "https://example.jp/"}},
        .letter = {.key = "00ff", .reached = "", .error = ""},
    };
    for (size_t i = 0; i < count; i++) {
        snprintf(stage->subjects[i], sizeof stage->subjects[i], "【注意】指標%zu <b>", i);
        stage->notices[i] = (struct notice){.subject = stage->subjects[i],
                                            .body = "1 状況\n  本文\n",
                                            .html = "<h2>1 状況</h2>\n",
                                            .closing = "終わりの文。",
                                            .severity = "warning",
                                            .state = "firing",
                                            .thread = "",
                                            .indicator = "i",
                                            .source = "s"};
    }
    stage->list = (struct notice_list){stage->notices, count};
    stage->whole = (struct notify_letter){.settings = &stage->settings,
                                          .notifier = &stage->notifier,
                                          .letter = &stage->letter,
                                          .notices = &stage->list};
}

static const char *subject(const struct stage *stage, struct buf *out)
{
    buf_reset(out);
    compose_subject(&stage->whole, out);
    return buf_text(out);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (const char *p = strstr(text, part); p; p = strstr(p + 1, part))
        count++;
    return count;
}

/* One notice is its letter; of several the gravest speaks, what is over last. */
static void test_subjects(void **state)
{
    (void)state;
    struct stage stage;
    struct buf out;

    buf_init(&out, 10000);
    set_stage(&stage, 1, LANGUAGE_JA);
    assert_string_equal(subject(&stage, &out), "【注意】指標0 <b>");
    set_stage(&stage, 3, LANGUAGE_JA);
    stage.notices[0].state = "resolved";
    stage.notices[0].severity = "critical";
    stage.notices[2].severity = "critical";
    stage.notices[2].subject = "【要確認】指標2 <b>";
    assert_string_equal(subject(&stage, &out), "【要確認】お知らせ3件: 指標2 <b> ほか2件");
    assert_false(compose_is_recovery(&stage.whole));
    assert_string_equal(compose_severity(&stage.whole), "critical");
    for (size_t i = 0; i < 3; i++) {
        stage.notices[i].state = "resolved";
        stage.notices[i].subject = "【解消】指標0 <b>";
    }
    assert_string_equal(subject(&stage, &out), "【解消】お知らせ3件: 指標0 <b> ほか2件");
    assert_true(compose_is_recovery(&stage.whole));
    stage.settings.site.language = LANGUAGE_EN;
    stage.notices[0].subject = "[Resolved] x";
    assert_string_equal(subject(&stage, &out), "[Resolved] 3 notices: x, and 2 more");
    buf_free(&out);
}

/* Ten in full, a hundred by their subjects, the rest by its number; the closing once. */
static void test_many(void **state)
{
    (void)state;
    struct stage stage;
    struct buf out;

    buf_init(&out, 1000000);
    set_stage(&stage, MANY, LANGUAGE_JA);
    stage.notices[MANY - 1].closing = "別の文。";
    compose_text(&stage.whole, &out);
    assert_int_equal(count_of(buf_text(&out), "\n- "), COMPOSE_LISTED_MOST);
    assert_int_equal(count_of(buf_text(&out), "1 状況"), COMPOSE_FULL_MOST);
    assert_non_null(strstr(buf_text(&out), "- ほか20件\n"));
    assert_int_equal(count_of(buf_text(&out), "終わりの文。"), 1);
    assert_int_equal(count_of(buf_text(&out), "別の文。"), 1);
    buf_reset(&out);
    compose_page(&stage.whole, "example.jp", &out);
    assert_int_equal(count_of(buf_text(&out), "<h1"), COMPOSE_FULL_MOST);
    assert_int_equal(count_of(buf_text(&out), "<b>"), 0);
    assert_int_equal(count_of(buf_text(&out), "<li"), COMPOSE_LISTED_MOST + 1);
    buf_free(&out);
}

/* A picture stands with its indicator, and only where pictures can go. */
static void test_charts(void **state)
{
    (void)state;
    struct stage stage;
    struct buf out;
    const struct notify_chart chart = {.indicator = "i", .alt = "図 \"<x>\"", .png = "P"};

    buf_init(&out, 100000);
    set_stage(&stage, 1, LANGUAGE_JA);
    stage.whole.charts = &chart;
    stage.whole.chart_count = 1;
    compose_page(&stage.whole, "example.jp", &out);
    assert_non_null(strstr(buf_text(&out), "src=\"cid:chart-0@example.jp\""));
    assert_non_null(strstr(buf_text(&out), "alt=\"図 &quot;&lt;x&gt;&quot;\""));
    buf_reset(&out);
    compose_page(&stage.whole, NULL, &out);
    assert_null(strstr(buf_text(&out), "<img"));
    /* once, where several notices are about the same */
    set_stage(&stage, 3, LANGUAGE_JA);
    stage.whole.charts = &chart;
    stage.whole.chart_count = 1;
    buf_reset(&out);
    compose_page(&stage.whole, "example.jp", &out);
    assert_int_equal(count_of(buf_text(&out), "<img"), 1);
    assert_non_null(strstr(buf_text(&out), "試験　お知らせ（1970年1月1日）"));
    stage.settings.site.language = LANGUAGE_EN;
    buf_reset(&out);
    compose_letterhead(&stage.whole, &out);
    assert_string_equal(buf_text(&out), "試験: notice of 1 Jan 1970");
    set_stage(&stage, 1, LANGUAGE_JA);
    buf_reset(&out);
    stage.notices[0].html = "";
    compose_page(&stage.whole, NULL, &out);
    assert_non_null(strstr(buf_text(&out), "<pre"));
    buf_free(&out);
}

static void test_prose(void **state)
{
    (void)state;
    struct prose prose;

    prose_init(&prose);
    prose_head(&prose, "1 状況");
    prose_line(&prose, "%s", "a\nb <i> \x1b[1m");
    prose_item(&prose, "%s", "one");
    prose_item(&prose, "%s", "two");
    prose_command(&prose, "to see", "shihyo <x>");
    prose_link(&prose, "出典", "https://example.jp/?a&b");
    prose_link(&prose, "", "javascript:alert(1)");
    assert_true(prose_finish(&prose));
    assert_string_equal(buf_text(&prose.text), "1 状況\n  a b <i>  [1m\n  - one\n  - two\n"
                                               "  to see: shihyo <x>\n"
                                               "  出典: https://example.jp/?a&b\n"
                                               "  javascript:alert(1)\n");
    assert_non_null(strstr(buf_text(&prose.html), "a b &lt;i&gt;"));
    assert_non_null(strstr(buf_text(&prose.html), "<a href=\"https://example.jp/?a&amp;b\">"));
    assert_null(strstr(buf_text(&prose.html), "href=\"javascript"));
    assert_int_equal(count_of(buf_text(&prose.html), "<ul"), 1);
    assert_int_equal(count_of(buf_text(&prose.html), "</ul>"), 1);
    prose_free(&prose);
}

/* What receivers limit is cut between characters. */
static void test_payloads_are_short(void **state)
{
    (void)state;
    static const struct {
        enum notify_shape shape;
        size_t most;
    } CASES[] = {{SHAPE_SLACK, 13000}, {SHAPE_TEAMS, 28000}, {SHAPE_LINE_WORKS, 2600}};
    struct stage stage;
    struct buf body, out;

    set_stage(&stage, 1, LANGUAGE_JA);
    buf_init(&body, 1000000);
    buf_init(&out, 1000000);
    for (int i = 0; i < 5000; i++)
        buf_puts(&body, i % 40 == 0 ? "\n" : "指標");
    stage.notices[0].body = buf_text(&body);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        stage.notifier.shape = CASES[i].shape;
        buf_reset(&out);
        payload_write(&stage.whole, &out);
        assert_true(out.length < CASES[i].most);
        assert_non_null(strstr(buf_text(&out), "…"));
        assert_null(strstr(buf_text(&out), "\xef\xbf\xbd"));
    }
    /* one long line is cut between characters; Slack's sections hold it all */
    buf_reset(&body);
    for (int i = 0; i < 1500; i++)
        buf_puts(&body, "指標");
    stage.notices[0].body = buf_text(&body);
    stage.notifier.shape = SHAPE_SLACK;
    buf_reset(&out);
    payload_write(&stage.whole, &out);
    assert_null(strstr(buf_text(&out), "\xef\xbf\xbd"));
    assert_int_equal(count_of(buf_text(&out), "指標"), 1500 + 2); /* and the subject twice */
    buf_free(&body);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_charts),
        cmocka_unit_test(test_prose),
        cmocka_unit_test(test_payloads_are_short),
    };

    return cmocka_run_group_tests_name("compose", tests, NULL, NULL);
}
