/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export_comments: see export_comments.h. */
#include "daemon/export_comments.h"

#include <unistd.h>

#include "core/csvfile.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/mem.h"
#include "core/plain.h"
#include "core/str.h"
#include "daemon/commented.h"

#define FILE_LIMIT ((size_t)256 << 20)
#define FOLDER "comments"

enum column {
    INDICATOR,
    PERIOD,
    STATE,
    OPEN,
    CAUSE,
    ACTION,
    SECTION,
    APPROVER,
    AT,
    VALUE,
    WHO
};

#define PLAIN_COUNT WHO
#define COUNT (WHO + 1)

static const struct export_comments_field FIELDS[COUNT] = {
    [INDICATOR] = {"indicator", "string", {"指標", "indicator"}, "id of the indicator"},
    [PERIOD] = {"period", "string", {"期間", "period"}, "as in the indicator's own file"},
    [STATE] = {"state",
               "string",
               {"状態", "state"},
               "draft, approved, dropped (a draft taken back) or withdrawn"},
    [OPEN] = {"public", "boolean", {"公開", "public"}, "approved for the public too"},
    [CAUSE] = {"cause", "string", {"要因", "cause"}, "why the figure is as it is"},
    [ACTION] = {"action", "string", {"対応", "action"}, "what is done about it"},
    [SECTION] = {"section", "string", {"担当課", "section"}, "whose words these are"},
    [APPROVER] = {"approved_by", "string", {"承認", "approved by"}, "the section that did"},
    [AT] = {"at", "datetime", {"記載日時", "written at"}, "when it was written, or approved"},
    [VALUE] = {"value",
               "number",
               {"記載時の実績値", "figure of then"},
               "the figure of which it speaks, in the unit of today"},
    [WHO] = {"who", "string", {"入力者", "typed by"}, "name of the user"},
};

const struct export_comments_field *export_comments_fields(enum export_kind kind,
                                                           size_t *count)
{
    *count = kind == EXPORT_VINTAGES ? COUNT : PLAIN_COUNT;
    return FIELDS;
}

/* --- writing --- */

static bool is_exported(const struct export_options *options, const char *id)
{
    for (size_t i = 0; i < options->count; i++) {
        if (str_equal(options->indicators[i]->id, id))
            return true;
    }
    return false;
}

static int load(const struct export_options *options, struct arena *arena,
                struct comments *out, struct err *err)
{
    size_t kept = 0;
    int failed = options->kind == EXPORT_VINTAGES
                     ? ledger_comment_vintages(options->ledger, NULL, NULL, arena, out, err)
                     : commented_read_open(options->ledger, options->settings, options->now,
                                           arena, out, err);

    for (size_t i = 0; i < out->count && !failed; i++) {
        if (is_exported(options, out->items[i].indicator))
            out->items[kept++] = out->items[i];
    }
    out->count = kept;
    return failed;
}

static void put_head(size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++)
        csvfile_put(out, FIELDS[i].name, i + 1 < count ? ',' : '\n');
}

static void put_line(const struct comment *comment, size_t count, struct buf *out)
{
    char period[PERIOD_TEXT_SIZE], at[INSTANT_TEXT_SIZE], value[DECIMAL_TEXT_SIZE] = "";

    period_print(comment->period, period);
    instant_print(comment->at, at);
    if (comment->valued)
        decimal_print(comment->value, value);
    const char *const cells[COUNT] = {
        [INDICATOR] = comment->indicator,
        [PERIOD] = period,
        [STATE] = comment_state_name(comment->state),
        [OPEN] = comment->open ? "true" : "false",
        [CAUSE] = comment->cause,
        [ACTION] = comment->action,
        [SECTION] = comment->section,
        [APPROVER] = comment->approver,
        [AT] = at,
        [VALUE] = value,
        [WHO] = comment->who,
    };
    for (size_t i = 0; i < count; i++)
        csvfile_put(out, cells[i], i + 1 < count ? ',' : '\n');
}

static int write_file(const char *path, const struct comments *list, size_t columns,
                      struct export_comments *out, struct err *err)
{
    struct buf text;

    buf_init(&text, FILE_LIMIT);
    put_head(columns, &text);
    for (size_t i = 0; i < list->count; i++)
        put_line(&list->items[i], columns, &text);
    int failed =
        text.overflow
            ? err_set(err, ERR_DATA, "%s: it would be larger than %zu bytes", path, FILE_LIMIT)
            : file_write_changed(path, text.data, text.length, NULL, err);
    if (!failed) {
        *out = (struct export_comments){
            .written = true, .rows = list->count, .bytes = text.length};
        sha256_text(text.data, text.length, out->sha256);
    }
    buf_free(&text);
    return failed;
}

/* Another edition's, or of before they were withdrawn: a new folder has none either. */
static int take_away(const char *path, const char *folder, struct err *err)
{
    if (!file_exists(path))
        return 0;
    if (file_remove(path, err))
        return -1;
    (void)rmdir(folder); /* unless somebody keeps something there */
    return 0;
}

int export_comments_write(const struct export_options *options, struct export_comments *out,
                          struct err *err)
{
    struct arena *arena = arena_new();
    const char *folder = arena_printf(arena, "%s/" FOLDER, options->folder);
    const char *path = arena_printf(arena, "%s/" EXPORT_COMMENTS, options->folder);
    struct comments list = {0};
    size_t columns;
    int failed = options->kind == EXPORT_SDMX ? 0 : load(options, arena, &list, err);

    *out = (struct export_comments){0};
    (void)export_comments_fields(options->kind, &columns);
    if (!failed && options->kind != EXPORT_SDMX)
        failed = list.count == 0 ? take_away(path, folder, err)
                                 : file_make_folder(folder, 0755, err) ||
                                       write_file(path, &list, columns, out, err);
    arena_free(arena);
    return failed ? -1 : 0;
}

/* --- reading --- */

static bool is_head(const struct csvfile *file)
{
    bool same = file->count == COUNT;

    for (size_t i = 0; i < COUNT && same; i++)
        same = str_equal(file->cells[i], FIELDS[i].name);
    return same;
}

/* Each frequency writes its periods in a way of its own. */
static bool read_period(const char *text, struct period *out)
{
    for (int i = 0; i <= FREQUENCY_FISCAL_YEAR; i++) {
        struct err ignored = {0};

        if (period_parse(text, (enum frequency)i, out, &ignored) == 0)
            return true;
    }
    return false;
}

/* NULL, or what is wrong. */
static const char *read_line(const struct csvfile *file, struct arena *arena,
                             struct comment *out)
{
    const char *const *cells = file->cells;
    struct err err = {0};
    size_t offset;

    if (file->count != COUNT)
        return "it has not as many cells as the head";
    *out = (struct comment){
        .indicator = cells[INDICATOR],
        .open = str_equal(cells[OPEN], "true"),
        .section = cells[SECTION],
        .approver = str_empty(cells[APPROVER]) ? NULL : cells[APPROVER],
        .who = cells[WHO],
    };
    if (comment_read(cells[CAUSE], "cause", arena, &out->cause, &err) ||
        comment_read(cells[ACTION], "action", arena, &out->action, &err))
        return arena_strdup(arena, err.text);
    if (!plain_check(cells[SECTION], &offset) || !plain_check(cells[APPROVER], &offset) ||
        !plain_check(cells[WHO], &offset))
        return "expected UTF-8 without control characters";
    if (!str_is_id(out->indicator) || !read_period(cells[PERIOD], &out->period))
        return "expected an indicator and a period";
    if (!comment_state_parse(cells[STATE], &out->state) || !comment_is_whole(out))
        return "expected a comment as it was written";
    return instant_parse(cells[AT], &out->at, &err) ? "expected an instant" : NULL;
}

static int read_all(struct buf *bytes, const char *path, struct comments *out,
                    struct arena *arena, struct err *err)
{
    struct comment *rows = NULL;
    size_t count = 0, capacity = 0;
    struct csvfile file;
    int step = csvfile_open(&file, bytes, err);

    if (step == 0)
        step = csvfile_next(&file, err);
    bool wanted = step == 1 && is_head(&file);
    while (wanted && (step = csvfile_next(&file, err)) == 1) {
        rows = mem_grow(rows, count, &capacity, sizeof *rows);
        const char *wrong = read_line(&file, arena, &rows[count++]);

        if (wrong) {
            step = err_set(err, ERR_DATA, "line %ld: %s", file.line, wrong);
            break;
        }
    }
    if (step < 0)
        err_prefix(err, "%s", path);
    *out = (struct comments){arena_alloc(arena, count, sizeof *rows), count};
    for (size_t i = 0; rows && i < count; i++)
        out->items[i] = rows[i];
    mem_free(rows);
    return step < 0 ? -1 : 0;
}

static void keep_texts(struct comments *list, struct arena *arena)
{
    for (size_t i = 0; i < list->count; i++) {
        struct comment *item = &list->items[i];

        item->indicator = arena_strdup(arena, item->indicator);
        item->section = arena_strdup(arena, item->section);
        item->approver = arena_strdup(arena, item->approver);
        item->who = arena_strdup(arena, item->who);
    }
}

int export_comments_read(const char *folder, struct arena *arena, struct comments *out,
                         struct err *err)
{
    const char *path = arena_printf(arena, "%s/" EXPORT_COMMENTS, folder);
    struct buf bytes;

    *out = (struct comments){0};
    if (!file_exists(path))
        return 0;
    buf_init(&bytes, FILE_LIMIT);
    int failed = file_read(path, &bytes, err) || read_all(&bytes, path, out, arena, err);
    if (!failed)
        keep_texts(out, arena);
    buf_free(&bytes);
    return failed ? -1 : 0;
}
