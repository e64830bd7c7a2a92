/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheeting: see sheeting.h. */
#include "daemon/sheeting.h"

#include <string.h>

#include "core/file.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/blank.h"

#define OWN_FORM "none" /* what no [sheet] can be called */

struct work {
    const struct sheeting_job *job;
    struct arena *arena;
    struct evaluation evaluation;
    const struct sheet_place *places;
    const double *heights; /* NULL: the rows are as high as the form has them */
    size_t count;
    bool again;
    struct buf bytes; /* of the workbook before */
    struct filling_order *orders;
};

/* --- the file --- */

static const char *beside(struct arena *arena, const char *path, const char *before,
                          const char *behind)
{
    const char *slash = strrchr(path, '/');
    int folder = slash == NULL ? 0 : (int)(slash - path) + 1;

    return arena_printf(arena, "%.*s%s%s%s", folder, path, before, path + folder, behind);
}

/* Excel and LibreOffice would write what they have over what we wrote. */
static int check_open(const struct work *work, struct err *err)
{
    const char *path = work->job->path;
    const struct {
        const char *program, *file;
    } locks[] = {{"Excel", beside(work->arena, path, "~$", "")},
                 {"LibreOffice", beside(work->arena, path, ".~lock.", "#")}};

    for (size_t i = 0; i < sizeof locks / sizeof locks[0]; i++)
        if (file_exists(locks[i].file))
            return err_set(err, ERR_TEMPFAIL,
                           "it is open in %s (%s is there), expected it to be closed there",
                           locks[i].program, locks[i].file);
    return 0;
}

/* What is there already; else the office's form. Our own form is made later. */
static int read_bytes(struct work *work, struct err *err)
{
    const struct sheet_form *form = work->job->form;

    if (file_check_link(work->job->path, false, err) != 0 || check_open(work, err) != 0)
        return -1;
    work->again = file_exists(work->job->path);
    if (work->again)
        return file_read(work->job->path, &work->bytes, err);
    if (form != NULL && file_read(form->template, &work->bytes, err) != 0)
        return err_prefix(err, "%s:%d: template", form->origin.file, form->origin.line);
    return 0;
}

/* --- orders --- */

static int find_places(struct work *work, struct err *err)
{
    const struct sheet_form *form = work->job->form;
    struct blank blank;
    struct buf unused;

    if (form != NULL) {
        work->places = form->places;
        work->count = form->place_count;
        return 0;
    }
    buf_init(&unused, BLANK_BYTES_MAX);
    int result =
        blank_make(&work->evaluation, &blank, work->again ? &unused : &work->bytes, err);
    buf_free(&unused);
    work->places = blank.places;
    work->heights = blank.heights;
    work->count = blank.count;
    return result;
}

static const char *gather_remarks(const struct work *work)
{
    struct sheetfield *fields = arena_alloc(work->arena, work->count, sizeof *fields);

    for (size_t i = 0; i < work->count; i++)
        fields[i] = work->places[i].field;
    return evaluation_remark(&work->evaluation, fields, work->count);
}

static enum spreadsheet_kind kind_of(enum evaluation_kind kind)
{
    return kind == EVALUATION_NUMBER ? SPREADSHEET_NUMBER
           : kind == EVALUATION_TEXT ? SPREADSHEET_TEXT
                                     : SPREADSHEET_EMPTY;
}

static void make_orders(struct work *work, struct sheeting *out)
{
    work->orders = arena_alloc(work->arena, work->count, sizeof *work->orders);
    out->cells = arena_alloc(work->arena, work->count, sizeof *out->cells);
    out->count = work->count;
    out->remarks = gather_remarks(work);
    for (size_t i = 0; i < work->count; i++) {
        const struct sheet_place *place = &work->places[i];
        struct evaluation_value *value = &out->cells[i].value;

        evaluation_value(&work->evaluation, place->field, value);
        if (strlen(value->text) > SPREADSHEET_TEXT_MAX)
            *value = (struct evaluation_value){
                .text = "",
                .reason = words_pick(work->job->settings->site.language,
                                     "長すぎて一つの欄に入らない", "too long for a cell")};
        if (place->field.id == FIELD_REMARKS && *out->remarks != '\0')
            *value = (struct evaluation_value){
                .kind = EVALUATION_TEXT, .text = out->remarks, .reason = ""};
        out->cells[i].field = place->name;
        work->orders[i] =
            (struct filling_order){.field = place->name,
                                   .where = place->where,
                                   .named = place->named,
                                   .kind = kind_of(value->kind),
                                   .text = value->text,
                                   .percent = value->percent,
                                   .height = work->heights == NULL ? 0 : work->heights[i]};
    }
}

/* --- the outcome --- */

static size_t add_refused(const struct sheet_place *places, size_t places_count,
                          const struct filling_outcome *outcomes, struct faults *faults)
{
    size_t count = 0;

    for (size_t i = 0; i < places_count; i++) {
        if (outcomes[i].state != FILLING_REFUSED)
            continue;
        fault_add(faults, places[i].origin.file, places[i].origin.line, "%s %s: %s",
                  places[i].named ? "name" : "cell", places[i].where, outcomes[i].found);
        count++;
    }
    return count;
}

static int tell_refused(const struct work *work, const struct filling_outcome *outcomes,
                        struct faults *faults, struct err *err)
{
    size_t count = add_refused(work->places, work->count, outcomes, faults);

    if (count == 0)
        return 0;
    return err_set(err, ERR_CONFIG, "%zu of the places in [sheet %s] %s not in %s", count,
                   work->job->form->id, count == 1 ? "is" : "are",
                   work->again ? work->job->path : work->job->form->template);
}

static int save(const struct work *work, const struct filling_outcome *outcomes,
                const struct buf *workbook, struct sheeting *out, struct err *err)
{
    out->made = !work->again;
    out->changed = out->made;
    for (size_t i = 0; i < work->count; i++) {
        out->cells[i].outcome = outcomes[i];
        out->changed = out->changed || outcomes[i].state == FILLING_WRITTEN ||
                       outcomes[i].state == FILLING_CLEARED;
    }
    return out->changed ? file_write(work->job->path, workbook->data, workbook->length, err)
                        : 0;
}

static int fill(struct work *work, struct sheeting *out, struct faults *faults,
                struct err *err)
{
    const struct sheeting_job *job = work->job;
    const struct filling filling = {
        .bytes = work->bytes.data,
        .length = work->bytes.length,
        .again = work->again,
        .own = job->form == NULL,
        .form = job->form == NULL ? OWN_FORM : job->form->id,
        .program = job->program->id,
        .year = job->year,
        .remark =
            words_pick(job->settings->site.language,
                       "shihyo が書いた値の控えです。人が書いた値と区別するために使います。",
                       "What shihyo wrote, to tell it from what a person typed."),
        .orders = work->orders,
        .count = work->count,
        .now = job->now,
    };
    struct filling_outcome *outcomes = NULL;
    struct buf workbook;

    buf_init(&workbook, SPREADSHEET_OUT_MAX);
    int result = filling_run(&filling, work->arena, &outcomes, &workbook, err);
    if (result != 0 && !work->again && job->form != NULL)
        (void)err_prefix(err, "%s:%d: template %s", job->form->origin.file,
                         job->form->origin.line, job->form->template);
    if (result == 0)
        result = tell_refused(work, outcomes, faults, err);
    if (result == 0)
        result = save(work, outcomes, &workbook, out, err);
    buf_free(&workbook);
    return result;
}

int sheeting_run(const struct sheeting_job *job, struct arena *arena, struct sheeting *out,
                 struct faults *faults, struct err *err)
{
    struct work work = {.job = job, .arena = arena};

    *out = (struct sheeting){.remarks = ""};
    buf_init(&work.bytes, SPREADSHEET_BYTES_MAX);
    int result = read_bytes(&work, err);
    if (result == 0)
        result = evaluation_gather(job->ledger, job->settings, job->program, job->year,
                                   job->now, arena, &work.evaluation, err);
    if (result == 0)
        result = find_places(&work, err);
    if (result == 0) {
        make_orders(&work, out);
        result = fill(&work, out, faults, err);
    }
    buf_free(&work.bytes);
    /* who reads and writes files has named it already */
    return result == 0 || str_starts(err->text, job->path) ? result
                                                           : err_prefix(err, "%s", job->path);
}

/* --- without a program --- */

static int try_form(const struct sheet_form *form, struct arena *arena, struct faults *faults,
                    struct err *err)
{
    struct filling_order *orders = arena_alloc(arena, form->place_count, sizeof *orders);
    struct filling_outcome *outcomes = NULL;
    struct buf bytes, unused;

    for (size_t i = 0; i < form->place_count; i++)
        orders[i] = (struct filling_order){.field = form->places[i].name,
                                           .where = form->places[i].where,
                                           .named = form->places[i].named,
                                           .text = ""};
    buf_init(&bytes, SPREADSHEET_BYTES_MAX);
    buf_init(&unused, SPREADSHEET_OUT_MAX);
    int result = file_read(form->template, &bytes, err);
    if (result == 0) {
        const struct filling filling = {.bytes = bytes.data,
                                        .length = bytes.length,
                                        .form = form->id,
                                        .program = "",
                                        .remark = "",
                                        .orders = orders,
                                        .count = form->place_count};

        result = filling_run(&filling, arena, &outcomes, &unused, err);
    }
    if (result == 0)
        (void)add_refused(form->places, form->place_count, outcomes, faults);
    buf_free(&bytes);
    buf_free(&unused);
    return result;
}

void sheeting_check(const struct settings *settings, struct faults *faults)
{
    for (size_t i = 0; i < settings->sheet_count; i++) {
        const struct sheet_form *form = &settings->sheets[i];
        struct arena *arena = arena_new();
        struct err err = {0};

        if (try_form(form, arena, faults, &err) != 0)
            fault_add(faults, form->origin.file, form->origin.line, "template: %s", err.text);
        arena_free(arena);
    }
}
