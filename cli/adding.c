/* SPDX-License-Identifier: GPL-3.0-or-later */
/* adding: see adding.h. */
#define _GNU_SOURCE /* realpath */
#include "cli/adding.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/fault.h"
#include "core/file.h"
#include "core/str.h"
#include "daemon/identity.h"
#include "daemon/setup.h"
#include "ledger/ledger.h"

#define CONFIG_LIMIT ((size_t)16 << 20)

/* The new indicators' ids may be in the ledger already, as something else. */
static int compare(struct settings *settings, struct err *err)
{
    struct ledger *ledger = NULL;
    int failed = ledger_open(settings->site.state, true, &ledger, err) ||
                 identity_apply(ledger, settings, err);

    for (size_t i = 0; i < settings->indicator_count && !failed; i++)
        failed = identity_require(&settings->indicators[i], err);
    ledger_close(ledger);
    return failed;
}

/* Faults are told of the file that it is to become. */
static void tell(const struct faults *faults, const char *temporary, const char *file,
                 struct buf *out)
{
    struct faults renamed = {.dropped = faults->dropped};

    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *fault = &faults->items[i];

        fault_add(&renamed, str_equal(fault->file, temporary) ? file : fault->file,
                  fault->line, "%s", fault->text);
    }
    fault_print(&renamed, out);
    fault_free(&renamed);
}

static int check(const char *temporary, const char *file, struct buf *told, struct err *err)
{
    struct settings *settings = NULL;
    struct faults faults = {0};
    int failed = setup_load(temporary, &settings, &faults, err);

    tell(&faults, temporary, file, told);
    if (faults.count > 0)
        err_set(err, ERR_CONFIG, "%s would have %zu %s, so nothing was written", file,
                faults.count + faults.dropped, faults.count == 1 ? "fault" : "faults");
    fault_free(&faults);
    if (!failed)
        failed = compare(settings, err);
    settings_free(settings);
    return failed;
}

static int put_beside(const char *path, const char *file, const struct buf *whole,
                      struct buf *faults, struct err *err)
{
    char temporary[PATH_MAX];
    struct stat before;

    if (stat(path, &before) != 0)
        return err_errno(err, ERR_IO, "%s", path);
    if (file_temporary(path, temporary, sizeof temporary, err))
        return -1;
    if (file_write(temporary, whole->data, whole->length, err) ||
        check(temporary, file, faults, err) || file_keep_access(temporary, &before, err)) {
        unlink(temporary);
        return -1;
    }
    return file_replace(temporary, path, err);
}

int adding_write(const char *file, const char *text, struct buf *faults, struct err *err)
{
    char path[PATH_MAX];
    struct buf whole;

    if (!realpath(file, path))
        return err_errno(err, ERR_IO, "%s", file);
    buf_init(&whole, CONFIG_LIMIT);
    int failed = file_read(path, &whole, err);
    if (!failed && whole.length > 0 && whole.data[whole.length - 1] != '\n')
        buf_putc(&whole, '\n');
    if (!failed && (buf_putc(&whole, '\n') || buf_puts(&whole, text)))
        failed = err_set(err, ERR_DATA, "%s: larger than %zu bytes", file, whole.limit);
    if (!failed)
        failed = put_beside(path, file, &whole, faults, err);
    buf_free(&whole);
    return failed;
}
