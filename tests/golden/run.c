/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run: golden tests of decoding and picking.
 *
 *   run [-u] [CASE...]
 *
 * A case is a folder beside this file: `in.*` is the document, `pick.ini` a small
 * configuration with one [indicator] and perhaps its [source] (format, encoding), `want.tsv`
 * what must come out: `period<TAB>value<TAB>status` for each observation, then `problem: ...`
 * lines, or one `error: ...`. Today is 2026-04-01. -u shows the differences and rewrites
 * want.tsv.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/civil.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/str.h"

#include "config/settings.h"

#include "collector/decode.h"
#include "collector/label.h"
#include "collector/pick.h"

#define FOLDER "tests/golden"
#define DOCUMENT_MAX ((size_t)32 * 1024 * 1024)
#define WANT_MAX ((size_t)4 * 1024 * 1024)
#define PATH_SIZE 1024

/* --- what comes out --- */

static void print_pick(const struct pick *pick, struct buf *out)
{
    for (size_t i = 0; i < pick->count; i++) {
        const struct observation *observation = &pick->observations[i];
        char period[PERIOD_TEXT_SIZE];
        char value[DECIMAL_TEXT_SIZE];
        period_print(observation->period, period);
        decimal_print(observation->value, value);
        bool missing = observation->status == OBSERVATION_MISSING;
        (void)buf_printf(out, "%s\t%s\t%s\n", period, missing ? "" : value,
                         series_status_name(observation->status));
    }
    for (size_t i = 0; i < pick->problem_count; i++)
        (void)buf_printf(out, "problem: %s\n", pick->problems[i].text);
}

static int decode_and_pick(const struct indicator *indicator, const struct buf *bytes,
                           struct grids *grids, struct pick *pick, struct err *err)
{
    const struct source *source = indicator->source_count > 0 ? indicator->sources[0] : NULL;
    struct document document = {.bytes = buf_text(bytes),
                                .length = bytes->length,
                                .content_type = "",
                                .encoding = source == NULL ? "auto" : source->encoding,
                                .rows = source == NULL ? "" : source->rows};
    if (decode_document(&document, source == NULL ? "auto" : source->format, grids, err) != 0)
        return -1;
    return pick_observations(indicator, grids, civil_day(2026, 4, 1), pick, err);
}

/* Several rows may stand in one line of the document. */
static bool has_cell(const struct grid *grid, const struct pick_place *place, const char *cell)
{
    for (size_t i = 0; i < grid->row_count; i++) {
        long number = grid->rows[i].line > 0 ? grid->rows[i].line : (long)i + 1;
        const char *text = grid_cell(grid, i, (size_t)place->column - 1);
        if (number == place->row && (strcmp(text, cell) == 0 || label_is_ditto(text)))
            return true;
    }
    return false;
}

static bool stands_there(const struct grids *grids, const struct pick *pick, size_t i)
{
    for (size_t k = 0; k < grids->count; k++)
        if (strcmp(grids->items[k].name, pick->grid) == 0 &&
            has_cell(&grids->items[k], &pick->places[i], pick->observations[i].cell))
            return true;
    return false;
}

/* Where a value is said to stand there its cell must be; running text has lines only. */
static void check_places(const struct grids *grids, const struct pick *pick, struct buf *out)
{
    char period[PERIOD_TEXT_SIZE];
    for (size_t i = 0; i < pick->count; i++) {
        if (pick->places[i].column == 0 || stands_there(grids, pick, i))
            continue;
        period_print(pick->observations[i].period, period);
        (void)buf_printf(out, "place: %s is not in row %ld, column %ld of \"%s\"\n", period,
                         (long)pick->places[i].row, (long)pick->places[i].column, pick->grid);
    }
}

static void print_outcome(const struct indicator *indicator, const struct buf *bytes,
                          struct buf *out)
{
    struct grids grids;
    struct pick pick;
    struct err err;
    grid_init(&grids);
    pick_init(&pick);
    if (decode_and_pick(indicator, bytes, &grids, &pick, &err) != 0)
        (void)buf_printf(out, "error: %s\n", err.text);
    else
        print_pick(&pick, out);
    check_places(&grids, &pick, out);
    pick_free(&pick);
    grid_free(&grids);
}

/* --- one case --- */

static int load(const char *path, struct settings **out, struct err *err)
{
    struct faults faults = {0};
    int result = settings_load(path, NULL, out, &faults, err);
    fault_free(&faults);
    if (result == 0 && (*out)->indicator_count != 1) {
        settings_free(*out);
        return err_set(err, ERR_CONFIG, "%s: expected one [indicator]", path);
    }
    return result;
}

static bool find_input(const char *folder, char *out, size_t size)
{
    DIR *files = opendir(folder);
    bool found = false;
    if (files == NULL)
        return false;
    for (const struct dirent *file = readdir(files); file != NULL && !found;
         file = readdir(files)) {
        found = str_starts(file->d_name, "in.");
        if (found)
            (void)snprintf(out, size, "%s/%s", folder, file->d_name);
    }
    (void)closedir(files);
    return found;
}

/* The lines that one text has where the other has different ones. */
static void show_lines(const char *name, const char *mark, const char *text, const char *other)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        size_t beside = strcspn(other, "\n");
        if (length != beside || strncmp(text, other, length) != 0)
            (void)printf("%s: %s %.*s\n", name, mark, (int)length, text);
        text += length + (text[length] == '\n' ? 1 : 0);
        other += beside + (other[beside] == '\n' ? 1 : 0);
    }
}

static int run_loaded(const char *name, const char *folder, const struct indicator *indicator,
                      struct buf *got, struct err *err)
{
    char input[PATH_SIZE];
    struct buf bytes;
    if (!find_input(folder, input, sizeof input))
        return err_set(err, ERR_IO, "%s: no in.* file", name);
    buf_init(&bytes, DOCUMENT_MAX);
    int result = file_read(input, &bytes, err);
    if (result == 0)
        print_outcome(indicator, &bytes, got);
    buf_free(&bytes);
    return result;
}

static int judge(const char *name, const char *folder, const struct buf *got, bool update,
                 struct err *err)
{
    char path[PATH_SIZE];
    struct buf want;
    (void)snprintf(path, sizeof path, "%s/want.tsv", folder);
    buf_init(&want, WANT_MAX);
    struct err missing;
    bool same =
        file_read(path, &want, &missing) == 0 && str_equal(buf_text(&want), buf_text(got));
    if (!same) {
        show_lines(name, "want", buf_text(&want), buf_text(got));
        show_lines(name, "got ", buf_text(got), buf_text(&want));
    }
    buf_free(&want);
    if (same)
        return 0;
    if (update)
        return file_write(path, buf_text(got), got->length, err);
    return err_set(err, ERR_DATA, "differs from want.tsv");
}

static bool run_case(const char *name, bool update)
{
    char folder[PATH_SIZE / 2];
    char path[PATH_SIZE];
    struct settings *settings = NULL;
    struct err err;
    struct buf got;
    (void)snprintf(folder, sizeof folder, "%s/%s", FOLDER, name);
    (void)snprintf(path, sizeof path, "%s/pick.ini", folder);
    err_clear(&err);
    buf_init(&got, WANT_MAX);
    int result = load(path, &settings, &err);
    if (result == 0) {
        result = run_loaded(name, folder, &settings->indicators[0], &got, &err);
        if (result == 0)
            result = judge(name, folder, &got, update, &err);
        settings_free(settings);
    }
    buf_free(&got);
    if (result != 0)
        (void)printf("FAILED %s: %s\n", name, err.text);
    return result == 0;
}

/* --- all cases --- */

static int compare_names(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

static size_t list_cases(char ***out)
{
    size_t count = 0;
    size_t capacity = 0;
    DIR *folders = opendir(FOLDER);
    if (folders == NULL)
        return 0;
    for (const struct dirent *folder = readdir(folders); folder != NULL;
         folder = readdir(folders)) {
        char path[PATH_SIZE];
        (void)snprintf(path, sizeof path, "%s/%s/pick.ini", FOLDER, folder->d_name);
        if (folder->d_name[0] == '.' || !file_exists(path))
            continue;
        *out = mem_grow(*out, count, &capacity, sizeof **out);
        (*out)[count++] = mem_strdup(folder->d_name);
    }
    (void)closedir(folders);
    if (count > 0)
        qsort(*out, count, sizeof **out, compare_names);
    return count;
}

int main(int argc, char **argv)
{
    bool update = argc > 1 && str_equal(argv[1], "-u");
    int first = update ? 2 : 1;
    size_t passed = 0;
    size_t failed = 0;
    char **cases = NULL;
    size_t count = first < argc ? 0 : list_cases(&cases);
    for (int i = first; i < argc; i++)
        *(run_case(argv[i], update) ? &passed : &failed) += 1;
    for (size_t i = 0; i < count; i++) {
        *(run_case(cases[i], update) ? &passed : &failed) += 1;
        mem_free(cases[i]);
    }
    mem_free(cases);
    (void)printf("%zu passed, %zu failed\n", passed, failed);
    return failed > 0 || passed == 0 ? 1 : 0;
}
