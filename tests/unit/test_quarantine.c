/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of what is held: core/held, the ledger's quarantine, and the words for it
 * (alerts/holding). The whole life is a scenario's business. All figures are test data.
 */
#include "alerts/holding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/held.h"
#include "core/str.h"
#include "ledger/documents.h"
#include "tests/unit/fixture.h"
#include "tests/unit/keeping.h"

enum { T0 = 1000000 };

static struct held make(const char *indicator, int32_t year, int64_t value)
{
    return (struct held){
        .indicator_id = indicator,
        .source = "city",
        .address = "",
        .rank = 1,
        .observation = {.period = {FREQUENCY_FISCAL_YEAR, year},
                        .value = {value, 0},
                        .status = OBSERVATION_PRELIMINARY,
                        .cell = "p 51"},
        .gate = HELD_SCALE,
        .reason = "about 1/1,000",
        .since = T0,
    };
}

static struct held_list list(struct fixture *f, const char *indicator, const char *source,
                             bool open_only)
{
    struct held_list out;

    assert_int_equal(
        ledger_held(f->ledger, indicator, source, open_only, f->arena, &out, &f->err), 0);
    return out;
}

static void hold(struct fixture *f, struct held *item)
{
    if (ledger_hold(f->ledger, item, &f->err))
        fail_msg("%s", f->err.text);
}

static void test_there_and_back(void **state)
{
    struct fixture *f = *state;
    struct held item = make("zoo", 2021, 51);
    struct held whole = {.whole = true,
                         .indicator_id = "zoo",
                         .source = "press",
                         .address = "http://127.0.0.1/a",
                         .gate = HELD_ROWS,
                         .reason = "fewer periods",
                         .since = T0 + 1};
    char sha256[65];

    assert_int_equal(
        keep_document(f->ledger, "x",
                      &(struct documents_item){.at = T0, .source = "press", .url = "u"},
                      sha256, &f->err),
        0);
    item.observation.document = sha256;
    item.observation.dated = true;
    item.observation.published = 20000;
    hold(f, &item);
    hold(f, &whole);
    assert_int_equal(item.number, 1);
    assert_int_equal(whole.number, 2);

    struct held_list all = list(f, NULL, NULL, false);
    assert_int_equal(all.count, 2);
    const struct held *got = &all.items[0];
    assert_string_equal(got->indicator_id, "zoo");
    assert_string_equal(got->source, "city");
    assert_string_equal(got->address, "");
    assert_int_equal(got->rank, 1);
    assert_false(got->whole);
    assert_true(held_is(got, &item.observation));
    assert_string_equal(got->observation.cell, "p 51");
    assert_string_equal(got->observation.document, sha256);
    assert_true(got->observation.dated);
    assert_int_equal(got->observation.published, 20000);
    assert_false(all.items[1].observation.dated);
    assert_int_equal(got->gate, HELD_SCALE);
    assert_string_equal(got->reason, "about 1/1,000");
    assert_true(got->since == T0);
    assert_int_equal(got->state, HELD_OPEN);
    assert_null(got->who);
    assert_true(all.items[1].whole);
    assert_string_equal(all.items[1].address, "http://127.0.0.1/a");
    assert_null(all.items[1].observation.document);
    assert_false(held_is(&all.items[1], &item.observation));

    assert_int_equal(list(f, "zoo", "press", false).count, 1);
    assert_int_equal(list(f, "zoo", NULL, true).count, 2);
    assert_int_equal(list(f, "di", NULL, false).count, 0);
}

/* The newest decision is the state. */
static void test_decisions(void **state)
{
    struct fixture *f = *state;
    struct held item = make("zoo", 2021, 51);

    hold(f, &item);
    item.state = HELD_DROPPED;
    item.decided = T0 + 5;
    item.who = "tester";
    item.note = "a misprint";
    assert_int_equal(ledger_decide(f->ledger, &item, &f->err), 0);
    assert_int_equal(list(f, NULL, NULL, true).count, 0);
    item.state = HELD_RELEASED;
    item.note = NULL;
    assert_int_equal(ledger_decide(f->ledger, &item, &f->err), 0);
    struct held_list all = list(f, NULL, NULL, false);
    assert_int_equal(all.count, 1);
    assert_int_equal(all.items[0].state, HELD_RELEASED);
    assert_string_equal(all.items[0].who, "tester");
    assert_null(all.items[0].note);
    /* a person decides, or nobody */
    item.who = NULL;
    assert_int_equal(ledger_decide(f->ledger, &item, &f->err), -1);
    item.state = HELD_SUPERSEDED;
    assert_int_equal(ledger_decide(f->ledger, &item, &f->err), 0);
    /* an item that there is not */
    item.number = 99;
    assert_int_equal(ledger_decide(f->ledger, &item, &f->err), -1);
}

static void test_is(void **state)
{
    struct held item = make("zoo", 2021, 51);
    struct observation other = item.observation;

    (void)state;
    assert_true(held_is(&item, &other));
    other.value = (struct decimal){510, 1};
    assert_true(held_is(&item, &other));
    other.value = (struct decimal){52, 0};
    assert_false(held_is(&item, &other));
    other = item.observation;
    other.status = OBSERVATION_FINAL;
    assert_false(held_is(&item, &other));
    other = item.observation;
    other.period.n++;
    assert_false(held_is(&item, &other));
    for (int i = HELD_OPEN; i <= HELD_SUPERSEDED; i++)
        assert_true(held_state_name((enum held_state)i)[0] != '\0');
    for (int i = HELD_RANGE; i <= HELD_UNIT; i++)
        assert_true(held_gate_name((enum held_gate)i)[0] != '\0');
}

static void test_reach(void **state)
{
    struct fixture *f = *state;
    struct held_reach said = {.source = "city",
                              .address = "a",
                              .indicator_id = "zoo",
                              .selection = "s1",
                              .periods = 3,
                              .first = {FREQUENCY_FISCAL_YEAR, 2019},
                              .last = {FREQUENCY_FISCAL_YEAR, 2022}};
    struct held_reach got = {
        .source = "city", .address = "a", .indicator_id = "zoo", .selection = "s1"};
    struct held item = {.source = "city", .address = "a", .indicator_id = "zoo"};

    assert_int_equal(ledger_reach(f->ledger, &got, &f->err), 0);
    assert_int_equal(got.periods, 0);
    assert_int_equal(ledger_set_reach(f->ledger, &said, &f->err), 0);
    assert_int_equal(ledger_reach(f->ledger, &got, &f->err), 0);
    assert_int_equal(got.periods, 3);
    assert_int_equal(period_compare(got.first, said.first), 0);
    assert_int_equal(period_compare(got.last, said.last), 0);
    /* read another way, it is not to be compared with */
    got.selection = "s2";
    assert_int_equal(ledger_reach(f->ledger, &got, &f->err), 0);
    assert_int_equal(got.periods, 0);
    got.selection = "s1";
    assert_int_equal(ledger_forget_reach(f->ledger, &item, &f->err), 0);
    assert_int_equal(ledger_reach(f->ledger, &got, &f->err), 0);
    assert_int_equal(got.periods, 0);
}

/* What would change something: not what repeats, nor what would be set aside. */
static void test_sift(void **state)
{
    struct fixture *f = *state;
    struct observation stands[] = {
        {.period = {FREQUENCY_FISCAL_YEAR, 2019}, .value = {100, 0}},
        {.period = {FREQUENCY_FISCAL_YEAR, 2020}, .value = {110, 0}}};
    struct observation said[] = {{.period = {FREQUENCY_FISCAL_YEAR, 2019}, .value = {1000, 1}},
                                 {.period = {FREQUENCY_FISCAL_YEAR, 2020}, .value = {111, 0}},
                                 {.period = {FREQUENCY_FISCAL_YEAR, 2021}, .value = {120, 0}}};
    struct series series = {.observations = said, .count = 3};
    struct ledger_origin origin = {.source = "city"};
    struct ledger_counts counts = {0};
    bool news[3];

    assert_int_equal(ledger_sift(f->ledger, "zoo", &series, &origin, news, &f->err), 0);
    assert_true(news[0] && news[1] && news[2]);
    assert_int_equal(ledger_merge(f->ledger, "zoo", stands, 2, &origin, T0, &counts, &f->err),
                     0);
    assert_int_equal(ledger_sift(f->ledger, "zoo", &series, &origin, news, &f->err), 0);
    assert_true(!news[0] && news[1] && news[2]);
    said[1].status = OBSERVATION_ESTIMATE;
    assert_int_equal(ledger_sift(f->ledger, "zoo", &series, &origin, news, &f->err), 0);
    assert_true(!news[0] && !news[1] && news[2]);
}

static void test_words(void **state)
{
    struct fixture *f = *state;
    struct indicator zoo = {.id = "zoo",
                            .title = {.text = "入園者数"},
                            .unit = "人",
                            .unit_label = {.text = "人"},
                            .frequency = FREQUENCY_FISCAL_YEAR};
    struct source city = {.id = "city", .title = {.text = "市"}, .url = "http://127.0.0.1/z"};
    struct settings settings = {.arena = f->arena,
                                .indicators = &zoo,
                                .indicator_count = 1,
                                .sources = &city,
                                .source_count = 1};
    struct held items[] = {make("zoo", 2021, 51), make("gone", 2021, 7),
                           make("zoo", 2022, 52)};
    struct held_list both = {items, 1};
    struct held_list all = {items, 3};
    struct prose prose;
    struct buf out;

    items[0].reason = items[2].reason = "理由";
    items[0].observation.cell = "51\x1b[2J";
    buf_init(&out, 10000);
    assert_int_equal(holding_subject(&settings, &zoo, &both, &out, &f->err), 0);
    assert_string_equal(buf_text(&out),
                        "【注意】入園者数 保留（要確認）1件: 令和3年度 51人: 理由");
    buf_free(&out);
    prose_init(&prose);
    assert_int_equal(holding_write(&settings, &zoo, &both, &prose, &f->err), 0);
    assert_non_null(strstr(buf_text(&prose.text), "（原文「51 [2J」）"));
    assert_non_null(strstr(buf_text(&prose.text), "  市\n  http://127.0.0.1/z\n"));
    assert_non_null(strstr(buf_text(&prose.text), "shihyo quarantine release"));
    assert_non_null(strstr(buf_text(&prose.html), "<a href=\"http://127.0.0.1/z\">"));
    prose_free(&prose);
    buf_init(&out, 10000);
    settings.site.language = LANGUAGE_EN;
    holding_list(&settings, &all, &out);
    assert_string_equal(buf_text(&out), "held zoo (2): FY2021 51 人: 理由\n"
                                        "held gone: FY2021 7: about 1/1,000\n");
    buf_free(&out);
    for (int i = HELD_OPEN; i <= HELD_SUPERSEDED; i++)
        assert_true(holding_state((enum held_state)i, LANGUAGE_JA)[0] != '\0');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_LEDGER_CASE(test_there_and_back),
        FIXTURE_LEDGER_CASE(test_decisions),
        cmocka_unit_test(test_is),
        FIXTURE_LEDGER_CASE(test_reach),
        FIXTURE_LEDGER_CASE(test_sift),
        FIXTURE_LEDGER_CASE(test_words),
    };

    return cmocka_run_group_tests_name("quarantine", tests, NULL, NULL);
}
