/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yeardiff: see yeardiff.h. */
#include "daemon/yeardiff.h"

#include "config/lineage.h"
#include "core/civil.h"
#include "core/str.h"
#include "core/unicode.h"

enum { APRIL = 4 };

static const struct {
    unsigned bit;
    const char *name;
    const char *ja;
    const char *en;
} CHANGES[] = {
    {YEARDIFF_NEW, "new", "新規", "new"},
    {YEARDIFF_LISTED, "listed", "新たに掲載", "newly listed"},
    {YEARDIFF_RENAMED, "renamed", "名称変更", "renamed"},
    {YEARDIFF_MERGED, "merged", "統合", "merged"},
    {YEARDIFF_INTO, "into", "他事業へ統合", "merged into another"},
    {YEARDIFF_SPLIT, "split", "分割", "split"},
    {YEARDIFF_PART, "part", "分割により設置", "split off"},
    {YEARDIFF_ENDED, "ended", "終了", "ended"},
    {YEARDIFF_UNBUDGETED, "unbudgeted", "計上なし", "no budget listed"},
    {YEARDIFF_INCREASED, "increased", "増額", "increased"},
    {YEARDIFF_CUT, "cut", "減額", "cut"},
    {YEARDIFF_SAME, "unchanged", "同額", "unchanged"},
};

static struct yeardiff_side look(const struct program *program, int year)
{
    struct yeardiff_side side = {.facts = settings_program_year(program, year)};

    side.has = side.facts->fiscal_year == year && side.facts->budget.set;
    side.amount = side.has ? side.facts->budget.thousand_yen : 0;
    return side;
}

static void add(struct yeardiff_sum *sum, const struct program *program,
                const struct yeardiff_side *side)
{
    if (!side->has)
        return;
    sum->budgeted++;
    sum->all += side->amount;
    sum->loans += program->kind == PROGRAM_LOAN ? side->amount : 0;
}

static void gather(const struct settings *settings, struct arena *arena, struct yeardiff *out)
{
    out->rows = arena_alloc(arena, settings->program_count, sizeof *out->rows);
    for (size_t i = 0; i < settings->program_count; i++) {
        struct yeardiff_row *row = &out->rows[out->count];
        const struct program *program = &settings->programs[i];

        *row = (struct yeardiff_row){.program = program,
                                     .before = look(program, out->from),
                                     .after = look(program, out->to)};
        if (!row->before.has && !row->after.has)
            continue;
        add(&out->before, program, &row->before);
        add(&out->after, program, &row->after);
        out->count++;
    }
}

static struct yeardiff_row *find(const struct yeardiff *diff, const struct program *program)
{
    for (size_t i = 0; program && i < diff->count; i++)
        if (diff->rows[i].program == program)
            return &diff->rows[i];
    return NULL;
}

/* `was` says nothing of when: what had both budgets in both years was tied before. */
static void tie(const struct settings *settings, const struct yeardiff *diff,
                struct yeardiff_row *row, struct arena *arena)
{
    size_t count;
    const struct lineage *list = lineage_of(settings, row->program, arena, &count);

    row->from = arena_alloc(arena, count, sizeof *row->from);
    for (size_t i = 0; i < count && row->after.has; i++) {
        struct yeardiff_row *one = find(diff, list[i].program);

        if (!one || one == row || !one->before.has || (row->before.has && one->after.has))
            continue;
        row->from[row->from_count++] = one;
        one->into_count++;
    }
}

static void tie_back(const struct yeardiff *diff, struct arena *arena)
{
    for (size_t i = 0; i < diff->count; i++) {
        struct yeardiff_row *row = &diff->rows[i];

        row->into = arena_alloc(arena, row->into_count, sizeof *row->into);
        row->into_count = 0;
    }
    for (size_t i = 0; i < diff->count; i++) {
        struct yeardiff_row *row = &diff->rows[i];

        for (size_t n = 0; n < row->from_count; n++)
            row->from[n]->into[row->from[n]->into_count++] = row;
    }
}

static bool has_ended(const struct program *program, int year)
{
    return program->has_end && program->end <= civil_day(year + 1, APRIL, 1);
}

/* What others became of it, or it of others. */
static unsigned judge_ties(const struct yeardiff_row *row)
{
    unsigned changes = 0;

    if (row->from_count == 1 && !row->before.has) {
        const struct yeardiff_row *one = row->from[0];

        changes |= one->into_count > 1 || one->after.has ? YEARDIFF_PART : YEARDIFF_RENAMED;
    } else if (row->from_count > 0) {
        changes |= YEARDIFF_MERGED;
    }
    if (row->into_count == 1 && !row->after.has) {
        const struct yeardiff_row *one = row->into[0];

        changes |= one->from_count > 1 || one->before.has ? YEARDIFF_INTO : YEARDIFF_RENAMED;
    } else if (row->into_count > 0) {
        changes |= YEARDIFF_SPLIT;
    }
    return changes;
}

static unsigned judge_amounts(const struct yeardiff *diff, const struct yeardiff_row *row,
                              unsigned ties)
{
    if (ties)
        return 0; /* what came or went with others is neither raised nor cut */
    if (row->before.has && row->after.has)
        return row->after.amount > row->before.amount   ? YEARDIFF_INCREASED
               : row->after.amount < row->before.amount ? YEARDIFF_CUT
                                                        : YEARDIFF_SAME;
    if (row->after.has)
        return row->after.facts->is_new ? YEARDIFF_NEW : YEARDIFF_LISTED;
    return has_ended(row->program, diff->to) ? YEARDIFF_ENDED : YEARDIFF_UNBUDGETED;
}

static bool is_renamed(const struct yeardiff_row *row, struct arena *arena)
{
    return row->before.has && row->after.has &&
           !str_equal(unicode_key(arena, row->before.facts->title.text),
                      unicode_key(arena, row->after.facts->title.text));
}

void yeardiff_make(const struct settings *settings, int from, int to, struct arena *arena,
                   struct yeardiff *out)
{
    *out = (struct yeardiff){.from = from, .to = to};
    gather(settings, arena, out);
    for (size_t i = 0; i < out->count; i++)
        tie(settings, out, &out->rows[i], arena);
    tie_back(out, arena);
    for (size_t i = 0; i < out->count; i++) {
        struct yeardiff_row *row = &out->rows[i];
        unsigned ties = judge_ties(row);

        row->changes = ties | judge_amounts(out, row, ties) |
                       (is_renamed(row, arena) ? YEARDIFF_RENAMED : 0u);
    }
}

const char *yeardiff_say(unsigned changes, enum language language, struct arena *arena)
{
    const char *between = words_pick(language, "・", ", ");
    const char *said = "";

    for (size_t i = 0; i < sizeof CHANGES / sizeof CHANGES[0]; i++)
        if (changes & CHANGES[i].bit)
            said = arena_printf(arena, "%s%s%s", said, *said ? between : "",
                                words_pick(language, CHANGES[i].ja, CHANGES[i].en));
    return said;
}

const char *yeardiff_name(size_t index, unsigned *bit)
{
    if (index >= sizeof CHANGES / sizeof CHANGES[0])
        return NULL;
    *bit = CHANGES[index].bit;
    return CHANGES[index].name;
}
