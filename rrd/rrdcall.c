/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rrdcall: see rrdcall.h. */
#include "rrd/rrdcall.h"

#include <errno.h>
#include <rrd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/file.h"
#include "core/mem.h"

#define STEP 86400
#define HEAD_BYTES 584 /* of a file, before its rows */

static int refuse(struct err *err, enum err_code code, const char *what)
{
    const char *reason = rrd_test_error() ? rrd_get_error() : "";

    err_set(err, code, "%s: %s", what,
            *reason ? reason : "librrd gave no reason (disk full?)");
    rrd_clear_error();
    return -1;
}

/* On a full disk librrd says nothing at all. */
static int fail_creating(const char *path, size_t rows, struct err *err)
{
    if (rrd_test_error() && *rrd_get_error())
        return refuse(err, ERR_IO, path);
    err_set(err, ERR_IO, "%s: cannot write %zu bytes (librrd gives no reason)", path,
            HEAD_BYTES + rows * sizeof(double));
    file_tell_space(path, ENOSPC, err);
    return -1;
}

static int fail(struct err *err, const char *path)
{
    return refuse(err, ERR_IO, path);
}

static int create(const char *path, int64_t start, size_t rows, struct err *err)
{
    char archive[64];
    /* A heartbeat longer than any period: what is missing is said by an explicit unknown. */
    const char *arguments[] = {"DS:v:GAUGE:100000000:U:U", archive};

    snprintf(archive, sizeof archive, "RRA:LAST:0.5:1:%zu", rows);
    rrd_clear_error();
    return rrd_create_r(path, STEP, (time_t)start, 2, arguments) == 0
               ? 0
               : fail_creating(path, rows, err);
}

int rrdcall_build(const char *path, int64_t start, size_t rows, const char *const *updates,
                  size_t count, struct err *err)
{
    if (create(path, start, rows, err))
        return -1;
    /* librrd takes the list non-const and does not write to it */
    const char **list = mem_calloc(count, sizeof *list);
    memcpy(list, updates, count * sizeof *list);
    int failed = rrd_update_r(path, NULL, (int)count, list) != 0 ? fail(err, path) : 0;
    mem_free(list);
    return failed;
}

static int refuse_layout(const char *path, struct err *err)
{
    return err_set(err, ERR_DATA, "%s: it is not laid out as shihyo lays out its files", path);
}

/* -1 when there is no such number. */
static int64_t find_number(const rrd_info_t *info, const char *key)
{
    for (; info; info = info->next) {
        if (strcmp(info->key, key) == 0 && info->type == RD_I_CNT &&
            info->value.u_cnt <= INT64_MAX)
            return (int64_t)info->value.u_cnt;
    }
    return -1;
}

int rrdcall_extent(const char *path, int64_t *last, size_t *rows, struct err *err)
{
    rrd_clear_error();
    rrd_info_t *info = rrd_info_r(path);

    if (!info)
        return fail(err, path);
    *last = find_number(info, "last_update");
    int64_t count = find_number(info, "rra[0].rows");
    bool ours = find_number(info, "step") == STEP && find_number(info, "ds[v].index") == 0 &&
                find_number(info, "rra[0].pdp_per_row") == 1 && *last > 0 && count > 0;
    rrd_info_free(info);
    *rows = ours ? (size_t)count : 0;
    return ours ? 0 : refuse_layout(path, err);
}

static void free_names(char **names, unsigned long count)
{
    for (unsigned long i = 0; i < count; i++)
        rrd_freemem(names[i]);
    rrd_freemem(names);
}

int rrdcall_fetch(const char *path, int64_t start, int64_t end, double **values, size_t *count,
                  struct err *err)
{
    time_t from = (time_t)start, to = (time_t)end;
    unsigned long step = STEP, sources = 0;
    char **names = NULL;
    rrd_value_t *data = NULL;

    *values = NULL;
    *count = 0;
    rrd_clear_error();
    if (rrd_fetch_r(path, "LAST", &from, &to, &step, &sources, &names, &data) != 0)
        return fail(err, path);
    if (sources != 1 || step != STEP || from > start) {
        free_names(names, sources);
        rrd_freemem(data);
        return refuse_layout(path, err);
    }
    /* librrd rounds outwards: the rows asked for are copied. */
    *count = (size_t)((end - start) / STEP);
    *values = mem_calloc(*count, sizeof **values);
    size_t skipped = (size_t)((start - from) / STEP);
    size_t there = (size_t)((to - from) / STEP);
    for (size_t i = 0; i < *count; i++)
        (*values)[i] = skipped + i < there ? data[skipped + i] : (double)DNAN;
    free_names(names, sources);
    rrd_freemem(data);
    return 0;
}

/* librrd permutes and may write to its arguments: copies. */
static char **copy_arguments(size_t count, const char *const *arguments)
{
    char **copies = mem_calloc(count + 1, sizeof *copies);

    for (size_t i = 0; i < count; i++)
        copies[i] = mem_strdup(arguments[i]);
    return copies;
}

static int take_image(const rrd_info_t *info, struct buf *out, struct err *err)
{
    for (; info; info = info->next) {
        if (strcmp(info->key, "image") != 0 || info->type != RD_I_BLO)
            continue;
        if (buf_append(out, info->value.u_blo.ptr, info->value.u_blo.size))
            return err_set(err, ERR_DATA, "the picture is larger than %zu bytes", out->limit);
        return 0;
    }
    return err_set(err, ERR_DATA, "nothing was drawn");
}

int rrdcall_graph(size_t count, const char *const *arguments, struct buf *out, struct err *err)
{
    char **copies = copy_arguments(count, arguments);
    char **list = mem_calloc(count + 1, sizeof *list);

    memcpy(list, copies, count * sizeof *list);
    rrd_clear_error();
    rrd_info_t *info = rrd_graph_v((int)count, list);
    /* A picture may come with an error set, a failure with none. */
    int failed = !info || rrd_test_error() ? refuse(err, ERR_CONFIG, "rrdgraph")
                                           : take_image(info, out, err);

    if (info)
        rrd_info_free(info);
    for (size_t i = 0; i < count; i++)
        mem_free(copies[i]);
    mem_free(copies);
    mem_free(list);
    return failed;
}

const char *rrdcall_version(void)
{
    return rrd_strversion();
}
