/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsonrows: once over the items for the columns, once for the cells. */
#include "collector/decode/jsonrows.h"

#include <string.h>

#include "core/buf.h"
#include "core/mem.h"
#include "core/str.h"

/* --- cells --- */

void jsonrows_begin(struct jsonrows *rows, struct grids *grids, const char *name)
{
    *rows = (struct jsonrows){.grids = grids, .grid = grid_add(grids, name)};
}

static int count_content(struct jsonrows *rows, struct err *err)
{
    if (++rows->content <= GRID_CELLS_MAX)
        return 0;
    return err_set(err, ERR_DATA, "more than %d rows and cells", GRID_CELLS_MAX);
}

int jsonrows_row(struct jsonrows *rows, struct err *err)
{
    if (count_content(rows, err) != 0)
        return -1;
    grid_add_row(rows->grids, rows->grid, 0);
    return 0;
}

int jsonrows_share(struct jsonrows *rows, const char *text, struct err *err)
{
    if (count_content(rows, err) != 0)
        return -1;
    grid_take_cell(rows->grids, rows->grid, text == NULL ? "" : text);
    return 0;
}

int jsonrows_cell(struct jsonrows *rows, const char *text, struct err *err)
{
    if (text == NULL || *text == '\0')
        return jsonrows_share(rows, "", err);
    return jsonrows_share(rows, arena_strdup(rows->grids->arena, text), err);
}

const char *jsonrows_head(const char *key)
{
    const char *mark = "\xEF\xBB\xBF";
    return str_starts(key, mark) ? key + strlen(mark) : key;
}

/* --- columns --- */

/* Kept sorted for finding; no hash, which a document could be made to fit. */
struct columns {
    const char *paths[JSONROWS_COLUMNS_MAX]; /* by number */
    size_t sorted[JSONROWS_COLUMNS_MAX];     /* numbers by path */
    size_t count;
    size_t expected; /* the column after the one found last: most rows repeat the order */
};

/* Where the path stands among the sorted ones, or should. */
static size_t find_place(const struct columns *columns, const char *path, bool *found)
{
    size_t low = 0;
    size_t high = columns->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(columns->paths[columns->sorted[middle]], path);
        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *found = false;
    return low;
}

static int find_column(struct columns *columns, struct arena *arena, const char *path,
                       size_t *number, struct err *err)
{
    bool found = columns->expected < columns->count &&
                 str_equal(columns->paths[columns->expected], path);
    if (found) {
        *number = columns->expected++;
        return 0;
    }
    size_t place = find_place(columns, path, &found);
    if (!found) {
        if (columns->count == JSONROWS_COLUMNS_MAX)
            return err_set(err, ERR_DATA, "more than %d columns", JSONROWS_COLUMNS_MAX);
        memmove(&columns->sorted[place + 1], &columns->sorted[place],
                (columns->count - place) * sizeof columns->sorted[0]);
        columns->sorted[place] = columns->count;
        columns->paths[columns->count++] = arena_strdup(arena, path);
    }
    *number = columns->sorted[place];
    columns->expected = *number + 1;
    return 0;
}

/* --- the single values inside an object --- */

struct level {
    const struct jsondoc_value *value;
    struct jsondoc_member member;
    size_t item;
    size_t length; /* of the path to it */
};

struct walk {
    struct level levels[JSONDOC_DEPTH_MAX + 1];
    size_t depth;
    struct buf path;
};

static void walk_into(struct walk *walk, const struct jsondoc_value *value)
{
    if (walk->depth <= JSONDOC_DEPTH_MAX)
        walk->levels[walk->depth++] =
            (struct level){.value = value, .length = walk->path.length};
}

/* Goes to the next single value or null: false when there is none. */
static bool walk_on(struct walk *walk, const struct jsondoc_value **out)
{
    while (walk->depth > 0) {
        struct level *level = &walk->levels[walk->depth - 1];
        bool object = jsondoc_kind(level->value) == JSONDOC_OBJECT;
        bool more = object ? jsondoc_next(level->value, &level->member)
                           : level->item < jsondoc_count(level->value);
        if (!more) {
            walk->depth--;
            continue;
        }
        if (walk->path.data != NULL)
            walk->path.data[walk->path.length = level->length] = '\0';
        const char *slash = level->length > 0 ? "/" : "";
        if (object)
            (void)buf_printf(&walk->path, "%s%s", slash, jsonrows_head(level->member.key));
        else
            (void)buf_printf(&walk->path, "%s%zu", slash, level->item);
        const struct jsondoc_value *value =
            object ? level->member.value : jsondoc_item(level->value, level->item++);
        enum jsondoc_kind kind = jsondoc_kind(value);
        if (kind == JSONDOC_TEXT || kind == JSONDOC_NULL) {
            *out = value;
            return true;
        }
        walk_into(walk, value);
    }
    return false;
}

/* --- rows of objects --- */

struct reading {
    const struct jsonrows_table *table;
    struct jsonrows rows;
    struct columns columns;
    const char *cells[JSONROWS_COLUMNS_MAX]; /* of one row; belong to the document */
    size_t width;                            /* of one row */
    struct walk walk;
    struct err *err;
};

static size_t item_count(const struct jsonrows_table *table)
{
    return jsondoc_list_count(table->value);
}

static const struct jsondoc_value *item(const struct jsonrows_table *table, size_t index)
{
    return jsondoc_list_item(table->value, index);
}

/* Notes the columns of one object, and its texts in reading->cells. */
static int read_object(struct reading *reading, const struct jsondoc_value *object)
{
    const struct jsondoc_value *value = NULL;
    buf_reset(&reading->walk.path);
    reading->columns.expected = 0;
    reading->walk.depth = 0;
    walk_into(&reading->walk, object);
    while (walk_on(&reading->walk, &value)) {
        size_t column = 0;
        if (reading->walk.path.overflow)
            return err_set(reading->err, ERR_DATA, "a head of more than %d bytes",
                           JSONROWS_HEAD_MAX);
        if (find_column(&reading->columns, reading->rows.grids->arena,
                        buf_text(&reading->walk.path), &column, reading->err) != 0)
            return -1;
        const char *text = jsondoc_text(value);
        reading->cells[column] = text == NULL ? "" : text;
        if (column >= reading->width)
            reading->width = column + 1;
    }
    return 0;
}

static void forget_cells(struct reading *reading)
{
    for (size_t i = 0; i < reading->width; i++)
        reading->cells[i] = NULL;
    reading->width = 0;
}

static int write_heads(struct reading *reading)
{
    if (jsonrows_row(&reading->rows, reading->err) != 0)
        return -1;
    for (size_t i = 0; i < reading->columns.count; i++)
        if (jsonrows_share(&reading->rows, reading->columns.paths[i], reading->err) != 0)
            return -1;
    return 0;
}

static int write_object(struct reading *reading, const struct jsondoc_value *object)
{
    int result = read_object(reading, object);
    if (result == 0)
        result = jsonrows_row(&reading->rows, reading->err);
    for (size_t i = 0; i < reading->width && result == 0; i++)
        result = jsonrows_cell(&reading->rows, reading->cells[i], reading->err);
    forget_cells(reading);
    return result;
}

static int place_error(const struct reading *reading, size_t index)
{
    if (jsondoc_kind(reading->table->value) != JSONDOC_ARRAY)
        return err_prefix(reading->err, "\"%s\"", reading->table->pointer);
    return err_prefix(reading->err, "\"%s/%zu\"", reading->table->pointer, index);
}

static int find_columns(struct reading *reading)
{
    size_t number = 0;
    for (size_t i = 0; i < reading->table->head_count; i++)
        if (find_column(&reading->columns, reading->rows.grids->arena,
                        reading->table->heads[i], &number, reading->err) != 0)
            return -1;
    for (size_t i = 0; i < item_count(reading->table); i++) {
        if (read_object(reading, item(reading->table, i)) != 0)
            return place_error(reading, i);
        forget_cells(reading);
    }
    return 0;
}

static int read_objects(struct reading *reading)
{
    if (find_columns(reading) != 0 || write_heads(reading) != 0)
        return -1;
    for (size_t i = 0; i < item_count(reading->table); i++)
        if (write_object(reading, item(reading->table, i)) != 0)
            return place_error(reading, i);
    return 0;
}

/* --- rows of arrays, single values --- */

/* What is no single value is shown as such; a selection that takes it is told so. */
static const char *cell_text(const struct jsondoc_value *value)
{
    switch (jsondoc_kind(value)) {
    case JSONDOC_OBJECT:
        return "{...}";
    case JSONDOC_ARRAY:
        return "[...]";
    case JSONDOC_NULL:
    case JSONDOC_TEXT:
        break;
    }
    return jsondoc_text(value);
}

static int write_known_heads(struct reading *reading)
{
    const struct jsonrows_table *table = reading->table;
    if (table->head_count == 0)
        return 0;
    int result = jsonrows_row(&reading->rows, reading->err);
    for (size_t i = 0; i < table->head_count && result == 0; i++)
        result = jsonrows_cell(&reading->rows, table->heads[i], reading->err);
    return result;
}

static int read_arrays(struct reading *reading)
{
    int result = write_known_heads(reading);
    for (size_t i = 0; i < item_count(reading->table) && result == 0; i++) {
        const struct jsondoc_value *array = item(reading->table, i);
        result = jsonrows_row(&reading->rows, reading->err);
        for (size_t k = 0; k < jsondoc_count(array) && result == 0; k++)
            result =
                jsonrows_cell(&reading->rows, cell_text(jsondoc_item(array, k)), reading->err);
    }
    return result;
}

/* The column is called as the array is. */
static int read_singles(struct reading *reading)
{
    const char *slash = strrchr(reading->table->pointer, '/');
    int result = jsonrows_row(&reading->rows, reading->err);
    if (result == 0)
        result =
            jsonrows_cell(&reading->rows, slash == NULL ? "value" : slash + 1, reading->err);
    for (size_t i = 0; i < item_count(reading->table) && result == 0; i++) {
        result = jsonrows_row(&reading->rows, reading->err);
        if (result == 0)
            result = jsonrows_cell(&reading->rows, jsondoc_text(item(reading->table, i)),
                                   reading->err);
    }
    return result;
}

/* --- the table --- */

/* The one kind that the items have, null aside. */
static int find_kind(const struct jsonrows_table *table, enum jsondoc_kind *out,
                     struct err *err)
{
    *out = JSONDOC_NULL;
    if (jsondoc_kind(table->value) != JSONDOC_ARRAY &&
        jsondoc_kind(table->value) != JSONDOC_OBJECT)
        return err_set(err, ERR_DATA, "\"%s\" is %s: expected an array or an object",
                       table->pointer, jsondoc_kind_name(table->value));
    for (size_t i = 0; i < item_count(table); i++) {
        enum jsondoc_kind kind = jsondoc_kind(item(table, i));
        if (kind == JSONDOC_NULL)
            continue;
        if (*out != JSONDOC_NULL && kind != *out)
            return err_set(err, ERR_DATA, "\"%s/%zu\" is %s, unlike the items before it",
                           table->pointer, i, jsondoc_kind_name(item(table, i)));
        *out = kind;
    }
    if (*out == JSONDOC_NULL && table->head_count == 0)
        return err_set(err, ERR_DATA, "\"%s\" is empty", table->pointer);
    return 0;
}

int jsonrows_read(const struct jsonrows_table *table, struct grids *out, struct err *err)
{
    enum jsondoc_kind kind = JSONDOC_NULL;
    if (find_kind(table, &kind, err) != 0)
        return -1;
    struct reading *reading = mem_calloc(1, sizeof *reading);
    reading->table = table;
    reading->err = err;
    buf_init(&reading->walk.path, JSONROWS_HEAD_MAX);
    jsonrows_begin(&reading->rows, out, table->pointer);
    int result = 0;
    if (kind == JSONDOC_ARRAY)
        result = read_arrays(reading);
    else if (kind == JSONDOC_TEXT)
        result = read_singles(reading);
    else
        result = read_objects(reading);
    buf_free(&reading->walk.path);
    mem_free(reading);
    return result;
}
