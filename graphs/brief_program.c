/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brief_program: the programs meant to move the figure, their money and their sections. */
#include "graphs/brief_part.h"

#include "config/edition.h"
#include "config/lineage.h"
#include "config/outcome.h"
#include "config/owner.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"

#define RANK_FIRST 7 /* of programs, in their order */
#define RANK_STEP 2
#define RANK_SETTLED 24 /* of what the last ones came to */
#define EFFECTS 3       /* kinds of them that are told */

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

enum column { OWNER, YEAR, BUDGET, REVISED, SETTLED, COLUMNS };

struct table {
    const struct brief *brief;
    bool has[COLUMNS]; /* what no program has gets no column */
};

static const char *say_money(const struct brief *brief, const struct amount *amount)
{
    char text[WORDS_SIZE];

    if (!amount->set)
        return "―";
    words_budget(amount->thousand_yen, brief->language, text);
    return arena_strdup(brief->arena, text);
}

static bool has_money(const struct program_year *year)
{
    return year->budget.set || year->revised.set || year->settled.set;
}

/* Facts of a program without a budget have no year. */
static const char *say_year(const struct brief *brief, const struct program_year *year)
{
    return year->fiscal_year < PERIOD_YEAR_MIN ? "―"
                                               : brief_fiscal_year(brief, year->fiscal_year);
}

static const char *say_name(const struct brief *brief, const struct program *program,
                            const struct program_year *year)
{
    bool pledge = year->pledge && edition_publishes(brief->settings, EDITION_PLEDGES);
    const char *until = lineage_until(program, brief->language, brief->arena);

    return arena_printf(
        brief->arena, "%s%s%s%s%s%s%s%s", settings_label(&year->title, brief->language),
        program->kind == PROGRAM_EFFORT ? brief_pick(brief, "（取組）", " (an effort)") : "",
        year->is_new ? brief_pick(brief, "（新）", " (new)") : "",
        pledge ? brief_pick(brief, "［公約］", " [pledge]") : "",
        program->kind == PROGRAM_LOAN
            ? brief_pick(brief, "（融資、原資預託を含む）", " (loan, with deposited capital)")
            : "",
        *until ? brief_pick(brief, "（", " (") : "", until,
        *until ? brief_pick(brief, "）", ")") : "");
}

static void put_year(const struct table *table, const struct program *program,
                     const struct program_year *year, int rank, const char *what)
{
    const struct brief *brief = table->brief;
    const char *const all[] = {[OWNER] = str_empty(program->owner) ? "―" : program->owner,
                               [YEAR] = say_year(brief, year),
                               [BUDGET] = say_money(brief, &year->budget),
                               [REVISED] = say_money(brief, &year->revised),
                               [SETTLED] = say_money(brief, &year->settled)};
    const char *cells[1 + COLUMNS] = {say_name(brief, program, year)};
    size_t count = 1;

    for (int i = 0; i < COLUMNS; i++)
        if (table->has[i])
            cells[count++] = all[i];
    if (what == NULL)
        paper_cells(brief->paper, rank, cells);
    else
        paper_more(brief->paper, rank, cells, what);
}

/* What the last one came to: the newest year before the latest that is settled; NULL. */
static const struct program_year *find_settled(const struct program *program)
{
    for (size_t i = program->year_count - 1; i-- > 0;)
        if (program->years[i].settled.set)
            return &program->years[i];
    return NULL;
}

/* The newest year, and what the last one came to. */
static void put_program(const struct table *table, const struct program *program, int rank)
{
    const struct program_year *settled = find_settled(program);

    put_year(table, program, settings_program_latest(program), rank, NULL);
    if (settled != NULL)
        put_year(table, program, settled, rank - RANK_FIRST + RANK_SETTLED,
                 brief_pick(table->brief, "以前の年度の予算・決算",
                            "budgets and accounts of earlier years"));
}

static void note_year(struct table *table, const struct program_year *year)
{
    table->has[YEAR] = table->has[YEAR] || has_money(year);
    table->has[BUDGET] = table->has[BUDGET] || year->budget.set;
    table->has[REVISED] = table->has[REVISED] || year->revised.set;
    table->has[SETTLED] = table->has[SETTLED] || year->settled.set;
}

static void note_program(struct table *table, const struct program *program)
{
    const struct program_year *settled = find_settled(program);

    table->has[OWNER] = table->has[OWNER] || !str_empty(program->owner);
    note_year(table, settings_program_latest(program));
    if (settled != NULL)
        note_year(table, settled);
}

static void put_heads(const struct table *table)
{
    const struct brief *brief = table->brief;
    bool ja = brief->language == LANGUAGE_JA;
    double money = ja ? 1.3 : 2.2; /* "15,000 thousand yen" */
    const struct paper_column all[] = {
        [OWNER] = {ja ? "所管課" : "Section", ja ? 1.3 : 1.1, false},
        [YEAR] = {ja ? "年度" : "Year", ja ? 1 : 0.8, false},
        [BUDGET] = {ja ? "当初予算" : "Budget", money, true},
        [REVISED] = {ja ? "補正後" : "Revised", money, true},
        [SETTLED] = {ja ? "決算" : "Settled", money, true}};
    struct paper_column columns[1 + COLUMNS] = {{"", ja ? 3.2 : 1.8, false}};
    size_t count = 1;

    for (int i = 0; i < COLUMNS; i++)
        if (table->has[i])
            columns[count++] = all[i];
    if (count > 1)
        columns[0].head = brief_pick(brief, "事業", "Program");
    paper_head(brief->paper, brief_pick(brief, "関連する主な事業", "Related programs"));
    paper_table(brief->paper, columns, count);
}

void brief_programs(const struct brief *brief)
{
    const struct settings *settings = brief->settings;
    struct table table = {.brief = brief};
    int told = 0;

    for (size_t i = 0; i < settings->program_count; i++)
        if (is_tied(brief, &settings->programs[i]))
            note_program(&table, &settings->programs[i]);
    for (size_t i = 0; i < settings->program_count; i++) {
        if (!is_tied(brief, &settings->programs[i]))
            continue;
        if (told == 0)
            put_heads(&table);
        put_program(&table, &settings->programs[i], RANK_FIRST + RANK_STEP * told++);
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
    buf_printf(answer, "%s%s%s%s", brief_fiscal_year(brief, sum.year), ja ? "　" : " ",
               words_amount_kind(sum.kind, brief->language), ja ? "　" : ": ");
    if (sum.count > 0) {
        words_budget(sum.all, brief->language, text);
        if (sum.count == 1)
            buf_puts(answer, text);
        else
            buf_printf(answer, ja ? "%zu事業の計 %s" : "%zu programs, %s in all", sum.count,
                       text);
    }
    if (sum.loans > 0) {
        words_budget(sum.lent, brief->language, text);
        buf_printf(answer, "%s%s%s%s", sum.count > 0 ? (ja ? "（別に" : " (beside them ") : "",
                   ja ? "融資事業費（原資預託を含む） " : "loans with deposited capital, ",
                   text, sum.count > 0 ? (ja ? "）" : ")") : "");
    }
    return true;
}

/* "開始前5年の平均9,415.5人、以後2年の平均13,525人" */
static void say_means(const struct brief *brief, const struct outcome *outcome,
                      struct buf *out)
{
    bool ja = brief->language == LANGUAGE_JA;

    buf_printf(out, ja ? "開始前%zu年の平均" : "mean of the %zu years before: ",
               outcome->before_count);
    phrase_derived(brief->indicator, outcome->before, brief->language, out);
    buf_printf(out, ja ? "、以後%zu年の平均" : ", of the %zu since: ", outcome->after_count);
    phrase_derived(brief->indicator, outcome->after, brief->language, out);
}

/* "判断できない（開始時期が分からない）" */
static const char *say_outcome(const struct brief *brief, const struct program *program)
{
    struct outcome outcome;
    struct buf more;
    struct buf words;

    outcome_judge(program, brief->indicator, brief->series, instant_day(brief->chart->now),
                  &outcome);
    buf_init(&more, BRIEF_LIMIT);
    buf_init(&words, BRIEF_LIMIT);
    if (outcome.before_count > 0)
        say_means(brief, &outcome, &more);
    else
        buf_puts(&more, outcome_reason_say(outcome.reason, brief->language));
    buf_puts(&words, outcome_state_say(outcome.state, brief->language));
    if (more.length > 0)
        buf_printf(&words, "%s%s%s", brief_pick(brief, "（", " ("), buf_text(&more),
                   brief_pick(brief, "）", ")"));
    buf_free(&more);
    return buf_keep(&words, brief->arena);
}

/* Programs of which the same is said, said once. */
struct effect {
    const char *words;
    struct paper_names names;
};

/* False where there is no room for what is said of it. */
static bool add_effect(const struct brief *brief, const struct program *program,
                       struct effect *effects, size_t *count)
{
    const char *words = say_outcome(brief, program);
    size_t i = 0;

    while (i < *count && !str_equal(effects[i].words, words))
        i++;
    if (i == EFFECTS)
        return false;
    if (i == *count) {
        effects[(*count)++].words = words;
        paper_names_init(&effects[i].names, BRIEF_NAMES);
    }
    paper_names_add(brief->paper, &effects[i].names,
                    settings_label(&settings_program_latest(program)->title, brief->language));
    return true;
}

bool brief_ask_effect(const struct brief *brief, struct buf *question, struct buf *answer)
{
    struct effect effects[EFFECTS];
    size_t count = 0;
    size_t more = 0;

    if (!edition_publishes(brief->settings, EDITION_VERDICTS))
        return false;
    for (size_t i = 0; i < brief->settings->program_count; i++) {
        const struct program *program = &brief->settings->programs[i];

        if (is_tied(brief, program) && !add_effect(brief, program, effects, &count))
            more++;
    }
    for (size_t i = 0; i < count; i++)
        buf_printf(answer, "%s%s%s%s", i > 0 ? brief_pick(brief, "。", "; ") : "",
                   paper_names_end(brief->paper, &effects[i].names),
                   brief_pick(brief, "：", ": "), effects[i].words);
    if (more > 0)
        buf_printf(answer,
                   brief->language == LANGUAGE_JA ? "。ほか%zu事業"
                                                  : "; and %zu more programs",
                   more);
    buf_puts(question, count > 0 ? brief_pick(brief, "事業の前と後で数値は動いたか",
                                              "Did the figure move with the programs?")
                                 : "");
    return count > 0;
}
