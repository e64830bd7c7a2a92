/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_programs: policies, programs, budgets, the indicators they are meant to move. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/asof.h"
#include "cli/cmd.h"
#include "cli/difftable.h"
#include "cli/table.h"
#include "cli/typed.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/portfolio.h"

struct totals {
    size_t budgeted;
    int64_t all;   /* thousand yen */
    int64_t loans; /* of which loan programs */
};

/* Titles and ties hold on until they change; an amount is of its own year only. */
static bool has_amount(const struct program_year *facts, int year, int64_t *amount)
{
    return facts->fiscal_year == year && settings_program_amount(facts, amount) != AMOUNT_NONE;
}

static struct totals add_up(const struct settings *settings, int year)
{
    struct totals totals = {0};

    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];
        const struct program_year *facts = settings_program_year(program, year);
        int64_t amount;

        if (!has_amount(facts, year, &amount))
            continue;
        totals.budgeted++;
        totals.all += amount;
        totals.loans += program->kind == PROGRAM_LOAN ? amount : 0;
    }
    return totals;
}

static const char *join_titles(struct indicator *const *items, size_t count,
                               enum language language, struct arena *arena)
{
    const char *between = words_pick(language, "、", "; ");
    const char *joined = "";

    for (size_t i = 0; i < count; i++)
        joined = arena_printf(arena, "%s%s%s", joined, i ? between : "",
                              settings_label(&items[i]->title, language));
    return joined;
}

static const char *marks(const struct program_year *facts, enum language language,
                         struct arena *arena)
{
    const char *tier = facts->tier == TIER_PRIORITY ? words_pick(language, "重点", "priority")
                       : facts->tier == TIER_MAIN   ? words_pick(language, "主要", "main")
                                                    : "";

    return arena_printf(arena, "%s%s%s", tier,
                        facts->pledge ? words_pick(language, " 公約", " pledge") : "",
                        facts->is_new ? words_pick(language, " 新", " new") : "");
}

static void put_program(struct table *table, const struct program *program,
                        const struct program_year *facts, int year, enum language language,
                        struct arena *arena)
{
    char money[WORDS_SIZE] = "";
    int64_t amount;

    if (has_amount(facts, year, &amount))
        words_budget(amount, language, money);
    table_cell(table, program->id);
    table_cell(table, settings_label(&facts->title, language));
    table_cell(table, marks(facts, language, arena));
    table_cell(table, money);
    table_cell(table, join_titles(program->moves, program->move_count, language, arena));
    table_cell(table, join_titles(program->context, program->context_count, language, arena));
}

static bool has_programs(const struct settings *settings, const struct policy *policy,
                         const struct portfolio_choice *choice)
{
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        if (portfolio_stands(program, choice) &&
            (!policy || settings_program_year(program, choice->year)->policy == policy))
            return true;
    }
    return false;
}

static void print_policy(struct context *context, const struct policy *policy,
                         const struct portfolio_choice *choice)
{
    enum language language = context->settings->site.language;
    int year = choice->year;
    const char *const ja[] = {"事業", "名称", "区分", ">予算額", "成果指標", "背景指標"};
    const char *const en[] = {"program", "title",         "tier",
                              ">budget", "meant to move", "background"};
    struct table table;

    buf_printf(&context->out, "%s", settings_label(&policy->title, language));
    if (policy->challenge)
        buf_printf(&context->out, "%s%s%s", words_pick(language, "（", " ("),
                   settings_label(&policy->challenge->title, language),
                   words_pick(language, "）", ")"));
    buf_putc(&context->out, '\n');
    table_init(&table, context->arena, language == LANGUAGE_JA ? ja : en, 6);
    for (size_t i = 0; i < context->settings->program_count; i++) {
        const struct program *program = &context->settings->programs[i];
        const struct program_year *facts = settings_program_year(program, year);

        if (portfolio_stands(program, choice) && facts->policy == policy)
            put_program(&table, program, facts, year, language, context->arena);
    }
    table_print(&table, &context->out);
    table_free(&table);
    buf_putc(&context->out, '\n');
}

static void print_totals(const struct context *context, int year, struct buf *out)
{
    struct totals totals = add_up(context->settings, year);
    enum language language = context->settings->site.language;
    char all[WORDS_SIZE], loans[WORDS_SIZE], rest[WORDS_SIZE], which[WORDS_SIZE];

    words_fiscal_year(year, language, which);
    words_budget(totals.all, language, all);
    words_budget(totals.loans, language, loans);
    words_budget(totals.all - totals.loans, language, rest);
    if (language == LANGUAGE_JA && totals.loans > 0)
        buf_printf(out,
                   "%s 掲載%zu事業の計 %s（うち融資事業費 "
                   "%s、原資預託を含む）、同事業を除く計 %s\n",
                   which, totals.budgeted, all, loans, rest);
    else if (language == LANGUAGE_JA)
        buf_printf(out, "%s 掲載%zu事業の計 %s\n", which, totals.budgeted, all);
    else if (totals.loans > 0)
        buf_printf(out,
                   "%s: the %zu programs listed: %s (of which loans %s, with deposited "
                   "capital); without them %s\n",
                   which, totals.budgeted, all, loans, rest);
    else
        buf_printf(out, "%s: the %zu programs listed: %s\n", which, totals.budgeted, all);
}

static void tell_none(int year, enum language language)
{
    if (language == LANGUAGE_JA)
        log_info("%d年度の事業は設定にありません", year);
    else
        log_info("no program of FY%d is configured", year);
}

static void print_tables(struct context *context, const struct portfolio_choice *choice)
{
    const struct settings *settings = context->settings;

    if (choice->asked && !has_programs(settings, NULL, choice)) {
        tell_none(choice->year, settings->site.language);
        return;
    }
    for (size_t i = 0; i < settings->policy_count; i++) {
        if (!choice->asked || has_programs(settings, &settings->policies[i], choice))
            print_policy(context, &settings->policies[i], choice);
    }
    print_totals(context, choice->year, &context->out);
}

static int read_year(const char *option, const char *text, int64_t *year, struct err *err)
{
    if (typed_year(text, year))
        return 0;
    return err_set(err, ERR_USAGE, "%s \"%.40s\": expected a fiscal year such as 2024", option,
                   text);
}

static int print_diff(struct context *context, const struct arguments *arguments,
                      struct err *err)
{
    const struct settings *settings = context->settings;
    struct yeardiff diff;
    int64_t from, to;

    if (arguments->word_count != 1)
        return err_set(err, ERR_USAGE,
                       "--diff: expected two fiscal years, as --diff 2024 2025");
    if (read_year("--diff", options_value(arguments, "diff"), &from, err) ||
        read_year("--diff", arguments->words[0], &to, err))
        return -1;
    if (from >= to)
        return err_set(err, ERR_USAGE, "--diff %d %d: expected the earlier year first",
                       (int)from, (int)to);
    yeardiff_make(settings, (int)from, (int)to, context->arena, &diff);
    if (!diff.before.budgeted || !diff.after.budgeted)
        return err_set(err, ERR_DATA,
                       "no program has a budget.%d, so there is nothing to compare",
                       (int)(diff.before.budgeted ? to : from));
    if (options_given(arguments, "json"))
        difftable_json(&diff, settings, &context->out);
    else if (options_given(arguments, "csv"))
        difftable_csv(&diff, settings, context->arena, &context->out);
    else
        difftable_print(&diff, settings, context->arena, &context->out);
    return 0;
}

static int print_year(struct context *context, const struct arguments *arguments,
                      struct err *err)
{
    const char *text = options_value(arguments, "year");
    int64_t year = portfolio_newest_year(context->settings);

    if (arguments->word_count > 0)
        return err_set(err, ERR_USAGE,
                       "\"%.40s\" is not expected here: see shihyo programs --help",
                       arguments->words[0]);
    if (options_given(arguments, "csv"))
        return err_set(err, ERR_USAGE, "--csv belongs to --diff");
    if (text && read_year("--year", text, &year, err))
        return -1;
    struct portfolio_choice choice = {(int)year, text != NULL};
    if (options_given(arguments, "json"))
        portfolio_json(context->settings, &choice, true, &context->out);
    else {
        asof_print(context);
        print_tables(context, &choice);
    }
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    if (context->as_of && !context->settings->site.as_of.whole)
        return err_set(err, ERR_USAGE,
                       "programs --as-of %s: programs stand in the configuration, which is "
                       "kept by a freeze only; expected the name of one",
                       context->as_of);
    return options_given(arguments, "diff") ? print_diff(context, arguments, err)
                                            : print_year(context, arguments, err);
}

const struct command cmd_programs = {
    .name = "programs",
    .summary = "policies, programs, budgets, the indicators they are meant to move",
    .synopsis = "",
    .help =
        "The ties between programs and indicators are claims made in the configuration, not "
        "findings:\nwhat a program is meant to move, and apart from it the background in "
        "which "
        "it works.\n\n"
        "--diff compares the initial budgets of two years: what is new, renamed, split, "
        "merged, ended,\nincreased and cut. A program without a budget in the later year has "
        "ended only if it has an `end`.\nLoans stand apart from all sums that they would "
        "hide.\n\n"
        "  shihyo programs --diff 2024 2025\n",
    .needs = NEEDS_SETTINGS,
    .words_max = 1,
    .options = {ASOF_OPTION,
                {"year", 'y', "YEAR", "those of this fiscal year; else all, as in the newest"},
                {"diff", 0, "YEAR", "against the later YEAR behind it: --diff 2024 2025"},
                {"csv", 0, NULL, "of --diff, for a spreadsheet"},
                {"json", 0, NULL, "as JSON"}},
    .apart = {{"year", "diff"}, {"csv", "json"}},
    .run = run,
};
