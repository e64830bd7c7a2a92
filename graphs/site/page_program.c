/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_program: one program: budgets by year, what it does, what it is meant to move. */
#include "graphs/site/page.h"

#include "config/edition.h"
#include "config/logic.h"
#include "core/str.h"
#include "core/words.h"
#include "graphs/chart.h"

#define NARROW "screen and (max-width: 40rem)"

static const struct program *program_of(const struct page *page)
{
    return page->subject->entry;
}

static const char *title(const struct page *page)
{
    return page_text(page, &settings_program_latest(program_of(page))->title);
}

/* --- what it is --- */

static void put_fact(struct page *page, const char *name, const char *text)
{
    if (str_empty(text))
        return;
    html_element(&page->html, "dt", name);
    page_foreign(page, "dd", NULL, text);
    html_line(&page->html);
}

static void put_policy(struct page *page, const struct policy *policy)
{
    if (!policy)
        return;
    html_element(&page->html, "dt", page_say(page, "施策", "Policy"));
    html_open(&page->html, "dd");
    page_anchor(page, page_link(page, page_policy.file, policy->id), &policy->title);
    html_close(&page->html, "dd");
    html_line(&page->html);
}

static const char *say_tier(const struct page *page, enum tier tier)
{
    return tier == TIER_PRIORITY ? page_say(page, "重点事業", "priority program")
           : tier == TIER_MAIN   ? page_say(page, "主要事業", "main program")
                                 : "";
}

static const char *say_start(const struct page *page, const struct program *program)
{
    char text[WORDS_SIZE];

    if (!program->has_start)
        return page_say(page, "開始年度不明", "not known");
    struct period start = {FREQUENCY_DAILY, program->start};
    struct period month = period_of_day(FREQUENCY_MONTHLY, program->start);

    /* the first of a month is how a month alone is kept */
    if (period_start(month) == program->start)
        start = month;
    words_period(start, YEAR_LABEL_STARTS, page->language, text);
    return arena_strdup(page->arena, text);
}

/* The last day, or the month of which it is the last. */
static const char *say_end(const struct page *page, const struct program *program)
{
    char text[WORDS_SIZE];

    if (!program->has_end)
        return "";
    struct period end = {FREQUENCY_DAILY, program->end - 1};
    struct period month = period_of_day(FREQUENCY_MONTHLY, program->end - 1);

    if (period_end(month) == program->end)
        end = month;
    words_period(end, YEAR_LABEL_STARTS, page->language, text);
    return arena_strdup(page->arena, text);
}

static void put_facts(struct page *page)
{
    const struct program *program = program_of(page);
    const struct program_year *year = settings_program_latest(program);

    html_open(&page->html, "dl");
    html_line(&page->html);
    put_policy(page, year->policy);
    page_fact(page, page_say(page, "区分", "Tier"), say_tier(page, year->tier));
    if (year->pledge && edition_publishes(page->input->settings, EDITION_PLEDGES))
        page_fact(page, page_say(page, "公約", "Pledge"), page_say(page, "該当", "yes"));
    page_fact(page, page_say(page, "新規", "New"),
              year->is_new ? page_say(page, "該当", "yes") : "");
    put_fact(page, page_say(page, "概要", "Summary"), year->summary);
    put_fact(page, page_say(page, "変更点", "Changes"), year->change);
    page_fact(page, page_say(page, "開始", "Start"), say_start(page, program));
    page_fact(page, page_say(page, "終了", "End"), say_end(page, program));
    page_lineage(page, program);
    put_fact(page, page_say(page, "所管", "Section"), program->owner);
    put_fact(page, page_say(page, "会計", "Account"), program->account);
    if (edition_is_internal(page->input->settings))
        put_fact(page, page_say(page, "内部メモ", "Internal note"), program->note);
    html_close(&page->html, "dl");
    html_line(&page->html);
}

/* --- budgets --- */

/* The kinds that there are; a column without a figure is none. */
#define KINDS 5

static const struct amount *amount_of(const struct program_year *year, size_t kind)
{
    const struct amount *const amounts[KINDS] = {&year->budget, &year->revised, &year->carried,
                                                 &year->settled, &year->general};

    return amounts[kind];
}

static bool any_of(const struct program *program, size_t kind)
{
    for (size_t i = 0; i < program->year_count; i++) {
        if (amount_of(&program->years[i], kind)->set)
            return true;
    }
    return false;
}

static bool has_amount(const struct program_year *year)
{
    for (size_t kind = 0; kind < KINDS; kind++) {
        if (amount_of(year, kind)->set)
            return true;
    }
    return false;
}

static void put_amount(struct page *page, const struct amount *amount)
{
    char text[WORDS_SIZE] = "";

    if (amount->set)
        words_budget(amount->thousand_yen, page->language, text);
    html_classed(&page->html, "td", "figure", text);
}

static void put_year(struct page *page, const struct program_year *year)
{
    char text[WORDS_SIZE];

    words_period((struct period){FREQUENCY_FISCAL_YEAR, year->fiscal_year}, YEAR_LABEL_STARTS,
                 page->language, text);
    html_open(&page->html, "tr");
    html_open(&page->html, "th");
    html_attr(&page->html, "scope", "row");
    html_text(&page->html, text);
    html_close(&page->html, "th");
    for (size_t kind = 0; kind < KINDS; kind++) {
        if (any_of(program_of(page), kind))
            put_amount(page, amount_of(year, kind));
    }
    html_close(&page->html, "tr");
    html_line(&page->html);
}

static void put_years(struct page *page, const char *name)
{
    const struct program *program = program_of(page);
    const char *const all[KINDS] = {
        page_say(page, "当初予算", "Initial budget"), page_say(page, "補正後予算", "Revised"),
        page_say(page, "繰越", "Carried over"), page_say(page, "決算", "Settled"),
        page_say(page, "うち一般財源", "General funds")};
    const char *heads[KINDS + 1] = {page_say(page, "年度", "Year")};
    size_t count = 1;

    for (size_t kind = 0; kind < KINDS; kind++) {
        if (any_of(program, kind))
            heads[count++] = all[kind];
    }
    page_open_region(page, name);
    html_open(&page->html, "table");
    html_attr(&page->html, "class", "figures budgets");
    page_heads(page, heads, count);
    html_open(&page->html, "tbody");
    html_line(&page->html);
    for (size_t i = program->year_count; i-- > 0;) {
        if (has_amount(&program->years[i]))
            put_year(page, &program->years[i]);
    }
    html_close(&page->html, "tbody");
    html_close(&page->html, "table");
    page_close_region(page);
}

static void put_budgets(struct page *page)
{
    const struct program *program = program_of(page);
    const char *name = page_say(page, "予算と決算", "Budget by year");
    bool any = false;

    for (size_t kind = 0; kind < KINDS; kind++)
        any = any || any_of(program, kind);
    html_element(&page->html, "h2", name);
    html_line(&page->html);
    if (any && program->kind == PROGRAM_LOAN)
        html_element(
            &page->html, "p",
            page_say(page, "融資（原資預託を含むため、他の事業と金額を比べない）",
                     "A loan, with capital deposited at banks that returns: not to be "
                     "compared with other budgets."));
    if (any)
        put_years(page, name);
    else
        html_element(&page->html, "p",
                     program->kind == PROGRAM_EFFORT
                         ? page_say(page, "事業費の掲載なし（取組）",
                                    "An effort, no budget of its own.")
                         : page_say(page, "予算額の掲載なし", "No budget printed."));
}

/* --- what it is meant to move --- */

static bool is_shown(const struct indicator *indicator, const void *context)
{
    return page_shows(context, indicator);
}

static void put_group(struct page *page, const char *name, const struct indicator **items,
                      size_t count)
{
    if (count == 0)
        return;
    html_element(&page->html, "h2", name);
    html_line(&page->html);
    page_cards(page, items, count);
}

static void put_aim(struct page *page)
{
    const struct program *program = program_of(page);
    struct html *html = &page->html;
    struct logic logic;

    logic_find(program, is_shown, page->input, page->arena, &logic);
    put_group(page, page_say(page, "活動指標", "What it does itself"), logic.outputs,
              logic.output_count);
    html_element(html, "h2", page_say(page, "成果指標とねらい", "What it is meant to move"));
    html_line(html);
    if (!str_empty(program->why))
        page_foreign(page, "p", NULL, program->why);
    html_line(html);
    if (logic.outcome_count > 0)
        page_cards(page, logic.outcomes, logic.outcome_count);
    else
        html_element(html, "p", page_no_indicator(page));
    put_group(page, page_say(page, "背景指標", "Background"), logic.context,
              logic.context_count);
}

/* --- its logic model --- */

static void put_source(struct page *page, const char *media, const char *ending)
{
    html_open(&page->html, "source");
    html_attr(&page->html, "media", media);
    html_attr(&page->html, "srcset",
              arena_printf(page->arena, "%s%s", program_of(page)->id, ending));
}

static const char *words_of(const struct site_input *input, const struct program *program)
{
    return input->program_words[program - input->settings->programs];
}

/* From the money to the challenge, as it is meant; on a telephone from above to below. */
static void put_logic(struct page *page)
{
    const char *words = words_of(page->input, program_of(page));
    struct html *html = &page->html;

    if (!words)
        return;
    html_element(html, "h2", page_say(page, "ロジックモデル", "Logic model"));
    html_line(html);
    html_open(html, "figure");
    html_open(html, "picture");
    put_source(page, NARROW " and (prefers-color-scheme: dark)", ".thumbnail.dark.svg");
    put_source(page, NARROW, ".thumbnail.svg");
    put_source(page, "screen and (prefers-color-scheme: dark)", ".dark.svg");
    html_open(html, "img");
    html_attr(html, "src", arena_printf(page->arena, "%s.svg", program_of(page)->id));
    html_attr_number(html, "width", CHART_WIDTH);
    html_attr(html, "alt",
              page_fill(page, "図：%のロジックモデル", "Logic model of %", title(page), NULL));
    html_close(html, "picture");
    html_line(html);
    html_open(html, "figcaption");
    page_words(page, words);
    html_close(html, "figcaption");
    html_close(html, "figure");
    html_line(html);
}

static void write_program(struct page *page)
{
    page_label(page, "h1", NULL, &settings_program_latest(program_of(page))->title);
    html_line(&page->html);
    put_facts(page);
    put_logic(page);
    put_budgets(page);
    put_aim(page);
    page_outcome(page, program_of(page));
    page_comments_moved(page);
}

static void put_all(const struct site_input *input, struct indicator *const *items,
                    size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        if (page_shows(input, items[i]))
            page_put_indicator(input, items[i], out);
    }
}

static void made_from(const struct site_input *input, const struct site_subject *subject,
                      struct buf *out)
{
    const struct program *program = subject->entry;

    put_all(input, program->moves, program->move_count, out);
    put_all(input, program->context, program->context_count, out);
    for (size_t i = 0; i < program->move_count && edition_is_internal(input->settings); i++)
        page_put_comments(input, program->moves[i], out);
    page_put_outcome(input, program, out);
    page_put(out, words_of(input, program));
}

const struct page_kind page_program = {
    .name = "program",
    .file = "programs/*.html",
    .of = PAGE_OF_PROGRAMS,
    .needs = PAGE_NEEDS_MOVED,
    .program = true,
    .made_from = made_from,
    .title = title,
    .write = write_program,
};
