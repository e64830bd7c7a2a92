/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/site/releases and icalendar. All texts are test data. */
#include "graphs/site/releases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/calendar.h"
#include "core/civil.h"
#include "graphs/site/icalendar.h"
#include "tests/unit/configured.h"

enum { DAY = 86400, JANUARY = 2026 * 12 };

static const char CONFIG[] =
    "[site]\ntitle = Site\nlanguage = en\nbase_url = https://example.jp/\n"
    "[source a]\ntitle = Source, one; \\two\npage = https://example.jp/a,b\nlink = x\n"
    "release = monthly 25 at 08:50\n"
    "[source press]\ntitle = Press\nurl = https://example.com/p.csv\ngrade = press\n"
    "release = monthly 1\n"
    "[indicator di]\ntitle = DI\nunit = x\nfrequency = monthly\nbetter = higher\n"
    "source = a\nvalue = x\n"
    "[indicator count]\ntitle = Count\nunit = x\nfrequency = monthly\nbetter = higher\n"
    "source = a\nvalue = y\n"
    "[indicator late]\ntitle = Late\nunit = x\nfrequency = monthly\nbetter = higher\n"
    "source = press\nvalue = y\n"
    "[indicator hand]\ntitle = By hand\nunit = x\nfrequency = monthly\nbetter = higher\n";

static void has(const struct buf *out, const char *text)
{
    if (!strstr(buf_text(out), text))
        fail_msg("no \"%s\" in %s", text, buf_text(out));
}

/* No line is longer than 75 octets, and all end in CRLF. */
static void check_lines(const struct buf *out)
{
    for (const char *at = buf_text(out); *at;) {
        const char *end = strchr(at, '\n');

        assert_non_null(end);
        assert_true(end > at && end[-1] == '\r');
        assert_in_range(end - 1 - at, 1, 75);
        at = end + 1;
    }
}

static void print(struct settings *settings, struct buf *out)
{
    const struct period newest = {FREQUENCY_MONTHLY, JANUARY};
    const int64_t now = (int64_t)civil_day(2026, 3, 1) * DAY;
    struct releases_indicator indicators[4];
    const struct releases input = {settings, indicators, 4, now};

    for (size_t i = 0; i < 4; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        indicators[i] = (struct releases_indicator){.indicator = indicator,
                                                    .recorded = i == 1 ? 2 * DAY : DAY};
        awaited_find(calendar_release(indicator, NULL), calendar_grace(indicator, NULL),
                     indicator->frequency, &newest, now, &indicators[i].awaited);
    }
    buf_init(out, 1000000);
    releases_print(&input, out);
    check_lines(out);
}

/* Indicators of one source share an event; the one of the press is for inside. */
static void test_releases(void **state)
{
    struct settings *settings = configured(CONFIG);
    struct buf out;

    (void)state;
    assert_non_null(settings);
    assert_true(releases_known(settings));
    print(settings, &out);
    has(&out, "UID:di.2026-02@example.jp\r\n"
              "DTSTAMP:19700103T000000Z\r\n"
              "DTSTART:20260324T235000Z\r\n" /* 08:50 in Tokyo */
              "SUMMARY:Expected: Source\\, one\\; \\\\");
    has(&out, "DESCRIPTION:DI Feb 2026\\nCount Feb 2026\r\n");
    has(&out, "URL:https://example.jp/a,b\r\n");
    has(&out, "DTSTART;VALUE=DATE:20260301\r\nDTEND;VALUE=DATE:20260302\r\n"
              "SUMMARY:Expected: Press\r\n");
    assert_null(strstr(buf_text(&out), "By hand"));
    buf_free(&out);
    settings->site.audience = AUDIENCE_PUBLIC;
    print(settings, &out);
    assert_null(strstr(buf_text(&out), "Press"));
    buf_free(&out);
    settings_free(settings);
}

static void test_hostile(void **state)
{
    const struct icalendar_event event = {
        .uid = "x\r\nBEGIN:VEVENT",
        .day = 0,
        .summary = "業況業況業況業況業況業況業況業況業況業況業況業況業況業況業況業況業況業況",
        .description = "a\nEND:VCALENDAR\x01\xff",
        .url = "https://example.jp/\r\nATTENDEE:x",
    };
    struct buf out;

    (void)state;
    buf_init(&out, 10000);
    icalendar_begin(&out, "a,b", "EN");
    icalendar_put(&out, &event);
    icalendar_end(&out);
    check_lines(&out);
    has(&out, "\r\nUID:x\\nBEGIN:VEVENT\r\n");
    has(&out, "\r\nDESCRIPTION:a\\nEND:VCALENDAR\xef\xbf\xbd\r\n");
    has(&out, "\r\n 業"); /* folded between characters */
    assert_null(strstr(buf_text(&out), "ATTENDEE"));
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_releases),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
