/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsonestat: see jsonestat.h. */
#include "collector/decode/jsonestat.h"

#include "core/number.h"
#include "core/str.h"

#include "collector/decode/estat.h"
#include "collector/decode/jsonclass.h"
#include "collector/decode/jsonrows.h"

#define NOTES_MAX 64
#define ATTRIBUTE_SIZE 128
#define NEXT_MAX 1000000000000

struct note {
    const char *mark;
    const char *meaning;
};

struct table {
    struct jsonrows rows;
    struct jsonclass classes[JSONCLASS_MAX];
    char attributes[JSONCLASS_MAX][ATTRIBUTE_SIZE]; /* "@area" */
    size_t class_count;
    const struct jsonclass *units; /* the class whose codes have units; NULL = none */
    struct note notes[NOTES_MAX];
    size_t note_count;
    bool annotated;
    const struct jsondoc_value *values;
};

static const struct jsondoc_value *reply(const struct jsondoc_value *root)
{
    return jsondoc_get(root, "GET_STATS_DATA");
}

bool jsonestat_recognise(const struct jsondoc_value *root)
{
    return reply(root) != NULL;
}

/* --- what e-Stat says of the reply --- */

int jsonestat_check(const struct jsondoc_value *root, struct grids *out, struct err *err)
{
    const struct jsondoc_value *result = jsondoc_get(reply(root), "RESULT");
    const struct jsondoc_value *data = jsondoc_get(reply(root), "STATISTICAL_DATA");
    const char *status = jsondoc_get_text(result, "STATUS");
    const char *message = jsondoc_get_text(result, "ERROR_MSG");
    const char *next = jsondoc_get_text(jsondoc_get(data, "RESULT_INF"), "NEXT_KEY");
    int64_t position = 0;
    message = str_empty(message) ? "no message" : message;
    if (status == NULL)
        return err_set(err, ERR_DATA, "the reply of e-Stat has no RESULT/STATUS");
    if (str_equal(status, "1"))
        return err_set(err, ERR_DATA, "e-Stat has no data for this query: %s (STATUS 1)",
                       message);
    if (!str_equal(status, "0"))
        return err_set(err, ERR_DATA, "e-Stat says: %s (STATUS %s)", message, status);
    if (next != NULL && !str_integer(next, 1, NEXT_MAX, &position))
        return err_set(err, ERR_DATA, "NEXT_KEY \"%s\" is no position", next);
    if (next != NULL)
        out->next = arena_printf(out->arena, "startPosition=%lld", (long long)position);
    return 0;
}

/* --- what stands around the values --- */

static const char *copy(const struct table *table, const char *text)
{
    return str_empty(text) ? "" : arena_strdup(table->rows.grids->arena, text);
}

static int read_notes(struct table *table, const struct jsondoc_value *notes, struct err *err)
{
    table->note_count = jsondoc_list_count(notes);
    if (table->note_count > NOTES_MAX)
        return err_set(err, ERR_DATA, "%zu NOTE marks, at most %d", table->note_count,
                       NOTES_MAX);
    for (size_t i = 0; i < table->note_count; i++) {
        const struct jsondoc_value *note = jsondoc_list_item(notes, i);
        table->notes[i] = (struct note){.mark = copy(table, jsondoc_get_text(note, "@char")),
                                        .meaning = copy(table, jsonclass_text(note))};
    }
    return 0;
}

static bool is_annotated(const struct table *table)
{
    for (size_t i = 0; i < jsondoc_list_count(table->values); i++)
        if (jsondoc_get_text(jsondoc_list_item(table->values, i), "@annotation") != NULL)
            return true;
    return false;
}

static int read_classes(struct table *table, const struct jsondoc_value *data, struct err *err)
{
    if (jsonclass_read(jsondoc_get(data, "CLASS_INF"), table->rows.grids->arena,
                       table->classes, &table->class_count, err) != 0)
        return -1;
    for (size_t i = 0; i < table->class_count; i++) {
        struct jsonclass *class = &table->classes[i];
        table->attributes[i][0] = '@';
        if (!str_copy(table->attributes[i] + 1, ATTRIBUTE_SIZE - 1, class->id) ||
            *class->id == '\0')
            return err_set(err, ERR_DATA, "class object %zu has no usable @id", i + 1);
        if (table->units == NULL && jsonclass_has_units(class))
            table->units = class;
    }
    return 0;
}

static int write_heads(struct table *table, struct err *err)
{
    int result = jsonrows_row(&table->rows, err);
    for (size_t i = 0; i < table->class_count && result == 0; i++) {
        result = jsonrows_share(&table->rows, table->classes[i].id, err);
        if (result == 0)
            result = jsonrows_share(&table->rows, table->classes[i].name, err);
    }
    if (result != 0 || jsonrows_share(&table->rows, "unit", err) != 0 ||
        jsonrows_share(&table->rows, "value", err) != 0)
        return -1;
    if (table->annotated && jsonrows_share(&table->rows, "annotation", err) != 0)
        return -1;
    return table->note_count > 0 ? jsonrows_share(&table->rows, "note", err) : 0;
}

/* --- one value --- */

static const struct note *find_note(const struct table *table, const char *text)
{
    for (size_t i = 0; i < table->note_count && text != NULL; i++)
        if (*text != '\0' && str_equal(table->notes[i].mark, text))
            return &table->notes[i];
    return NULL;
}

/* The cell's text, but *** for a mark that nobody but its NOTE knows. */
static const char *value_text(const char *text, const struct note *note)
{
    struct number number;
    struct err ignored;
    if (note == NULL || number_read(text, &number, &ignored) == 0)
        return text;
    return "***";
}

static int write_axes(struct table *table, const struct jsondoc_value *value,
                      const char **unit, struct err *err)
{
    *unit = jsondoc_get_text(value, "@unit");
    for (size_t i = 0; i < table->class_count; i++) {
        const struct jsonclass *class = &table->classes[i];
        const char *code = jsondoc_get_text(value, table->attributes[i]);
        const struct jsonclass_code *known = jsonclass_find(class, code);
        int failed = known != NULL ? jsonrows_share(&table->rows, known->code, err)
                                   : jsonrows_cell(&table->rows, code, err);
        if (failed || jsonrows_share(&table->rows, known == NULL ? "" : known->name, err) != 0)
            return -1;
        if (class == table->units && known != NULL && str_empty(*unit))
            *unit = known->unit;
    }
    return 0;
}

static int write_value(struct table *table, const struct jsondoc_value *value, struct err *err)
{
    const char *unit = NULL;
    const char *text = jsonclass_text(value);
    const struct note *note = find_note(table, text);
    if (jsonrows_row(&table->rows, err) != 0 || write_axes(table, value, &unit, err) != 0 ||
        jsonrows_cell(&table->rows, unit, err) != 0 ||
        jsonrows_cell(&table->rows, value_text(text, note), err) != 0)
        return -1;
    if (table->annotated &&
        jsonrows_cell(&table->rows, jsondoc_get_text(value, "@annotation"), err) != 0)
        return -1;
    return table->note_count > 0
               ? jsonrows_share(&table->rows, note == NULL ? "" : note->meaning, err)
               : 0;
}

int jsonestat_decode(const struct jsondoc_value *root, struct grids *out, struct err *err)
{
    const struct jsondoc_value *data = jsondoc_get(reply(root), "STATISTICAL_DATA");
    const struct jsondoc_value *inf = jsondoc_get(data, "DATA_INF");
    struct table *table = arena_alloc(out->arena, 1, sizeof *table);
    table->values = jsondoc_get(inf, "VALUE");
    if (jsondoc_list_count(table->values) == 0)
        return err_set(err, ERR_DATA, "e-Stat's reply holds no DATA_INF/VALUE");
    jsonrows_begin(&table->rows, out,
                   jsonclass_text(jsondoc_get(jsondoc_get(data, "TABLE_INF"), "TITLE")));
    const struct jsondoc_value *about = jsondoc_get(data, "TABLE_INF");
    out->published = copy(table, estat_day(jsondoc_get_text(about, "OPEN_DATE"),
                                           jsondoc_get_text(about, "UPDATED_DATE")));
    table->annotated = is_annotated(table);
    if (read_notes(table, jsondoc_get(inf, "NOTE"), err) != 0 ||
        read_classes(table, data, err) != 0 || write_heads(table, err) != 0)
        return -1;
    for (size_t i = 0; i < jsondoc_list_count(table->values); i++)
        if (write_value(table, jsondoc_list_item(table->values, i), err) != 0)
            return -1;
    return 0;
}
