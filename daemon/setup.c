/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setup: see setup.h. */
#include "daemon/setup.h"

#include "alerts/judge.h"
#include "collector/decode.h"
#include "core/instant.h"
#include "core/str.h"
#include "rrd/rrdgraph.h"

static bool is_format(const char *name)
{
    const char *const *formats = decode_formats();

    if (str_equal(name, "auto"))
        return true;
    for (size_t i = 0; formats[i]; i++) {
        if (str_equal(formats[i], name))
            return true;
    }
    return false;
}

static void check_graphs(const struct settings *settings, struct faults *faults)
{
    for (size_t i = 0; i < settings->graph_count; i++) {
        const struct graph *graph = &settings->graphs[i];
        struct err err = {0};

        if (!str_empty(graph->rrdgraph) && rrdgraph_check(graph, settings, &err))
            fault_add(faults, graph->origin.file, graph->origin.line, "graph %s: %s",
                      graph->id, err.text);
    }
}

static void check_sources(const struct settings *settings, struct faults *faults)
{
    for (size_t i = 0; i < settings->source_count; i++) {
        const struct source *source = &settings->sources[i];

        if (!str_empty(source->format) && !is_format(source->format))
            fault_add(faults, source->origin.file, source->origin.line,
                      "source %s: format cannot be read by this version, expected auto",
                      source->id);
    }
}

static void check(const struct settings *settings, struct faults *faults)
{
    judge_check(settings, faults);
    check_graphs(settings, faults);
    check_sources(settings, faults);
}

static int use_zone(struct settings **settings, struct err *err)
{
    if (instant_set_zone((*settings)->site.timezone, err) == 0)
        return 0;
    settings_free(*settings);
    *settings = NULL;
    return -1;
}

int setup_load(const char *file, struct settings **out, struct faults *faults, struct err *err)
{
    return settings_load(file, check, out, faults, err) || use_zone(out, err) ? -1 : 0;
}

int setup_load_given(const struct textfiles *files, struct settings **out,
                     struct faults *faults, struct err *err)
{
    return settings_load_given(files, check, out, faults, err) || use_zone(out, err) ? -1 : 0;
}
