/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_sdmx: series and observations; generic and structure-specific messages at once, since
 * one has in elements what the other has in attributes. */
#include "collector/decode/xml_sdmx.h"

#include <string.h>

#include "core/mem.h"
#include "core/str.h"

#include "collector/decode/xml.h"
#include "collector/decode/xml_columns.h"
#include "collector/decode/xml_rows.h"

struct key {
    const char *name;
    const char *value;
};

struct reading {
    struct xml_columns columns;
    struct arena *arena;
    struct key *keys; /* of the data set, then of the series at hand */
    size_t count;
    size_t capacity;
    const char *dimension; /* at the observation */
    size_t puts;           /* of all observations: keys may say one name many times */
    size_t observations;
    size_t deleted;
    int result;
    struct err *err;
};

/* --- names and values --- */

static const char *attribute(const struct markup_node *node, const char *name)
{
    const char *value = markup_attribute(node, name);
    return value == NULL ? "" : value;
}

static bool deletes(const char *action)
{
    return str_equal(action, "Delete") || str_equal(action, "D");
}

static void put(struct reading *reading, const char *name, const char *value)
{
    if (reading->result != 0 || strlen(name) > XML_NAME_MAX)
        return;
    if (str_equal(value, "NaN"))
        value = "";
    if (++reading->puts > GRID_CELLS_MAX)
        reading->result =
            err_set(reading->err, ERR_DATA, "more than %d values", GRID_CELLS_MAX);
    else
        reading->result = xml_columns_put(&reading->columns, name, value, true, reading->err);
}

static void put_attribute(const char *name, const char *value, void *context)
{
    struct reading *reading = context;
    put(reading, name, arena_strdup(reading->arena, value));
}

static void keep_key(const char *name, const char *value, void *context)
{
    struct reading *reading = context;
    reading->keys =
        mem_grow(reading->keys, reading->count, &reading->capacity, sizeof *reading->keys);
    reading->keys[reading->count++] =
        (struct key){.name = name, .value = arena_strdup(reading->arena, value)};
}

/* <Value id="FREQ" value="M"/>; 2.0 says concept. */
static void each_value(struct reading *reading, const struct markup_node *list,
                       void (*take)(const char *name, const char *value, void *context))
{
    for (const struct markup_node *at = markup_first(list); at != NULL; at = markup_next(at)) {
        if (markup_name(at) == NULL || !str_equal(markup_name(at), "Value"))
            continue;
        const char *id = markup_attribute(at, "id");
        if (id == NULL)
            id = markup_attribute(at, "concept");
        if (id != NULL)
            take(id, attribute(at, "value"), reading);
    }
}

/* --- an observation --- */

static void put_part(struct reading *reading, const struct markup_node *part)
{
    const char *name = markup_name(part);
    if (str_equal(name, "ObsKey") || str_equal(name, "Attributes")) {
        each_value(reading, part, put_attribute);
    } else if (str_equal(name, "ObsDimension")) {
        const char *id = markup_attribute(part, "id");
        put_attribute(id == NULL ? reading->dimension : id, attribute(part, "value"), reading);
    } else if (str_equal(name, "ObsValue")) {
        put_attribute("OBS_VALUE", attribute(part, "value"), reading);
    } else if (str_equal(name, "Time")) {
        put(reading, "TIME_PERIOD", xml_rows_text(part, reading->arena));
    }
}

static void read_observation(struct reading *reading, const struct markup_node *node)
{
    if (deletes(attribute(node, "action"))) {
        reading->deleted++;
        return;
    }
    for (size_t i = 0; i < reading->count; i++)
        put(reading, reading->keys[i].name, reading->keys[i].value);
    markup_attributes(node, put_attribute, reading);
    for (const struct markup_node *at = markup_first(node); at != NULL; at = markup_next(at))
        if (markup_name(at) != NULL)
            put_part(reading, at);
    if (reading->result == 0)
        reading->result =
            xml_columns_end_row(&reading->columns, markup_line(node), reading->err);
    reading->observations++;
}

static void read_series(struct reading *reading, const struct markup_node *series)
{
    size_t before = reading->count;
    if (deletes(attribute(series, "action"))) {
        reading->deleted++;
        return;
    }
    markup_attributes(series, keep_key, reading);
    for (const struct markup_node *at = markup_first(series);
         at != NULL && reading->result == 0; at = markup_next(at)) {
        const char *name = markup_name(at);
        if (name == NULL)
            continue;
        if (str_equal(name, "SeriesKey") || str_equal(name, "Attributes"))
            each_value(reading, at, keep_key);
        else if (str_equal(name, "Obs"))
            read_observation(reading, at);
    }
    reading->count = before;
}

/* --- a data set --- */

/* A data set's own attributes (structureRef, dataScope ...) are camel case, those of the data
 * are codes. */
static void keep_code(const char *name, const char *value, void *context)
{
    bool is_code = true;
    for (const char *p = name; *p != '\0'; p++)
        is_code = is_code && !(*p >= 'a' && *p <= 'z');
    if (is_code)
        keep_key(name, value, context);
}

static void read_data_set(struct reading *reading, const struct markup_node *set)
{
    reading->count = 0;
    markup_attributes(set, keep_code, reading);
    for (const struct markup_node *at = markup_first(set); at != NULL && reading->result == 0;
         at = markup_next(at)) {
        const char *name = markup_name(at);
        if (name == NULL)
            continue;
        if (str_equal(name, "Attributes"))
            each_value(reading, at, keep_key);
        else if (str_equal(name, "Series"))
            read_series(reading, at);
        else if (str_equal(name, "Obs"))
            read_observation(reading, at);
    }
}

static void add_data_set(struct reading *reading, const struct markup_node *set,
                         struct grids *out, size_t *cells)
{
    const char *name = markup_attribute(set, "structureRef");
    xml_columns_init(&reading->columns, out, name == NULL ? "DataSet" : name, cells);
    read_data_set(reading, set);
    xml_columns_finish(&reading->columns);
    xml_columns_free(&reading->columns);
}

/* --- a message --- */

static const char *text_of_child(const struct markup_node *node, const char *name,
                                 struct arena *arena)
{
    const struct markup_node *child = node == NULL ? NULL : xml_rows_child(node, name);
    return child == NULL ? "" : xml_rows_text(child, arena);
}

static int refuse_error(const struct markup_node *root, struct arena *arena, struct err *err)
{
    const struct markup_node *message = xml_rows_child(root, "ErrorMessage");
    return err_set(err, ERR_DATA, "the message says error %.20s: %.300s",
                   message == NULL ? "" : attribute(message, "code"),
                   text_of_child(message, "Text", arena));
}

bool xml_sdmx_is(const struct markup *markup)
{
    static const char *const roots[] = {
        "GenericData", "GenericTimeSeriesData",           "StructureSpecificData",
        "CompactData", "StructureSpecificTimeSeriesData", "UtilityData",
        "MessageGroup"};
    const struct markup_node *root = markup_root(markup);
    return str_equal_any(markup_name(root), roots, sizeof roots / sizeof roots[0]) ||
           (str_equal(markup_name(root), "Error") &&
            xml_rows_child(root, "ErrorMessage") != NULL);
}

static void read_header(struct reading *reading, const struct markup_node *root,
                        const char **action)
{
    const struct markup_node *header = xml_rows_child(root, "Header");
    const struct markup_node *structure =
        header == NULL ? NULL : xml_rows_child(header, "Structure");
    const char *dimension =
        structure == NULL ? "" : attribute(structure, "dimensionAtObservation");
    bool named = *dimension != '\0' && !str_equal(dimension, "AllDimensions");
    reading->dimension = named ? dimension : "TIME_PERIOD";
    *action = text_of_child(header, "DataSetAction", reading->arena);
}

int xml_sdmx_read(const struct markup *markup, struct grids *out, struct err *err)
{
    const struct markup_node *root = markup_root(markup);
    struct reading reading = {.arena = out->arena, .err = err};
    const char *header_action = "";
    size_t cells = 0;
    if (str_equal(markup_name(root), "Error"))
        return refuse_error(root, out->arena, err);
    read_header(&reading, root, &header_action);
    for (const struct markup_node *at = root; at != NULL && reading.result == 0;
         at = xml_rows_next(at, root)) {
        if (!str_equal(markup_name(at), "DataSet"))
            continue;
        const char *action = markup_attribute(at, "action");
        if (deletes(action == NULL ? header_action : action))
            reading.deleted++;
        else
            add_data_set(&reading, at, out, &cells);
    }
    mem_free(reading.keys);
    if (reading.result == 0 && reading.observations == 0)
        return err_set(err, ERR_DATA, "the message holds no observations%s",
                       reading.deleted > 0 ? ", only what is to be deleted" : "");
    return reading.result;
}
