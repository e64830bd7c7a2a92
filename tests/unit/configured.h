/* SPDX-License-Identifier: GPL-3.0-or-later */
/* configured: settings of a test, from a text. */
#ifndef TESTS_UNIT_CONFIGURED_H
#define TESTS_UNIT_CONFIGURED_H

#include "config/settings.h"
#include "core/instant.h"
#include "tests/unit/scratch.h"

/* NULL, and a word on standard error, when the text has a fault. */
static inline struct settings *configured(const char *text)
{
    char folder[SCRATCH_PATH], path[SCRATCH_PATH];
    struct settings *settings = NULL;
    struct faults faults = {0};
    struct err err = {0};

    if (scratch_make(folder) != 0)
        return NULL;
    scratch_path(path, folder, "shihyo.ini");
    if (!scratch_write(path, text, strlen(text)) ||
        settings_load(path, NULL, &settings, &faults, &err) != 0)
        (void)fprintf(stderr, "# %s\n", err.text);
    fault_free(&faults);
    scratch_remove(folder);
    (void)instant_set_zone("Asia/Tokyo", &err);
    return settings;
}

#endif
