/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/message. All names and figures are test data. */
#include "alerts/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/comment.h"
#include "core/instant.h"
#include "core/str.h"

enum { AUGUST = 2016 * 12 + 7 };

/* Three programs: one moves the indicator, one lends, one is background only. */
struct stage {
    struct settings settings;
    struct indicator indicator;
    struct indicator *watched[1];
    struct program_year years[3];
    struct program programs[3];
    struct alert_rule rule;
    struct alert alert;
    struct observation observations[3];
    struct series series;
};

static void set_stage(struct stage *stage, enum language language)
{
    *stage = (struct stage){
        .settings = {.site = {.language = language, .base_url = "https://example.jp/s/"},
                     .program_count = 3},
        .indicator = {.id = "di",
                      .title = {"業況DI", "Business conditions DI"},
                      .unit_label = {"ポイント", "points"},
                      .decimals = 1,
                      .frequency = FREQUENCY_MONTHLY},
        .years = {{.fiscal_year = 2024,
                   .title = {"試験事業", "Test program"},
                   .budget = {true, 7469}},
                  {.fiscal_year = 2024,
                   .title = {"試験貸付", "Test loans"},
                   .budget = {true, 100},
                   .settled = {true, 1234567}},
                  {.fiscal_year = 2024, .title = {"背景事業", "Background program"}}},
        .programs =
            {{.id = "a", .year_count = 1, .move_count = 1, .owner = "経済課"},
             {.id = "b", .year_count = 1, .move_count = 1, .owner = "", .kind = PROGRAM_LOAN},
             {.id = "c", .year_count = 1, .context_count = 1, .owner = "背景課"}},
        .rule = {.id = "di-deep",
                 .when = "below -10",
                 .clear = "above -5",
                 .severity = SEVERITY_WARNING},
        .alert = {.since = 1711929600,
                  .changed = 1711929600,
                  .severity = "warning",
                  .fact = words_pick(language, "▲10.0を下回る", "below −10.0"),
                  .condition = words_pick(language, "▲10.0を下回る", "below −10.0"),
                  .clears = words_pick(language, "▲5.0を上回る", "above −5.0"),
                  .period = {FREQUENCY_MONTHLY, AUGUST},
                  .value = {-154, 1}},
        .observations = {{.period = {FREQUENCY_MONTHLY, AUGUST - 12}, .value = {-204, 1}},
                         {.period = {FREQUENCY_MONTHLY, AUGUST - 1}, .value = {-231, 1}},
                         {.period = {FREQUENCY_MONTHLY, AUGUST}, .value = {-154, 1}}},
    };
    stage->settings.programs = stage->programs;
    stage->watched[0] = &stage->indicator;
    for (size_t i = 0; i < 3; i++) {
        stage->programs[i].years = &stage->years[i];
        if (i < 2)
            stage->programs[i].moves = stage->watched;
        else
            stage->programs[i].context = stage->watched;
    }
    stage->rule.indicator = &stage->indicator;
    stage->series = (struct series){
        .frequency = FREQUENCY_MONTHLY, .observations = stage->observations, .count = 3};
}

static void check_subject(const struct stage *stage, const char *want)
{
    struct buf out;
    struct err err = {0};

    buf_init(&out, 1000);
    assert_int_equal(message_subject(&stage->settings, &stage->rule, &stage->alert,
                                     &stage->series, &out, &err),
                     0);
    assert_string_equal(buf_text(&out), want);
    buf_free(&out);
}

/* The text of a letter of it: the five parts, and what closes it. */
static const char *write_body(const struct stage *stage, struct buf *out)
{
    struct prose prose;
    struct err err = {0};

    prose_init(&prose);
    assert_int_equal(message_write(&stage->settings, &stage->rule, &stage->alert,
                                   &stage->series, &prose, &err),
                     0);
    buf_printf(out, "%s\n%s\n", buf_text(&prose.text),
               message_closing(stage->settings.site.language));
    prose_free(&prose);
    return buf_text(out);
}

static void check_body(const struct stage *stage, const char *want)
{
    struct buf out;

    buf_init(&out, 10000);
    assert_string_equal(write_body(stage, &out), want);
    buf_free(&out);
}

static void check_body_has(const struct stage *stage, const char *part, bool want)
{
    struct buf out;

    buf_init(&out, 10000);
    write_body(stage, &out);
    if ((strstr(buf_text(&out), part) != NULL) != want)
        fail_msg("\"%s\" should %s in:\n%s", part, want ? "be" : "not be", buf_text(&out));
    buf_free(&out);
}

static void test_subject(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    check_subject(
        &stage,
        "【注意】業況DI 2016年8月 ▲15.4ポイント（前月比＋7.7ポイント）、▲10.0を下回る");
    set_stage(&stage, LANGUAGE_EN);
    check_subject(&stage, "[Warning] Business conditions DI, Aug 2016: −15.4 points "
                          "(+7.7 points on the month before), below −10.0");
}

static void test_subject_says_the_state(void **state)
{
    (void)state;
    static const struct {
        enum severity severity;
        enum alert_state state;
        const char *ja, *en;
    } CASES[] = {
        {SEVERITY_INFO, ALERT_FIRING, "【情報】", "[Info]"},
        {SEVERITY_WARNING, ALERT_FIRING, "【注意】", "[Warning]"},
        {SEVERITY_CRITICAL, ALERT_FIRING, "【要確認】", "[Please check]"},
        {SEVERITY_CRITICAL, ALERT_ACKNOWLEDGED, "【要確認】", "[Please check]"},
        {SEVERITY_INFO, ALERT_RESOLVED, "【解消】", "[Resolved]"},
        {SEVERITY_CRITICAL, ALERT_RESOLVED, "【解消】", "[Resolved]"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
            struct stage stage;
            struct buf out;
            struct err err = {0};

            set_stage(&stage, (enum language)language);
            stage.alert.severity = settings_severity_name(CASES[i].severity);
            stage.alert.state = CASES[i].state;
            buf_init(&out, 1000);
            message_subject(&stage.settings, &stage.rule, &stage.alert, &stage.series, &out,
                            &err);
            assert_true(str_starts(buf_text(&out),
                                   language == LANGUAGE_JA ? CASES[i].ja : CASES[i].en));
            buf_free(&out);
        }
    }
}

/* Between the limit and the clearing one the limit is not passed, and nobody says so. */
static void test_fact_is_said_while_it_holds(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.alert.value = stage.observations[2].value = (struct decimal){-70, 1};
    stage.alert.fact = "";
    check_subject(&stage, "【注意】業況DI 2016年8月 ▲7.0ポイント（前月比＋16.1ポイント）");
    stage.alert.state = ALERT_RESOLVED;
    check_subject(&stage, "【解消】業況DI 2016年8月 ▲7.0ポイント（前月比＋16.1ポイント）、"
                          "「▲10.0を下回る」は解消");
}

/* A period before that has no figure is no base; nor is an older one in its place. */
static void test_no_change_without_a_base(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.observations[1].status = OBSERVATION_MISSING;
    check_subject(&stage, "【注意】業況DI 2016年8月 ▲15.4ポイント（前回値（2015年8月）比"
                          "＋5.0ポイント）、▲10.0を下回る");
    stage.observations[0] = stage.observations[2];
    stage.series.count = 1;
    check_subject(&stage, "【注意】業況DI 2016年8月 ▲15.4ポイント、▲10.0を下回る");
}

/* As a chart says it, and how far the target is. */
static void test_percent_and_target(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.indicator = (struct indicator){.id = "pedestrians",
                                         .title = {"歩行者数", "Pedestrians"},
                                         .unit = "人",
                                         .unit_label = {"人", "persons"},
                                         .frequency = FREQUENCY_FISCAL_YEAR,
                                         .better = BETTER_HIGHER,
                                         .target = {.set = true, .value = {138000, 0}}};
    stage.alert.period = (struct period){FREQUENCY_FISCAL_YEAR, 2022};
    stage.alert.value = (struct decimal){97735, 0};
    stage.alert.fact = "100,000を下回る";
    stage.alert.severity = "critical";
    stage.observations[0] =
        (struct observation){.period = {FREQUENCY_FISCAL_YEAR, 2021}, .value = {73119, 0}};
    stage.observations[1] =
        (struct observation){.period = stage.alert.period, .value = stage.alert.value};
    stage.series.frequency = FREQUENCY_FISCAL_YEAR;
    stage.series.count = 2;
    check_subject(&stage, "【要確認】歩行者数 令和4年度 9万7,735人（前年度比＋33.7％、"
                          "目標13万8,000人まで4万265人）、100,000を下回る");
    stage.series.count = 1;
    stage.observations[0] = stage.observations[1];
    check_subject(&stage,
                  "【要確認】歩行者数 令和4年度 9万7,735人（目標13万8,000人まで4万265人）、"
                  "100,000を下回る");
    stage.settings.site.language = LANGUAGE_EN;
    stage.alert.fact = "below 100,000";
    check_subject(&stage, "[Please check] Pedestrians, FY2022: 97,735 persons (40,265 persons "
                          "to the target of 138,000 persons), below 100,000");
}

static void test_body_in_japanese(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    check_body(
        &stage,
        "1 状況\n"
        "  業況DI 2016年8月 ▲15.4ポイント（前月比＋7.7ポイント）\n"
        "  前年同期比 ＋5.0ポイント\n"
        "2 判定の理由\n"
        "  判定条件: ▲10.0を下回る（2024年4月1日から該当）\n"
        "  解消条件: ▲5.0を上回る\n"
        "3 関連する主な事業（予算額・所管課）\n"
        "  - 試験事業（2024年度当初予算 7,469千円、所管 経済課、開始年度不明）\n"
        "  - 試験貸付（2024年度決算 1,234,567千円、原資預託を含む、開始年度不明）\n"
        "4 留意点\n"
        "  指標は景気・人口等の影響も受け、増減は事業の成果を直接示すものではありません。\n"
        "5 お願いしたいこと\n"
        "  内容をご確認のうえ、必要に応じて関係課と共有してください。\n"
        "  確認済みとする場合: shihyo alerts ack di-deep\n"
        "  通知を一時停止する場合: shihyo alerts silence di-deep --until 2024-05-01\n"
        "  指標のページ: https://example.jp/s/indicators/di.html\n"
        "\nこの通知は機械的な判定であり、事業の効果を評価するものではありません。\n");
}

static void test_body_in_english(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_EN);
    check_body(
        &stage,
        "1 Situation\n"
        "  Business conditions DI, Aug 2016: −15.4 points "
        "(+7.7 points on the month before)\n"
        "  Change on the year before: +5.0 points\n"
        "2 Why this is told\n"
        "  Condition: below −10.0 (since 1 Apr 2024)\n"
        "  Clears when: above −5.0\n"
        "3 Programs meant to move it (budget, section)\n"
        "  - Test program (FY2024 initial budget, 7,469 thousand yen; 経済課; start not "
        "known)\n"
        "  - Test loans (FY2024 settled, 1,234,567 thousand yen, includes deposited "
        "capital; start not known)\n"
        "4 What is not known\n"
        "  Indicators are also moved by business conditions, population and other "
        "things; a change is no direct evidence of what a program achieved.\n"
        "5 What to do\n"
        "  Please look at it, and share it with the sections concerned where that is "
        "useful.\n"
        "  To acknowledge it: shihyo alerts ack di-deep\n"
        "  To pause messages of it: shihyo alerts silence di-deep --until 2024-05-01\n"
        "  The indicator's page: https://example.jp/s/indicators/di.html\n"
        "\nThis notice is a mechanical judgement; it does not evaluate the effect of a "
        "program.\n");
}

/* Inside it is told until when it stays there, and nobody is asked to pass it on. */
static void test_body_under_embargo(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.observations[2].embargo = 1711929600 + 3600;
    stage.observations[2].status = OBSERVATION_PRELIMINARY;
    check_body_has(&stage,
                   "4 留意点\n  解禁前の値を含みます。2024年4月1日10時まで外部に出さないで"
                   "ください。\n  値の種類: 速報値\n",
                   true);
    check_body_has(&stage, "  内容をご確認ください。\n", true);
    check_body_has(&stage, "共有", false);
    stage.settings.site.language = LANGUAGE_EN;
    check_body_has(&stage, "not to be told outside before 1 Apr 2024, 10:00.\n", true);
    check_body_has(&stage, "share it", false);
}

static void test_body_varies(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    check_body_has(&stage, "背景", false);

    stage.settings.program_count = 0;
    check_body_has(&stage, "所管課）\n  なし\n", true);

    /* already year on year: no second year on year */
    stage.indicator.basis = BASIS_YEAR_ON_YEAR;
    check_body_has(&stage, "前年同期比", false);
    check_body_has(&stage, "前年同月と比べた回答", true);

    stage.observations[2].status = OBSERVATION_PRELIMINARY;
    check_body_has(&stage, "値の種類: 速報値", true);

    stage.alert.clears = NULL;
    check_body_has(&stage, "解消条件", false);

    stage.alert.caveat = "管理限界は試行\n回答104社\n";
    check_body_has(&stage, "4 留意点\n  値の種類: 速報値\n  管理限界は試行\n  回答104社\n",
                   true);
    stage.alert.note = "2016年7月の値が改定されたため";
    check_body_has(&stage, "  2016年7月の値が改定されたため\n", true);
    stage.alert.chance = "変化がなくても年0.1回程度は該当する判定です。";
    check_body_has(&stage, "  変化がなくても年0.1回程度は該当する判定です。\n", true);

    stage.alert.state = ALERT_RESOLVED;
    check_body_has(&stage, "対応は不要です", true);
    check_body_has(&stage, "alerts ack", false);

    stage.settings.site.base_url = "";
    check_body_has(&stage, "https://", false);
}

/* A yearly figure says the year before once. */
static void test_yearly(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.indicator.frequency = FREQUENCY_FISCAL_YEAR;
    for (int i = 0; i < 3; i++)
        stage.observations[i].period = (struct period){FREQUENCY_FISCAL_YEAR, 2021 + i};
    stage.alert.period = (struct period){FREQUENCY_FISCAL_YEAR, 2023};
    check_subject(
        &stage,
        "【注意】業況DI 令和5年度 ▲15.4ポイント（前年度比＋7.7ポイント）、▲10.0を下回る");
    check_body_has(&stage, "前年同期比", false);

    stage.indicator.year_label = YEAR_LABEL_ENDS;
    check_subject(
        &stage,
        "【注意】業況DI 2024年3月卒 ▲15.4ポイント（前年度比＋7.7ポイント）、▲10.0を下回る");
}

enum { MONTHS = 36 };

/* Three years of visitors, twice as many in summer: a month is compared with the same month of
 * the year before, and the target with the mean of a year. */
static void test_seasons(void **state)
{
    (void)state;
    struct observation observations[MONTHS];
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.indicator = (struct indicator){.id = "visitors",
                                         .title = {"来館者数", "Visitors"},
                                         .unit = "人",
                                         .unit_label = {"人", "persons"},
                                         .frequency = FREQUENCY_MONTHLY,
                                         .better = BETTER_HIGHER,
                                         .target = {.set = true, .value = {6000, 0}}};
    for (int i = 0; i < MONTHS; i++)
        observations[i] = (struct observation){
            .period = {FREQUENCY_MONTHLY, AUGUST - MONTHS + 1 + i},
            .value = {(i + 8) % 12 > 3 && (i + 8) % 12 < 8 ? 8000 + i % 3 : 4000 + i % 5, 0}};
    observations[MONTHS - 1].value.units = 5900;
    observations[MONTHS - 13].value.units = 6722;
    stage.series.observations = observations;
    stage.series.count = MONTHS;
    stage.alert.value = observations[MONTHS - 1].value;
    stage.alert.fact = "5,950人を下回る";
    check_subject(&stage,
                  "【注意】来館者数 2016年8月 5,900人（前年同月比▲12.2％）、5,950人を下回る");
    check_body_has(&stage, "2016年8月 5,900人（前年同月比▲822人、▲12.2％）\n", true);
    check_body_has(&stage, "  前月比", true);
    check_body_has(&stage, "（季節による動きを含む）\n", true);
    check_body_has(&stage, "  直近12か月平均 ", true);
    check_body_has(&stage, "人（目標6,000人まで", true);
    check_body_has(&stage, "目標6,000人まで100人", false);
    /* said once */
    stage.alert.fact = "前年同月比▲12.2％、10％以上の低下";
    check_subject(&stage, "【注意】来館者数 2016年8月 5,900人、前年同月比▲12.2％、"
                          "10％以上の低下");
    stage.settings.site.language = LANGUAGE_EN;
    stage.alert.fact = "below 5,950";
    check_subject(&stage, "[Warning] Visitors, Aug 2016: 5,900 persons (−12.2% on the same "
                          "month of the year before), below 5,950");
    check_body_has(&stage, "  Mean of the last 12 months: ", true);
    /* by configuration it has none */
    stage.settings.site.language = LANGUAGE_JA;
    stage.indicator.limits = LIMITS_LEVEL;
    check_body_has(&stage, "2016年8月 5,900人（前月比", true);
    check_body_has(&stage, "  前年同期比 ▲822人、▲12.2％\n", true);
}

/* Its value is not repeated, nor what was said of it. */
static void test_withdrawn_value(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.observations[2].status = OBSERVATION_MISSING;
    stage.alert.withdrawn = true;
    stage.alert.fact = "値が撤回されたため判定できません";
    check_subject(&stage, "【情報】業況DI 2016年8月 値が撤回されたため判定できません");
    check_body_has(&stage, "15.4", false);
    check_body_has(&stage, "該当", false);
    check_body_has(&stage, "値の種類", false);
    check_body_has(&stage, "  値のある最新の期: 2016年7月 ▲23.1ポイント\n", true);
    check_body_has(&stage,
                   "（値がないため判定できません。2024年4月1日からのお知らせは次の値"
                   "まで続きます）",
                   true);
}

static void test_ended_by_another_rule(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.alert.state = ALERT_RESOLVED;
    stage.alert.ending = ALERT_END_REDEFINED;
    stage.alert.clears = "▲20.0を下回る";
    check_subject(&stage, "【終了】業況DI 2016年8月 ▲15.4ポイント（前月比＋7.7ポイント）、"
                          "「▲10.0を下回る」のお知らせは終了");
    check_body_has(&stage, "解消しました", false);
    check_body_has(&stage, "対応は不要", false);
    check_body_has(&stage, "変更されたため終了しました。値の改善を示すものではありません。",
                   true);
    check_body_has(&stage,
                   "  変更前の判定条件: ▲10.0を下回る\n"
                   "  変更後の判定条件: ▲20.0を下回る\n",
                   true);
    stage.settings.site.language = LANGUAGE_EN;
    check_body_has(&stage, "does not say that anything became better", true);
}

/* What was found, and by which figures, stands in the second part. */
static void test_what_was_found(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.alert.condition = "通常の変動を超える低下（管理限界の外・7期連続の増減）";
    stage.alert.fact = "通常の変動を超える低下（下方管理限界 ▲12.0ポイントを下回る）";
    stage.alert.detail = "管理限界: ▲12.0ポイント～▲1.0ポイント\n";
    check_body_has(&stage,
                   "  該当した内容: 通常の変動を超える低下（下方管理限界 ▲12.0ポイントを"
                   "下回る）\n  管理限界: ▲12.0ポイント～▲1.0ポイント\n",
                   true);
    stage.alert.state = ALERT_RESOLVED;
    check_body_has(&stage, "該当した内容", false);
}

static void test_too_long(void **state)
{
    (void)state;
    struct stage stage;
    struct buf out;
    struct err err = {0};

    set_stage(&stage, LANGUAGE_JA);
    buf_init(&out, 40);
    assert_int_equal(
        message_subject(&stage.settings, &stage.rule, &stage.alert, &stage.series, &out, &err),
        -1);
    assert_int_equal(err.code, ERR_INTERNAL);
    buf_free(&out);
}

/* Since when, how long, and from when a program can be judged; all that was true when it was
 * judged. */
static void test_recovery_and_lag(void **state)
{
    (void)state;
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    stage.alert.changed = stage.alert.since + 40 * 86400;
    stage.programs[0].has_start = true;
    stage.programs[0].start = 19814; /* 2024-04-01 */
    stage.programs[0].lag_months = 6;
    check_body_has(&stage,
                   "経済課、開始 2024年4月1日、2024年9月30日までは効果を判断できる時期"
                   "の前）\n",
                   true);
    check_body_has(&stage, "解消しました", false);
    stage.alert.state = ALERT_RESOLVED;
    check_body_has(&stage, "2024年4月1日からのお知らせは解消しました（40日間）。", true);
    /* the clock was set back */
    stage.alert.changed = stage.alert.since - 40 * 86400;
    check_body_has(&stage, "2024年4月1日からのお知らせは解消しました。", true);
    stage.alert.changed = stage.alert.since + 40 * 86400;
    stage.alert.changed = stage.alert.since + 300 * 86400;
    check_body_has(&stage, "の前\n", false);
}

/* Across a declared break nothing compares; one long ago is history. */
static void test_breaks(void **state)
{
    (void)state;
    struct stage stage;
    struct event rebase = {.period = {FREQUENCY_MONTHLY, AUGUST - 5},
                           .text = "調査方法の変更"};

    set_stage(&stage, LANGUAGE_JA);
    stage.indicator.rebases = &rebase;
    stage.indicator.rebase_count = 1;
    check_body_has(&stage, "2016年3月に統計の断層があります（調査方法の変更）", true);
    check_body_has(&stage, "前月比", true);
    stage.settings.site.language = LANGUAGE_EN;
    check_body_has(&stage, "(調査方法の変更)", true);
    rebase.en = "method changed";
    check_body_has(&stage, "A break of the series at Mar 2016 (method changed)", true);
    stage.settings.site.language = LANGUAGE_JA;
    rebase.period.n = AUGUST;
    check_body_has(&stage, "統計の断層のため前月とは比べられない", true);
    check_body_has(&stage, "前月比", false);
    rebase.period.n = AUGUST + 1;
    check_body_has(&stage, "断層", false);
    rebase.period.n = AUGUST - 40;
    check_body_has(&stage, "断層", false);
}

/* Where the figure is from, and when. */
static void test_source(void **state)
{
    (void)state;
    struct stage stage;
    struct source source = {
        .id = "s", .title = {"試験調査", NULL}, .page = "https://example.jp/p", .url = "u"};

    set_stage(&stage, LANGUAGE_JA);
    stage.settings.sources = &source;
    stage.settings.source_count = 1;
    stage.observations[2].source = "s";
    stage.observations[2].recorded_at = 1711929600;
    check_body_has(&stage, "  出典: 試験調査（2024年4月1日取得）\n  https://example.jp/p\n",
                   true);
    stage.observations[2].dated = true;
    stage.observations[2].published = 19813;
    check_body_has(&stage, "試験調査（2024年3月31日公表、2024年4月1日取得）", true);
}

/* The same for the whole life of an alert, another for the next. */
/* What sections say of the figure that was judged, and of no other. */
static void test_comments(void **state)
{
    (void)state;
    struct comment said[] = {
        {.indicator = "di",
         .period = {FREQUENCY_MONTHLY, AUGUST},
         .state = COMMENT_APPROVED,
         .cause = "天候\n（試験用）",
         .action = "広報",
         .section = "観光課",
         .approver = "経済課",
         .at = 1711929600,
         .valued = true,
         .value = {-1540, 2}},
        {.indicator = "di",
         .period = {FREQUENCY_MONTHLY, AUGUST},
         .state = COMMENT_DRAFT,
         .cause = "案の文",
         .action = "",
         .section = "観光課",
         .at = 1711929600,
         .valued = true,
         .value = {-99, 0}},
        {.indicator = "di", .period = {FREQUENCY_MONTHLY, AUGUST + 1}, .cause = "翌月"},
    };
    const struct comments comments = {said, 3};
    struct stage stage;

    set_stage(&stage, LANGUAGE_JA);
    check_body_has(&stage, "6 ", false);
    stage.alert.comments = &comments;
    check_body_has(&stage,
                   "6 担当課のコメント\n  観光課（承認: 経済課）、2024年4月1日\n"
                   "  要因: 天候\n  （試験用）\n  対応: 広報\n"
                   "  案（未承認）: 観光課、2024年4月1日\n  要因: 案の文\n"
                   "  記載時の実績値は▲99.0ポイント。その後改定されています。\n",
                   true);
    check_body_has(&stage, "翌月", false);
    set_stage(&stage, LANGUAGE_EN);
    stage.alert.comments = &comments;
    check_body_has(
        &stage, "6 What the sections say\n  観光課 (approved by 経済課), 1 Apr 2024\n", true);
    check_body_has(&stage, "  Draft, not approved yet: 観光課, 1 Apr 2024\n", true);
}

static void test_thread(void **state)
{
    (void)state;
    struct alert alert = {.rule_id = "a", .indicator_id = "i", .since = 1};
    char first[MESSAGE_THREAD_SIZE], again[MESSAGE_THREAD_SIZE], next[MESSAGE_THREAD_SIZE];

    message_thread(&alert, first);
    alert.state = ALERT_RESOLVED;
    alert.changed = 99;
    message_thread(&alert, again);
    alert.since = 2;
    message_thread(&alert, next);
    assert_string_equal(first, again);
    assert_string_not_equal(first, next);
    assert_int_equal(strlen(first), 32);
}

static int use_tokyo(void **state)
{
    struct err err = {0};

    (void)state;
    return instant_set_zone("Asia/Tokyo", &err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subject),
        cmocka_unit_test(test_subject_says_the_state),
        cmocka_unit_test(test_fact_is_said_while_it_holds),
        cmocka_unit_test(test_no_change_without_a_base),
        cmocka_unit_test(test_percent_and_target),
        cmocka_unit_test(test_body_in_japanese),
        cmocka_unit_test(test_body_in_english),
        cmocka_unit_test(test_body_under_embargo),
        cmocka_unit_test(test_body_varies),
        cmocka_unit_test(test_yearly),
        cmocka_unit_test(test_seasons),
        cmocka_unit_test(test_withdrawn_value),
        cmocka_unit_test(test_ended_by_another_rule),
        cmocka_unit_test(test_what_was_found),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_recovery_and_lag),
        cmocka_unit_test(test_breaks),
        cmocka_unit_test(test_source),
        cmocka_unit_test(test_comments),
        cmocka_unit_test(test_thread),
    };

    return cmocka_run_group_tests_name("message", tests, use_tokyo, NULL);
}
