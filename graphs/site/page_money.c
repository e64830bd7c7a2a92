/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_money: what is printed of programs' budgets, loans apart; see page.h. */
#include "graphs/site/page.h"

#include "config/edition.h"
#include "config/lineage.h"
#include "core/str.h"
#include "core/words.h"

/* Titles and ties hold on until they change; an amount is of its own year only. */
static void add(struct page_money *money, const struct program *program,
                const struct program_year *facts)
{
    int64_t amount;
    enum amount_kind kind = settings_program_amount(facts, &amount);

    if (facts->fiscal_year != money->year || kind == AMOUNT_NONE)
        return;
    money->kind = money->count == 0 || money->kind == kind ? kind : AMOUNT_NONE;
    money->count++;
    money->all += amount;
    if (program->kind == PROGRAM_LOAN) {
        money->loans++;
        money->lent += amount;
        money->loan = program;
    }
}

struct page_money page_add_up(const struct page *page, const struct policy *policy)
{
    const struct settings *settings = page->input->settings;
    struct page_money money = {.year = page->input->year};

    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];
        const struct program_year *facts = settings_program_year(program, money.year);

        if (!policy || facts->policy == policy)
            add(&money, program, facts);
    }
    return money;
}

static const char *say_amount(const struct page *page, int64_t amount)
{
    char text[WORDS_SIZE];

    words_budget(amount, page->language, text);
    return arena_strdup(page->arena, text);
}

static const char *say_year(const struct page *page, const struct page_money *money)
{
    char text[WORDS_SIZE];

    words_period((struct period){FREQUENCY_FISCAL_YEAR, money->year}, YEAR_LABEL_STARTS,
                 page->language, text);
    return arena_printf(page->arena, "%s%s%s", text, page_say(page, "", " "),
                        words_amount_kind(money->kind, page->language));
}

const char *page_money_say(const struct page *page, const struct page_money *money)
{
    struct arena *arena = page->arena;
    const char *all = say_amount(page, money->all);
    const char *year = say_year(page, money);
    const char *whole =
        page->language == LANGUAGE_JA
            ? arena_printf(arena, "%s　掲載%zu事業の計 %s", year, money->count, all)
            : arena_printf(arena, "%s, total of the %zu program%s listed: %s", year,
                           money->count, money->count == 1 ? "" : "s", all);

    if (money->loans == 0)
        return whole;
    const char *lent = say_amount(page, money->lent);
    const char *rest = say_amount(page, money->all - money->lent);

    if (page->language == LANGUAGE_JA)
        return arena_printf(arena,
                            "%s（うち融資事業費 %s、原資預託を含む）、同事業を除く計 %s",
                            whole, lent, rest);
    return arena_printf(arena,
                        "%s (of which loans, with capital deposited at banks: %s); without "
                        "them: %s",
                        whole, lent, rest);
}

/* --- the table --- */

static void put_moved(struct page *page, const struct program *program)
{
    struct html *html = &page->html;
    size_t told = 0;

    html_open(html, "td");
    for (size_t i = 0; i < program->move_count; i++) {
        const struct indicator *indicator = program->moves[i];

        if (!page_shows(page->input, indicator))
            continue;
        if (told++ > 0)
            html_open(html, "br");
        page_anchor(page, page_link(page, page_indicator.file, indicator->id),
                    &indicator->title);
    }
    if (told == 0)
        html_text(html, "—");
    html_close(html, "td");
}

static void put_marks(struct page *page, const struct program *program)
{
    const struct program_year *year = settings_program_latest(program);
    const char *until = lineage_until(program, page->language, page->arena);

    if (*until)
        html_classed(&page->html, "span", "mark", until);
    if (year->is_new)
        html_classed(&page->html, "span", "mark", page_say(page, "新", "new"));
    if (year->pledge && edition_publishes(page->input->settings, EDITION_PLEDGES))
        html_classed(&page->html, "span", "mark", page_say(page, "公約", "pledge"));
}

/* The amount alone where it is of the year and kind that the head says. */
static void put_budget(struct page *page, const struct program *program,
                       const struct page_money *money)
{
    const struct program_year *facts = settings_program_year(program, money->year);
    int64_t amount;
    enum amount_kind kind = settings_program_amount(facts, &amount);

    html_classed(&page->html, "td", "figure",
                 kind != AMOUNT_NONE && kind == money->kind &&
                         facts->fiscal_year == money->year
                     ? say_amount(page, amount)
                     : page_budget(page, program));
}

static void put_row(struct page *page, const struct program *program,
                    const struct page_money *money, bool budgets)
{
    struct html *html = &page->html;
    const struct program_year *year = settings_program_latest(program);

    html_open(html, "tr");
    html_open(html, "th");
    html_attr(html, "scope", "row");
    page_anchor(page, page_link(page, page_program.file, program->id), &year->title);
    put_marks(page, program);
    html_close(html, "th");
    if (budgets)
        put_budget(page, program, money);
    put_moved(page, program);
    html_close(html, "tr");
    html_line(html);
}

static bool is_of(const struct program *program, const struct policy *policy)
{
    return settings_program_latest(program)->policy == policy;
}

static void put_program_heads(struct page *page, const struct page_money *money, bool budgets)
{
    const char *program = page_say(page, "事業", "Program");
    const char *moved =
        edition_is_internal(page->input->settings)
            ? page_say(page, "成果指標", "Meant to move")
            : page_say(page, "公表している成果指標", "Meant to move (as published)");
    const char *const with[] = {program,
                                money->kind == AMOUNT_NONE ? page_say(page, "予算額", "Budget")
                                                           : say_year(page, money),
                                moved};
    const char *const without[] = {program, moved};

    page_heads(page, budgets ? with : without, budgets ? 3 : 2);
}

void page_program_table(struct page *page, const struct policy *policy)
{
    const struct settings *settings = page->input->settings;
    const struct page_money money = page_add_up(page, policy);
    bool budgets = false;

    for (size_t i = 0; i < settings->program_count; i++)
        budgets = budgets || (is_of(&settings->programs[i], policy) &&
                              !str_empty(page_budget(page, &settings->programs[i])));
    page_open_region(page, page_fill(page, "%の事業", "Programs: %",
                                     page_text(page, &policy->title), NULL));
    html_open(&page->html, "table");
    html_attr(&page->html, "class", budgets ? "programs budgeted" : "programs");
    put_program_heads(page, &money, budgets);
    html_open(&page->html, "tbody");
    html_line(&page->html);
    for (size_t i = 0; i < settings->program_count; i++) {
        if (is_of(&settings->programs[i], policy))
            put_row(page, &settings->programs[i], &money, budgets);
    }
    html_close(&page->html, "tbody");
    html_close(&page->html, "table");
    page_close_region(page);
}
