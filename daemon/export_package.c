/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export_package: see export_package.h. */
#include "daemon/export_package.h"

#include <stdio.h>
#include <string.h>

#include "config/edition.h"
#include "core/arena.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/str.h"
#include "core/words.h"

#define PACKAGE_LIMIT ((size_t)1 << 30)

/* A package under way. */
struct package {
    const struct export_options *options;
    const struct settings *settings;
    enum language language;
    struct json json;
    struct arena *arena;
};

static void put_filled(struct package *package, const char *key, const char *text)
{
    if (!str_empty(text))
        json_string(&package->json, key, text);
}

/* The version of the specification has one title; both languages stand beside it. */
static void put_titles(struct package *package, const struct label *label)
{
    struct json *json = &package->json;
    bool english = package->language == LANGUAGE_EN;

    json_string(json, "title", settings_label(label, package->language));
    json_begin_object(json, "titles");
    if (!english || label->en)
        json_string(json, "ja", label->text);
    if (english || label->en)
        json_string(json, "en", label->en ? label->en : label->text);
    json_end_object(json);
}

static void put_licences(struct package *package)
{
    struct json *json = &package->json;
    const char *licence = package->settings->site.licence;
    const char *address = strstr(licence, "://");
    size_t name;

    if (str_empty(licence))
        return;
    while (address && address > licence && address[-1] != ' ')
        address--;
    name = address ? (size_t)(address - licence) : strlen(licence);
    while (name > 0 && licence[name - 1] == ' ')
        name--;
    json_begin_array(json, "licenses");
    json_begin_object(json, NULL);
    put_filled(package, "name", arena_strndup(package->arena, licence, name));
    put_filled(package, "path", address);
    json_end_object(json);
    json_end_array(json);
}

/* --- sources --- */

static void put_source(struct package *package, const struct source *source)
{
    struct json *json = &package->json;
    const char *title = settings_label(&source->title, package->language);

    json_begin_object(json, NULL);
    json_string(json, "title",
                !str_empty(source->citation) ? source->citation
                : !str_empty(title)          ? title
                                             : source->id);
    put_filled(package, "path", !str_empty(source->page) ? source->page : source->url);
    json_end_object(json);
}

/* An array of none would be no valid package. */
static void put_sources(struct package *package, const struct source *const *sources,
                        size_t count)
{
    if (count == 0)
        return;
    json_begin_array(&package->json, "sources");
    for (size_t i = 0; i < count; i++)
        put_source(package, sources[i]);
    json_end_array(&package->json);
}

static void put_sources_of(struct package *package, const struct indicator *indicator)
{
    const struct source **shown =
        arena_alloc(package->arena, indicator->source_count, sizeof *shown);
    size_t count = 0;

    for (size_t i = 0; i < indicator->source_count; i++) {
        if (edition_shows_source(package->settings, indicator->sources[i]))
            shown[count++] = indicator->sources[i];
    }
    put_sources(package, shown, count);
}

/* Those of the exported indicators, in the order of the configuration. */
static void put_all_sources(struct package *package)
{
    const struct settings *settings = package->settings;
    const struct export_options *options = package->options;
    bool *used = arena_alloc(package->arena, settings->source_count, sizeof *used);
    const struct source **shown =
        arena_alloc(package->arena, settings->source_count, sizeof *shown);
    size_t count = 0;

    for (size_t i = 0; i < options->count; i++) {
        for (size_t j = 0; j < options->indicators[i]->source_count; j++)
            used[options->indicators[i]->sources[j] - settings->sources] = true;
    }
    for (size_t i = 0; i < settings->source_count; i++) {
        if (used[i] && edition_shows_source(settings, &settings->sources[i]))
            shown[count++] = &settings->sources[i];
    }
    put_sources(package, shown, count);
}

/* --- a resource --- */

static void put_limit(struct package *package, const char *key, const struct mark *mark)
{
    if (mark->set)
        json_decimal(&package->json, key, mark->value);
}

static void put_constraints(struct package *package, const struct export_field *field,
                            const struct export_file *file)
{
    struct json *json = &package->json;
    bool limited = str_equal(field->type, "number") && file->in_range;

    json_begin_object(json, "constraints");
    json_bool(json, "required", field->required);
    if (limited) {
        put_limit(package, "minimum", &file->indicator->minimum);
        put_limit(package, "maximum", &file->indicator->maximum);
    }
    if (field->choices) {
        json_begin_array(json, "enum");
        for (size_t i = 0; field->choices[i]; i++)
            json_string(json, NULL, field->choices[i]);
        json_end_array(json);
    }
    json_end_object(json);
}

static void put_field(struct package *package, const struct export_field *field,
                      const struct export_file *file)
{
    struct json *json = &package->json;
    bool number = str_equal(field->type, "number");

    json_begin_object(json, NULL);
    json_string(json, "name", field->name);
    json_string(json, "type", field->type);
    json_string(json, "format", "default");
    json_string(json, "title", field->title[package->language]);
    json_string(json, "description", field->description);
    if (number)
        json_string(json, "unit", file->indicator->unit);
    put_constraints(package, field, file);
    json_end_object(json);
}

static void put_key(struct package *package, const struct export_field *fields, size_t count)
{
    struct json *json = &package->json;
    bool any = false;

    for (size_t i = 0; i < count; i++)
        any = any || fields[i].key;
    if (!any)
        return;
    json_begin_array(json, "primaryKey");
    for (size_t i = 0; i < count; i++) {
        if (fields[i].key)
            json_string(json, NULL, fields[i].name);
    }
    json_end_array(json);
}

static void put_schema(struct package *package, const struct export_file *file)
{
    struct json *json = &package->json;
    size_t count;
    const struct export_field *fields = export_field_all(package->options->kind, &count);

    json_begin_object(json, "schema");
    json_begin_array(json, "fields");
    for (size_t i = 0; i < count; i++)
        put_field(package, &fields[i], file);
    json_end_array(json);
    put_key(package, fields, count);
    json_begin_array(json, "missingValues");
    json_string(json, NULL, "");
    json_end_array(json);
    json_end_object(json);
}

static void put_resource(struct package *package, const struct export_file *file)
{
    const struct indicator *indicator = file->indicator;
    struct json *json = &package->json;

    json_begin_object(json, NULL);
    json_string(json, "profile", "tabular-data-resource");
    json_string(json, "name", indicator->id);
    json_string(json, "path", arena_printf(package->arena, "%s.csv", indicator->id));
    put_titles(package, &indicator->title);
    put_filled(package, "description",
               settings_label(&indicator->definition, package->language));
    json_string(json, "format", "csv");
    json_string(json, "mediatype", "text/csv");
    json_string(json, "encoding", "utf-8");
    json_integer(json, "bytes", (int64_t)file->bytes);
    json_string(json, "hash", arena_printf(package->arena, "sha256:%s", file->sha256));
    json_string(json, "frequency", period_frequency_name(indicator->frequency));
    put_sources_of(package, indicator);
    put_schema(package, file);
    json_end_object(json);
}

static void put_comments_schema(struct package *package)
{
    struct json *json = &package->json;
    size_t count;
    const struct export_comments_field *fields =
        export_comments_fields(package->options->kind, &count);

    json_begin_object(json, "schema");
    json_begin_array(json, "fields");
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json, NULL);
        json_string(json, "name", fields[i].name);
        json_string(json, "type", fields[i].type);
        json_string(json, "format", "default");
        json_string(json, "title", fields[i].title[package->language]);
        json_string(json, "description", fields[i].description);
        json_end_object(json);
    }
    json_end_array(json);
    json_begin_array(json, "missingValues");
    json_string(json, NULL, "");
    json_end_array(json);
    json_end_object(json);
}

static void put_comments(struct package *package, const struct export_comments *comments)
{
    struct json *json = &package->json;

    json_begin_object(json, NULL);
    json_string(json, "profile", "tabular-data-resource");
    json_string(json, "name", "comments/comments");
    json_string(json, "path", EXPORT_COMMENTS);
    json_string(json, "title",
                words_pick(package->language, "担当課のコメント", "What the sections say"));
    json_string(json, "format", "csv");
    json_string(json, "mediatype", "text/csv");
    json_string(json, "encoding", "utf-8");
    json_integer(json, "bytes", (int64_t)comments->bytes);
    json_string(json, "hash", arena_printf(package->arena, "sha256:%s", comments->sha256));
    put_comments_schema(package);
    json_end_object(json);
}

static void put_package(struct package *package, const struct export_file *files,
                        const struct export_comments *comments)
{
    static const char *const NAMES[EXPORT_KINDS] = {
        [EXPORT_PLAIN] = "shihyo",
        [EXPORT_VINTAGES] = "shihyo-vintages",
        [EXPORT_SDMX] = "shihyo-sdmx",
    };
    const struct site *site = &package->settings->site;
    struct json *json = &package->json;
    char created[INSTANT_TEXT_SIZE];

    /* what was known then is the same whenever it is written */
    instant_print(package->options->now, created);
    json_begin_object(json, NULL);
    json_string(json, "profile", "tabular-data-package");
    json_string(json, "name", NAMES[package->options->kind]);
    if (!str_empty(site->base_url)) {
        json_string(json, "id",
                    arena_printf(package->arena, "%s#%s", site->base_url,
                                 NAMES[package->options->kind]));
        json_string(json, "homepage", site->base_url);
    }
    put_titles(package, &site->title);
    json_string(json, site->as_of.words.text ? "as_of" : "created", created);
    put_licences(package);
    put_all_sources(package);
    json_begin_array(json, "resources");
    for (size_t i = 0; i < package->options->count; i++)
        put_resource(package, &files[i]);
    if (comments && comments->written)
        put_comments(package, comments);
    json_end_array(json);
    json_end_object(json);
    buf_putc(json->out, '\n');
}

/* Where the instant stands behind "created"; NULL = nowhere. */
static char *find_created(const struct buf *text)
{
    static const char KEY[] = "\"created\":\"";
    char *found = text->length > 0 ? strstr(text->data, KEY) : NULL;

    return found ? found + strlen(KEY) : NULL;
}

/* One that says the same was created when that one was: it is left alone. */
static void keep_created(const char *path, struct buf *text)
{
    struct err err = {0};
    struct buf former;

    buf_init(&former, PACKAGE_LIMIT);
    char *now = find_created(text);
    const char *then = file_read(path, &former, &err) == 0 ? find_created(&former) : NULL;
    size_t length = then ? strcspn(then, "\"") : 0;
    if (now && then && former.length == text->length &&
        now - text->data == then - former.data && strcspn(now, "\"") == length) {
        char written[INSTANT_TEXT_SIZE] = "";

        (void)snprintf(written, sizeof written, "%.*s", (int)length, now);
        memcpy(now, then, length);
        if (memcmp(text->data, former.data, text->length) != 0)
            memcpy(now, written, length);
    }
    buf_free(&former);
}

int export_package_write(const struct export_options *options, const struct export_file *files,
                         const struct export_comments *comments, struct err *err)
{
    struct package package = {
        .options = options,
        .settings = options->settings,
        .language = options->settings->site.language,
        .arena = arena_new(),
    };
    const char *path = arena_printf(package.arena, "%s/" EXPORT_PACKAGE, options->folder);
    struct buf text;

    buf_init(&text, PACKAGE_LIMIT);
    json_init(&package.json, &text);
    put_package(&package, files, comments);
    keep_created(path, &text);
    int failed = text.overflow
                     ? err_set(err, ERR_DATA, "%s: it would be larger than %zu bytes", path,
                               PACKAGE_LIMIT)
                     : file_write_changed(path, text.data, text.length, NULL, err);
    buf_free(&text);
    arena_free(package.arena);
    return failed;
}
