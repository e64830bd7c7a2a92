/* SPDX-License-Identifier: GPL-3.0-or-later */
/* premises: see premises.h. */
#include "daemon/premises.h"

#include <stdlib.h>

#include "collector/sandbox.h"
#include "config/within.h"
#include "core/arena.h"
#include "core/file.h"
#include "core/str.h"
#include "ledger/ledger.h"

#define CLOSED_MODE 0700
#define OUTPUT_MODE 0755

/* Where the folder itself may be a link, what lies in it may not. */
static int check_folders(const char *folder, const char *const *names, size_t count,
                         struct err *err)
{
    struct arena *arena = arena_new();
    int failed = 0;

    for (size_t i = 0; i < count && !failed; i++)
        failed = file_check_link(arena_printf(arena, "%s/%s", folder, names[i]), false, err);
    arena_free(arena);
    return failed;
}

int premises_check(const struct settings *settings, struct err *err)
{
    static const char *const NAMES[] = {"charts",   "graphs",   "policies", "indicators",
                                        "programs", "data",     "feeds",    "ja",
                                        "en",       "data/sdmx"};
    const char *output = settings->site.output;

    return file_check_owner(output, err) ||
                   check_folders(output, NAMES, sizeof NAMES / sizeof NAMES[0], err)
               ? -1
               : 0;
}

int premises_make(const struct settings *settings, struct err *err)
{
    static const char *const NAMES[] = {"documents", "rrd", "figures", "mail"};
    const struct site *site = &settings->site;
    bool passed = within_folder(site->output, site->state);

    return file_make_folder(site->state, passed ? LEDGER_FOLDER_MODE : CLOSED_MODE, err) ||
                   file_check_owner(site->state, err) ||
                   check_folders(site->state, NAMES, sizeof NAMES / sizeof NAMES[0], err)
               ? -1
               : 0;
}

int premises_make_pages(const char *folder, struct err *err)
{
    return file_make_folder(folder, OUTPUT_MODE, err) || file_check_owner(folder, err) ? -1
                                                                                       : 0;
}

int premises_make_output(const struct settings *settings, struct err *err)
{
    return premises_make_pages(settings->site.output, err);
}

static bool runs_programs(const struct settings *settings)
{
    for (size_t i = 0; i < settings->notifier_count; i++)
        if (settings->notifiers[i].type == NOTIFY_EXEC)
            return true;
    return false;
}

int premises_confine(const struct settings *settings, bool *confined, struct err *err)
{
    struct arena *arena = arena_new();
    const char *home = getenv("HOME");
    const char *temporary = getenv("TMPDIR");
    /* fontconfig would read all fonts each time if it could not keep what it found */
    const char *folders[SANDBOX_FOLDERS] = {settings->site.state, settings->site.output,
                                            "/var/cache/fontconfig"};
    size_t count = 3;

    struct err later = {0}; /* told when it is to be written to */

    *confined = !runs_programs(settings);
    (void)premises_make_output(settings, &later);
    if (!str_empty(home))
        folders[count++] = arena_printf(arena, "%s/.cache", home);
    if (!str_empty(getenv("XDG_CACHE_HOME")))
        folders[count++] = getenv("XDG_CACHE_HOME");
    folders[count++] = str_empty(temporary) ? "/tmp" : temporary;
    if (str_empty(temporary))
        folders[count++] = "/var/tmp";
    int failed = *confined ? sandbox_confine(folders, err) : 0;
    arena_free(arena);
    return failed;
}

bool premises_allow(const struct settings *old, const struct settings *fresh)
{
    return str_equal(old->site.state, fresh->site.state) &&
           str_equal(old->site.output, fresh->site.output) && !runs_programs(fresh);
}
