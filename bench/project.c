/* SPDX-License-Identifier: GPL-3.0-or-later */
/* project CONFIG NOW [pages]: makes all RRD files anew from the ledger, or writes the pages
 * that changed and no picture; says how many. For measuring (bench/, docs/BENCH.md). */
#include <stdio.h>
#include <stdlib.h>

#include "daemon/caches.h"
#include "daemon/setup.h"

int main(int argc, char **argv)
{
    struct settings *settings;
    struct ledger *ledger = NULL;
    struct faults faults = {0};
    struct caches_counts counts = {0};
    struct err err = {0};

    if (argc != 3 && argc != 4)
        return 64;
    bool pages = argc == 4;
    struct caches_options options = {.now = strtoll(argv[2], NULL, 10), .all = !pages};
    if (setup_load(argv[1], &settings, &faults, &err) ||
        ledger_open(settings->site.state, false, &ledger, &err) ||
        (pages ? caches_publish : caches_project)(ledger, settings, &options, &counts, &err)) {
        fprintf(stderr, "project: %s\n", err.text);
        return 1;
    }
    printf("%zu files\n", pages ? counts.pages : counts.rrds);
    ledger_close(ledger);
    settings_free(settings);
    return 0;
}
