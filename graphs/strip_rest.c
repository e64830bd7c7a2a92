/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strip_rest: see strip_rest.h. */
#include "graphs/strip_rest.h"

#include "core/buf.h"

static int64_t add_amounts(int64_t a, int64_t b)
{
    int64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? INT64_MAX : sum;
}

/* Room for a year before the i-th; of too many the oldest goes. False when it is this one. */
static bool make_room(struct strip_row *to, size_t *i)
{
    bool full = to->year_count == STRIP_YEARS;
    if (full && *i == 0)
        return false;
    size_t from = full ? 1 : 0;
    for (size_t k = from; full && k < *i; k++) {
        to->years[k - 1] = to->years[k];
        to->amounts[k - 1] = to->amounts[k];
    }
    for (size_t k = to->year_count; !full && k > *i; k--) {
        to->years[k] = to->years[k - 1];
        to->amounts[k] = to->amounts[k - 1];
    }
    *i -= from;
    to->year_count += full ? 0 : 1;
    return true;
}

static void add_year(struct strip_row *to, const struct strip_row *row, size_t from)
{
    size_t i = 0;
    while (i < to->year_count && to->years[i] < row->years[from])
        i++;
    if (i < to->year_count && to->years[i] == row->years[from]) {
        to->amounts[i].thousand_yen =
            add_amounts(to->amounts[i].thousand_yen, row->amounts[from].thousand_yen);
        if (to->amounts[i].kind != row->amounts[from].kind)
            to->amounts[i].kind = AMOUNT_NONE;
        return;
    }
    if (!make_room(to, &i))
        return;
    to->years[i] = row->years[from];
    to->amounts[i] = row->amounts[from];
}

/* An undated effort is nowhere. */
static void add_span(struct strip_rest *rest, const struct strip_row *row)
{
    struct strip_row *to = &rest->row;
    if (row->year_count == 0 && !row->has_start)
        return;
    if (rest->dated++ == 0) {
        to->start = row->start;
        to->end = row->end;
        to->has_end = row->has_end;
        return;
    }
    to->start = row->start < to->start ? row->start : to->start;
    to->end = row->end > to->end ? row->end : to->end;
    to->has_end = to->has_end && row->has_end;
}

void strip_rest_add(struct strip_rest *rest, const struct strip_row *row)
{
    if (row->loan) {
        rest->loans++;
        return;
    }
    rest->programs++;
    add_span(rest, row);
    if (row->year_count == 0)
        return;
    const struct strip_row *sum = &rest->row;
    int before = sum->year_count > 0 ? sum->years[sum->year_count - 1] : 0;
    int last = row->years[row->year_count - 1];
    rest->newest = last > before ? 1 : rest->newest + (last == before);
    for (size_t i = 0; i < row->year_count; i++)
        add_year(&rest->row, row, i);
}

static const char *name_rest(const struct strip_rest *rest, enum language language,
                             size_t shown, struct arena *arena)
{
    if (shown == 0 && rest->loans == 0)
        return language == LANGUAGE_JA
                   ? arena_printf(arena, "%zu事業の計", rest->programs)
                   : arena_printf(arena, "%zu programs in all", rest->programs);
    if (rest->programs == 0)
        return language == LANGUAGE_JA
                   ? arena_printf(arena, "ほか融資 %zu事業", rest->loans)
                   : arena_printf(arena, "%zu more loan programs", rest->loans);
    return language == LANGUAGE_JA ? arena_printf(arena, "ほか %zu事業", rest->programs)
                                   : arena_printf(arena, "%zu more programs", rest->programs);
}

static void put_sum(const struct strip_rest *rest, enum language language, struct buf *out)
{
    char period[WORDS_SIZE];
    char money[WORDS_SIZE];
    size_t last = rest->row.year_count - 1;
    enum amount_kind kind = rest->row.amounts[last].kind;
    size_t without = rest->programs - rest->newest;
    words_period((struct period){FREQUENCY_FISCAL_YEAR, rest->row.years[last]},
                 YEAR_LABEL_STARTS, language, period);
    words_budget(rest->row.amounts[last].thousand_yen, language, money);
    buf_printf(out, "%s %s%s %s", period,
               kind == AMOUNT_NONE ? words_pick(language, "掲載額", "printed amounts")
                                   : words_amount_kind(kind, language),
               words_pick(language, "の計", ", total"), money);
    if (without > 0)
        buf_printf(out, "%s%zu%s", words_pick(language, "（うち ", " ("), without,
                   words_pick(language, "事業は掲載なし）", " without a figure)"));
}

static const char *say_sum(const struct strip_rest *rest, enum language language,
                           struct arena *arena)
{
    struct buf text;
    buf_init(&text, SHEET_LIMIT);
    if (rest->row.year_count > 0)
        put_sum(rest, language, &text);
    if (rest->loans > 0 && rest->programs > 0)
        buf_printf(&text, "%s%zu%s", words_pick(language, "（別に融資 ", " (and "),
                   rest->loans, words_pick(language, "事業）", " loan programs)"));
    return buf_keep(&text, arena);
}

struct strip_row strip_rest_row(const struct strip_rest *rest, enum language language,
                                size_t shown, int newest, struct arena *arena)
{
    struct strip_row row = rest->row;
    row.name = name_rest(rest, language, shown, arena);
    row.amount = say_sum(rest, language, arena);
    if (rest->dated == 0) {
        row.start = period_start((struct period){FREQUENCY_FISCAL_YEAR, newest});
        row.end = period_end((struct period){FREQUENCY_FISCAL_YEAR, newest});
    }
    return row;
}
