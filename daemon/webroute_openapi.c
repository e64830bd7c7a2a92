/* SPDX-License-Identifier: GPL-3.0-or-later */
/* webroute_openapi: OpenAPI 3.1 made from the table; see webroute.h. */
#include <stdio.h>
#include <string.h>

#include "core/json.h"
#include "core/version.h"
#include "daemon/openapi.h"
#include "daemon/webroute.h"

#define NAME_SIZE 64

static void put_parameter(struct json *json, const char *name, const char *in, bool required,
                          const char *help)
{
    json_begin_object(json, NULL);
    json_string(json, "name", name);
    json_string(json, "in", in);
    json_bool(json, "required", required);
    json_string(json, "description", help);
    json_begin_object(json, "schema");
    json_string(json, "type", "string");
    json_end_object(json);
    json_end_object(json);
}

static void put_parameters(struct json *json, const struct webroute *route)
{
    bool id = strchr(route->path, '{') != NULL;

    json_begin_array(json, "parameters");
    if (id)
        put_parameter(json, "id", "path", true, "Of the indicator.");
    for (size_t i = 0; i < WEBROUTE_PARAMETERS && route->parameters[i].name; i++)
        put_parameter(json, route->parameters[i].name, "query", false,
                      route->parameters[i].help);
    json_end_array(json);
}

static void put_schema(struct json *json, const char *schema)
{
    char reference[NAME_SIZE];

    json_begin_object(json, "schema");
    if (schema) {
        (void)snprintf(reference, sizeof reference, "#/components/schemas/%s", schema);
        json_string(json, "$ref", reference);
    } else {
        json_string(json, "type", "object");
    }
    json_end_object(json);
}

static void put_response(struct json *json, const char *status, const char *description,
                         const char *type, const char *schema)
{
    json_begin_object(json, status);
    json_string(json, "description", description);
    if (type) {
        json_begin_object(json, "content");
        json_begin_object(json, type);
        put_schema(json, schema);
        json_end_object(json);
        json_end_object(json);
    }
    json_end_object(json);
}

static void put_route(struct json *json, const struct webroute *route)
{
    static const char PROBLEM[] = "application/problem+json";

    json_begin_object(json, route->path);
    json_begin_object(json, "get");
    json_string(json, "operationId", route->name);
    json_string(json, "summary", route->summary);
    put_parameters(json, route);
    json_begin_object(json, "responses");
    put_response(json, "200", "The answer.", route->type, route->schema);
    put_response(json, "304", "The client has it: If-None-Match.", NULL, NULL);
    put_response(json, "400", "A parameter is wrong.", PROBLEM, "problem");
    put_response(json, "404", "There is none.", PROBLEM, "problem");
    put_response(json, "503", "There is no ledger to read.", PROBLEM, "problem");
    json_end_object(json);
    json_end_object(json);
    json_end_object(json);
}

static void put_head(struct json *json, const struct settings *settings)
{
    json_string(json, "openapi", "3.1.0");
    json_begin_object(json, "info");
    json_string(json, "title", settings_label(&settings->site.title, settings->site.language));
    json_string(json, "version", VERSION_TEXT);
    json_end_object(json);
    json_begin_array(json, "servers");
    json_begin_object(json, NULL);
    json_string(json, "url", ".."); /* of this document: wherever the site lies */
    json_end_object(json);
    json_end_array(json);
}

void webroute_openapi(const struct settings *settings, bool metrics, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    put_head(&json, settings);
    json_begin_object(&json, "paths");
    for (size_t i = 0; i < webroute_count(); i++) {
        const struct webroute *route = webroute_at(i);

        if ((!route->metrics || metrics) && (!route->is_there || route->is_there(settings)))
            put_route(&json, route);
    }
    json_end_object(&json);
    json_begin_object(&json, "components");
    json_begin_object(&json, "schemas");
    openapi_schemas(&json);
    json_end_object(&json);
    json_end_object(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}
