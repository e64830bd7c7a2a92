/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brief_program: the programs meant to move the figure, their money and their sections. */
#include "graphs/brief_part.h"

#include "config/edition.h"
#include "config/outcome.h"
#include "config/owner.h"
#include "core/instant.h"
#include "core/str.h"

#define RANK_FIRST 7 /* of programs, in their order */
#define RANK_STEP 2
#define RANK_SETTLED 24 /* of what the last ones came to */
#define EFFECTS 3       /* told one by one */

static bool is_tied(const struct brief *brief, const struct program *program)
{
    return settings_moves(program, brief->indicator);
}

const char *brief_owners(const struct brief *brief)
{
    struct owners owners;
    struct paper_names names;

    owner_of(brief->settings, brief->indicator, brief->arena, &owners);
    paper_names_init(&names, BRIEF_NAMES);
    for (size_t i = 0; i < owners.count; i++)
        paper_names_add(brief->paper, &names, owners.names[i]);
    return paper_names_end(brief->paper, &names);
}

/* --- the table --- */

static const char *say_money(const struct brief *brief, const struct amount *amount)
{
    char text[WORDS_SIZE];

    if (!amount->set)
        return "―";
    words_budget(amount->thousand_yen, brief->language, text);
    return arena_strdup(brief->arena, text);
}

/* Facts of a program without a budget have no year. */
static const char *say_year(const struct brief *brief, const struct program_year *year)
{
    struct period period = {FREQUENCY_FISCAL_YEAR, year->fiscal_year};

    return year->fiscal_year < PERIOD_YEAR_MIN ? "―" : brief_period(brief, period);
}

static const char *say_name(const struct brief *brief, const struct program *program,
                            const struct program_year *year)
{
    bool pledge = year->pledge && edition_publishes(brief->settings, EDITION_PLEDGES);

    return arena_printf(
        brief->arena, "%s%s%s%s%s", settings_label(&year->title, brief->language),
        program->kind == PROGRAM_EFFORT ? brief_pick(brief, "（取組）", " (an effort)") : "",
        year->is_new ? brief_pick(brief, "（新）", " (new)") : "",
        pledge ? brief_pick(brief, "［公約］", " [pledge]") : "",
        program->kind == PROGRAM_LOAN
            ? brief_pick(brief, "（融資、原資預託を含む）", " (loan, with deposited capital)")
            : "");
}

static void put_year(const struct brief *brief, const struct program *program,
                     const struct program_year *year, int rank)
{
    const char *cells[] = {say_name(brief, program, year),
                           str_empty(program->owner) ? "―" : program->owner,
                           say_year(brief, year),
                           say_money(brief, &year->budget),
                           say_money(brief, &year->revised),
                           say_money(brief, &year->settled)};

    paper_cells(brief->paper, rank, cells);
}

static bool has_money(const struct program_year *year)
{
    return year->budget.set || year->revised.set || year->settled.set;
}

/* The newest year, and before it the newest that is settled: what is asked for, and what the
 * last one came to. */
static void put_program(const struct brief *brief, const struct program *program, int rank)
{
    const struct program_year *latest = settings_program_latest(program);

    put_year(brief, program, latest, rank);
    for (size_t i = program->year_count - 1; i-- > 0;) {
        const struct program_year *year = &program->years[i];

        if (has_money(year) && year->settled.set) {
            put_year(brief, program, year, rank - RANK_FIRST + RANK_SETTLED);
            return;
        }
    }
}

void brief_programs(const struct brief *brief)
{
    const struct paper_column columns[] = {
        {brief_pick(brief, "事業", "Program"), 3.2, false},
        {brief_pick(brief, "所管課", "Section"), 1.3, false},
        {brief_pick(brief, "年度", "Year"), 1, false},
        {brief_pick(brief, "当初予算", "Budget"), 1.3, true},
        {brief_pick(brief, "補正後", "Revised"), 1.3, true},
        {brief_pick(brief, "決算", "Settled"), 1.3, true}};
    int told = 0;

    for (size_t i = 0; i < brief->settings->program_count; i++) {
        const struct program *program = &brief->settings->programs[i];

        if (!is_tied(brief, program))
            continue;
        if (told == 0) {
            paper_head(brief->paper,
                       brief_pick(brief, "関連する主な事業", "Related programs"));
            paper_table(brief->paper, columns, sizeof columns / sizeof *columns);
        }
        put_program(brief, program, RANK_FIRST + RANK_STEP * told++);
    }
}

/* --- questions --- */

/* Amounts of one kind and one year alone are added up. */
struct sum {
    int year;
    enum amount_kind kind;
    size_t count, loans;
    int64_t all, lent;
    bool mixed;
};

static void add(struct sum *sum, const struct program *program)
{
    const struct program_year *year = settings_program_latest(program);
    int64_t amount;
    enum amount_kind kind = settings_program_amount(year, &amount);

    if (kind == AMOUNT_NONE)
        return;
    if (sum->count + sum->loans == 0) {
        sum->year = year->fiscal_year;
        sum->kind = kind;
    }
    sum->mixed = sum->mixed || year->fiscal_year != sum->year || kind != sum->kind;
    if (program->kind == PROGRAM_LOAN) {
        sum->loans++;
        sum->lent += amount;
    } else {
        sum->count++;
        sum->all += amount;
    }
}

bool brief_ask_money(const struct brief *brief, struct buf *question, struct buf *answer)
{
    struct sum sum = {0};
    char text[WORDS_SIZE];
    bool ja = brief->language == LANGUAGE_JA;

    for (size_t i = 0; i < brief->settings->program_count; i++) {
        if (is_tied(brief, &brief->settings->programs[i]))
            add(&sum, &brief->settings->programs[i]);
    }
    if (sum.mixed || sum.count + sum.loans == 0)
        return false;
    buf_puts(question, brief_pick(brief, "関連する事業の予算はいくらか",
                                  "How much money goes into the related programs?"));
    buf_printf(answer, "%s%s%s%s",
               brief_period(brief, (struct period){FREQUENCY_FISCAL_YEAR, sum.year}),
               ja ? "　" : " ", words_amount_kind(sum.kind, brief->language),
               ja ? "　" : ": ");
    if (sum.count > 0) {
        words_budget(sum.all, brief->language, text);
        buf_printf(answer, ja ? "%zu事業の計 %s" : "%zu programs, %s in all", sum.count, text);
    }
    if (sum.loans > 0) {
        words_budget(sum.lent, brief->language, text);
        buf_printf(answer, "%s%s%s%s", sum.count > 0 ? (ja ? "（別に" : " (beside them ") : "",
                   ja ? "融資事業費（原資預託を含む） " : "loans with deposited capital, ",
                   text, sum.count > 0 ? (ja ? "）" : ")") : "");
    }
    return true;
}

/* "ICTパーク運営費：判断できない（開始時期が分からない）" */
static void say_effect(const struct brief *brief, const struct program *program,
                       struct buf *out)
{
    struct outcome outcome;
    const struct label *title = &settings_program_latest(program)->title;

    outcome_judge(program, brief->indicator, brief->series, instant_day(brief->chart->now),
                  &outcome);
    const char *reason = outcome_reason_say(outcome.reason, brief->language);
    buf_printf(out, "%s%s%s", settings_label(title, brief->language),
               brief_pick(brief, "：", ": "),
               outcome_state_say(outcome.state, brief->language));
    if (!str_empty(reason))
        buf_printf(out, "%s%s%s", brief_pick(brief, "（", " ("), reason,
                   brief_pick(brief, "）", ")"));
}

bool brief_ask_effect(const struct brief *brief, struct buf *question, struct buf *answer)
{
    size_t told = 0;

    if (!edition_publishes(brief->settings, EDITION_VERDICTS))
        return false;
    for (size_t i = 0; i < brief->settings->program_count; i++) {
        const struct program *program = &brief->settings->programs[i];

        if (!is_tied(brief, program) || told++ >= EFFECTS)
            continue;
        buf_puts(answer, told > 1 ? brief_pick(brief, "。", "; ") : "");
        say_effect(brief, program, answer);
    }
    if (told > EFFECTS)
        buf_printf(answer,
                   brief->language == LANGUAGE_JA ? "。ほか%zu事業"
                                                  : "; and %zu more programs",
                   told - EFFECTS);
    buf_puts(question, told > 0 ? brief_pick(brief, "事業の前と後で数値は動いたか",
                                             "Did the figure move with the programs?")
                                : "");
    return told > 0;
}
