/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * smoke OPERATION FOLDER: one of five operations on the first of the indicators that
 * bench/peers/make.py made in FOLDER, once to warm up and once for bench/smoke.sh to count
 * (smoke_measured): config, read (a document: decoded and picked, here without the sandbox),
 * merge (480 figures into an empty ledger), rrd, chart (a PNG).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collector/decode.h"
#include "collector/pick.h"
#include "core/buf.h"
#include "core/civil.h"
#include "core/file.h"
#include "daemon/setup.h"
#include "graphs/chart.h"
#include "graphs/form.h"
#include "ledger/ledger.h"
#include "rrd/rrdfile.h"

#define NOW INT64_C(1772323200) /* 2026-03-01 */
#define DOCUMENT_MAX ((size_t)1 << 20)

struct bench {
    const char *folder;
    char path[4096]; /* of the configuration */
    struct settings *settings;
    struct buf bytes; /* of the document */
    struct pick pick;
    struct series series;
    struct ledger *ledger;
    int turn;
};

void smoke_measured(int (*operation)(struct bench *, struct err *), struct bench *bench,
                    struct err *err);

static void must(int result, const struct err *err)
{
    if (result == 0)
        return;
    (void)fprintf(stderr, "smoke: %s\n", err->text);
    exit(74);
}

static int config(struct bench *bench, struct err *err)
{
    struct faults faults = {0};
    settings_free(bench->settings);
    return setup_load(bench->path, &bench->settings, &faults, err);
}

static int read_document(struct bench *bench, struct err *err)
{
    const struct document document = {.bytes = buf_text(&bench->bytes),
                                      .length = bench->bytes.length,
                                      .content_type = "text/csv",
                                      .encoding = "auto",
                                      .rows = "",
                                      .published = ""};
    struct grids grids;
    grid_init(&grids);
    pick_free(&bench->pick);
    pick_init(&bench->pick);
    int failed = decode_document(&document, "csv", &grids, err) ||
                 pick_observations(&bench->settings->indicators[0], &grids,
                                   civil_day(2026, 3, 1), &bench->pick, err);
    grid_free(&grids);
    return failed ? -1 : 0;
}

static int merge(struct bench *bench, struct err *err)
{
    static const char *const IDS[] = {"i00000", "i00001"};
    const struct ledger_origin origin = {.source = "d00000", .address = ""};
    struct ledger_counts counts = {0};
    return ledger_begin(bench->ledger, err) ||
                   ledger_merge(bench->ledger, IDS[bench->turn++ % 2],
                                bench->pick.observations, bench->pick.count, &origin, NOW,
                                &counts, err) ||
                   ledger_commit(bench->ledger, err)
               ? -1
               : 0;
}

static int project(struct bench *bench, struct err *err)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/i00000.rrd", bench->folder);
    return rrdfile_write(path, &bench->series, err);
}

static int draw(struct bench *bench, struct err *err)
{
    const struct chart_input input = {.settings = bench->settings,
                                      .indicator = &bench->settings->indicators[0],
                                      .series = &bench->series,
                                      .now = NOW};
    struct form forms[FORM_MOST];
    char path[4096];
    const char *paths[] = {path};
    (void)snprintf(path, sizeof path, "%s/chart.png", bench->folder);
    return chart_draw(&input, forms, form_lean(forms), paths, err);
}

static const struct {
    const char *name;
    int (*run)(struct bench *bench, struct err *err);
} OPERATIONS[] = {{"config", config},
                  {"read", read_document},
                  {"merge", merge},
                  {"rrd", project},
                  {"chart", draw}};

/* The counting begins and ends here. */
__attribute__((noinline)) void smoke_measured(int (*operation)(struct bench *, struct err *),
                                              struct bench *bench, struct err *err)
{
    must(operation(bench, err), err);
}

static void prepare(struct bench *bench, struct err *err)
{
    char path[4096];
    (void)snprintf(bench->path, sizeof bench->path, "%s/shihyo.ini", bench->folder);
    (void)snprintf(path, sizeof path, "%s/served/d00000.csv", bench->folder);
    buf_init(&bench->bytes, DOCUMENT_MAX);
    must(config(bench, err), err);
    must(file_read(path, &bench->bytes, err), err);
    must(read_document(bench, err), err);
    must(ledger_open_empty(bench->folder, &bench->ledger, err), err);
    bench->series = (struct series){.indicator = "i00000",
                                    .frequency = FREQUENCY_MONTHLY,
                                    .observations = bench->pick.observations,
                                    .count = bench->pick.count};
}

int main(int argc, char **argv)
{
    struct bench bench = {0};
    struct err err = {0};
    if (argc != 3) {
        (void)fputs("usage: smoke OPERATION FOLDER\n", stderr);
        return 64;
    }
    bench.folder = argv[2];
    pick_init(&bench.pick);
    prepare(&bench, &err);
    for (size_t i = 0; i < sizeof OPERATIONS / sizeof OPERATIONS[0]; i++) {
        if (strcmp(OPERATIONS[i].name, argv[1]) != 0)
            continue;
        must(OPERATIONS[i].run(&bench, &err), &err);
        smoke_measured(OPERATIONS[i].run, &bench, &err);
        return 0;
    }
    (void)fprintf(stderr, "smoke: no operation is called %s\n", argv[1]);
    return 64;
}
