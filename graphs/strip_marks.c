/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strip_marks: see strip_marks.h. */
#include "graphs/strip_marks.h"

#include "graphs/palette.h"

#define SIZE 10.0
#define BREATH 3.0

struct scene_style strip_marks_light(bool loan)
{
    return (struct scene_style){.fill = loan ? PALETTE_LOAN_LIGHT : PALETTE_PROGRAM_LIGHT};
}

struct scene_style strip_marks_year(bool loan)
{
    return (struct scene_style){.fill = loan ? PALETTE_LOAN_YEAR : PALETTE_PROGRAM};
}

struct scene_style strip_marks_beside(bool loan)
{
    return (struct scene_style){
        .fill = PALETTE_PAPER, .stroke = loan ? PALETTE_LOAN : PALETTE_PROGRAM, .width = 1};
}

bool strip_marks_is_before(const struct strip_row *row, size_t i)
{
    return period_end((struct period){FREQUENCY_FISCAL_YEAR, row->years[i]}) <= row->start;
}

bool strip_marks_is_behind(const struct strip_row *row, size_t i)
{
    return period_start((struct period){FREQUENCY_FISCAL_YEAR, row->years[i]}) >= row->end;
}

bool strip_marks_has_tail(const struct strip_row *row)
{
    return row->program != NULL && !row->has_start;
}

bool strip_marks_is_open(const struct sheet *sheet, const struct strip_row *row)
{
    return !row->has_end && row->end < sheet->time.end && row->end > sheet->time.first;
}

bool strip_marks_amounts(const struct strip *strip)
{
    for (size_t i = 0; i < strip->count; i++) {
        if (strip->rows[i].program != NULL && strip->rows[i].year_count > 1)
            return true;
    }
    return false;
}

/* In full it stands in the words beside the bar. */
static const char *short_kind(enum amount_kind kind, enum language language)
{
    switch (kind) {
    case AMOUNT_BUDGET:
        return words_pick(language, "当初 ", "initial ");
    case AMOUNT_REVISED:
        return words_pick(language, "補正後 ", "revised ");
    case AMOUNT_SETTLED:
        return words_pick(language, "決算 ", "settled ");
    case AMOUNT_NONE:
        break;
    }
    return "";
}

/* Figures stand on the hatching of what is too early to judge. */
static bool is_hatched(const struct sheet *sheet, const struct strip_row *row,
                       const struct scene_box *box)
{
    return strip_marks_is_early(sheet, row) && timeaxis_x(&sheet->time, row->judged) > box->x;
}

void strip_marks_amount(struct sheet *sheet, const struct strip_row *row, size_t i,
                        struct scene_box box)
{
    char figure[WORDS_SIZE];
    words_value((struct decimal){row->amounts[i].thousand_yen, 0}, 0, sheet->language, figure);
    bool same = row->amounts[i].kind == row->amounts[row->year_count - 1].kind;
    const char *kind = same ? "" : short_kind(row->amounts[i].kind, sheet->language);
    struct scene_text text = {
        .text = arena_printf(sheet->scene->arena, "%s%s", kind, figure),
        .x = box.x + box.w / 2,
        .y = box.y + box.h / 2,
        .middle = true,
        .align = SCENE_CENTRE,
        .size = SIZE,
        .halo = is_hatched(sheet, row, &box),
        .colour = PALETTE_INK,
        .role = SCENE_ROLE_STRIP_AMOUNT,
    };
    if (scene_text_box(sheet->scene, &text).w + 2 * BREATH <= box.w)
        scene_text(sheet->scene, &text);
}

bool strip_marks_is_early(const struct sheet *sheet, const struct strip_row *row)
{
    return row->has_judged && timeaxis_shows(&sheet->time, row->start, row->judged) &&
           row->start < row->judged;
}

struct scene_style strip_marks_early_style(void)
{
    return (struct scene_style){.fill = PALETTE_EARLY,
                                .stroke = PALETTE_EARLY,
                                .width = 0.8,
                                .pattern = SCENE_HATCHED};
}

const char *strip_marks_early_name(enum language language)
{
    return words_pick(language, "効果を判断できる時期の前", "too early to judge");
}

void strip_marks_early(struct sheet *sheet, const struct strip_row *row, struct scene_box box,
                       bool behind)
{
    if (!strip_marks_is_early(sheet, row))
        return;
    struct scene_style style = strip_marks_early_style();
    if (behind)
        style.fill = style.stroke = PALETTE_OLDER;
    box.x = timeaxis_x(&sheet->time, row->start);
    box.w = timeaxis_x(&sheet->time, row->judged) - box.x;
    scene_rect(sheet->scene, box, style, SCENE_ROLE_STRIP_EARLY);
}
