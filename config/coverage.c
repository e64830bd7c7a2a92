/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage: see coverage.h. */
#include "config/coverage.h"

#include <string.h>

#include "config/logic.h"
#include "core/str.h"

struct finding {
    const struct settings *settings;
    coverage_recorded recorded;
    void *context;
    struct coverage *out;
};

/* --- programs --- */

static bool lacks(const struct program *program, bool outputs)
{
    struct arena *arena = arena_new();
    struct logic logic;

    logic_find(program, NULL, NULL, arena, &logic);
    bool none = (outputs ? logic.output_count : logic.outcome_count) == 0;
    arena_free(arena);
    return none;
}

static bool lacks_outcome(const struct program *program)
{
    return lacks(program, false);
}

static bool lacks_output(const struct program *program)
{
    return lacks(program, true);
}

static bool lacks_owner(const struct program *program)
{
    return str_empty(program->owner);
}

static bool lacks_start(const struct program *program)
{
    return !program->has_start;
}

static bool lacks_lag(const struct program *program)
{
    return program->lag_months < 0;
}

static bool is_loan(const struct program *program)
{
    return program->kind == PROGRAM_LOAN;
}

static bool is_unmarked_loan(const struct program *program)
{
    const struct label *title = &settings_program_latest(program)->title;
    const char *en = title->en ? title->en : "";

    return !is_loan(program) && (strstr(title->text, "融資") || strstr(title->text, "貸付") ||
                                 strstr(en, "loan") || strstr(en, "Loan"));
}

/* --- indicators --- */

/* Read beside another one, and no business of a program. */
static bool is_companion(const struct settings *settings, const struct indicator *indicator)
{
    for (size_t i = 0; i < settings->indicator_count; i++)
        if (settings->indicators[i].respondents == indicator ||
            settings->indicators[i].outlook == indicator)
            return true;
    return false;
}

static bool is_moved(const struct finding *finding, const struct indicator *indicator)
{
    for (size_t i = 0; i < finding->settings->program_count; i++)
        if (settings_moves(&finding->settings->programs[i], indicator))
            return true;
    return false;
}

static bool is_unmoved(const struct finding *finding, const struct indicator *indicator)
{
    return indicator->kind != INDICATOR_CONTEXT &&
           !is_companion(finding->settings, indicator) && !is_moved(finding, indicator);
}

static bool is_moved_background(const struct finding *finding,
                                const struct indicator *indicator)
{
    return indicator->kind == INDICATOR_CONTEXT && is_moved(finding, indicator);
}

static bool has_level_target(const struct finding *finding, const struct indicator *indicator)
{
    (void)finding;
    return indicator->target.set && !indicator->target.has_period;
}

static bool has_loose_baseline(const struct finding *finding,
                               const struct indicator *indicator)
{
    (void)finding;
    return indicator->baseline.set && !indicator->baseline.has_period;
}

static bool has_strange_baseline(const struct finding *finding,
                                 const struct indicator *indicator)
{
    return indicator->baseline.set && indicator->baseline.has_period && finding->recorded &&
           finding->recorded(indicator, finding->context) == 0;
}

/* --- the table --- */

static const struct {
    const char *name;
    const char *ja;
    const char *en;
    bool (*program)(const struct program *program);
    bool (*indicator)(const struct finding *finding, const struct indicator *indicator);
} KINDS[COVERAGE_KINDS] = {
    [COVERAGE_NO_OUTCOME] = {"no-outcome", "成果指標のない事業", "programs without an outcome",
                             .program = lacks_outcome},
    [COVERAGE_NO_OUTPUT] = {"no-output", "活動指標のない事業",
                            "programs without an output indicator", .program = lacks_output},
    [COVERAGE_UNMOVED] = {"unmoved", "どの事業も成果指標・活動指標としていない指標",
                          "indicators that no program moves", .indicator = is_unmoved},
    [COVERAGE_BACKGROUND] = {"background-moved",
                             "事業の moves にある背景指標（kind = context）",
                             "background (kind = context) that a program is to move",
                             .indicator = is_moved_background},
    [COVERAGE_TARGET_YEAR] = {"target-without-year", "年度のない目標値（目安の線を引けない）",
                              "targets without a year: a level, no path",
                              .indicator = has_level_target},
    [COVERAGE_BASELINE_PERIOD] = {"baseline-without-period", "時期のない基準値",
                                  "baselines without a period",
                                  .indicator = has_loose_baseline},
    [COVERAGE_BASELINE_SOURCE] = {"baseline-without-source",
                                  "台帳の実績値で確かめられない基準値",
                                  "baselines that no recorded value is the source of",
                                  .indicator = has_strange_baseline},
    [COVERAGE_NO_OWNER] = {"no-owner", "所管課のない事業", "programs without an owner",
                           .program = lacks_owner},
    [COVERAGE_NO_START] = {"no-start", "開始年度不明の事業",
                           "programs whose start is not known", .program = lacks_start},
    [COVERAGE_NO_LAG] = {"no-lag", "効果を判断できる時期（lag）のない事業",
                         "programs without the time after which they can be judged (lag)",
                         .program = lacks_lag},
    [COVERAGE_LOAN] = {"loan", "融資（他の事業と金額を比べず、前後も比べない）",
                       "loans: no shared scale, no before and after", .program = is_loan},
    [COVERAGE_LOAN_UNMARKED] = {"loan-unmarked", "名称が融資・貸付で kind = loan でない事業",
                                "programs called loans that are of another kind",
                                .program = is_unmarked_loan},
    [COVERAGE_NO_CHALLENGE] = {"no-challenge", "課題のない施策",
                               "policies without a challenge"},
};

/* --- finding --- */

static void add(const struct finding *finding, struct coverage_gap gap)
{
    struct coverage *out = finding->out;

    out->items[out->count++] = gap;
    out->counts[gap.kind]++;
}

static void find_programs(const struct finding *finding, enum coverage_kind kind)
{
    for (size_t i = 0; i < finding->settings->program_count; i++) {
        const struct program *program = &finding->settings->programs[i];

        if (KINDS[kind].program(program))
            add(finding,
                (struct coverage_gap){.kind = kind,
                                      .origin = program->origin,
                                      .section = "program",
                                      .id = program->id,
                                      .title = &settings_program_latest(program)->title});
    }
}

static void find_indicators(const struct finding *finding, enum coverage_kind kind)
{
    for (size_t i = 0; i < finding->settings->indicator_count; i++) {
        const struct indicator *indicator = &finding->settings->indicators[i];

        if (KINDS[kind].indicator(finding, indicator))
            add(finding, (struct coverage_gap){.kind = kind,
                                               .origin = indicator->origin,
                                               .section = "indicator",
                                               .id = indicator->id,
                                               .title = &indicator->title});
    }
}

static void find_policies(const struct finding *finding)
{
    for (size_t i = 0; i < finding->settings->policy_count; i++) {
        const struct policy *policy = &finding->settings->policies[i];

        if (!policy->challenge)
            add(finding, (struct coverage_gap){.kind = COVERAGE_NO_CHALLENGE,
                                               .origin = policy->origin,
                                               .section = "policy",
                                               .id = policy->id,
                                               .title = &policy->title});
    }
}

void coverage_find(const struct settings *settings, coverage_recorded recorded, void *context,
                   struct arena *arena, struct coverage *out)
{
    size_t most = (settings->program_count + settings->indicator_count) * COVERAGE_KINDS +
                  settings->policy_count;
    struct finding finding = {
        .settings = settings, .recorded = recorded, .context = context, .out = out};

    *out = (struct coverage){.items = arena_alloc(arena, most, sizeof *out->items)};
    for (enum coverage_kind kind = 0; kind < COVERAGE_KINDS; kind++) {
        if (KINDS[kind].program)
            find_programs(&finding, kind);
        if (KINDS[kind].indicator)
            find_indicators(&finding, kind);
    }
    find_policies(&finding);
}

const char *coverage_name(enum coverage_kind kind)
{
    return KINDS[kind].name;
}

const char *coverage_say(enum coverage_kind kind, enum language language)
{
    return words_pick(language, KINDS[kind].ja, KINDS[kind].en);
}
