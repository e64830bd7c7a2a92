/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/probing. All figures are test data. */
#include "collector/probing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/civil.h"

static const char text[] =
    "題名（単位：人）\n年度,人数\n2020年度,5\n2021年度,いくつ\n2022年度,7\n";

static struct document document = {.bytes = text,
                                   .length = sizeof text - 1,
                                   .content_type = "",
                                   .encoding = "auto",
                                   .rows = ""};
static const struct indicator visitors = {.id = "visitors",
                                          .unit = "人",
                                          .frequency = FREQUENCY_FISCAL_YEAR,
                                          .table = "",
                                          .value = "人数",
                                          .period = "auto",
                                          .scale = {1, 0}};
static const struct indicator lost = {.id = "lost",
                                      .unit = "人",
                                      .frequency = FREQUENCY_MONTHLY,
                                      .table = "",
                                      .value = "無い",
                                      .period = "auto",
                                      .scale = {1, 0}};
static const struct indicator *const indicators[] = {&visitors, &lost};

static struct probing_request ask(void)
{
    return (struct probing_request){.document = &document,
                                    .format = "auto",
                                    .indicators = indicators,
                                    .indicator_count = 2,
                                    .today = civil_day(2026, 4, 1),
                                    .rows_shown = 3,
                                    .suggestions = 5};
}

static void test_all_of_it(void **state)
{
    (void)state;
    struct probing got;
    struct err err;
    struct probing_request request = ask();
    assert_int_equal(probing_run(&request, &got, &err), 0);
    assert_string_equal(got.format, "csv");
    assert_string_equal(got.encoding, "UTF-8");
    assert_int_equal(got.grid_count, 1);
    assert_int_equal(got.grids[0].rows, 5);
    assert_int_equal(got.grids[0].shown_rows, 3);
    assert_string_equal(got.grids[0].cells[2], "年度");
    assert_int_equal(got.grids[0].lines[2], 3);
    assert_int_equal(got.picks[0].pick.count, 2);
    assert_int_equal(got.picks[0].pick.problem_count, 1);
    assert_int_equal(got.picks[1].err.code, ERR_DATA);
    assert_true(got.suggestions.count >= 1);
    assert_string_equal(got.suggestions.items[0].indicator.value, "人数");
    assert_int_equal(got.suggestions.items[0].last.value.units, 7);
    assert_int_equal(got.suggestions.items[0].problem_count, 1);
    assert_non_null(got.suggestions.items[0].problems[0].text);
    probing_free(&got);
}

static void test_not_a_document(void **state)
{
    (void)state;
    struct probing got;
    struct err err;
    struct document page = document;
    page.bytes = "\x1F\x8B\x08";
    page.length = 3;
    struct probing_request request = ask();
    request.document = &page;
    assert_int_equal(probing_run(&request, &got, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    probing_free(&got);
    probing_free(&got); /* twice is fine */
}

static int unpack(const char *bytes, size_t length, const struct probing_request *request)
{
    struct buf answer;
    struct err err;
    struct probing got = {.arena = arena_new(), .pick_count = 2};
    struct reading_pick picks[2] = {0};
    pick_init(&picks[0].pick);
    pick_init(&picks[1].pick);
    got.picks = picks;
    suggest_init(&got.suggestions);
    buf_init(&answer, length + 1);
    (void)buf_append(&answer, bytes, length);
    int result = probing_unpack(&answer, request, &got, &err);
    if (result != 0)
        assert_int_equal(err.code, ERR_DATA);
    pick_free(&picks[0].pick);
    pick_free(&picks[1].pick);
    suggest_free(&got.suggestions);
    arena_free(got.arena);
    buf_free(&answer);
    return result;
}

/* A child that was taken over may send anything. */
static void test_wrong_answers(void **state)
{
    (void)state;
    struct grids grids;
    struct err err;
    struct buf good;
    struct probing_request request = ask();
    grid_init(&grids);
    assert_int_equal(decode_document(&document, "auto", &grids, &err), 0);
    buf_init(&good, 1 << 20);
    probing_pack(&request, &grids, &good);
    assert_int_equal(unpack(good.data, good.length, &request), 0);
    for (size_t cut = 0; cut < good.length; cut += 3)
        assert_int_equal(unpack(good.data, cut, &request), -1);
    for (size_t at = 0; at < good.length; at += 5) {
        char was = good.data[at];
        good.data[at] = (char)(was ^ 0x40);
        (void)unpack(good.data, good.length, &request);
        good.data[at] = (char)0xFF;
        (void)unpack(good.data, good.length, &request);
        good.data[at] = was;
    }
    buf_free(&good);
    grid_free(&grids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_of_it),
        cmocka_unit_test(test_not_a_document),
        cmocka_unit_test(test_wrong_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
