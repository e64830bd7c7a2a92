/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strip: draws the programs under the plot, on its time axis. */
#include "graphs/strip.h"

#include <math.h>

#include "core/str.h"
#include "graphs/describe.h"
#include "graphs/palette.h"
#include "graphs/strip_marks.h"

#define LOAN_HEIGHT 22.0
#define ROW_ONE 26.0 /* text and bar side by side */
#define ROW_TWO 40.0 /* text over bar */
#define BAR_ONE 14.0
#define BAR_TWO 12.0
#define BAR_AMOUNTS 16.0 /* with figures on it */
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

static double tail_left(const struct sheet *sheet, const struct strip_row *row)
{
    double x = timeaxis_x(&sheet->time, row->start);
    if (row->year_count > 0 && strip_marks_is_before(row, 0))
        return timeaxis_x(&sheet->time,
                          period_start((struct period){FREQUENCY_FISCAL_YEAR, row->years[0]}));
    return strip_marks_has_tail(row) ? fmax(x - TAIL, sheet->time.left) : x;
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

/* What goes on before the axis begins has an arrow there. */
static void put_arrow(struct sheet *sheet, const struct place *place, bool loan)
{
    double x = sheet->time.left;
    struct scene_point points[] = {{x, place->bar_y},
                                   {x - ARROW, place->bar_y + place->bar_height / 2},
                                   {x, place->bar_y + place->bar_height}};
    scene_area(sheet->scene, points, 3, strip_marks_light(loan), SCENE_ROLE_STRIP_TAIL);
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
    struct scene_style style = strip_marks_light(row->loan);
    style.pattern = SCENE_FADING_IN;
    if (before || (strip_marks_has_tail(row) && left - sheet->time.left < ARROW))
        put_arrow(sheet, place, row->loan);
    else if (strip_marks_has_tail(row))
        put_tail(sheet, tail_left(sheet, row), left, place, style);
}

static void put_right_end(struct sheet *sheet, const struct strip_row *row,
                          const struct place *place)
{
    double right = timeaxis_x(&sheet->time, row->end);
    struct scene_style style = strip_marks_light(row->loan);
    style.pattern = SCENE_FADING_OUT;
    if (strip_marks_is_open(sheet, row))
        put_tail(sheet, right, fmin(right + TAIL, sheet->time.right), place, style);
}

static bool is_beside(const struct strip_row *row, size_t i)
{
    return strip_marks_is_before(row, i) || strip_marks_is_behind(row, i);
}

/* The part of a row's bar that is its i-th year, or the whole year beside the bar; of no width
 * where it is not shown. */
static struct scene_box find_year(const struct sheet *sheet, const struct strip_row *row,
                                  size_t i, const struct place *place)
{
    struct period year = {FREQUENCY_FISCAL_YEAR, row->years[i]};
    struct scene_box box = {0, place->bar_y, 0, place->bar_height};
    if (!timeaxis_shows(&sheet->time, period_start(year), period_end(year)))
        return box;
    int32_t from = period_start(year);
    int32_t to = period_end(year);
    if (!is_beside(row, i)) {
        from = from > row->start ? from : row->start;
        to = to < row->end ? to : row->end;
    }
    box.x = timeaxis_x(&sheet->time, from);
    box.w = fmax(timeaxis_x(&sheet->time, to) - box.x, 0);
    return box;
}

/* Its rim stays within the year. */
static void put_beside(struct sheet *sheet, struct scene_box box, bool loan)
{
    box = (struct scene_box){box.x + 0.5, box.y + 0.5, fmax(box.w - 1, 1), box.h - 1};
    scene_rect(sheet->scene, box, strip_marks_beside(loan), SCENE_ROLE_STRIP_YEAR);
}

static void put_years(struct sheet *sheet, const struct strip_row *row,
                      const struct place *place, bool amounts)
{
    for (size_t i = 0; i < row->year_count; i++) {
        struct scene_box box = find_year(sheet, row, i, place);
        if (box.w > 0 && is_beside(row, i))
            put_beside(sheet, box, row->loan);
        else if (box.w > 0)
            scene_rect(sheet->scene, box, strip_marks_year(row->loan), SCENE_ROLE_STRIP_YEAR);
    }
    strip_marks_early(sheet, row,
                      (struct scene_box){.y = place->bar_y, .h = place->bar_height}, false);
    for (size_t i = 0; amounts && i < row->year_count; i++) {
        struct scene_box box = find_year(sheet, row, i, place);
        strip_marks_amount(sheet, row, i, box);
    }
}

static void put_bar(struct sheet *sheet, const struct strip_row *row,
                    const struct place *place, bool amounts)
{
    double left = timeaxis_x(&sheet->time, row->start);
    double right = timeaxis_x(&sheet->time, row->end);
    put_left_end(sheet, row, place);
    put_right_end(sheet, row, place);
    if (right - left >= 2)
        scene_rect(sheet->scene,
                   (struct scene_box){left, place->bar_y, right - left, place->bar_height},
                   strip_marks_light(row->loan), SCENE_ROLE_STRIP_BAR);
    put_years(sheet, row, place, amounts);
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

static struct place place_row(double y, bool one_line, bool amounts)
{
    struct place place = {.y = y, .height = one_line ? ROW_ONE : ROW_TWO};
    place.bar_height = amounts ? BAR_AMOUNTS : one_line ? BAR_ONE : BAR_TWO;
    if (amounts && !one_line)
        place.height += BAR_AMOUNTS - BAR_TWO;
    place.bar_y = one_line ? y + (ROW_ONE - place.bar_height) / 2 : y + 22;
    place.text_y = one_line ? y + ROW_ONE / 2 : y + 11;
    return place;
}

static double put_over(struct sheet *sheet, const char *words, double y)
{
    struct scene_text text = {.text = words,
                              .x = sheet->plot.x,
                              .y = y + 4,
                              .size = AMOUNT_SIZE,
                              .colour = PALETTE_SOFT,
                              .width = sheet->plot.w,
                              .lines = 2,
                              .role = SCENE_ROLE_STRIP_NAME};
    struct scene_box box = scene_text(sheet->scene, &text);
    return box.y + box.h + 2;
}

double strip_draw(struct sheet *sheet, const struct strip *strip, double y)
{
    if (strip->count == 0 && strip->over == NULL)
        return y;
    y = strip_keys(sheet, strip, y);
    bool one_line = fits_one_line(sheet, strip);
    bool amounts = strip_marks_amounts(strip);
    bool loans = false;
    for (size_t i = 0; i < strip->count; i++) {
        const struct strip_row *row = &strip->rows[i];
        if (row->loan && !loans)
            y = put_loan_head(sheet, y);
        loans = loans || row->loan;
        struct place place = place_row(y, one_line, amounts);
        put_bar(sheet, row, &place, amounts);
        put_words(sheet, row, place.text_y);
        y += place.height;
    }
    if (strip->over != NULL)
        y = put_over(sheet, strip->over, y);
    return y + 4;
}

const char *strip_names(enum language language, const struct strip *strip, struct arena *arena)
{
    const char *names = "";
    for (size_t i = 0; i < strip->count; i++)
        names =
            arena_printf(arena, "%s%s%s", names,
                         i == 0 ? "" : words_pick(language, "、", "; "), strip->rows[i].name);
    if (strip->count == 0)
        return "";
    return arena_printf(arena, "%s%s",
                        words_pick(language,
                                   "関連する主な事業（金額と期間は標準の大きさの図に示す）：",
                                   "Related programs (amounts and dates are in the picture of "
                                   "standard size): "),
                        names);
}

/* "関連する主な事業4件（公約2件）：" */
static void put_count(enum language language, const struct strip *strip, struct buf *out)
{
    size_t pledges = 0;
    size_t news = 0;
    for (size_t i = 0; i < strip->count; i++) {
        pledges += strip->rows[i].pledge;
        news += strip->rows[i].is_new;
    }
    bool ja = language == LANGUAGE_JA;
    if (ja)
        buf_printf(out, "関連する主な事業%zu件", strip->programs);
    else
        buf_printf(out, "%zu related program%s", strip->programs,
                   strip->programs == 1 ? "" : "s");
    if (pledges + news > 0)
        buf_puts(out, ja ? "（" : " (");
    if (pledges > 0)
        buf_printf(out, ja ? "公約%zu件" : "%zu pledged", pledges);
    if (news > 0)
        buf_printf(out, ja ? "%s新規%zu件" : "%s%zu new",
                   pledges == 0 ? ""
                   : ja         ? "、"
                                : ", ",
                   news);
    if (pledges + news > 0)
        buf_puts(out, ja ? "）" : ")");
    buf_puts(out, ja ? "：" : ": ");
}

void strip_describe(enum language language, const struct strip *strip, struct buf *out)
{
    struct buf words;
    if (strip->count == 0)
        return;
    buf_init(&words, SHEET_LIMIT);
    put_count(language, strip, &words);
    for (size_t i = 0; i < strip->count; i++) {
        const struct strip_row *row = &strip->rows[i];
        buf_printf(&words, "%s%s", i == 0 ? "" : words_pick(language, "、", "; "), row->name);
        if (!str_empty(row->amount))
            buf_printf(&words, "%s%s%s", words_pick(language, "（", " ("), row->amount,
                       words_pick(language, "）", ")"));
    }
    describe_sentence(language, "", buf_text(&words), out);
    buf_free(&words);
}
