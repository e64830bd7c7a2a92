/* SPDX-License-Identifier: GPL-3.0-or-later */
/* filling: see filling.h. */
#include "collector/filling.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collector/parcel.h"
#include "collector/sandbox.h"
#include "core/decimal.h"
#include "core/mem.h"
#include "core/str.h"

#define HIDDEN "shihyo"
#define VERSION "shihyo-sheet-1"

/* The columns of a line: of the head, then of each field. */
enum { HEAD_VERSION, HEAD_FORM, HEAD_PROGRAM, HEAD_YEAR };
enum { MARK_FIELD, MARK_KIND, MARK_TEXT, MARK_FORM };

#define OF_FORM "form" /* not ours: the form had it there when there was nothing to say */

struct task {
    const struct filling *filling;
    struct arena *arena;
    struct spreadsheet *workbook;
    struct spreadsheet_line *marks; /* of the last time */
    size_t mark_count;
    struct spreadsheet_line *lines; /* of this time */
    size_t line_count;
    struct filling_outcome *outcomes;
};

/* --- what we wrote --- */

static const char *kind_name(enum spreadsheet_kind kind)
{
    static const char *const names[] = {"", "n", "s", "o"};
    return names[kind];
}

/* Excel writes 1.1 as 1.1000000000000001. */
static bool is_same_number(const char *a, const char *b)
{
    double one = strtod(a, NULL);
    double other = strtod(b, NULL);
    return fabs(one - other) <= 1e-12 * fmax(fabs(one), fabs(other));
}

static bool is_same_text(const char *a, const char *b)
{
    while (*a != '\0' || *b != '\0') {
        a += *a == '\r' ? 1 : 0;
        b += *b == '\r' ? 1 : 0;
        if (*a != *b)
            return false;
        a += *a != '\0' ? 1 : 0;
        b += *b != '\0' ? 1 : 0;
    }
    return true;
}

static bool is_same(const struct spreadsheet_cell *cell, const char *kind, const char *text)
{
    if (cell->formula != NULL || !str_equal(kind_name(cell->kind), kind))
        return false;
    return cell->kind == SPREADSHEET_NUMBER ? is_same_number(cell->text, text)
                                            : is_same_text(cell->text, text);
}

static const struct spreadsheet_line *find_mark(const struct task *task, const char *field)
{
    for (size_t i = 1; i < task->mark_count; i++)
        if (str_equal(task->marks[i].texts[MARK_FIELD], field))
            return &task->marks[i];
    return NULL;
}

static int check_head(const struct task *task, struct err *err)
{
    const struct filling *filling = task->filling;
    char year[16];
    (void)snprintf(year, sizeof year, "%d", filling->year);
    if (task->mark_count == 0 || !str_equal(task->marks[0].texts[HEAD_VERSION], VERSION))
        return err_set(err, ERR_DATA,
                       "it does not say what was filled in by us, so that nothing in it can "
                       "be told from what a person typed: another file, or take it away");
    const char *const *head = task->marks[0].texts;
    if (str_equal(head[HEAD_FORM], filling->form) &&
        str_equal(head[HEAD_PROGRAM], filling->program) && str_equal(head[HEAD_YEAR], year))
        return 0;
    return err_set(err, ERR_DATA,
                   "it is the sheet of %.50s for %.10s by the form %.50s, expected that of "
                   "%.50s for %s by %.50s",
                   head[HEAD_PROGRAM], head[HEAD_YEAR], head[HEAD_FORM], filling->program,
                   year, filling->form);
}

/* --- one field --- */

static void keep(struct task *task, const char *field, bool leads,
                 struct spreadsheet_place place, const char *kind, const char *text)
{
    task->lines[task->line_count++] = (struct spreadsheet_line){
        .leads = leads, .place = place, .texts = {field, kind, text}};
}

static void keep_form(struct task *task, const char *field, struct spreadsheet_place place,
                      const char *kind, const char *text)
{
    keep(task, field, true, place, kind, text);
    task->lines[task->line_count - 1].texts[MARK_FORM] = OF_FORM;
}

static int refuse(struct filling_outcome *outcome, struct arena *arena, const char *why)
{
    outcome->state = FILLING_REFUSED;
    outcome->found = arena_strdup(arena, why);
    return 0;
}

/* 52.1 as 0.521, in the same digits. */
static const char *as_part(struct arena *arena, const char *number)
{
    struct decimal value;
    struct decimal hundredth = {1, 2};
    struct err ignored;
    char text[DECIMAL_TEXT_SIZE];
    if (decimal_parse(number, &value, &ignored) != 0 ||
        decimal_multiply(value, hundredth, &value) != 0)
        return number;
    decimal_print(value, text);
    return arena_strdup(arena, text);
}

static bool is_taken(const struct task *task, struct spreadsheet_place place)
{
    for (size_t i = 0; i < task->line_count; i++) {
        const struct spreadsheet_line *line = &task->lines[i];
        if (line->leads && line->place.sheet == place.sheet && line->place.row == place.row &&
            line->place.column == place.column)
            return true;
    }
    return false;
}

/* What is to stand there now; nothing is put where it stands already. */
static void write(struct task *task, const struct filling_order *order,
                  struct spreadsheet_place place, const struct spreadsheet_cell *cell,
                  struct filling_outcome *outcome)
{
    const char *text = order->text;
    if (order->kind == SPREADSHEET_NUMBER && order->percent &&
        spreadsheet_shows_percent(task->workbook, place))
        text = as_part(task->arena, text);
    bool same = is_same(cell, kind_name(order->kind), text);
    if (order->kind == SPREADSHEET_EMPTY)
        outcome->state = same ? FILLING_EMPTY : FILLING_CLEARED;
    else
        outcome->state = same ? FILLING_SAME : FILLING_WRITTEN;
    if (!same)
        spreadsheet_put(task->workbook, place, order->kind, text);
    if (!same && order->height > 0)
        spreadsheet_raise(task->workbook, order->height);
    keep(task, order->field, true, place, kind_name(order->kind), text);
}

static const char *say_found(struct arena *arena, const struct spreadsheet_cell *cell)
{
    return cell->formula == NULL ? cell->text : arena_printf(arena, "=%s", cell->formula);
}

/* One that was filled in before. */
static int fill_again(struct task *task, const struct filling_order *order,
                      const struct spreadsheet_line *mark, struct filling_outcome *outcome,
                      struct err *err)
{
    struct spreadsheet_cell cell;
    const char *kind = mark->texts[MARK_KIND];
    const char *text = mark->texts[MARK_TEXT];
    if (!mark->leads) {
        outcome->state = FILLING_GONE;
        keep(task, order->field, false, mark->place, kind, text);
        return 0;
    }
    outcome->place = spreadsheet_place(task->workbook, mark->place);
    if (spreadsheet_read(task->workbook, mark->place, &cell, err) != 0)
        return -1;
    if (is_taken(task, mark->place) || !is_same(&cell, kind, text)) {
        outcome->state = FILLING_KEPT;
        outcome->found = say_found(task->arena, &cell);
        keep(task, order->field, true, mark->place, kind, text);
        return 0;
    }
    if (order->kind == SPREADSHEET_EMPTY && str_equal(mark->texts[MARK_FORM], OF_FORM)) {
        outcome->state = FILLING_EMPTY;
        keep_form(task, order->field, mark->place, kind, text);
        return 0;
    }
    write(task, order, mark->place, &cell, outcome);
    return 0;
}

/* The first time: what the form itself has there gives way, unless there is nothing to say. In
 * a workbook that was filled in before, anything that stands there may be a person's. */
static int fill_first(struct task *task, const struct filling_order *order,
                      struct filling_outcome *outcome, struct err *err)
{
    struct spreadsheet_place place = {0};
    struct spreadsheet_cell cell;
    struct err why = {0};
    int wrong = order->named
                    ? spreadsheet_find_name(task->workbook, order->where, &place, &why)
                    : spreadsheet_find_cell(task->workbook, order->where, &place, &why);
    if (wrong == 0)
        wrong = spreadsheet_check(task->workbook, place, &why);
    if (wrong == 0 && is_taken(task, place))
        wrong = err_set(&why, ERR_CONFIG, "%.100s is filled in by another field already",
                        spreadsheet_place(task->workbook, place));
    if (wrong != 0 && why.code != ERR_CONFIG) {
        *err = why;
        return -1;
    }
    if (wrong != 0)
        return refuse(outcome, task->arena, why.text);
    outcome->place = spreadsheet_place(task->workbook, place);
    if (spreadsheet_read(task->workbook, place, &cell, err) != 0)
        return -1;
    if (task->filling->again && cell.kind != SPREADSHEET_EMPTY) {
        outcome->state = FILLING_KEPT;
        outcome->found = cell.text;
    } else if (order->kind == SPREADSHEET_EMPTY) {
        outcome->state = FILLING_EMPTY;
        keep_form(task, order->field, place, kind_name(cell.kind), cell.text);
    } else {
        write(task, order, place, &cell, outcome);
    }
    return 0;
}

static int fill(struct task *task, size_t i, struct err *err)
{
    const struct filling_order *order = &task->filling->orders[i];
    struct filling_outcome *outcome = &task->outcomes[i];
    const struct spreadsheet_line *mark = find_mark(task, order->field);
    *outcome = (struct filling_outcome){.place = "", .found = ""};
    if (mark != NULL)
        return fill_again(task, order, mark, outcome, err);
    if (task->filling->again && task->filling->own) {
        outcome->state = FILLING_NO_ROOM;
        return 0;
    }
    return fill_first(task, order, outcome, err);
}

/* --- all of them --- */

static int fill_all(struct task *task, struct err *err)
{
    const struct filling *filling = task->filling;
    const struct spreadsheet_place nowhere = {0};
    if (spreadsheet_read_lines(task->workbook, HIDDEN, &task->marks, &task->mark_count, err) !=
        0)
        return -1;
    if (!filling->again && task->mark_count > 0)
        return err_set(err, ERR_DATA, "the form was filled in already, expected an empty one");
    if (filling->again && check_head(task, err) != 0)
        return -1;
    task->outcomes = arena_alloc(task->arena, filling->count, sizeof *task->outcomes);
    task->lines = arena_alloc(task->arena, filling->count + 2, sizeof *task->lines);
    task->lines[task->line_count++] =
        (struct spreadsheet_line){.texts = {VERSION, filling->form, filling->program,
                                            arena_printf(task->arena, "%d", filling->year)}};
    keep(task, "#", false, nowhere, "", filling->remark);
    for (size_t i = 0; i < filling->count; i++)
        if (fill(task, i, err) != 0)
            return -1;
    return 0;
}

static void pack(const struct task *task, struct buf *answer)
{
    for (size_t i = 0; i < task->filling->count; i++) {
        parcel_pack_number(task->outcomes[i].state, answer);
        parcel_pack_text(task->outcomes[i].place, answer);
        parcel_pack_text(task->outcomes[i].found, answer);
    }
}

static bool any_refused(const struct filling_outcome *outcomes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (outcomes[i].state == FILLING_REFUSED)
            return true;
    return false;
}

int filling_work(void *filling, struct buf *answer, struct err *err)
{
    struct task task = {.filling = filling, .arena = arena_new()};
    int result = spreadsheet_open(task.filling->bytes, task.filling->length, task.arena,
                                  &task.workbook, err);
    if (result == 0)
        result = fill_all(&task, err);
    if (result == 0)
        pack(&task, answer);
    if (result == 0 && !any_refused(task.outcomes, task.filling->count))
        result = spreadsheet_save(task.workbook, HIDDEN, task.lines, task.line_count,
                                  task.filling->now, answer, err);
    spreadsheet_close(task.workbook);
    arena_free(task.arena);
    return result;
}

/* The child may be anybody's by then. */
static int unpack(const struct filling *filling, struct parcel *parcel,
                  struct filling_outcome *outcomes, struct err *err)
{
    for (size_t i = 0; i < filling->count; i++) {
        outcomes[i].state =
            (enum filling_state)parcel_unpack_number(parcel, FILLING_WRITTEN, FILLING_REFUSED);
        outcomes[i].place = parcel_unpack_text(parcel);
        outcomes[i].found = parcel_unpack_text(parcel);
    }
    return parcel->failed ? err_set(err, ERR_DATA, "filling it in gave a wrong answer") : 0;
}

int filling_run(const struct filling *filling, struct arena *arena,
                struct filling_outcome **outcomes, struct buf *out, struct err *err)
{
    struct sandbox_limits limits = sandbox_limits_for(filling->length);
    struct filling copy = *filling;
    struct buf answer;
    if (filling->count > FILLING_ORDERS_MAX)
        return err_set(err, ERR_CONFIG, "more than %d fields", FILLING_ORDERS_MAX);
    *outcomes = arena_alloc(arena, filling->count, sizeof **outcomes);
    buf_init(&answer, SPREADSHEET_OUT_MAX);
    int result = sandbox_run(filling_work, &copy, &limits, &answer, err);
    struct parcel parcel = parcel_start(&answer, arena);
    if (result == 0)
        result = unpack(filling, &parcel, *outcomes, err);
    if (result == 0 && !any_refused(*outcomes, filling->count))
        result = buf_append(out, parcel.at, parcel.left) == 0
                     ? 0
                     : err_set(err, ERR_DATA, "more than %zu bytes", out->limit);
    buf_free(&answer);
    return result;
}
