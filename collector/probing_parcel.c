/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * probing_parcel: the view of a document as texts and numbers over the sandbox's pipe, and
 * back. Both ends count what they are to hand over, so that neither trusts the other's counts.
 */
#include <string.h>

#include "collector/parcel.h"
#include "collector/probing.h"
#include "core/mem.h"
#include "core/str.h"

#define CELL_BYTES 400 /* of a cell that is shown */
#define LINE_BYTES 400
#define TEXT_BYTES ((size_t)4 * 1024 * 1024) /* that are counted for lines */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* --- packing --- */

/* The beginning of a text, cut between characters. */
static void put_start(const char *text, struct buf *out)
{
    char start[CELL_BYTES];
    (void)str_copy(start, sizeof start, text);
    parcel_pack_text(start, out);
}

static void put_grid(const struct grid *grid, size_t rows_shown, struct buf *out)
{
    size_t rows = least(grid->row_count, rows_shown);
    size_t columns = least(grid->column_count, PROBING_COLUMNS_MAX);
    put_start(grid->name, out);
    parcel_pack_number(grid->hidden, out);
    parcel_pack_number((int64_t)grid->row_count, out);
    parcel_pack_number((int64_t)grid->column_count, out);
    for (size_t row = 0; row < rows; row++) {
        parcel_pack_number(grid->rows[row].line, out);
        for (size_t i = 0; i < columns; i++)
            put_start(grid_cell(grid, row, i), out);
    }
}

static bool is_blank(const char *text, size_t length)
{
    return strspn(text, " \t\r") >= length;
}

/* How many lines there are that say something; packs the first of them. */
static size_t put_lines(const char *text, size_t most, struct buf *out)
{
    size_t count = 0;
    for (size_t n = 0; *text != '\0' && n < TEXT_BYTES; n++) {
        size_t length = strcspn(text, "\n");
        if (!is_blank(text, length) && count++ < most) {
            char line[LINE_BYTES];
            char *copy = mem_calloc(length + 1, 1);
            memcpy(copy, text, length);
            (void)str_copy(line, sizeof line, copy);
            mem_free(copy);
            parcel_pack_text(line, out);
        }
        text += length + (text[length] == '\n' ? 1 : 0);
    }
    return count;
}

static void put_running(const struct grids *grids, size_t most, struct buf *out)
{
    struct buf lines;
    size_t count = 0;
    buf_init(&lines, out->limit);
    /* the lines of a CSV are its rows, shown already */
    if (grids->text != NULL && !str_equal(grids->format, "csv"))
        count = put_lines(grids->text, most, &lines);
    parcel_pack_number((int64_t)count, out);
    (void)buf_append(out, buf_text(&lines), lines.length);
    buf_free(&lines);
}

static void put_pick(const struct indicator *indicator, const struct grids *grids,
                     int32_t today, struct buf *out)
{
    struct reading_pick pick = {0};
    pick_init(&pick.pick);
    if (pick_observations(indicator, grids, today, &pick.pick, &pick.err) == 0)
        err_clear(&pick.err);
    parcel_pack(&pick, out);
    pick_free(&pick.pick);
}

static void put_conditions(const struct indicator *indicator, struct buf *out)
{
    parcel_pack_number((int64_t)indicator->where_count, out);
    for (size_t i = 0; i < indicator->where_count; i++) {
        parcel_pack_text(indicator->where[i].head, out);
        parcel_pack_text(indicator->where[i].cell, out);
    }
}

/* The first and the last of its figures stand for all. */
static void put_taken(const struct suggestion *suggestion, struct buf *out)
{
    struct observation ends[2] = {suggestion->first, suggestion->last};
    struct pick_problem problems[SUGGEST_PROBLEMS];
    struct reading_pick pick = {.pick = {.observations = ends, .problems = problems}};
    pick.pick.count = period_compare(ends[0].period, ends[1].period) == 0 ? 1 : 2;
    for (size_t i = 0; i < SUGGEST_PROBLEMS && suggestion->problems[i].text != NULL; i++)
        problems[pick.pick.problem_count++] = suggestion->problems[i];
    parcel_pack(&pick, out);
}

static void put_suggestion(const struct suggestion *suggestion, struct buf *out)
{
    const struct indicator *indicator = &suggestion->indicator;
    parcel_pack_text(indicator->title.text, out);
    parcel_pack_text(indicator->unit, out);
    parcel_pack_number(indicator->decimals, out);
    parcel_pack_number((int64_t)indicator->frequency, out);
    parcel_pack_text(indicator->table, out);
    parcel_pack_number((int64_t)indicator->layout, out);
    parcel_pack_text(indicator->value, out);
    parcel_pack_text(indicator->period, out);
    parcel_pack_number((int64_t)indicator->era, out);
    put_conditions(indicator, out);
    parcel_pack_text(suggestion->unit_base, out);
    parcel_pack_text(suggestion->choices, out);
    parcel_pack_number((int64_t)suggestion->unit_from, out);
    parcel_pack_number(suggestion->year_is_open, out);
    parcel_pack_number(suggestion->era_is_open, out);
    parcel_pack_number(suggestion->is_partial, out);
    parcel_pack_number(suggestion->grid == SUGGEST_TEXT ? -1 : (int64_t)suggestion->grid, out);
    parcel_pack_number((int64_t)suggestion->count, out);
    parcel_pack_number((int64_t)suggestion->missing, out);
    parcel_pack_number((int64_t)suggestion->problem_count, out);
    put_taken(suggestion, out);
}

static void put_suggestions(const struct probing_request *request, const struct grids *grids,
                            struct buf *out)
{
    struct suggestions suggestions;
    if (request->suggestions == 0)
        return;
    suggest_init(&suggestions);
    int64_t time_ms = request->suggest_ms == 0 ? PROBING_SUGGEST_MS : request->suggest_ms;
    suggest_run(grids, request->today, time_ms, request->suggestions, &suggestions);
    parcel_pack_number((int64_t)suggestions.tried, out);
    parcel_pack_text(suggestions.why, out);
    parcel_pack_number((int64_t)suggestions.why_grid, out);
    parcel_pack_number(suggestions.cut, out);
    parcel_pack_number((int64_t)suggestions.count, out);
    for (size_t i = 0; i < suggestions.count; i++)
        put_suggestion(&suggestions.items[i], out);
    suggest_free(&suggestions);
}

static void put_published(const struct probing_request *request, const struct grids *grids,
                          struct buf *out)
{
    struct arena *arena = arena_new();
    struct published published;
    published_read(grids, request->document->published, request->today, arena, &published);
    parcel_pack_published(&published, out);
    parcel_pack_number(request->suggestions > 0 ? published_suggest(grids, request->today)
                                                : PUBLISHED_NONE,
                       out);
    arena_free(arena);
}

void probing_pack(const struct probing_request *request, const struct grids *grids,
                  struct buf *out)
{
    size_t count = least(grids->count, PROBING_GRIDS_MAX);
    parcel_pack_text(grids->format, out);
    parcel_pack_text(grids->encoding, out);
    parcel_pack_text(grids->next, out);
    put_published(request, grids, out);
    parcel_pack_number((int64_t)grids->count, out);
    for (size_t i = 0; i < count; i++)
        put_grid(&grids->items[i], request->rows_shown, out);
    put_running(grids, request->rows_shown, out);
    for (size_t i = 0; i < request->indicator_count; i++)
        put_pick(request->indicators[i], grids, request->today, out);
    put_suggestions(request, grids, out);
}

/* --- unpacking --- */

static size_t take_size(struct parcel *from, size_t most)
{
    return (size_t)parcel_unpack_number(from, 0, (int64_t)most);
}

static void take_published(struct parcel *from, int32_t today, struct probing *out)
{
    parcel_unpack_published(from, today, &out->published);
    out->published_by =
        (int)parcel_unpack_number(from, PUBLISHED_NONE, PUBLISHED_PATTERNS - 1);
}

static void take_grid(struct parcel *from, size_t rows_shown, struct probing_grid *grid)
{
    struct arena *arena = from->arena;
    grid->name = parcel_unpack_text(from);
    grid->hidden = parcel_unpack_number(from, 0, 1) == 1;
    grid->rows = take_size(from, INT32_MAX);
    grid->columns = take_size(from, INT32_MAX);
    grid->shown_rows = least(grid->rows, rows_shown);
    grid->shown_columns = least(grid->columns, PROBING_COLUMNS_MAX);
    if (from->failed)
        return;
    grid->lines = arena_alloc(arena, grid->shown_rows, sizeof *grid->lines);
    grid->cells =
        arena_alloc(arena, grid->shown_rows * grid->shown_columns, sizeof *grid->cells);
    for (size_t row = 0; row < grid->shown_rows && !from->failed; row++) {
        grid->lines[row] = (long)parcel_unpack_number(from, 0, INT32_MAX);
        for (size_t i = 0; i < grid->shown_columns && !from->failed; i++)
            grid->cells[row * grid->shown_columns + i] = parcel_unpack_text(from);
    }
}

static void take_grids(struct parcel *from, size_t rows_shown, struct probing *out)
{
    out->grids_found = take_size(from, INT32_MAX);
    size_t count = least(out->grids_found, PROBING_GRIDS_MAX);
    out->grids = arena_alloc(out->arena, count, sizeof *out->grids);
    for (size_t i = 0; i < count && !from->failed; i++) {
        take_grid(from, rows_shown, &out->grids[i]);
        out->grid_count++;
    }
}

static void take_lines(struct parcel *from, size_t most, struct probing *out)
{
    out->lines_found = take_size(from, INT32_MAX);
    size_t count = least(out->lines_found, most);
    out->lines = arena_alloc(out->arena, count, sizeof *out->lines);
    for (size_t i = 0; i < count && !from->failed; i++)
        out->lines[out->line_count++] = parcel_unpack_text(from);
}

static void take_picks(struct parcel *from, const struct probing_request *request,
                       struct probing *out)
{
    for (size_t i = 0; i < request->indicator_count && !from->failed; i++)
        parcel_unpack(from, request->indicators[i]->frequency, &out->picks[i]);
}

static void take_conditions(struct parcel *from, struct indicator *indicator)
{
    struct arena *arena = from->arena;
    size_t count = take_size(from, 16);
    indicator->where = arena_alloc(arena, count, sizeof *indicator->where);
    for (size_t i = 0; i < count; i++) {
        indicator->where[i].head = parcel_unpack_text(from);
        indicator->where[i].cell = parcel_unpack_text(from);
        indicator->where_count++;
    }
}

static void take_indicator(struct parcel *from, struct indicator *indicator)
{
    indicator->better = BETTER_NEUTRAL;
    indicator->title.text = parcel_unpack_text(from);
    indicator->unit = parcel_unpack_text(from);
    indicator->decimals = (int)parcel_unpack_number(from, 0, DECIMAL_PLACES_MAX);
    indicator->frequency =
        (enum frequency)parcel_unpack_number(from, FREQUENCY_DAILY, FREQUENCY_FISCAL_YEAR);
    indicator->table = parcel_unpack_text(from);
    indicator->layout = (enum layout)parcel_unpack_number(from, LAYOUT_LONG, LAYOUT_TEXT);
    indicator->value = parcel_unpack_text(from);
    indicator->period = parcel_unpack_text(from);
    indicator->era =
        (enum era_name)parcel_unpack_number(from, ERA_NAME_NONE, ERA_NAME_WESTERN);
    take_conditions(from, indicator);
}

static void take_taken(struct parcel *from, struct suggestion *suggestion)
{
    struct arena *arena = from->arena;
    struct reading_pick pick = {0};
    pick_init(&pick.pick);
    parcel_unpack(from, suggestion->indicator.frequency, &pick);
    from->failed = from->failed || pick.pick.count == 0;
    if (!from->failed) {
        suggestion->first = pick.pick.observations[0];
        suggestion->last = pick.pick.observations[pick.pick.count - 1];
        suggestion->first.cell = arena_strdup(arena, suggestion->first.cell);
        suggestion->last.cell = arena_strdup(arena, suggestion->last.cell);
        for (size_t i = 0; i < pick.pick.problem_count && i < SUGGEST_PROBLEMS; i++)
            suggestion->problems[i].text = arena_strdup(arena, pick.pick.problems[i].text);
    }
    pick_free(&pick.pick);
}

static void take_suggestion(struct parcel *from, struct suggestion *suggestion)
{
    take_indicator(from, &suggestion->indicator);
    suggestion->label = "";
    suggestion->unit_near = "";
    suggestion->unit_base = parcel_unpack_text(from);
    suggestion->choices = parcel_unpack_text(from);
    suggestion->unit_from = (enum suggest_unit)parcel_unpack_number(from, SUGGEST_UNIT_PRINTED,
                                                                    SUGGEST_UNIT_UNKNOWN);
    suggestion->year_is_open = parcel_unpack_number(from, 0, 1) == 1;
    suggestion->era_is_open = parcel_unpack_number(from, 0, 1) == 1;
    suggestion->is_partial = parcel_unpack_number(from, 0, 1) == 1;
    int64_t grid = parcel_unpack_number(from, -1, INT32_MAX);
    suggestion->grid = grid < 0 ? SUGGEST_TEXT : (size_t)grid;
    suggestion->count = take_size(from, INT32_MAX);
    suggestion->missing = take_size(from, INT32_MAX);
    suggestion->problem_count = take_size(from, INT32_MAX);
    take_taken(from, suggestion);
}

static void take_suggestions(struct parcel *from, size_t most, struct suggestions *out)
{
    if (most == 0)
        return;
    out->tried = take_size(from, INT32_MAX);
    out->why = parcel_unpack_text(from);
    out->why_grid = take_size(from, INT32_MAX);
    out->cut = parcel_unpack_number(from, 0, 1) == 1;
    size_t count = take_size(from, least(most, SUGGEST_MAX));
    out->items = mem_calloc(count, sizeof *out->items);
    for (size_t i = 0; i < count && !from->failed; i++) {
        take_suggestion(from, &out->items[i]);
        out->count++;
    }
}

int probing_unpack(const struct buf *answer, const struct probing_request *request,
                   struct probing *out, struct err *err)
{
    struct parcel from = parcel_start(answer, out->arena);
    out->format = parcel_unpack_text(&from);
    out->encoding = parcel_unpack_text(&from);
    out->next = parcel_unpack_text(&from);
    take_published(&from, request->today, out);
    take_grids(&from, request->rows_shown, out);
    take_lines(&from, request->rows_shown, out);
    take_picks(&from, request, out);
    take_suggestions(&from, request->suggestions, &out->suggestions);
    return parcel_end(&from, err);
}
