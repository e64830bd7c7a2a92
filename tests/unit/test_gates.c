/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of collector/gates: each gate, and what is no reason to hold anything. Then the
 * figures of the shipped catalogue, one after the other as if each were the newest: real
 * series must pass. All other figures are test data.
 */
#include "collector/gates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "collector/decode.h"
#include "core/str.h"
#include "tests/unit/scratch.h"

enum { FIRST = 2000, MOST = 40 };

/* A trial: what stands (NaN-free texts, "" = no value), and what the document says. */
struct trial {
    const char *name;
    const char *known; /* from FY2000 on, separated by spaces; "-" = missing, "_" = none */
    const char *said;  /* likewise */
    const char *held;  /* a letter per observation said: . r s w f */
    int decimals;
    enum basis basis;
    const char *unit;
    const char *minimum;
    const char *maximum;
    enum frequency frequency;
    struct held_reach before;
};

#define YEARS(n, a, b)                                                                        \
    {                                                                                         \
        .periods = n, .first = {FREQUENCY_FISCAL_YEAR, a}, .last = {                          \
            FREQUENCY_FISCAL_YEAR,                                                            \
            b                                                                                 \
        }                                                                                     \
    }
#define YEARLY .frequency = FREQUENCY_FISCAL_YEAR
#define MONTHLY .frequency = FREQUENCY_MONTHLY

static const struct trial TRIALS[] = {
    {"nothing known", "", "100 110 120", "...", YEARLY},
    {"below the minimum", "", "-1 0", "r.", YEARLY, .minimum = "0"},
    {"above the maximum", "", "100 100.1", ".r", YEARLY, .maximum = "100"},
    {"a range says more than a factor", "50000 51000 52000", "_ _ _ 520000", "r", YEARLY,
     .maximum = "100000"},

    {"ten times", "50000 51000 52000", "_ _ _ 520000", "s", YEARLY},
    {"a tenth", "50000 51000 52000", "_ _ _ 5300", "s", YEARLY},
    {"a thousandth", "50000 51000 52000", "_ _ _ 53", "s", YEARLY},
    {"ten thousand times", "50000 51000 52000", "_ _ _ 530000000", "s", YEARLY},
    {"a hundred times is another thing", "50000 51000 52000", "_ _ _ 5300000", ".", YEARLY},
    {"one value is enough for a thousand", "50000", "_ 53", "s", YEARLY},
    {"and not for ten", "50000 51000", "_ _ 5300", ".", YEARLY},
    {"a revision by a factor", "50000 51000 52000", "_ 5100", "s", YEARLY},
    {"a fall to a fifth", "50000 51000 52000", "_ _ _ 10500", ".", YEARLY},
    {"fivefold", "50000 51000 52000", "_ _ _ 255000", ".", YEARLY},
    {"missing is no scale", "50000 51000 52000", "_ _ _ -", ".", YEARLY},
    {"zero where there never was one", "50000 51000 52000", "_ _ _ 0", "s", YEARLY},
    {"zero after one value", "1000", "_ 0", "s", YEARLY},
    {"zero that replaces a value", "1000 1100 1200", "_ _ 0", "s", YEARLY},
    {"zero of small counts", "12 9 14", "_ _ _ 0", ".", YEARLY},
    {"zero after nearly nothing", "900 300 5", "_ _ _ 0", ".", YEARLY},
    {"zero where values may be below it", "120 150 130", "_ _ _ 0", ".", YEARLY,
     .minimum = "-1000"},
    {"zero as a change", "120 150 130", "_ _ _ 0", ".", YEARLY, .basis = BASIS_YEAR_ON_YEAR},
    {"zero as a year ago", "0 300 310 320 330 340 350 360 370 380 390 400",
     "_ _ _ _ _ _ _ _ _ _ _ _ 0", ".", MONTHLY},
    {"zero at first", "", "1000 1100 0 1200", "..s.", MONTHLY},
    {"zeros of a season at first", "", "1000 1100 0 0 0 1200", "......", MONTHLY},

    {"per cent as a ratio", "45.1 44.8 45.2", "_ _ _ 0.452", "s", YEARLY, .decimals = 1,
     .unit = "%"},
    {"per cent, wide", "45.1", "_ 0.452", "s", YEARLY, .decimals = 1, .unit = "％"},
    {"a ratio as per cent", "0.451 0.448 0.452", "_ _ _ 45.2", "s", YEARLY, .decimals = 3,
     .unit = "%"},
    {"small per cent", "3.1 2.9", "_ _ 0.030", "s", YEARLY, .decimals = 1, .unit = "%"},
    {"per cent that fell", "45.1 44.8 45.2", "_ _ _ 4.9", ".", YEARLY, .unit = "%"},
    {"a small per cent that fell more", "3.1 0.9 2.0", "_ _ _ 0.1", ".", YEARLY, .decimals = 1,
     .unit = "%"},
    {"a hundredth of a count", "4510 4480 4520", "_ _ _ 45", ".", YEARLY, .unit = "人"},

    {"another unit among seasons",
     "20000 90000 5000 80000 9000 30000 2000 70000 300 8000 90 4000",
     "_ _ _ _ _ _ _ _ _ _ _ _ 21 91 5.1", "sss", MONTHLY},
    {"ten times among seasons",
     "20000 90000 5000 80000 9000 30000 2000 70000 300 8000 90 4000",
     "_ _ _ _ _ _ _ _ _ _ _ _ 2100", ".", MONTHLY},
    {"another unit among seasons at first", "",
     "20000 90000 5000 80000 9000 30000 2000 70000 300 8000 90 4000 21 91 5.1",
     "............sss", MONTHLY},

    {"the unit changes on the way", "", "5100000 5200000 5300 5400", "..ss", YEARLY},
    {"and is larger", "", "5100 5200 5300000 5400000 5500000", "..sss", YEARLY},
    {"by a hundred", "", "5100 5200 53 54", "..ss", YEARLY},
    {"by ten thousand", "", "5100 5200 53000000 54000000", "..ss", YEARLY},
    {"by ten needs more", "", "5100 5200 53000 54000", "....", YEARLY},
    {"by ten", "", "5100 5200 5250 53000 54000 55000", "...sss", YEARLY},
    {"and changes back", "", "5100000 5200000 5300 5400 5500000 5600000", "..ss..", YEARLY},
    {"with values that are missing", "", "5100000 - 5200000 5300 - 5400", "...s.s", YEARLY},
    {"what stands was believed", "5100000 5200000 5300", "5100000 5200000 5300 5400", "....",
     YEARLY},
    {"though other values stand", "900 5200000", "900 5200000 5100000 5300 5400", "...ss",
     YEARLY},
    {"a level that is new", "", "5100 5200 18000 18500", "....", YEARLY},
    {"a series that grows", "", "10 40 160 640 2560 10240 40960", ".......", YEARLY},
    {"the season of every year", "",
     "50000 51000 52000 500 510 520 50000 51000 52000 53000 51000 50000 "
     "50500 51500 52500 510 520 530 50000 51000 52000 53000 51000 50000",
     "........................", MONTHLY},
    {"a negative value", "50000 51000 52000", "_ _ _ -5000", ".", YEARLY},
    {"zero among the last", "50 0 5200", "_ _ _ 520000", ".", YEARLY},
    {"negative values among the last", "-5000 5100 5200", "_ _ _ 52000", ".", YEARLY},
    {"small counts", "5 6 5", "_ _ _ 52", ".", YEARLY},
    {"small counts with places are none", "36.4 37.0 36.8", "_ _ _ 3.6", "s", YEARLY,
     .decimals = 1},
    {"the last values say nothing of a scale", "500 5000 50000", "_ _ _ 500000", ".", YEARLY},
    {"only the last values count", "5 5 5 50000 51000 52000 50500 51500", "_ _ _ _ _ _ _ _ 52",
     "s", YEARLY},
    {"a difference from the year before has no scale", "50.1 51.1 52.2", "_ _ _ 5.2", ".",
     YEARLY, .decimals = 1, .basis = BASIS_YEAR_ON_YEAR},
    {"as small a year ago",
     "900 30000 31000 32000 33000 34000 35000 36000 37000 38000 39000 40000",
     "_ _ _ _ _ _ _ _ _ _ _ _ 3700", ".", MONTHLY},
    {"never so small",
     "29000 30000 31000 32000 33000 34000 35000 36000 37000 38000 39000 40000",
     "_ _ _ _ _ _ _ _ _ _ _ _ 3900", "s", MONTHLY},
    {"before anything stands: among its own", "", "50000 51000 52 53000 54000", "..s..",
     YEARLY},
    {"its own first value", "", "50 51000 52000 53000 54000", "s....", YEARLY},
    {"its own last value", "", "50000 51000 52", "..s", YEARLY},
    {"too few of its own", "", "50000 52", "..", YEARLY},
    {"what is the same is not judged", "50000 51000 52", "50000 51000 52", "...", YEARLY,
     .maximum = "10"},

    {"fewer periods", "1 2 3 4", "1 2 7", "..w", YEARLY, .before = YEARS(4, 2000, 2003)},
    {"the same number", "1 2 3 4", "1 2 3 7", "....", YEARLY, .before = YEARS(4, 2000, 2003)},
    {"a new sheet", "1 2 3 4", "_ _ _ _ 5", ".", YEARLY, .before = YEARS(4, 2000, 2003)},
    {"a window that moved on", "1 2 3 4", "_ _ 3 4 5", "...", YEARLY,
     .before = YEARS(4, 2000, 2003)},
    {"a window with holes", "1 2 3 4", "_ 2 _ _ 5", ".w", YEARLY,
     .before = YEARS(4, 2000, 2003)},
    {"the newest rows are gone", "1 2 3 4", "9 2", "w.", YEARLY,
     .before = YEARS(4, 2000, 2003)},

    {"all zero", "100 110 120 130", "0 0 0 0", "ffff", YEARLY},
    {"all the same", "100 110 120 130", "120 120 120 120 120", "ff.ff", YEARLY},
    {"three say little", "100 110 120", "90 90 90", "...", YEARLY},
    {"they were the same before", "5 5 5 5", "6 6 6 6", "....", YEARLY},
    {"a window of zeros that moved on", "1 0 0 0", "_ 0 0 0 0", "....", YEARLY},
    {"all the same at first", "", "5 5 5 5 5", ".....", YEARLY},
};

/* Fills observations from "1 2 - _": one per period. */
static size_t read_values(const char *text, enum frequency frequency,
                          struct observation out[MOST])
{
    char copy[400];
    char *cursor = copy;
    size_t count = 0;
    struct err err = {0};
    int32_t first = frequency == FREQUENCY_MONTHLY ? FIRST * 12 : FIRST;

    assert_true(str_copy(copy, sizeof copy, text));
    for (const char *word = str_word(&cursor); word; word = str_word(&cursor), first++) {
        if (str_equal(word, "_"))
            continue;
        out[count] = (struct observation){.period = {frequency, first}};
        if (str_equal(word, "-"))
            out[count].status = OBSERVATION_MISSING;
        else
            assert_int_equal(decimal_parse(word, &out[count].value, &err), 0);
        count++;
    }
    return count;
}

static struct mark limit(const char *text)
{
    struct mark mark = {.set = text != NULL};
    struct err err = {0};

    if (text)
        assert_int_equal(decimal_parse(text, &mark.value, &err), 0);
    return mark;
}

/* As the ledger tells it: added or revised. */
static bool is_news(const struct series *known, const struct observation *said)
{
    const struct observation *stands = series_find(known, said->period);

    return !stands || stands->status != said->status ||
           decimal_compare(stands->value, said->value) != 0;
}

static char letter(const struct gates_finding *finding)
{
    static const char LETTERS[] = {
        [HELD_RANGE] = 'r', [HELD_SCALE] = 's', [HELD_ROWS] = 'w', [HELD_FLAT] = 'f'};

    return finding->held ? LETTERS[finding->gate] : '.';
}

static void try_one(const struct trial *trial)
{
    struct indicator indicator = {.decimals = trial->decimals,
                                  .basis = trial->basis,
                                  .unit = trial->unit,
                                  .frequency = trial->frequency,
                                  .minimum = limit(trial->minimum),
                                  .maximum = limit(trial->maximum)};
    struct observation stands[MOST], said[MOST];
    bool news[MOST];
    struct arena *arena = arena_new();
    struct series known = {.frequency = trial->frequency, .observations = stands};
    struct pick pick = {.observations = said};
    struct gates_findings found;
    char held[MOST + 1] = "";

    known.count = read_values(trial->known, trial->frequency, stands);
    pick.count = read_values(trial->said, trial->frequency, said);
    for (size_t i = 0; i < pick.count; i++)
        news[i] = is_news(&known, &said[i]);
    gates_judge(
        &(struct gates_case){&indicator, &pick, news, &known, trial->before, LANGUAGE_EN, "a"},
        arena, &found);
    for (size_t i = 0; i < pick.count; i++) {
        held[i] = letter(&found.each[i]);
        if (found.each[i].held)
            assert_true(found.each[i].reason[0] != '\0');
    }
    if (!str_equal(held, trial->held))
        fail_msg("%s: expected %s, found %s", trial->name, trial->held, held);
    assert_int_equal(found.rows.held, strchr(trial->held, 'w') != NULL);
    arena_free(arena);
}

static void test_trials(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TRIALS / sizeof TRIALS[0]; i++)
        try_one(&TRIALS[i]);
}

static void test_reach(void **state)
{
    struct observation said[MOST];
    struct pick pick = {.observations = said};
    struct pick_problem problem = {.text = "row 1: no number"};
    struct held_reach reach = {.periods = 9};

    (void)state;
    gates_reach(&pick, &reach);
    assert_int_equal(reach.periods, 0);
    pick.count = read_values("1 _ 3", FREQUENCY_FISCAL_YEAR, said);
    gates_reach(&pick, &reach);
    assert_int_equal(reach.periods, 2);
    assert_int_equal(reach.first.n, FIRST);
    assert_int_equal(reach.last.n, FIRST + 2);
    /* nor are rows for what is still to come */
    pick.count = read_values("1 2 - 4 - -", FREQUENCY_FISCAL_YEAR, said);
    gates_reach(&pick, &reach);
    assert_int_equal(reach.periods, 4);
    assert_int_equal(reach.last.n, FIRST + 3);
    /* what could not be read is no reach */
    pick.problems = &problem;
    pick.problem_count = 1;
    gates_reach(&pick, &reach);
    assert_int_equal(reach.periods, 0);
}

/* What could not be read is told already: no rows are missed beside it. */
static void test_unit(void **state)
{
    struct arena *arena = arena_new();
    struct indicator indicator = {.frequency = FREQUENCY_FISCAL_YEAR};
    struct pick_problem problems[] = {
        {.text = "row 1: no number"},
        {.text = "row 2: unit \x1b[31m円 does not fit 人", .unit = true},
        {.text = "row 3: unit 円 does not fit 人", .unit = true}};
    struct pick pick = {.problems = problems, .problem_count = 1};
    struct series known = {0};
    struct held_reach before = YEARS(4, 2000, 2003);
    struct gates_findings found;

    (void)state;
    gates_judge(
        &(struct gates_case){&indicator, &pick, NULL, &known, before, LANGUAGE_EN, "a"}, arena,
        &found);
    assert_false(found.unit.held);
    assert_false(found.rows.held);
    pick.problem_count = 3;
    gates_judge(
        &(struct gates_case){&indicator, &pick, NULL, &known, before, LANGUAGE_EN, "a"}, arena,
        &found);
    assert_true(found.unit.held);
    assert_int_equal(found.unit.gate, HELD_UNIT);
    assert_string_equal(found.unit.reason, "row 2: unit  [31m円 does not fit 人 (and 1 more)");
    assert_false(found.rows.held);
    arena_free(arena);
}

static void test_reasons(void **state)
{
    struct arena *arena = arena_new();
    struct indicator indicator = {.frequency = FREQUENCY_FISCAL_YEAR,
                                  .maximum = limit("700000")};
    struct observation stands[MOST], said[MOST];
    struct series known = {.observations = stands};
    struct pick pick = {.observations = said};
    struct gates_findings found;
    bool news[] = {true, true};
    struct gates_case judged = {&indicator,           &pick,       news, &known,
                                YEARS(9, 2000, 2008), LANGUAGE_JA, "a"};

    (void)state;
    known.count = read_values("50000 51000 52000", FREQUENCY_FISCAL_YEAR, stands);
    pick.count = read_values("_ _ 700001 52", FREQUENCY_FISCAL_YEAR, said);
    gates_judge(&judged, arena, &found);
    assert_string_equal(found.each[0].reason, "上限700,000を上回る");
    assert_string_equal(found.each[1].reason,
                        "前後の値の約1,000分の1（単位の取り違えの可能性）");
    assert_string_equal(found.rows.reason, "公表資料の期間の数が前回の9から2に減少");
    judged.language = LANGUAGE_EN;
    gates_judge(&judged, arena, &found);
    assert_string_equal(found.each[0].reason, "above the maximum 700,000");
    assert_string_equal(found.each[1].reason,
                        "about 1/1,000 of the values around it (another unit?)");
    assert_string_equal(found.rows.reason,
                        "the document has fewer periods: 9 last time, 2 now");
    arena_free(arena);
}

/* --- the shipped catalogue --- */

/* Each value as the newest of all, after those before it; then all at once, as the first
 * document. Returns how many were judged. */
static size_t replay(const struct indicator *indicator, struct pick *pick, struct arena *arena)
{
    bool *news = arena_alloc(arena, pick->count, sizeof *news);
    struct series nothing = {.frequency = indicator->frequency};
    struct gates_findings found;

    for (size_t i = 0; i < pick->count; i++)
        news[i] = true;
    gates_judge(
        &(struct gates_case){
            .indicator = indicator, .pick = pick, .news = news, .known = &nothing},
        arena, &found);
    for (size_t i = 0; i < pick->count; i++) {
        if (found.each[i].held)
            fail_msg("%s: first document: %s", indicator->id, found.each[i].reason);
    }
    for (size_t i = 0; i < pick->count; i++) {
        struct pick newest = {.observations = &pick->observations[i], .count = 1};
        struct series known = {
            .frequency = indicator->frequency, .observations = pick->observations, .count = i};

        gates_judge(
            &(struct gates_case){
                .indicator = indicator, .pick = &newest, .news = news, .known = &known},
            arena, &found);
        if (found.each[0].held)
            fail_msg("%s: observation %zu: %s", indicator->id, i, found.each[0].reason);
    }
    return pick->count;
}

static size_t replay_source(const struct settings *settings, const struct source *source,
                            const char *url)
{
    const char *name = strchr(strstr(url, "://") + 3, '/') + 1;
    char path[SCRATCH_PATH];
    size_t length;
    size_t judged = 0;
    struct grids grids;
    struct err err = {0};

    scratch_path(path, "config/asahikawa/documents", name);
    char *bytes = scratch_read(path, &length);
    assert_non_null(bytes);
    struct document document = {.bytes = bytes,
                                .length = length,
                                .content_type = "",
                                .encoding = source->encoding,
                                .rows = source->rows};
    grid_init(&grids);
    if (decode_document(&document, source->format, &grids, &err))
        fail_msg("%s: %s", name, err.text);
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        struct arena *arena = arena_new();
        struct pick pick;

        pick_init(&pick);
        if (settings_reads(indicator, source) &&
            pick_observations(indicator, &grids, 20000, &pick, &err) == 0)
            judged += replay(indicator, &pick, arena);
        pick_free(&pick);
        arena_free(arena);
    }
    grid_free(&grids);
    free(bytes);
    return judged;
}

static void test_catalogue(void **state)
{
    struct settings *settings;
    struct faults faults = {0};
    struct err err = {0};
    size_t judged = 0;

    (void)state;
    if (settings_load("config/asahikawa/shihyo.ini", NULL, &settings, &faults, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < settings->source_count; i++) {
        const struct source *source = &settings->sources[i];

        for (size_t n = 0; n < source->url_count; n++)
            judged += replay_source(settings, source, source->urls[n]);
    }
    assert_true(judged > 150);
    fault_free(&faults);
    settings_free(settings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trials),    cmocka_unit_test(test_reach),
        cmocka_unit_test(test_unit),      cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_catalogue),
    };

    return cmocka_run_group_tests_name("gates", tests, NULL, NULL);
}
