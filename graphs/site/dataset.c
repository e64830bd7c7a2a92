/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dataset: see dataset.h. */
#include "graphs/site/dataset.h"

#include <string.h>

#include "config/edition.h"
#include "core/arena.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/str.h"

struct writing {
    const struct settings *settings;
    const struct indicator *indicator;
    const struct series *series;
    enum language language;
    struct json json;
    struct arena *arena;
};

static void put_filled(struct writing *writing, const char *key, const char *text)
{
    if (!str_empty(text))
        json_string(&writing->json, key, text);
}

/* `file` is relative to the site, the document one folder below it. */
static const char *find_address(const struct writing *writing, const char *file)
{
    const char *base = writing->settings->site.base_url;

    if (str_empty(base))
        return arena_printf(writing->arena, "../%s", file);
    return arena_printf(writing->arena, "%s%s%s", base, str_ends(base, "/") ? "" : "/", file);
}

/* "2016-04-01/2025-03-31" */
static void put_coverage(struct writing *writing)
{
    char first[PERIOD_TEXT_SIZE], last[PERIOD_TEXT_SIZE];
    const struct observation *all = writing->series->observations;
    size_t count = writing->series->count;

    if (count == 0)
        return;
    period_print_day(period_start(all[0].period), first);
    period_print_day(period_end(all[count - 1].period) - 1, last);
    json_string(&writing->json, "temporalCoverage",
                arena_printf(writing->arena, "%s/%s", first, last));
}

static void put_modified(struct writing *writing)
{
    char text[INSTANT_TEXT_SIZE];
    int64_t newest = 0;

    for (size_t i = 0; i < writing->series->count; i++) {
        int64_t at = writing->series->observations[i].recorded_at;

        newest = at > newest ? at : newest;
    }
    instant_print(newest, text);
    if (newest > 0)
        json_string(&writing->json, "dateModified", text);
}

/* Its address, where the configuration has one. */
static void put_licence(struct writing *writing)
{
    const char *licence = writing->settings->site.licence;
    const char *address = licence ? strstr(licence, "http") : NULL;

    put_filled(writing, "license", address && strstr(address, "://") ? address : licence);
}

static const char *find_title(const struct writing *writing, const struct source *source)
{
    const char *title = settings_label(&source->title, writing->language);

    return !str_empty(source->citation) ? source->citation
           : !str_empty(title)          ? title
                                        : source->id;
}

/* Who published the figures. */
static void put_creators(struct writing *writing)
{
    const struct indicator *indicator = writing->indicator;

    json_begin_array(&writing->json, "creator");
    for (size_t i = 0; i < indicator->source_count; i++) {
        const struct source *source = indicator->sources[i];

        if (!edition_shows_source(writing->settings, source))
            continue;
        json_begin_object(&writing->json, NULL);
        json_string(&writing->json, "@type", "Organization");
        json_string(&writing->json, "name", find_title(writing, source));
        put_filled(writing, "url", !str_empty(source->page) ? source->page : source->url);
        json_end_object(&writing->json);
    }
    json_end_array(&writing->json);
}

static void put_variable(struct writing *writing)
{
    struct json *json = &writing->json;
    const struct indicator *indicator = writing->indicator;

    json_begin_object(json, "variableMeasured");
    json_string(json, "@type", "PropertyValue");
    json_string(json, "name", settings_label(&indicator->title, writing->language));
    put_filled(writing, "unitText", settings_label(&indicator->unit_label, writing->language));
    json_end_object(json);
}

static void put_download(struct writing *writing, const char *folder, const char *name)
{
    struct json *json = &writing->json;
    const char *file =
        arena_printf(writing->arena, "%s/%s.csv", folder, writing->indicator->id);

    json_begin_object(json, NULL);
    json_string(json, "@type", "DataDownload");
    json_string(json, "name", name);
    json_string(json, "encodingFormat", "text/csv");
    json_string(json, "contentUrl", find_address(writing, file));
    json_end_object(json);
}

static void put_all(struct writing *writing)
{
    struct json *json = &writing->json;
    const struct indicator *indicator = writing->indicator;
    const char *page = arena_printf(writing->arena, "indicators/%s.html", indicator->id);
    const struct site *site = &writing->settings->site;

    json_begin_object(json, NULL);
    json_string(json, "@context", "https://schema.org/");
    json_string(json, "@type", "Dataset");
    json_string(json, "identifier", indicator->id);
    json_string(json, "name", settings_label(&indicator->title, writing->language));
    put_filled(writing, "description",
               settings_label(&indicator->definition, writing->language));
    json_string(json, "url", find_address(writing, page));
    json_string(json, "inLanguage", words_code(writing->language));
    json_bool(json, "isAccessibleForFree", true);
    put_licence(writing);
    put_coverage(writing);
    put_modified(writing);
    put_creators(writing);
    put_variable(writing);
    json_begin_object(json, "includedInDataCatalog");
    json_string(json, "@type", "DataCatalog");
    json_string(json, "name", settings_label(&site->title, writing->language));
    put_filled(writing, "url", site->base_url);
    json_end_object(json);
    json_begin_array(json, "distribution");
    put_download(writing, "data", "CSV");
    put_download(writing, "data/sdmx", "SDMX-CSV 2.0");
    json_end_array(json);
    json_end_object(json);
}

void dataset_print(const struct settings *settings, const struct indicator *indicator,
                   const struct series *series, struct buf *out)
{
    struct writing writing = {settings, indicator, series, settings->site.language,
                              .arena = arena_new()};

    json_init(&writing.json, out);
    put_all(&writing);
    buf_putc(out, '\n');
    arena_free(writing.arena);
}
