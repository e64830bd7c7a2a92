/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsondash: see jsondash.h. */
#include "collector/decode/jsondash.h"

#include <stdio.h>
#include <string.h>

#include "core/str.h"

#include "collector/decode/jsonclass.h"
#include "collector/decode/jsonrows.h"

/* A key of VALUE, and the class that names its codes. */
struct axis {
    const char *key;
    const char *class; /* NULL = none */
};

static const struct axis axes[] = {
    {"indicator", "indicator"},     {"stat", NULL},
    {"regionCode", "regionCode"},   {"cycle", "cycle"},
    {"regionRank", "regionalRank"}, {"isSeasonal", "isSeasonal"},
    {"isProvisional", NULL},
};

#define AXES (sizeof axes / sizeof axes[0])

struct table {
    struct jsonrows rows;
    struct jsonclass classes[JSONCLASS_MAX];
    size_t class_count;
    const struct jsonclass *named[AXES]; /* NULL = no names */
    const struct jsonclass *units;
    bool annotated;
};

static const struct jsondoc_value *reply(const struct jsondoc_value *root)
{
    return jsondoc_get(root, "GET_STATS");
}

bool jsondash_recognise(const struct jsondoc_value *root)
{
    return reply(root) != NULL;
}

int jsondash_check(const struct jsondoc_value *root, struct grids *out, struct err *err)
{
    const struct jsondoc_value *result = jsondoc_get(reply(root), "RESULT");
    const char *status = jsondoc_get_text(result, "status");
    const char *message = jsondoc_get_text(result, "errorMsg");
    (void)out;
    if (status == NULL)
        status = jsondoc_get_text(result, "STATUS");
    if (message == NULL)
        message = jsondoc_get_text(result, "ERROR_MSG");
    message = str_empty(message) ? "no message" : message;
    if (status == NULL)
        return err_set(err, ERR_DATA, "the reply of 統計ダッシュボード has no RESULT/status");
    if (str_equal(status, "1"))
        return err_set(err, ERR_DATA,
                       "統計ダッシュボード has no data for this query: %s (status 1)",
                       message);
    if (!str_equal(status, "0"))
        return err_set(err, ERR_DATA, "統計ダッシュボード says: %s (status %s)", message,
                       status);
    return 0;
}

const char *jsondash_time(const char *code, char out[JSONDASH_TIME_SIZE])
{
    const char *rest = code + strspn(code, "0123456789");
    if (strlen(code) != 8 || !str_ends(code, "00") || rest - code < 4)
        return code;
    if (rest - code == 8 && !str_equal(code + 4, "0000"))
        (void)snprintf(out, JSONDASH_TIME_SIZE, "%.4s-%.2s", code, code + 4);
    else if (rest - code == 5 && code[5] == 'Q' && code[4] >= '1' && code[4] <= '4')
        (void)snprintf(out, JSONDASH_TIME_SIZE, "%.4s-Q%c", code, code[4]);
    else if (str_equal(code + 4, "CY00"))
        (void)snprintf(out, JSONDASH_TIME_SIZE, "%.4s", code);
    else if (str_equal(code + 4, "FY00"))
        (void)snprintf(out, JSONDASH_TIME_SIZE, "FY%.4s", code);
    else
        return code;
    return out;
}

/* --- heads --- */

static const struct jsonclass *find_class(const struct table *table, const char *id)
{
    for (size_t i = 0; i < table->class_count; i++)
        if (str_equal(table->classes[i].id, id))
            return &table->classes[i];
    return NULL;
}

static int write_heads(struct table *table, struct err *err)
{
    struct arena *arena = table->rows.grids->arena;
    int result = jsonrows_row(&table->rows, err);
    for (size_t i = 0; i < AXES && result == 0; i++) {
        table->named[i] = axes[i].class == NULL ? NULL : find_class(table, axes[i].class);
        result = jsonrows_share(&table->rows, axes[i].key, err);
        if (result == 0 && table->named[i] != NULL)
            result =
                jsonrows_share(&table->rows, arena_printf(arena, "%s/name", axes[i].key), err);
    }
    static const char *const rest[] = {"status", "time", "unit", "value", "annotation"};
    size_t count = sizeof rest / sizeof rest[0] - (table->annotated ? 0 : 1);
    for (size_t i = 0; i < count && result == 0; i++)
        result = jsonrows_share(&table->rows, rest[i], err);
    return result;
}

/* --- values --- */

static int write_axes(struct table *table, const struct jsondoc_value *value, struct err *err)
{
    for (size_t i = 0; i < AXES; i++) {
        char key[32];
        (void)snprintf(key, sizeof key, "@%s", axes[i].key);
        const char *code = jsondoc_get_text(value, key);
        if (jsonrows_cell(&table->rows, code, err) != 0)
            return -1;
        if (table->named[i] == NULL)
            continue;
        const struct jsonclass_code *known = jsonclass_find(table->named[i], code);
        if (jsonrows_share(&table->rows, known == NULL ? "" : known->name, err) != 0)
            return -1;
    }
    return 0;
}

static const char *status_word(const struct jsondoc_value *value)
{
    const char *provisional = jsondoc_get_text(value, "@isProvisional");
    if (provisional == NULL)
        return "";
    return str_equal(provisional, "1") ? "速報" : str_equal(provisional, "0") ? "確報" : "";
}

static int write_value(struct table *table, const struct jsondoc_value *value,
                       const struct jsondoc_value *annotation, struct err *err)
{
    char time[JSONDASH_TIME_SIZE];
    const char *code = jsondoc_get_text(value, "@time");
    const char *unit = jsondoc_get_text(value, "@unit");
    const struct jsonclass_code *known =
        table->units == NULL ? NULL : jsonclass_find(table->units, unit);
    if (jsonrows_row(&table->rows, err) != 0 || write_axes(table, value, err) != 0 ||
        jsonrows_share(&table->rows, status_word(value), err) != 0 ||
        jsonrows_cell(&table->rows, code == NULL ? "" : jsondash_time(code, time), err) != 0 ||
        jsonrows_share(&table->rows, known == NULL ? "" : known->name, err) != 0 ||
        jsonrows_cell(&table->rows, jsonclass_text(value), err) != 0)
        return -1;
    return table->annotated ? jsonrows_cell(&table->rows, jsonclass_text(annotation), err) : 0;
}

static int write_object(struct table *table, const struct jsondoc_value *object,
                        struct err *err)
{
    const struct jsondoc_value *values = jsondoc_get(object, "VALUE");
    const struct jsondoc_value *annotations = jsondoc_get(object, "CELL_ANNOTATIONS");
    for (size_t i = 0; i < jsondoc_list_count(values); i++)
        if (write_value(table, jsondoc_list_item(values, i), jsondoc_list_item(annotations, 0),
                        err) != 0)
            return -1;
    return 0;
}

static bool is_annotated(const struct jsondoc_value *objects)
{
    for (size_t i = 0; i < jsondoc_list_count(objects); i++)
        if (jsondoc_get(jsondoc_list_item(objects, i), "CELL_ANNOTATIONS") != NULL)
            return true;
    return false;
}

int jsondash_decode(const struct jsondoc_value *root, struct grids *out, struct err *err)
{
    const struct jsondoc_value *data = jsondoc_get(reply(root), "STATISTICAL_DATA");
    const struct jsondoc_value *objects =
        jsondoc_get(jsondoc_get(data, "DATA_INF"), "DATA_OBJ");
    const struct jsondoc_value *names =
        jsondoc_get(jsondoc_get(data, "TABLE_INF"), "STAT_NAME");
    struct table *table = arena_alloc(out->arena, 1, sizeof *table);
    if (jsondoc_list_count(objects) == 0)
        return err_set(err, ERR_DATA, "the reply holds no DATA_INF/DATA_OBJ");
    jsonrows_begin(&table->rows, out, jsonclass_text(jsondoc_list_item(names, 0)));
    table->annotated = is_annotated(objects);
    if (jsonclass_read(jsondoc_get(data, "CLASS_INF"), out->arena, table->classes,
                       &table->class_count, err) != 0)
        return -1;
    table->units = find_class(table, "unit");
    if (write_heads(table, err) != 0)
        return -1;
    for (size_t i = 0; i < jsondoc_list_count(objects); i++)
        if (write_object(table, jsondoc_list_item(objects, i), err) != 0)
            return -1;
    return 0;
}
