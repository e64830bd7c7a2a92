/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strip_over: programs that were over before the axis of the picture begins. */
#include "graphs/strip.h"

#include "core/str.h"

static bool is_over(const struct strip_row *row, int32_t day)
{
    return row->end <= day && row->end > row->start;
}

int32_t strip_first(const struct strip *strip, int32_t day)
{
    int32_t first = INT32_MAX;
    size_t over = 0;
    for (size_t i = 0; i < strip->count; i++) {
        const struct strip_row *row = &strip->rows[i];
        int32_t begin = row->start;
        if (row->year_count > 0)
            begin = period_start((struct period){FREQUENCY_FISCAL_YEAR, row->years[0]});
        if (is_over(row, day))
            over++;
        else if (begin < first)
            first = begin;
    }
    return over > 0 || strip->count == 0 ? first : strip->first;
}

/* "終わった事業（平成28年度まで）" */
static const char *name_row(const struct strip_row *row, enum language language,
                            struct arena *arena)
{
    char year[WORDS_SIZE];
    words_period(period_of_day(FREQUENCY_FISCAL_YEAR, row->end - 1), YEAR_LABEL_STARTS,
                 language, year);
    const char *how =
        row->has_end ? words_pick(language, "まで", "")
                     : words_pick(language, "まで、以後は不明", ", not known from then on");
    return arena_printf(arena, "%s%s%s%s%s", row->name, words_pick(language, "（", " (to "),
                        year, how, words_pick(language, "）", ")"));
}

void strip_drop_over(struct strip *strip, int32_t day, enum language language,
                     struct arena *arena)
{
    const char *names = "";
    size_t over = 0;
    size_t kept = 0;
    strip->loans = false;
    for (size_t i = 0; i < strip->count; i++) {
        const struct strip_row *row = &strip->rows[i];
        if (!is_over(row, day)) {
            strip->loans = strip->loans || row->loan;
            strip->rows[kept++] = *row;
            continue;
        }
        names = arena_printf(arena, "%s%s%s", names,
                             over++ == 0 ? "" : words_pick(language, "、", "; "),
                             name_row(row, language, arena));
    }
    strip->count = kept;
    if (over > 0)
        strip->over = arena_printf(
            arena, "%s%s",
            words_pick(language, "図の期間より前の事業：", "Before the time of the picture: "),
            names);
}
