/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export: see export.h. */
#include "daemon/export.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "config/edition.h"
#include "core/arena.h"
#include "core/file.h"
#include "core/lock.h"
#include "core/str.h"
#include "daemon/discretion.h"
#include "daemon/export_package.h"
#include "ledger/meaning.h"

#define SUFFIX ".csv"
#define FILE_LIMIT ((size_t)1 << 30)

static void append(struct series *all, const struct series *more, struct arena *arena)
{
    size_t count = all->count + more->count;
    struct observation *observations = arena_alloc(arena, count, sizeof *observations);

    for (size_t i = 0; i < count; i++)
        observations[i] =
            i < all->count ? all->observations[i] : more->observations[i - all->count];
    all->observations = observations;
    all->count = count;
}

/* Every version of all the frequencies that the indicator ever had. */
static int load_vintages(const struct export_options *options,
                         const struct indicator *indicator, struct arena *arena,
                         struct series *out, struct err *err)
{
    bool found[FREQUENCY_FISCAL_YEAR + 1];
    struct series one;

    if (meaning_frequencies(options->ledger, indicator->id, found, err) ||
        ledger_vintages(options->ledger, indicator->id, indicator->frequency, arena, out, err))
        return -1;
    for (int i = 0; i <= FREQUENCY_FISCAL_YEAR; i++) {
        if (!found[i] || i == (int)indicator->frequency)
            continue;
        if (ledger_vintages(options->ledger, indicator->id, (enum frequency)i, arena, &one,
                            err))
            return -1;
        append(out, &one, arena);
    }
    return 0;
}

static int load(const struct export_options *options, const struct indicator *indicator,
                struct arena *arena, struct series *out, struct err *err)
{
    int failed = options->kind == EXPORT_VINTAGES
                     ? load_vintages(options, indicator, arena, out, err)
                     : ledger_series(options->ledger, indicator->id, indicator->frequency,
                                     NULL, arena, out, err);

    if (!failed)
        edition_filter(options->settings, out);
    return failed;
}

static bool is_in_range(const struct indicator *indicator,
                        const struct observation *observation)
{
    if (!series_has_value(observation))
        return true;
    return (!indicator->minimum.set ||
            decimal_compare(observation->value, indicator->minimum.value) >= 0) &&
           (!indicator->maximum.set ||
            decimal_compare(observation->value, indicator->maximum.value) <= 0);
}

void export_print(const struct export_options *options, const struct series *series,
                  struct export_file *file, struct buf *out)
{
    struct arena *arena = arena_new();
    struct export_row row = {
        .settings = options->settings, .indicator = file->indicator, .arena = arena};
    size_t before = out->length;

    file->in_range = true;
    export_field_head(options->kind, out);
    for (size_t i = 0; i < series->count; i++) {
        row.observation = &series->observations[i];
        export_field_line(options->kind, &row, out);
        file->in_range = file->in_range && is_in_range(file->indicator, row.observation);
    }
    file->rows = series->count;
    file->bytes = out->length - before;
    if (!out->overflow)
        sha256_text(out->data + before, file->bytes, file->sha256);
    arena_free(arena);
}

static int write_file(const struct export_options *options, struct arena *arena,
                      struct export_file *file, struct err *err)
{
    const char *id = file->indicator->id;
    const char *path = arena_printf(arena, "%s/%s" SUFFIX, options->folder, id);
    struct series series;
    struct buf text;

    if (load(options, file->indicator, arena, &series, err))
        return err_prefix(err, "indicator %s", id);
    buf_init(&text, FILE_LIMIT);
    export_print(options, &series, file, &text);
    int failed =
        text.overflow
            ? err_set(err, ERR_DATA, "%s: it would be larger than %zu bytes", path, FILE_LIMIT)
            : file_write_changed(path, text.data, text.length, NULL, err);
    buf_free(&text);
    return failed;
}

static bool is_ours(const char *name, void *context)
{
    const struct settings *settings = *(const struct settings *const *)context;
    size_t length = strlen(name);
    char id[NAME_MAX + 1];

    if (str_equal(name, EXPORT_PACKAGE))
        return true;
    if (!str_ends(name, SUFFIX) || length > NAME_MAX)
        return false;
    memcpy(id, name, length - strlen(SUFFIX));
    id[length - strlen(SUFFIX)] = '\0';
    return settings_indicator(settings, id) != NULL;
}

/* What a killed export left goes, if nobody can be at work there. Where the file system knows
 * no locks on folders, that is not known. *lock is -1 then. */
static int lock_and_sweep(const struct export_options *options, int *lock, struct err *err)
{
    struct err found = {0};
    const struct settings *settings = options->settings;

    if (file_make_folder(options->folder, 0755, err))
        return -1;
    *lock = lock_hold(options->folder, options->wait, &found);
    if (*lock >= 0)
        file_sweep_of(options->folder, is_ours, &settings);
    if (*lock >= 0 || found.code != ERR_TEMPFAIL)
        return 0;
    *err = found;
    return -1;
}

int export_run(const struct export_options *options, struct export_file *files,
               struct export_strays *strays, struct err *err)
{
    struct export_comments comments = {0};
    int lock = -1;
    int failed = lock_and_sweep(options, &lock, err);

    for (size_t i = 0; i < options->count && !failed; i++) {
        struct arena *arena = arena_new();

        files[i] = (struct export_file){.indicator = options->indicators[i]};
        failed = write_file(options, arena, &files[i], err);
        arena_free(arena);
        if (options->progress)
            options->progress(i + 1, options->count, options->context);
    }
    /* it vouches for the others, so it comes last */
    if (!failed)
        failed = export_comments_write(options, &comments, err) ||
                 export_package_write(options, files, &comments, err) ||
                 export_find_strays(options, strays, err);
    if (lock >= 0)
        close(lock);
    return failed ? -1 : 0;
}
