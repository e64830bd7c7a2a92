/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluation: of the program itself; see evaluation.h. */
#include "daemon/evaluation.h"

#include <inttypes.h>
#include <string.h>

#include "config/edition.h"
#include "config/logic.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/commented.h"

/* --- gathering --- */

static bool shows(const struct indicator *indicator, const void *settings)
{
    return edition_shows(settings, indicator);
}

static int gather_matter(struct ledger *ledger, const struct evaluation *evaluation,
                         const struct indicator *indicator, struct evaluation_matter *out,
                         struct err *err)
{
    struct comments comments;

    out->indicator = indicator;
    if (ledger_series(ledger, indicator->id, indicator->frequency, NULL, evaluation->arena,
                      &out->series, err) != 0 ||
        commented_read(ledger, evaluation->settings, indicator->id, evaluation->now,
                       evaluation->arena, &comments, err) != 0)
        return -1;
    edition_filter(evaluation->settings, &out->series);
    evaluation_matter_find(evaluation, out, &comments);
    outcome_judge(evaluation->program, indicator, &out->series, instant_day(evaluation->now),
                  &out->outcome);
    return 0;
}

static int gather_matters(struct ledger *ledger, const struct evaluation *evaluation,
                          const struct indicator *const *indicators, size_t count,
                          struct evaluation_matter **out, struct err *err)
{
    *out = arena_alloc(evaluation->arena, count, sizeof **out);
    for (size_t i = 0; i < count; i++)
        if (gather_matter(ledger, evaluation, indicators[i], *out + i, err) != 0)
            return -1;
    return 0;
}

static const struct program_year *find_year(const struct program *program, int year)
{
    for (size_t i = 0; i < program->year_count; i++)
        if (program->years[i].fiscal_year == year)
            return &program->years[i];
    return NULL;
}

int evaluation_gather(struct ledger *ledger, const struct settings *settings,
                      const struct program *program, int year, int64_t now,
                      struct arena *arena, struct evaluation *out, struct err *err)
{
    struct logic logic;

    *out = (struct evaluation){.settings = settings,
                               .program = program,
                               .year = year,
                               .now = now,
                               .arena = arena,
                               .facts = settings_program_year(program, year),
                               .before = find_year(program, year - 1)};
    logic_find(program, shows, settings, arena, &logic);
    out->output_count = logic.output_count;
    out->outcome_count = logic.outcome_count;
    return gather_matters(ledger, out, logic.outputs, logic.output_count, &out->outputs,
                          err) ||
                   gather_matters(ledger, out, logic.outcomes, logic.outcome_count,
                                  &out->outcomes, err)
               ? -1
               : 0;
}

/* --- the program --- */

static const char *pick(const struct evaluation *evaluation, const char *ja, const char *en)
{
    return words_pick(evaluation->settings->site.language, ja, en);
}

static const char *say_tier(const struct evaluation *evaluation)
{
    enum tier tier = evaluation->facts->tier;

    return tier == TIER_PRIORITY ? pick(evaluation, "重点事業", "priority program")
           : tier == TIER_MAIN   ? pick(evaluation, "主要事業", "main program")
                                 : "";
}

static const char *say_kind(const struct evaluation *evaluation)
{
    static const char *const JA[] = {
        [PROGRAM_SERVICE] = "運営・事務",  [PROGRAM_GRANT] = "補助",
        [PROGRAM_LOAN] = "融資",           [PROGRAM_FACILITY] = "施設",
        [PROGRAM_TRAINING] = "研修・育成", [PROGRAM_PROMOTION] = "振興・宣伝",
        [PROGRAM_EVENT] = "催事",          [PROGRAM_EFFORT] = "取組（予算なし）"};
    enum program_kind kind = evaluation->program->kind;

    return pick(evaluation, JA[kind], settings_program_kind_name(kind));
}

static const char *say_day(const struct evaluation *evaluation, struct period period)
{
    char text[WORDS_SIZE];

    words_period(period, YEAR_LABEL_STARTS, evaluation->settings->site.language, text);
    return arena_strdup(evaluation->arena, text);
}

/* The first of a month is how a month alone is kept. */
static const char *say_start(const struct evaluation *evaluation)
{
    const struct program *program = evaluation->program;
    struct period day = {FREQUENCY_DAILY, program->start};
    struct period month = period_of_day(FREQUENCY_MONTHLY, program->start);

    if (!program->has_start)
        return "";
    return say_day(evaluation, period_start(month) == program->start ? month : day);
}

static const char *say_pledge(const struct evaluation *evaluation)
{
    if (!edition_publishes(evaluation->settings, EDITION_PLEDGES))
        return "";
    return evaluation->facts->pledge ? pick(evaluation, "該当", "yes") : "";
}

static const char *label(const struct evaluation *evaluation, const struct label *one)
{
    return settings_label(one, evaluation->settings->site.language);
}

static const char *say_policy(const struct evaluation *evaluation)
{
    return evaluation->facts->policy == NULL
               ? ""
               : label(evaluation, &evaluation->facts->policy->title);
}

/* The problem in full, where it is written out. */
static const char *say_challenge(const struct evaluation *evaluation)
{
    const struct policy *policy = evaluation->facts->policy;

    if (policy == NULL || policy->challenge == NULL)
        return "";
    const char *text = label(evaluation, &policy->challenge->text);

    return str_empty(text) ? label(evaluation, &policy->challenge->title) : text;
}

static const char *say_site(const struct evaluation *evaluation, enum sheetfield_id id)
{
    struct period year = {FREQUENCY_FISCAL_YEAR, evaluation->year};
    struct period today = {FREQUENCY_DAILY, instant_day(evaluation->now)};
    const struct label *as_of = &evaluation->settings->site.as_of.words;

    return id == FIELD_YEAR ? say_day(evaluation, year)
           : id == FIELD_MADE
               ? (as_of->text ? label(evaluation, as_of) : say_day(evaluation, today))
           : id == FIELD_OFFICE ? label(evaluation, &evaluation->settings->site.title)
                                : words_caution(evaluation->settings->site.language);
}

static const char *say_text(const struct evaluation *evaluation, enum sheetfield_id id)
{
    const struct program *program = evaluation->program;
    const struct program_year *facts = evaluation->facts;

    return id == FIELD_ID          ? program->id
           : id == FIELD_TITLE     ? label(evaluation, &facts->title)
           : id == FIELD_POLICY    ? say_policy(evaluation)
           : id == FIELD_CHALLENGE ? say_challenge(evaluation)
           : id == FIELD_TIER      ? say_tier(evaluation)
           : id == FIELD_KIND      ? say_kind(evaluation)
           : id == FIELD_NEW       ? (facts->is_new ? pick(evaluation, "該当", "yes") : "")
           : id == FIELD_PLEDGE    ? say_pledge(evaluation)
           : id == FIELD_ACCOUNT   ? program->account
           : id == FIELD_OWNER     ? program->owner
           : id == FIELD_START     ? say_start(evaluation)
           : id == FIELD_SUMMARY   ? facts->summary
           : id == FIELD_CHANGE    ? facts->change
           : id == FIELD_WHY       ? program->why
           : id == FIELD_REMARKS   ? ""
                                   : say_site(evaluation, id);
}

/* Only what one would look for in vain has a reason. */
static const char *explain_text(const struct evaluation *evaluation, enum sheetfield_id id)
{
    if (id == FIELD_START)
        return pick(evaluation, "開始年度不明", "not known");
    if (id == FIELD_PLEDGE && !edition_publishes(evaluation->settings, EDITION_PLEDGES))
        return pick(evaluation, "公開版には載せない", "not for the public edition");
    if (id == FIELD_POLICY || id == FIELD_ACCOUNT || id == FIELD_OWNER || id == FIELD_SUMMARY)
        return pick(evaluation, "設定にない", "not configured");
    return ""; /* what not every program has */
}

/* --- amounts --- */

static const struct amount *find_amount(const struct program_year *facts,
                                        enum sheetfield_id id)
{
    return id == FIELD_BUDGET    ? &facts->budget
           : id == FIELD_REVISED ? &facts->revised
           : id == FIELD_CARRIED ? &facts->carried
           : id == FIELD_SETTLED ? &facts->settled
                                 : &facts->general;
}

static const char *explain_amount(const struct evaluation *evaluation, bool begun)
{
    const struct program *program = evaluation->program;

    if (program->kind == PROGRAM_EFFORT)
        return pick(evaluation, "予算のない取組", "an effort without a budget of its own");
    if (!begun && !str_empty(program->was))
        return arena_printf(evaluation->arena, "%s%s%s",
                            pick(evaluation, "この事業名では設定にない（",
                                 "not configured under this program, which continues "),
                            program->was, pick(evaluation, " を引き継ぐ事業）", ""));
    return pick(evaluation, "額が設定にない", "no amount is configured");
}

static void say_amount(const struct evaluation *evaluation, struct sheetfield field,
                       struct evaluation_value *out)
{
    bool own = evaluation->facts->fiscal_year == evaluation->year;
    const struct program_year *facts = field.before ? evaluation->before
                                       : own        ? evaluation->facts
                                                    : NULL;
    const struct amount *amount = facts == NULL ? NULL : find_amount(facts, field.id);

    if (amount == NULL || !amount->set) {
        out->reason = explain_amount(evaluation, !field.before || facts != NULL);
        return;
    }
    out->kind = EVALUATION_NUMBER;
    out->text = arena_printf(evaluation->arena, "%" PRId64, amount->thousand_yen);
    if (evaluation->program->kind == PROGRAM_LOAN)
        out->reason = pick(evaluation, "融資の原資として預託する額を含む",
                           "with capital that is deposited with banks");
}

/* --- any field --- */

void evaluation_value(const struct evaluation *evaluation, struct sheetfield field,
                      struct evaluation_value *out)
{
    bool output = field.scope == FIELD_OF_OUTPUT;
    size_t count = output ? evaluation->output_count : evaluation->outcome_count;

    *out = (struct evaluation_value){.text = "", .reason = ""};
    if (field.scope == FIELD_OF_AMOUNT) {
        say_amount(evaluation, field, out);
    } else if (field.scope == FIELD_OF_PROGRAM) {
        const char *text = say_text(evaluation, field.id);

        out->kind = str_empty(text) ? EVALUATION_EMPTY : EVALUATION_TEXT;
        out->text = str_empty(text) ? "" : text;
        out->reason = str_empty(text) ? explain_text(evaluation, field.id) : "";
    } else if (field.number > 0 && (size_t)field.number <= count) {
        evaluation_matter_value(
            evaluation,
            &(output ? evaluation->outputs : evaluation->outcomes)[field.number - 1], field.id,
            out);
    }
}
