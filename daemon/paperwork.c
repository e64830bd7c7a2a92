/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paperwork: see paperwork.h. */
#include "daemon/paperwork.h"

#include "core/file.h"
#include "core/log.h"
#include "core/workers.h"

#define FILE_LIMIT (32u << 20)
#define REMARKS_LIMIT 8192

struct job {
    struct paper *paper;
    enum paper_form form;
    const char *path;
};

static int write_job(size_t index, void *context, struct err *err)
{
    const struct job *job = context;
    struct buf bytes, remarks;

    (void)index;
    buf_init(&bytes, FILE_LIMIT);
    buf_init(&remarks, REMARKS_LIMIT);
    int failed = paper_write(job->paper, job->form, &bytes, &remarks, err);
    if (!failed)
        failed = file_write(job->path, bytes.data, bytes.length, err);
    if (remarks.length > 0)
        log_warning("%s: %s", job->path, buf_text(&remarks));
    buf_free(&bytes);
    buf_free(&remarks);
    return failed;
}

int paperwork_write(struct paper *paper, enum paper_form form, const char *path,
                    struct err *err)
{
    struct job job = {paper, form, path};
    struct err result;

    return workers_run(1, 1, write_job, &job, &result, err);
}
