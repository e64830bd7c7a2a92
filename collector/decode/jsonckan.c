/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsonckan: see jsonckan.h. */
#include "collector/decode/jsonckan.h"

#include <string.h>

#include "core/str.h"

#include "collector/decode/csv.h"
#include "collector/decode/jsonrows.h"

#define RECORDS "/result/records"

bool jsonckan_recognise(const struct jsondoc_value *root)
{
    return jsondoc_get_text(root, "success") != NULL &&
           (jsondoc_get(root, "result") != NULL || jsondoc_get(root, "error") != NULL);
}

const struct jsondoc_value *jsonckan_rows(const struct jsondoc_value *root)
{
    return jsondoc_get(jsondoc_get(root, "result"), "records");
}

/* --- errors --- */

/* {"resource_id": ["Missing value"]}: the first member that says something. */
static int refuse_detail(const struct jsondoc_value *error, const char *type, struct err *err)
{
    struct jsondoc_member member = {0};
    while (jsondoc_next(error, &member)) {
        const char *text = jsondoc_text(jsondoc_list_item(member.value, 0));
        if (text != NULL && !str_equal(member.key, "__type"))
            return err_set(err, ERR_DATA, "CKAN says: %s: %s: %s", type, member.key, text);
    }
    return err_set(err, ERR_DATA, "CKAN says: %s", type);
}

static int refuse(const struct jsondoc_value *error, struct err *err)
{
    const char *type = jsondoc_get_text(error, "__type");
    const char *message = jsondoc_get_text(error, "message");
    if (jsondoc_text(error) != NULL)
        return err_set(err, ERR_DATA, "CKAN says: %s", jsondoc_text(error));
    if (message == NULL)
        return refuse_detail(error, type == NULL ? "error" : type, err);
    return err_set(err, ERR_DATA, "CKAN says: %s%s%s", type == NULL ? "" : type,
                   type == NULL ? "" : ": ", message);
}

int jsonckan_check(const struct jsondoc_value *root, struct grids *out, struct err *err)
{
    const struct jsondoc_value *result = jsondoc_get(root, "result");
    const char *truncated = jsondoc_get_text(result, "records_truncated");
    (void)out;
    if (!str_equal(jsondoc_get_text(root, "success"), "true"))
        return refuse(jsondoc_get(root, "error"), err);
    if (truncated != NULL && str_equal(truncated, "true"))
        return err_set(err, ERR_DATA,
                       "CKAN cut the records off (records_truncated): expected a query with "
                       "fewer, or datastore_search");
    return 0;
}

/* --- pages --- */

static bool get_count(const struct jsondoc_value *result, const char *key, int64_t *out)
{
    const char *text = jsondoc_get_text(result, key);
    return text != NULL && str_integer(text, 0, INT32_MAX, out);
}

static void find_next(const struct jsondoc_value *result, size_t records, struct grids *out)
{
    int64_t offset = 0;
    int64_t limit = 0;
    int64_t total = 0;
    const char *estimated = jsondoc_get_text(result, "total_was_estimated");
    bool known = get_count(result, "total", &total) &&
                 (estimated == NULL || !str_equal(estimated, "true"));
    bool limited = get_count(result, "limit", &limit);
    (void)get_count(result, "offset", &offset);
    int64_t reached = offset + (int64_t)records;
    bool more = known ? reached < total : limited && (int64_t)records >= limit;
    if (records > 0 && more)
        out->next = arena_printf(out->arena, "offset=%lld", (long long)reached);
}

/* --- records --- */

static const char **read_fields(const struct jsondoc_value *fields, struct grids *out,
                                size_t *count)
{
    *count = jsondoc_count(fields);
    const char **heads = arena_alloc(out->arena, *count, sizeof *heads);
    for (size_t i = 0; i < *count; i++) {
        const char *id = jsondoc_get_text(jsondoc_item(fields, i), "id");
        heads[i] = id == NULL ? "" : arena_strdup(out->arena, jsonrows_head(id));
    }
    return heads;
}

/* True if the first row repeats the heads. */
static bool has_heads(const struct grid *grid, const struct jsonrows_table *table)
{
    for (size_t i = 0; i < table->head_count; i++)
        if (!str_equal(grid_cell(grid, 0, i), table->heads[i]))
            return false;
    return grid->row_count > 0 && table->head_count > 0;
}

/* The text has no heads of its own: they stand in `fields`. */
static int read_text(const struct jsonrows_table *table, const char *text, struct grids *out,
                     size_t *records, struct err *err)
{
    struct grids parts;
    struct jsonrows rows;
    struct document document = {.bytes = text,
                                .length = strlen(text),
                                .content_type = "",
                                .encoding = "UTF-8",
                                .rows = ""};
    grid_init(&parts);
    int result = *text == '\0' ? 0 : csv_decode(&document, &parts, err);
    const struct grid *grid = parts.count > 0 ? parts.items : NULL;
    size_t first = grid != NULL && has_heads(grid, table) ? 1 : 0;
    jsonrows_begin(&rows, out, RECORDS);
    if (result == 0)
        result = jsonrows_row(&rows, err);
    for (size_t i = 0; i < table->head_count && result == 0; i++)
        result = jsonrows_share(&rows, table->heads[i], err);
    for (size_t row = first; grid != NULL && row < grid->row_count && result == 0; row++) {
        (*records)++;
        result = jsonrows_row(&rows, err);
        for (size_t i = 0; i < grid->rows[row].count && result == 0; i++)
            result = jsonrows_cell(&rows, grid->rows[row].cells[i], err);
    }
    grid_free(&parts);
    return result;
}

int jsonckan_decode(const struct jsondoc_value *root, struct grids *out, struct err *err)
{
    const struct jsondoc_value *result = jsondoc_get(root, "result");
    struct jsonrows_table table = {.value = jsonckan_rows(root), .pointer = RECORDS};
    size_t records = jsondoc_count(table.value);
    const char *text = jsondoc_text(table.value);
    int failed = 0;
    table.heads = read_fields(jsondoc_get(result, "fields"), out, &table.head_count);
    if (text != NULL)
        failed = read_text(&table, text, out, &records, err);
    else
        failed = jsonrows_read(&table, out, err);
    if (failed == 0)
        find_next(result, records, out);
    return failed;
}
