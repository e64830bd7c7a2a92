/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strip: draws the programs under the plot, on its time axis. */
#include "graphs/strip.h"

#include <math.h>

#include "core/str.h"
#include "graphs/palette.h"

#define HEAD_HEIGHT 30.0
#define LOAN_HEIGHT 22.0
#define ROW_ONE 26.0 /* text and bar side by side */
#define ROW_TWO 40.0 /* text over bar */
#define BAR_ONE 14.0
#define BAR_TWO 12.0
#define TAIL 56.0
#define NAME_MAX_WIDTH 560.0
#define NAME_SIZE 13.0
#define AMOUNT_SIZE 12.0
#define TAG_SIZE 10.0
#define GAP 10.0
#define ARROW 7.0

/* The widths of one row's words. */
struct words_width {
    double name;
    double tags;
    double amount;
};

struct place {
    double y, height;         /* of the row */
    double bar_y, bar_height; /* of its bar */
    double text_y;            /* middle of its words */
};

static double width_of(const struct sheet *sheet, const char *text, double size)
{
    struct scene_text item = {.text = text, .size = size};
    return scene_text_box(sheet->scene, &item).w;
}

static const char *tag_text(const struct sheet *sheet, bool pledge)
{
    return pledge ? words_pick(sheet->language, "公約", "pledge")
                  : words_pick(sheet->language, "新", "new");
}

static double tag_width(const struct sheet *sheet, bool pledge)
{
    return width_of(sheet, tag_text(sheet, pledge), TAG_SIZE) + 8;
}

static struct words_width measure_row(const struct sheet *sheet, const struct strip_row *row)
{
    struct words_width width = {.name = width_of(sheet, row->name, NAME_SIZE),
                                .amount = width_of(sheet, row->amount, AMOUNT_SIZE)};
    width.name = fmin(width.name, NAME_MAX_WIDTH);
    if (row->pledge)
        width.tags += tag_width(sheet, true) + 4;
    if (row->is_new)
        width.tags += tag_width(sheet, false) + 4;
    return width;
}

static bool has_tail(const struct strip_row *row)
{
    return row->program != NULL && !row->has_start;
}

static double tail_left(const struct sheet *sheet, const struct strip_row *row)
{
    double x = timeaxis_x(&sheet->time, row->start);
    return has_tail(row) ? fmax(x - TAIL, sheet->time.left) : x;
}

/* True if in every row the bar begins right of the words. */
static bool fits_one_line(const struct sheet *sheet, const struct strip *strip)
{
    for (size_t i = 0; i < strip->count; i++) {
        struct words_width width = measure_row(sheet, &strip->rows[i]);
        double right = sheet->plot.x + width.name + GAP + width.tags + width.amount + 2 * GAP;
        if (right > tail_left(sheet, &strip->rows[i]))
            return false;
    }
    return true;
}

static double put_tag(struct sheet *sheet, double x, double middle, bool pledge)
{
    double width = tag_width(sheet, pledge);
    uint32_t colour = pledge ? PALETTE_MAIN : PALETTE_SOFT;
    scene_rect(sheet->scene, (struct scene_box){x, middle - 8, width, 16},
               (struct scene_style){.fill = PALETTE_PAPER, .stroke = colour, .width = 1},
               SCENE_ROLE_NONE);
    scene_text(sheet->scene, &(struct scene_text){.text = tag_text(sheet, pledge),
                                                  .x = x + width / 2,
                                                  .y = middle,
                                                  .middle = true,
                                                  .align = SCENE_CENTRE,
                                                  .size = TAG_SIZE,
                                                  .colour = colour,
                                                  .role = SCENE_ROLE_STRIP_TAG});
    return x + width + 4;
}

static void put_words(struct sheet *sheet, const struct strip_row *row, double middle)
{
    struct scene_text name = {.text = row->name,
                              .x = sheet->plot.x,
                              .y = middle,
                              .middle = true,
                              .size = NAME_SIZE,
                              .colour = PALETTE_INK,
                              .width = NAME_MAX_WIDTH,
                              .lines = 1,
                              .halo = true,
                              .role = SCENE_ROLE_STRIP_NAME};
    struct scene_box box = scene_text(sheet->scene, &name);
    double x = box.x + fmin(width_of(sheet, row->name, NAME_SIZE), NAME_MAX_WIDTH) + GAP;
    if (row->pledge)
        x = put_tag(sheet, x, middle, true);
    if (row->is_new)
        x = put_tag(sheet, x, middle, false);
    if (str_empty(row->amount))
        return;
    struct scene_text amount = {.text = row->amount,
                                .x = x + (row->pledge || row->is_new ? 4 : 0),
                                .y = middle,
                                .middle = true,
                                .size = AMOUNT_SIZE,
                                .colour = PALETTE_SOFT,
                                .width = sheet->plot.x + sheet->plot.w - x - 4,
                                .lines = 1,
                                .halo = true,
                                .role = SCENE_ROLE_STRIP_AMOUNT};
    scene_text(sheet->scene, &amount);
}

static struct scene_style light_style(bool loan)
{
    return (struct scene_style){.fill = loan ? PALETTE_LOAN_LIGHT : PALETTE_PROGRAM_LIGHT};
}

static struct scene_style year_style(bool loan)
{
    if (!loan)
        return (struct scene_style){.fill = PALETTE_PROGRAM};
    return (struct scene_style){
        .fill = PALETTE_LOAN, .stroke = PALETTE_LOAN, .width = 1, .pattern = SCENE_HATCHED};
}

/* What goes on before the axis begins has an arrow there. */
static void put_arrow(struct sheet *sheet, const struct place *place, bool loan)
{
    double x = sheet->time.left;
    struct scene_point points[] = {{x, place->bar_y},
                                   {x - ARROW, place->bar_y + place->bar_height / 2},
                                   {x, place->bar_y + place->bar_height}};
    scene_area(sheet->scene, points, 3, light_style(loan), SCENE_ROLE_STRIP_TAIL);
}

static void put_tail(struct sheet *sheet, double from, double to, const struct place *place,
                     struct scene_style style)
{
    scene_rect(sheet->scene,
               (struct scene_box){from, place->bar_y, to - from, place->bar_height}, style,
               SCENE_ROLE_STRIP_TAIL);
}

static void put_left_end(struct sheet *sheet, const struct strip_row *row,
                         const struct place *place)
{
    double left = timeaxis_x(&sheet->time, row->start);
    bool before = row->start < sheet->time.first;
    struct scene_style style = light_style(row->loan);
    style.pattern = SCENE_FADING_IN;
    if (before || (has_tail(row) && left - sheet->time.left < ARROW))
        put_arrow(sheet, place, row->loan);
    else if (has_tail(row))
        put_tail(sheet, tail_left(sheet, row), left, place, style);
}

/* True if the axis goes on after what is known of the program. */
static bool has_open_end(const struct sheet *sheet, const struct strip_row *row)
{
    return !row->has_end && row->end < sheet->time.end && row->end > sheet->time.first;
}

static void put_right_end(struct sheet *sheet, const struct strip_row *row,
                          const struct place *place)
{
    double right = timeaxis_x(&sheet->time, row->end);
    struct scene_style style = light_style(row->loan);
    style.pattern = SCENE_FADING_OUT;
    if (has_open_end(sheet, row))
        put_tail(sheet, right, fmin(right + TAIL, sheet->time.right), place, style);
}

static void put_bar(struct sheet *sheet, const struct strip_row *row,
                    const struct place *place)
{
    double left = timeaxis_x(&sheet->time, row->start);
    double right = timeaxis_x(&sheet->time, row->end);
    put_left_end(sheet, row, place);
    put_right_end(sheet, row, place);
    if (right - left < 2)
        return;
    scene_rect(sheet->scene,
               (struct scene_box){left, place->bar_y, right - left, place->bar_height},
               light_style(row->loan), SCENE_ROLE_STRIP_BAR);
    for (size_t i = 0; i < row->year_count; i++) {
        struct period year = {FREQUENCY_FISCAL_YEAR, row->years[i]};
        if (!timeaxis_shows(&sheet->time, period_start(year), period_end(year)))
            continue;
        double from = fmax(left, timeaxis_x(&sheet->time, period_start(year)));
        double to = fmin(right, timeaxis_x(&sheet->time, period_end(year)));
        if (to <= from)
            continue;
        scene_rect(sheet->scene,
                   (struct scene_box){from, place->bar_y, to - from, place->bar_height},
                   year_style(row->loan), SCENE_ROLE_STRIP_YEAR);
    }
}

/* A swatch and its word, set from the right; returns the x left of them. */
static double put_key(struct sheet *sheet, double right, double middle, const char *text,
                      struct scene_style style)
{
    struct scene_text word = {.text = text,
                              .x = right,
                              .y = middle,
                              .middle = true,
                              .align = SCENE_RIGHT,
                              .size = 11,
                              .colour = PALETTE_SOFT,
                              .role = SCENE_ROLE_KEY};
    struct scene_box box = scene_text(sheet->scene, &word);
    scene_rect(sheet->scene, (struct scene_box){box.x - 30, middle - 5, 24, 10}, style,
               SCENE_ROLE_NONE);
    return box.x - 30 - 16;
}

/* What the legend has to explain. */
struct shown {
    bool tails, light, years, open;
    bool loans; /* nothing but loans: in their colour */
};

static struct shown find_shown(const struct sheet *sheet, const struct strip *strip)
{
    struct shown shown = {.loans = true};
    int32_t right = sheet->time.end;
    for (size_t i = 0; i < strip->count; i++) {
        const struct strip_row *row = &strip->rows[i];
        shown.loans = shown.loans && row->loan;
        shown.tails = shown.tails || has_tail(row);
        shown.open = shown.open || has_open_end(sheet, row);
        shown.years = shown.years || row->year_count > 0;
        int32_t covered = row->start;
        for (size_t k = 0; k < row->year_count; k++) {
            struct period year = {FREQUENCY_FISCAL_YEAR, row->years[k]};
            if (period_start(year) <= covered)
                covered = period_end(year);
        }
        int32_t end = row->end < right ? row->end : right;
        shown.light = shown.light || covered < end;
    }
    return shown;
}

static void put_head(struct sheet *sheet, const struct strip *strip, double y)
{
    enum language language = sheet->language;
    double middle = y + HEAD_HEIGHT / 2;
    scene_text(sheet->scene,
               &(struct scene_text){
                   .text = words_pick(language, "関連する主な事業", "Related programs"),
                   .x = sheet->plot.x,
                   .y = middle,
                   .middle = true,
                   .size = 14,
                   .bold = true,
                   .colour = PALETTE_INK,
                   .role = SCENE_ROLE_STRIP_HEAD});
    struct shown shown = find_shown(sheet, strip);
    double right = sheet->plot.x + sheet->plot.w;
    struct scene_style fading = light_style(shown.loans);
    fading.pattern = SCENE_FADING_OUT;
    if (shown.open)
        right = put_key(sheet, right, middle,
                        words_pick(language, "以後は不明", "not known from then on"), fading);
    fading.pattern = SCENE_FADING_IN;
    if (shown.tails)
        right = put_key(sheet, right, middle,
                        words_pick(language, "開始年度不明", "start not known"), fading);
    if (shown.light)
        right = put_key(sheet, right, middle,
                        words_pick(language, "予算額の掲載なし", "no figure printed"),
                        light_style(shown.loans));
    if (shown.years)
        put_key(sheet, right, middle,
                words_pick(language, "予算・決算額の掲載がある年度",
                           "fiscal year with a printed amount"),
                year_style(shown.loans));
}

static double put_loan_head(struct sheet *sheet, double y)
{
    struct scene_point rule[] = {{sheet->plot.x, floor(y) + 3.5},
                                 {sheet->plot.x + sheet->plot.w, floor(y) + 3.5}};
    scene_line(sheet->scene, rule, 2,
               (struct scene_style){.stroke = PALETTE_LOAN, .width = 1, .dash = SCENE_DOTTED},
               SCENE_ROLE_NONE);
    scene_text(sheet->scene,
               &(struct scene_text){
                   .text = words_pick(sheet->language,
                                      "融資（原資預託を含むため、他の事業と金額を比べない）",
                                      "Loans (include capital deposited with banks: not to be "
                                      "compared with the others)"),
                   .x = sheet->plot.x,
                   .y = y + 14,
                   .middle = true,
                   .size = 11,
                   .colour = PALETTE_LOAN,
                   .role = SCENE_ROLE_STRIP_HEAD});
    return y + LOAN_HEIGHT;
}

static struct place place_row(double y, bool one_line)
{
    struct place place = {.y = y, .height = one_line ? ROW_ONE : ROW_TWO};
    place.bar_height = one_line ? BAR_ONE : BAR_TWO;
    place.bar_y = one_line ? y + (ROW_ONE - BAR_ONE) / 2 : y + 22;
    place.text_y = one_line ? y + ROW_ONE / 2 : y + 11;
    return place;
}

double strip_draw(struct sheet *sheet, const struct strip *strip, double y)
{
    if (strip->count == 0)
        return y;
    put_head(sheet, strip, y);
    y += HEAD_HEIGHT;
    bool one_line = fits_one_line(sheet, strip);
    bool loans = false;
    for (size_t i = 0; i < strip->count; i++) {
        const struct strip_row *row = &strip->rows[i];
        if (row->loan && !loans)
            y = put_loan_head(sheet, y);
        loans = loans || row->loan;
        struct place place = place_row(y, one_line);
        put_bar(sheet, row, &place);
        put_words(sheet, row, place.text_y);
        y += place.height;
    }
    return y + 4;
}

void strip_describe(enum language language, const struct strip *strip, struct buf *out)
{
    if (strip->count == 0)
        return;
    buf_puts(out, words_pick(language, "関連する主な事業：", " Related programs: "));
    for (size_t i = 0; i < strip->count; i++) {
        const struct strip_row *row = &strip->rows[i];
        buf_printf(out, "%s%s", i == 0 ? "" : words_pick(language, "、", "; "), row->name);
        if (!str_empty(row->amount))
            buf_printf(out, "%s%s%s", words_pick(language, "（", " ("), row->amount,
                       words_pick(language, "）", ")"));
    }
    buf_puts(out, words_pick(language, "。", "."));
}
