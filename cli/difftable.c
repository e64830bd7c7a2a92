/* SPDX-License-Identifier: GPL-3.0-or-later */
/* difftable: see difftable.h. */
#include "cli/difftable.h"

#include <inttypes.h>

#include "cli/table.h"
#include "core/str.h"

enum { COLUMNS = 7 };

struct sheet {
    const struct yeardiff *diff;
    const struct settings *settings;
    enum language language;
    struct arena *arena;
    struct buf *out;
};

static const char *title_of(const struct sheet *sheet, const struct program_year *facts)
{
    return settings_label(&facts->title, sheet->language);
}

static const char *year_of(const struct sheet *sheet, int year)
{
    char text[WORDS_SIZE];

    words_fiscal_year(year, sheet->language, text);
    return arena_strdup(sheet->arena, text);
}

static const struct program_year *newest(const struct yeardiff_row *row)
{
    return row->after.has ? row->after.facts : row->before.facts;
}

static const char *former(const struct sheet *sheet, const struct yeardiff_row *row)
{
    bool renamed = row->before.has && row->after.has && (row->changes & YEARDIFF_RENAMED);

    return renamed ? title_of(sheet, row->before.facts) : NULL;
}

static const char *amount(const struct sheet *sheet, const struct yeardiff_side *side)
{
    char money[WORDS_SIZE];

    if (!side->has)
        return words_pick(sheet->language, "－", "-");
    words_value((struct decimal){side->amount, 0}, 0, sheet->language, money);
    return arena_strdup(sheet->arena, money);
}

static const char *difference(const struct sheet *sheet, int64_t before, int64_t after)
{
    char change[WORDS_SIZE];

    words_change((struct decimal){after - before, 0}, 0, sheet->language, change);
    return arena_strdup(sheet->arena, change);
}

/* The titles that they had, or have, in the year that is meant. */
static const char *names(const struct sheet *sheet, struct yeardiff_row *const *rows,
                         size_t count, int year)
{
    const char *said = "";

    for (size_t i = 0; i < count; i++)
        said = arena_printf(sheet->arena, "%s%s%s", said,
                            i ? words_pick(sheet->language, "、", "; ") : "",
                            title_of(sheet, settings_program_year(rows[i]->program, year)));
    return said;
}

static const char *remark(const struct sheet *sheet, const struct yeardiff_row *row)
{
    const char *said = yeardiff_say(row->changes, sheet->language, sheet->arena);
    const char *was = former(sheet, row);
    bool ja = sheet->language == LANGUAGE_JA;

    if (was)
        said = arena_printf(sheet->arena, ja ? "%s（旧: %s）" : "%s (was: %s)", said, was);
    if (row->from_count)
        said = arena_printf(sheet->arena, ja ? "%s（旧: %s）" : "%s (was: %s)", said,
                            names(sheet, row->from, row->from_count, sheet->diff->from));
    if (row->into_count)
        said = arena_printf(sheet->arena, ja ? "%s（→ %s）" : "%s (now: %s)", said,
                            names(sheet, row->into, row->into_count, sheet->diff->to));
    return said;
}

static const char *marks(const struct sheet *sheet, const struct program_year *facts)
{
    enum language language = sheet->language;
    const char *tier = facts->tier == TIER_PRIORITY ? words_pick(language, "重点", "priority")
                       : facts->tier == TIER_MAIN   ? words_pick(language, "主要", "main")
                                                    : "";

    return arena_printf(sheet->arena, "%s%s", tier,
                        facts->pledge ? words_pick(language, " 公約", " pledge") : "");
}

static void put_row(const struct sheet *sheet, const struct yeardiff_row *row,
                    struct table *table)
{
    table_cell(table, row->program->id);
    table_cell(table, title_of(sheet, newest(row)));
    table_cell(table, marks(sheet, newest(row)));
    table_cell(table, amount(sheet, &row->before));
    table_cell(table, amount(sheet, &row->after));
    table_cell(table, difference(sheet, row->before.amount, row->after.amount));
    table_cell(table, remark(sheet, row));
}

/* A group's own sum: what a reader adds up. */
static void put_sum(const struct sheet *sheet, int64_t before, int64_t after,
                    struct table *table)
{
    const struct yeardiff_side sides[] = {{.has = true, .amount = before},
                                          {.has = true, .amount = after}};

    table_cell(table, "");
    table_cell(table, words_pick(sheet->language, "小計", "sum"));
    table_cell(table, "");
    table_cell(table, amount(sheet, &sides[0]));
    table_cell(table, amount(sheet, &sides[1]));
    table_cell(table, difference(sheet, before, after));
    table_cell(table, "");
}

static void start_table(const struct sheet *sheet, struct table *table)
{
    bool ja = sheet->language == LANGUAGE_JA;
    const char *heads[COLUMNS] = {ja ? "事業" : "program", ja ? "名称" : "title",
                                  ja ? "区分" : "tier"};

    heads[3] = arena_printf(sheet->arena, ">%s", year_of(sheet, sheet->diff->from));
    heads[4] = arena_printf(sheet->arena, ">%s", year_of(sheet, sheet->diff->to));
    heads[5] = ja ? ">増減" : ">change";
    heads[6] = ja ? "内容" : "what changed";
    table_init(table, sheet->arena, heads, COLUMNS);
}

/* Those of a policy without the loans, or all loans (policy NULL). */
static bool belongs(const struct yeardiff_row *row, const struct policy *policy)
{
    bool loan = row->program->kind == PROGRAM_LOAN;

    return policy ? !loan && newest(row)->policy == policy : loan;
}

static void print_group(const struct sheet *sheet, const struct policy *policy,
                        const char *head)
{
    struct table table;
    int64_t before = 0, after = 0;
    size_t count = 0;

    start_table(sheet, &table);
    for (size_t i = 0; i < sheet->diff->count; i++) {
        const struct yeardiff_row *row = &sheet->diff->rows[i];

        if (!belongs(row, policy))
            continue;
        put_row(sheet, row, &table);
        before += row->before.amount;
        after += row->after.amount;
        count++;
    }
    if (count > 1)
        put_sum(sheet, before, after, &table);
    if (count > 0) {
        buf_printf(sheet->out, "%s\n", head);
        table_print(&table, sheet->out);
        buf_putc(sheet->out, '\n');
    }
    table_free(&table);
}

static void print_sum(const struct sheet *sheet, int year, const struct yeardiff_sum *sum)
{
    char all[WORDS_SIZE], loans[WORDS_SIZE], rest[WORDS_SIZE];
    bool ja = sheet->language == LANGUAGE_JA;

    words_budget(sum->all, sheet->language, all);
    words_budget(sum->loans, sheet->language, loans);
    words_budget(sum->all - sum->loans, sheet->language, rest);
    buf_printf(sheet->out, ja ? "%s 掲載%zu事業の計 %s" : "%s: the %zu programs listed: %s",
               year_of(sheet, year), sum->budgeted, all);
    if (sum->loans > 0)
        buf_printf(sheet->out,
                   ja ? "（うち融資事業費 %s、原資預託を含む）、同事業を除く計 %s"
                      : " (of which loans %s, with deposited capital); without them %s",
                   loans, rest);
    buf_putc(sheet->out, '\n');
}

void difftable_print(const struct yeardiff *diff, const struct settings *settings,
                     struct arena *arena, struct buf *out)
{
    const struct sheet sheet = {diff, settings, settings->site.language, arena, out};
    bool ja = sheet.language == LANGUAGE_JA;
    int64_t before = diff->before.all - diff->before.loans;
    int64_t after = diff->after.all - diff->after.loans;

    buf_printf(out,
               ja ? "%s・%s 当初予算（千円）\n\n"
                  : "Initial budgets of %s and %s (thousand yen)\n\n",
               year_of(&sheet, diff->from), year_of(&sheet, diff->to));
    for (size_t i = 0; i < settings->policy_count; i++)
        print_group(&sheet, &settings->policies[i],
                    settings_label(&settings->policies[i].title, sheet.language));
    print_group(&sheet, NULL,
                ja ? "融資（別掲。原資預託を含む）" : "Loans (with deposited capital)");
    print_sum(&sheet, diff->from, &diff->before);
    print_sum(&sheet, diff->to, &diff->after);
    buf_printf(out,
               ja ? "融資事業費を除く計の増減 %s千円\n"
                  : "Change without loans: %s thousand yen\n",
               difference(&sheet, before, after));
}
