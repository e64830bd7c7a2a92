/* SPDX-License-Identifier: GPL-3.0-or-later */
/* openapi: see openapi.h. */
#include "daemon/openapi.h"

#include <stdbool.h>
#include <stddef.h>

#include "core/str.h"

/* A member of an answer. `type`: of JSON Schema, or the name of another schema. */
struct member {
    const char *schema;
    const char *name;
    const char *type;
    bool many;     /* an array of them */
    bool nullable; /* null where there is none */
    bool optional; /* not there in every answer */
};

#define STRING "string"
#define NUMBER "number"
#define INTEGER "integer"
#define BOOLEAN "boolean"
#define OBJECT "object"

enum { ONE = false, MANY = true };

static const struct member MEMBERS[] = {
    {"status", "version", INTEGER, ONE, false, false},
    {"status", "audience", STRING, ONE, false, false},
    {"status", "indicators", "indicator", MANY, false, false},
    {"status", "sources", OBJECT, MANY, false, true},
    {"status", "quarantine", OBJECT, MANY, false, true},
    {"status", "refused", OBJECT, MANY, false, true},
    {"indicators", "version", INTEGER, ONE, false, false},
    {"indicators", "indicators", "indicator", MANY, false, false},
    {"indicator", "id", STRING, ONE, false, false},
    {"indicator", "title", STRING, ONE, false, false},
    {"indicator", "unit", STRING, ONE, false, false},
    {"indicator", "frequency", STRING, ONE, false, false},
    {"indicator", "better", STRING, ONE, false, false},
    {"indicator", "latest", "figure", ONE, true, false},
    {"indicator", "previous", "figure", ONE, true, false},
    {"indicator", "change", NUMBER, ONE, true, false},
    {"indicator", "year_ago", NUMBER, ONE, true, false},
    {"indicator", "programs", STRING, MANY, false, false},
    {"indicator", "alerts", OBJECT, MANY, false, false},
    {"figure", "period", STRING, ONE, false, false},
    {"figure", "value", NUMBER, ONE, false, false},
    {"figure", "status", STRING, ONE, false, false},
    {"figure", "published", STRING, ONE, true, false},
    {"observations", "version", INTEGER, ONE, false, false},
    {"observations", "id", STRING, ONE, false, false},
    {"observations", "observations", "observation", MANY, false, false},
    {"observations", "comments", "comment", MANY, false, false},
    {"observation", "period", STRING, ONE, false, false},
    {"observation", "start", STRING, ONE, false, false},
    {"observation", "end", STRING, ONE, false, false},
    {"observation", "value", NUMBER, ONE, true, false},
    {"observation", "status", STRING, ONE, false, false},
    {"observation", "withdrawn", BOOLEAN, ONE, false, false},
    {"observation", "revision", NUMBER, ONE, true, false},
    {"observation", "published", STRING, ONE, true, false},
    {"observation", "recorded_at", STRING, ONE, false, false},
    {"observation", "source", STRING, ONE, true, false},
    {"observation", "who", STRING, ONE, true, false},
    {"observation", "document", STRING, ONE, true, false},
    {"observation", "cell", STRING, ONE, true, false},
    {"observation", "note", STRING, ONE, true, false},
    {"observation", "aside", BOOLEAN, ONE, false, false},
    {"observation", "reason", STRING, ONE, true, false},
    {"comment", "indicator", STRING, ONE, false, false},
    {"comment", "period", STRING, ONE, false, false},
    {"comment", "state", STRING, ONE, false, false},
    {"comment", "public", BOOLEAN, ONE, false, false},
    {"comment", "cause", STRING, ONE, false, false},
    {"comment", "action", STRING, ONE, false, false},
    {"comment", "section", STRING, ONE, false, false},
    {"comment", "approved_by", STRING, ONE, true, false},
    {"comment", "at", STRING, ONE, false, false},
    {"comment", "who", STRING, ONE, false, true},
    {"comment", "value", NUMBER, ONE, true, false},
    {"programs", "version", INTEGER, ONE, false, false},
    {"programs", "challenges", OBJECT, MANY, false, false},
    {"programs", "policies", OBJECT, MANY, false, false},
    {"programs", "programs", "program", MANY, false, false},
    {"program", "id", STRING, ONE, false, false},
    {"program", "title", STRING, ONE, false, false},
    {"program", "policy", STRING, ONE, false, false},
    {"program", "tier", STRING, ONE, true, false},
    {"program", "pledge", BOOLEAN, ONE, true, false},
    {"program", "new", BOOLEAN, ONE, false, false},
    {"program", "kind", STRING, ONE, false, false},
    {"program", "budget", OBJECT, ONE, false, false},
    {"program", "moves", STRING, MANY, false, false},
    {"program", "context", STRING, MANY, false, false},
    {"program", "summary", STRING, ONE, true, false},
    {"program", "change", STRING, ONE, true, false},
    {"program", "why", STRING, ONE, true, false},
    {"program", "owner", STRING, ONE, true, false},
    {"alerts", "version", INTEGER, ONE, false, false},
    {"alerts", "alerts", "alert", MANY, false, false},
    {"alert", "id", STRING, ONE, false, false},
    {"alert", "indicator", STRING, ONE, false, false},
    {"alert", "rule", STRING, ONE, false, false},
    {"alert", "severity", STRING, ONE, false, false},
    {"alert", "state", STRING, ONE, false, false},
    {"alert", "since", STRING, ONE, false, false},
    {"alert", "period", STRING, ONE, false, false},
    {"alert", "value", NUMBER, ONE, false, false},
    {"alert", "text", STRING, ONE, false, false},
    {"alert", "events", OBJECT, MANY, false, true},
    {"problem", "type", STRING, ONE, false, false},
    {"problem", "title", STRING, ONE, false, false},
    {"problem", "status", INTEGER, ONE, false, false},
    {"problem", "detail", STRING, ONE, false, false},
};

#define MEMBER_COUNT (sizeof MEMBERS / sizeof MEMBERS[0])

static bool is_plain(const char *type)
{
    return str_equal(type, STRING) || str_equal(type, NUMBER) || str_equal(type, INTEGER) ||
           str_equal(type, BOOLEAN) || str_equal(type, OBJECT);
}

static void put_reference(struct json *json, const char *schema)
{
    struct buf text;

    buf_init(&text, 256);
    buf_printf(&text, "#/components/schemas/%s", schema);
    json_string(json, "$ref", buf_text(&text));
    buf_free(&text);
}

static void put_nullable(struct json *json, const struct member *member)
{
    if (is_plain(member->type)) {
        json_begin_array(json, "type");
        json_string(json, NULL, member->type);
        json_string(json, NULL, "null");
        json_end_array(json);
        return;
    }
    json_begin_array(json, "anyOf");
    json_begin_object(json, NULL);
    put_reference(json, member->type);
    json_end_object(json);
    json_begin_object(json, NULL);
    json_string(json, "type", "null");
    json_end_object(json);
    json_end_array(json);
}

static void put_type(struct json *json, const struct member *member)
{
    if (member->nullable)
        put_nullable(json, member);
    else if (is_plain(member->type))
        json_string(json, "type", member->type);
    else
        put_reference(json, member->type);
}

static void put_member(struct json *json, const struct member *member)
{
    json_begin_object(json, member->name);
    if (member->many) {
        json_string(json, "type", "array");
        json_begin_object(json, "items");
        put_type(json, member);
        json_end_object(json);
    } else {
        put_type(json, member);
    }
    json_end_object(json);
}

/* Those of one schema stand together. */
static size_t put_schema(struct json *json, size_t first)
{
    const char *name = MEMBERS[first].schema;
    size_t end = first;

    json_begin_object(json, name);
    json_string(json, "type", OBJECT);
    json_begin_object(json, "properties");
    for (; end < MEMBER_COUNT && str_equal(MEMBERS[end].schema, name); end++)
        put_member(json, &MEMBERS[end]);
    json_end_object(json);
    json_begin_array(json, "required");
    for (size_t i = first; i < end; i++) {
        if (!MEMBERS[i].optional)
            json_string(json, NULL, MEMBERS[i].name);
    }
    json_end_array(json);
    json_end_object(json);
    return end;
}

void openapi_schemas(struct json *json)
{
    for (size_t i = 0; i < MEMBER_COUNT;)
        i = put_schema(json, i);
}
