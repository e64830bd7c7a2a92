/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blank: see blank.h. Columns A to H, of which the first is for names. */
#include "daemon/blank.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"
#include "core/words.h"
#include "daemon/pen.h"

#define PLACES_MAX 900
#define TOGETHER 25 /* lines of remarks that go on one page with the boxes above them */

enum { A = PEN_A, B, C, D, E, F, G, H, COLUMNS };

struct drawing {
    const struct evaluation *evaluation;
    struct blank *blank;
    struct pen *pen;
    size_t ended; /* places in rows that are done */
};

static enum language language_of(const struct drawing *drawing)
{
    return drawing->evaluation->settings->site.language;
}

static const char *pick(const struct drawing *drawing, const char *ja, const char *en)
{
    return words_pick(language_of(drawing), ja, en);
}

static const char *say(const struct drawing *drawing, enum sheetfield_id id)
{
    return evaluation_field_say(id, language_of(drawing));
}

/* --- cells --- */

/* The cell at hand is a field's. */
static void keep(struct drawing *drawing, int column, struct sheetfield field)
{
    static const char letters[] = "ABCDEFGH";
    struct arena *arena = drawing->evaluation->arena;
    const char *name = sheetfield_name(field.id);

    if (drawing->blank->count == PLACES_MAX)
        return;
    if (field.number > 0)
        name = arena_printf(arena, "%s.%d.%s",
                            field.scope == FIELD_OF_OUTPUT ? "output" : "outcome",
                            field.number, name);
    else if (field.before)
        name = arena_printf(arena, "%s.before", name);
    drawing->blank->places[drawing->blank->count++] = (struct sheet_place){
        .where = arena_printf(arena, "%c%u", letters[column], pen_row(drawing->pen)),
        .name = name,
        .field = field};
}

/* The fields of the row at hand get its height. */
static void end_row(struct drawing *drawing, int lines)
{
    struct blank *blank = drawing->blank;

    pen_end_row(drawing->pen, lines);
    for (; drawing->ended < blank->count; drawing->ended++)
        blank->heights[drawing->ended] = pen_height(lines);
}

static void place(struct drawing *drawing, int from, int to, struct sheetfield field,
                  enum pen_style style)
{
    pen_put(drawing->pen, from, to, "", style);
    keep(drawing, from, field);
}

static void place_number(struct drawing *drawing, int column, struct sheetfield field,
                         int places)
{
    pen_put_number(drawing->pen, column, places);
    keep(drawing, column, field);
}

static void place_program(struct drawing *drawing, int from, int to, enum sheetfield_id id,
                          enum pen_style style)
{
    struct sheetfield field = {.id = id, .scope = FIELD_OF_PROGRAM};

    place(drawing, from, to, field, style);
}

/* Lines that a text takes in columns from..to: a letter of Japanese is two wide. */
static int count_lines(struct arena *arena, const char *text, int from, int to)
{
    double width = (from == A ? PEN_WIDTH_A : PEN_WIDTH) + PEN_WIDTH * (to - from) - 1;
    int lines = 0;

    while (text != NULL) {
        size_t length = strcspn(text, "\n");

        lines += 1 + (int)(unicode_width(arena_strndup(arena, text, length)) / width);
        text += length;
        text = *text == '\n' ? text + 1 : NULL;
    }
    return lines > 1 ? lines : 1;
}

static int lines_of(const struct drawing *drawing, struct sheetfield field, int from, int to)
{
    struct evaluation_value value;

    evaluation_value(drawing->evaluation, field, &value);
    return count_lines(drawing->evaluation->arena, value.text, from, to);
}

static void put_head(struct drawing *drawing, const char *text)
{
    pen_may_break(drawing->pen);
    end_row(drawing, 0);
    pen_put(drawing->pen, A, H, text, PEN_HEAD);
    end_row(drawing, 1);
}

/* --- the program --- */

static void put_title(struct drawing *drawing)
{
    struct sheetfield year = {.id = FIELD_YEAR};
    struct evaluation_value value;

    evaluation_value(drawing->evaluation, year, &value);
    pen_put(drawing->pen, A, H,
            arena_printf(drawing->evaluation->arena, "%s%s", value.text,
                         pick(drawing, "　事務事業評価シート", ": program evaluation sheet")),
            PEN_TITLE);
    end_row(drawing, 2);
    place_program(drawing, A, E, FIELD_OFFICE, PEN_PLAIN);
    pen_put(drawing->pen, F, F, say(drawing, FIELD_MADE), PEN_PLAIN);
    place_program(drawing, G, H, FIELD_MADE, PEN_PLAIN);
    end_row(drawing, 1);
}

static void put_pair(struct drawing *drawing, enum sheetfield_id left,
                     enum sheetfield_id right)
{
    struct sheetfield fields[] = {{.id = left}, {.id = right}};
    int lines = lines_of(drawing, fields[0], B, D);
    int other = lines_of(drawing, fields[1], F, H);

    pen_put(drawing->pen, A, A, say(drawing, left), PEN_NAME);
    place_program(drawing, B, D, left, PEN_TEXT);
    pen_put(drawing->pen, E, E, say(drawing, right), PEN_NAME);
    place_program(drawing, F, H, right, PEN_TEXT);
    end_row(drawing, lines > other ? lines : other);
}

static void put_wide(struct drawing *drawing, enum sheetfield_id id, int least)
{
    struct sheetfield field = {.id = id};
    int lines = lines_of(drawing, field, B, H);

    pen_put(drawing->pen, A, A, say(drawing, id), PEN_NAME);
    place_program(drawing, B, H, id, PEN_TEXT);
    end_row(drawing, lines > least ? lines : least);
}

static void put_program(struct drawing *drawing)
{
    put_head(drawing, pick(drawing, "１　事業の概要", "1  The program"));
    put_wide(drawing, FIELD_TITLE, 1);
    put_pair(drawing, FIELD_POLICY, FIELD_OWNER);
    put_pair(drawing, FIELD_TIER, FIELD_ACCOUNT);
    put_pair(drawing, FIELD_KIND, FIELD_START);
    put_wide(drawing, FIELD_CHALLENGE, 2);
    put_wide(drawing, FIELD_SUMMARY, 2);
    put_wide(drawing, FIELD_CHANGE, 1);
    put_wide(drawing, FIELD_WHY, 1);
}

/* --- money --- */

static void put_amounts(struct drawing *drawing, bool before)
{
    enum sheetfield_id from;
    enum sheetfield_id to;
    struct sheetfield field = {.scope = FIELD_OF_AMOUNT, .before = before};
    int column = B;

    pen_put(drawing->pen, A, A, evaluation_subject(drawing->evaluation, field), PEN_NAME);
    sheetfield_range(FIELD_OF_AMOUNT, &from, &to);
    for (int id = (int)from; id < (int)to; id++, column++) {
        field.id = (enum sheetfield_id)id;
        place(drawing, column, column, field, PEN_AMOUNT);
    }
    end_row(drawing, 1);
}

static void put_money(struct drawing *drawing)
{
    enum sheetfield_id from;
    enum sheetfield_id to;
    int column = B;

    put_head(drawing, pick(drawing, "２　事業費（千円）", "2  Budgets (thousand yen)"));
    pen_put(drawing->pen, A, A, say(drawing, FIELD_YEAR), PEN_HEADING);
    sheetfield_range(FIELD_OF_AMOUNT, &from, &to);
    for (int id = (int)from; id < (int)to; id++, column++)
        pen_put(drawing->pen, column, column, say(drawing, (enum sheetfield_id)id),
                PEN_HEADING);
    end_row(drawing, language_of(drawing) == LANGUAGE_JA ? 1 : 2);
    put_amounts(drawing, true);
    put_amounts(drawing, false);
}

/* --- indicators --- */

/* The figures of an indicator, and beneath them their periods. */
static const struct {
    enum sheetfield_id value, period; /* FIELD_COUNT = none */
} columns[COLUMNS] = {
    [C] = {FIELD_BASELINE, FIELD_BASELINE_PERIOD},
    [D] = {FIELD_PREVIOUS, FIELD_PREVIOUS_PERIOD},
    [E] = {FIELD_VALUE, FIELD_PERIOD},
    [F] = {FIELD_DUE, FIELD_COUNT},
    [G] = {FIELD_TARGET, FIELD_TARGET_PERIOD},
    [H] = {FIELD_RATE, FIELD_COUNT},
};

static int find_places(const struct drawing *drawing, struct sheetfield field)
{
    int places = 0;

    for (int column = C; column <= G; column++) {
        struct evaluation_value value;

        field.id = columns[column].value;
        evaluation_value(drawing->evaluation, field, &value);
        places = value.places > places ? value.places : places;
    }
    return places;
}

static void put_figures(struct drawing *drawing, struct sheetfield field)
{
    int places = find_places(drawing, field);

    field.id = FIELD_INDICATOR_TITLE;
    int lines = lines_of(drawing, field, A, A);
    place(drawing, A, A, field, PEN_LEAD);
    field.id = FIELD_UNIT;
    place(drawing, B, B, field, PEN_CENTRE);
    for (int column = C; column <= H; column++) {
        field.id = columns[column].value;
        place_number(drawing, column, field, column == H ? 1 : places);
    }
    end_row(drawing, lines);
    pen_put(drawing->pen, A, B, pick(drawing, "（時期）", "(period)"), PEN_SMALL);
    for (int column = C; column <= H; column++) {
        field.id = columns[column].period;
        if (field.id == FIELD_COUNT)
            pen_put(drawing->pen, column, column, "", PEN_SMALL);
        else
            place(drawing, column, column, field, PEN_SMALL);
    }
    end_row(drawing, 1);
}

static void put_said(struct drawing *drawing, struct sheetfield field, enum sheetfield_id id)
{
    field.id = id;
    int lines = lines_of(drawing, field, B, H);

    pen_put(drawing->pen, A, A, say(drawing, id), PEN_NAME);
    place(drawing, B, H, field, PEN_TEXT);
    end_row(drawing, lines);
}

static void put_reading(struct drawing *drawing, struct sheetfield field)
{
    struct evaluation_value value;
    const struct {
        int name, from, to;
        enum sheetfield_id id;
    } parts[] = {{A, B, D, FIELD_READING}, {E, F, F, FIELD_BEFORE}, {G, H, H, FIELD_AFTER}};

    field.id = FIELD_READING;
    int lines = lines_of(drawing, field, B, D);
    for (size_t i = 0; i < 3; i++) {
        field.id = parts[i].id;
        evaluation_value(drawing->evaluation, field, &value);
        pen_put(drawing->pen, parts[i].name, parts[i].name,
                field.id == FIELD_BEFORE  ? pick(drawing, "開始前平均", "Before")
                : field.id == FIELD_AFTER ? pick(drawing, "以後の平均", "Since")
                                          : say(drawing, field.id),
                i == 0 ? PEN_NAME : PEN_HEADING);
        if (field.id == FIELD_READING)
            place(drawing, parts[i].from, parts[i].to, field, PEN_TEXT);
        else
            place_number(drawing, parts[i].from, field, value.places);
    }
    end_row(drawing, lines);
}

/* Above each indicator, since a page may begin with any of them. */
static void put_figure_heads(struct drawing *drawing)
{
    pen_put(drawing->pen, A, A, say(drawing, FIELD_INDICATOR_TITLE), PEN_HEADING);
    pen_put(drawing->pen, B, B, say(drawing, FIELD_UNIT), PEN_HEADING);
    for (int column = C; column <= H; column++)
        pen_put(drawing->pen, column, column,
                column == H ? pick(drawing, "達成率（％）", "Achieved (%)")
                            : say(drawing, columns[column].value),
                PEN_HEADING);
    end_row(drawing, 1);
}

static void put_indicators(struct drawing *drawing, bool output, const char *head,
                           const char *none)
{
    const struct evaluation *evaluation = drawing->evaluation;
    size_t count = output ? evaluation->output_count : evaluation->outcome_count;

    put_head(drawing, head);
    if (count > SHEETFIELD_INDICATORS_MAX)
        count = SHEETFIELD_INDICATORS_MAX;
    if (count == 0) {
        pen_put(drawing->pen, A, H, none, PEN_TEXT);
        end_row(drawing, 1);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct sheetfield field = {.scope = output ? FIELD_OF_OUTPUT : FIELD_OF_OUTCOME,
                                   .number = (int)i + 1};

        if (i > 0)
            pen_may_break(drawing->pen);
        put_figure_heads(drawing);
        put_figures(drawing, field);
        if (!output)
            put_reading(drawing, field);
        put_said(drawing, field, FIELD_CAUSE);
        put_said(drawing, field, FIELD_ACTION);
    }
}

/* --- for the person --- */

static void put_box(struct drawing *drawing, const char *name, int lines)
{
    pen_put(drawing->pen, A, A, name, PEN_NAME);
    pen_put(drawing->pen, B, H, "", PEN_INPUT);
    end_row(drawing, lines);
}

static void put_ways(struct drawing *drawing)
{
    static const char *const ja[] = {"拡充", "継続", "見直し", "縮小", "統合", "終了", NULL};
    static const char *const en[] = {"expand", "go on", "change", "cut", "merge", "end", NULL};
    bool ja_words = language_of(drawing) == LANGUAGE_JA;

    pen_put(drawing->pen, A, A, pick(drawing, "今後の方向", "From now on"), PEN_NAME);
    pen_put_choice(drawing->pen, B, ja_words ? ja : en);
    pen_put(drawing->pen, C, H, "", PEN_INPUT);
    end_row(drawing, 3);
}

static void put_remarks(struct drawing *drawing)
{
    struct sheetfield *fields =
        arena_alloc(drawing->evaluation->arena, drawing->blank->count, sizeof *fields);
    size_t count = drawing->blank->count;

    for (size_t i = 0; i < count; i++)
        fields[i] = drawing->blank->places[i].field;
    const char *remarks = evaluation_remark(drawing->evaluation, fields, count);
    int lines = count_lines(drawing->evaluation->arena, remarks, B, H);

    if (lines > TOGETHER)
        pen_may_break(drawing->pen);
    end_row(drawing, 0);
    pen_put(drawing->pen, A, A, say(drawing, FIELD_REMARKS), PEN_NAME);
    place_program(drawing, B, H, FIELD_REMARKS, PEN_TEXT);
    end_row(drawing, lines > 2 ? lines : 2);
    place_program(drawing, A, H, FIELD_CAUTION, PEN_PLAIN);
    end_row(drawing, 2);
}

static void put_all(struct drawing *drawing)
{
    put_title(drawing);
    put_program(drawing);
    put_money(drawing);
    put_indicators(
        drawing, true,
        pick(drawing, "３　活動指標（行ったこと）", "3  Outputs (what was done)"),
        pick(drawing, "結び付けた活動指標はありません", "no output indicator is tied to it"));
    put_indicators(
        drawing, false,
        pick(drawing, "４　成果指標（目指す変化）", "4  Outcomes (what came of it)"),
        pick(drawing, "結び付けた成果指標はありません", "no outcome indicator is tied to it"));
    put_head(drawing, pick(drawing, "５　所管課の評価（記入欄）",
                           "5  The section's own view (to be filled in)"));
    put_box(drawing, pick(drawing, "必要性・有効性・効率性", "Need, effect, economy"), 4);
    put_ways(drawing);
    put_remarks(drawing);
}

int blank_make(const struct evaluation *evaluation, struct blank *blank, struct buf *out,
               struct err *err)
{
    enum language language = evaluation->settings->site.language;
    struct drawing drawing = {.evaluation = evaluation, .blank = blank};

    *blank = (struct blank){
        .places = arena_alloc(evaluation->arena, PLACES_MAX, sizeof *blank->places),
        .heights = arena_alloc(evaluation->arena, PLACES_MAX, sizeof *blank->heights)};
    drawing.pen = pen_open(language, words_pick(language, "評価シート", "evaluation"),
                           evaluation->now, err);
    if (drawing.pen == NULL)
        return -1;
    put_all(&drawing);
    return pen_close(drawing.pen, out, err);
}
