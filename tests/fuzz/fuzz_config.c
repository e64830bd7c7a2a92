/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_config: a configuration file. None that includes others: what is read would depend on
 * the machine. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <string.h>

#include "config/settings.h"
#include "core/arena.h"

static void load(FILE *file)
{
    struct settings *settings = NULL;
    struct faults faults = {0};
    struct err err;
    char path[32];

    (void)snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
    if (settings_load(path, NULL, &settings, &faults, &err) == 0)
        settings_free(settings);
    fault_free(&faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    FILE *file = tmpfile();

    if (strstr(arena_strndup(arena, (const char *)data, size), "include") == NULL &&
        file != NULL && fwrite(data, 1, size, file) == size && fflush(file) == 0)
        load(file);
    if (file != NULL)
        (void)fclose(file);
    arena_free(arena);
    return 0;
}
