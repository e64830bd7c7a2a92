/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsonsdmx: indexes into a structure become cells. */
#include "collector/decode/jsonsdmx.h"

#include <string.h>
#include <strings.h>

#include "core/str.h"

#include "collector/decode/jsonrows.h"
#include "collector/decode/sdmxtime.h"

/* A dimension, an attribute or a measure. */
struct component {
    const char *id;
    const char *name;    /* of its column of names; NULL = it has none */
    const char **codes;  /* of its values */
    const char **labels; /* of its values; "" = none */
    size_t count;
    bool coded; /* false: the data hold values, not indexes */
};

struct components {
    struct component items[JSONSDMX_COMPONENTS_MAX];
    size_t count;
};

enum level { LEVEL_SET, LEVEL_SERIES, LEVEL_OBSERVATION, LEVELS };

struct table {
    struct jsonrows rows;
    struct components dimensions[LEVELS];
    struct components attributes[LEVELS];
    struct components measures;
    /* The values at hand: indexes by component, -1 = none. */
    int64_t keys[LEVELS][JSONSDMX_COMPONENTS_MAX];
    const struct jsondoc_value *set_attributes;
    const struct jsondoc_value *series_attributes;
};

/* --- where things are --- */

static const struct jsondoc_value *container(const struct jsondoc_value *root)
{
    const struct jsondoc_value *data = jsondoc_get(root, "data");
    return jsondoc_get(data, "dataSets") != NULL ? data : root;
}

static const struct jsondoc_value *structures(const struct jsondoc_value *root)
{
    const struct jsondoc_value *list = jsondoc_get(container(root), "structures");
    return list != NULL ? list : jsondoc_get(container(root), "structure");
}

bool jsonsdmx_recognise(const struct jsondoc_value *root)
{
    bool data = jsondoc_get(container(root), "dataSets") != NULL && structures(root) != NULL;
    bool errors = jsondoc_get(root, "errors") != NULL &&
                  strstr(jsondoc_get_text(jsondoc_get(root, "meta"), "schema") != NULL
                             ? jsondoc_get_text(jsondoc_get(root, "meta"), "schema")
                             : "",
                         "sdmx") != NULL;
    return data || errors;
}

int jsonsdmx_check(const struct jsondoc_value *root, struct grids *out, struct err *err)
{
    const struct jsondoc_value *error = jsondoc_list_item(jsondoc_get(root, "errors"), 0);
    static const char *const keys[] = {"title", "detail", "message"};
    (void)out;
    if (jsondoc_list_count(jsondoc_get(container(root), "dataSets")) > 0)
        return 0;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *text = jsondoc_get_text(error, keys[i]);
        if (text != NULL)
            return err_set(err, ERR_DATA, "the SDMX message says: %s", text);
    }
    return err_set(err, ERR_DATA, "the SDMX message holds no data set");
}

/* A name may be given in several languages only. */
static const char *find_name(const struct jsondoc_value *value)
{
    const struct jsondoc_value *name = jsondoc_get(value, "name");
    struct jsondoc_member member = {0};
    if (name == NULL)
        name = jsondoc_get(value, "names");
    if (jsondoc_text(name) != NULL)
        return jsondoc_text(name);
    return jsondoc_next(name, &member) ? jsondoc_text(member.value) : NULL;
}

/* --- the structure --- */

static const char *copy(struct arena *arena, const char *text)
{
    return str_empty(text) ? "" : arena_strdup(arena, text);
}

/* The id of a value of a component, or what stands for it. */
static const char *value_code(const struct jsondoc_value *value)
{
    static const char *const keys[] = {"id", "value", "name"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (jsondoc_get_text(value, keys[i]) != NULL)
            return jsondoc_get_text(value, keys[i]);
    return find_name(value) != NULL ? find_name(value) : jsondoc_text(value);
}

static void read_component(const struct jsondoc_value *value, struct arena *arena,
                           struct component *out)
{
    const struct jsondoc_value *values = jsondoc_get(value, "values");
    bool named = false;
    *out = (struct component){.id = copy(arena, jsondoc_get_text(value, "id"))};
    out->count = jsondoc_count(values);
    out->coded = out->count > 0;
    out->codes = arena_alloc(arena, out->count, sizeof *out->codes);
    out->labels = arena_alloc(arena, out->count, sizeof *out->labels);
    for (size_t i = 0; i < out->count; i++) {
        const struct jsondoc_value *item = jsondoc_item(values, i);
        out->codes[i] = copy(arena, value_code(item));
        out->labels[i] = copy(arena, find_name(item));
        named = named || !str_equal(out->labels[i], out->codes[i]);
    }
    const char *name = find_name(value);
    if (named && !str_empty(name) && !str_equal(name, out->id))
        out->name = copy(arena, name);
}

static int read_components(const struct jsondoc_value *list, struct arena *arena,
                           struct components *out, struct err *err)
{
    out->count = jsondoc_count(list);
    if (out->count > JSONSDMX_COMPONENTS_MAX)
        return err_set(err, ERR_DATA, "%zu dimensions or attributes at one level, at most %d",
                       out->count, JSONSDMX_COMPONENTS_MAX);
    for (size_t i = 0; i < out->count; i++)
        read_component(jsondoc_item(list, i), arena, &out->items[i]);
    return 0;
}

/* Of the whole structure; a start that differs from series to series fits no period. */
static const char *find_start_day(const struct table *table)
{
    for (size_t level = 0; level < LEVELS; level++)
        for (size_t i = 0; i < table->attributes[level].count; i++) {
            const struct component *component = &table->attributes[level].items[i];
            if (str_equal(component->id, SDMXTIME_START_DAY))
                return component->count == 1 ? component->codes[0] : "a day of its own";
        }
    return "";
}

static void tidy_times(struct table *table)
{
    char period[SDMXTIME_SIZE];
    const char *start_day = find_start_day(table);
    struct arena *arena = table->rows.grids->arena;
    for (size_t level = 0; level < LEVELS; level++)
        for (size_t i = 0; i < table->dimensions[level].count; i++) {
            struct component *component = &table->dimensions[level].items[i];
            for (size_t k = 0; str_equal(component->id, "TIME_PERIOD") && k < component->count;
                 k++)
                component->codes[k] = arena_strdup(
                    arena, sdmxtime_period(component->codes[k], start_day, period));
        }
}

static int read_structure(struct table *table, const struct jsondoc_value *structure,
                          struct err *err)
{
    static const char *const levels[LEVELS] = {"dataSet", "series", "observation"};
    const struct jsondoc_value *dimensions = jsondoc_get(structure, "dimensions");
    const struct jsondoc_value *attributes = jsondoc_get(structure, "attributes");
    struct arena *arena = table->rows.grids->arena;
    for (size_t i = 0; i < LEVELS; i++)
        if (read_components(jsondoc_get(dimensions, levels[i]), arena, &table->dimensions[i],
                            err) != 0 ||
            read_components(jsondoc_get(attributes, levels[i]), arena, &table->attributes[i],
                            err) != 0)
            return -1;
    if (read_components(jsondoc_get(jsondoc_get(structure, "measures"), "observation"), arena,
                        &table->measures, err) != 0)
        return -1;
    if (table->measures.count <= 1) {
        table->measures.count = 1;
        table->measures.items[0] = (struct component){.id = "OBS_VALUE"};
    }
    tidy_times(table);
    return 0;
}

/* --- writing --- */

static int write_component_heads(struct table *table, const struct components *components,
                                 struct err *err)
{
    for (size_t i = 0; i < components->count; i++) {
        const struct component *component = &components->items[i];
        if (jsonrows_share(&table->rows, component->id, err) != 0 ||
            (component->name != NULL &&
             jsonrows_share(&table->rows, component->name, err) != 0))
            return -1;
    }
    return 0;
}

static int write_heads(struct table *table, struct err *err)
{
    if (jsonrows_row(&table->rows, err) != 0)
        return -1;
    for (size_t i = 0; i < LEVELS; i++)
        if (write_component_heads(table, &table->dimensions[i], err) != 0)
            return -1;
    if (write_component_heads(table, &table->measures, err) != 0)
        return -1;
    for (size_t i = 0; i < LEVELS; i++)
        if (write_component_heads(table, &table->attributes[i], err) != 0)
            return -1;
    return 0;
}

/* index -1 = nothing said. */
static int write_code(struct table *table, const struct component *component, int64_t index,
                      struct err *err)
{
    if (index >= 0 && (size_t)index >= component->count)
        return err_set(err, ERR_DATA, "%s: index %lld, but it has %zu values", component->id,
                       (long long)index, component->count);
    if (jsonrows_share(&table->rows, index < 0 ? "" : component->codes[index], err) != 0)
        return -1;
    if (component->name == NULL)
        return 0;
    return jsonrows_share(&table->rows, index < 0 ? "" : component->labels[index], err);
}

static int write_attribute(struct table *table, const struct component *component,
                           const struct jsondoc_value *value, struct err *err)
{
    const char *text = jsondoc_text(value);
    int64_t index = -1;
    if (!component->coded && text != NULL)
        return jsonrows_cell(&table->rows, text, err);
    if (text != NULL && !str_integer(text, 0, INT32_MAX, &index))
        return err_set(err, ERR_DATA, "%s: \"%.40s\" is no index", component->id, text);
    return write_code(table, component, index, err);
}

static int write_attributes(struct table *table, const struct components *components,
                            const struct jsondoc_value *array, size_t from, struct err *err)
{
    for (size_t i = 0; i < components->count; i++)
        if (write_attribute(table, &components->items[i], jsondoc_item(array, from + i),
                            err) != 0)
            return -1;
    return 0;
}

/* One observation: its measures, then indexes of attributes, cut off behind the last. */
static int write_observation(struct table *table, const struct jsondoc_value *array,
                             struct err *err)
{
    if (jsondoc_kind(array) != JSONDOC_ARRAY)
        return err_set(err, ERR_DATA, "an observation is %s, expected an array",
                       jsondoc_kind_name(array));
    if (jsonrows_row(&table->rows, err) != 0)
        return -1;
    for (size_t level = 0; level < LEVELS; level++)
        for (size_t i = 0; i < table->dimensions[level].count; i++)
            if (write_code(table, &table->dimensions[level].items[i], table->keys[level][i],
                           err) != 0)
                return -1;
    for (size_t i = 0; i < table->measures.count; i++)
        if (jsonrows_cell(&table->rows, jsondoc_text(jsondoc_item(array, i)), err) != 0)
            return -1;
    if (write_attributes(table, &table->attributes[LEVEL_SET], table->set_attributes, 0,
                         err) != 0 ||
        write_attributes(table, &table->attributes[LEVEL_SERIES], table->series_attributes, 0,
                         err) != 0)
        return -1;
    return write_attributes(table, &table->attributes[LEVEL_OBSERVATION], array,
                            table->measures.count, err);
}

/* --- keys --- */

/* "0:12:3" into the keys of a level; as many parts as it has dimensions. */
static int read_key(struct table *table, enum level level, const char *key, struct err *err)
{
    const struct components *dimensions = &table->dimensions[level];
    const char *at = key;
    size_t count = 0;
    while (count < dimensions->count) {
        char part[16];
        size_t length = strcspn(at, ":");
        if (length >= sizeof part)
            break;
        memcpy(part, at, length);
        part[length] = '\0';
        if (!str_integer(part, 0, INT32_MAX, &table->keys[level][count]) ||
            (size_t)table->keys[level][count] >= dimensions->items[count].count)
            break;
        count++;
        at += length;
        if (*at != ':')
            break;
        at++;
    }
    if (count == dimensions->count && *at == '\0' && count > 0)
        return 0;
    return err_set(err, ERR_DATA,
                   "the key \"%.60s\" does not fit the %zu dimensions of its level", key,
                   dimensions->count);
}

static int write_observations(struct table *table, const struct jsondoc_value *observations,
                              struct err *err)
{
    struct jsondoc_member member = {0};
    while (jsondoc_next(observations, &member))
        if (read_key(table, LEVEL_OBSERVATION, member.key, err) != 0 ||
            write_observation(table, member.value, err) != 0)
            return -1;
    return 0;
}

static int write_set(struct table *table, const struct jsondoc_value *set, struct err *err)
{
    struct jsondoc_member member = {0};
    table->set_attributes = jsondoc_get(set, "attributes");
    table->series_attributes = NULL;
    /* A dimension of the whole set has one value. */
    for (size_t i = 0; i < table->dimensions[LEVEL_SET].count; i++)
        table->keys[LEVEL_SET][i] = table->dimensions[LEVEL_SET].items[i].count == 1 ? 0 : -1;
    for (size_t i = 0; i < table->dimensions[LEVEL_SERIES].count; i++)
        table->keys[LEVEL_SERIES][i] = -1;
    if (write_observations(table, jsondoc_get(set, "observations"), err) != 0)
        return -1;
    while (jsondoc_next(jsondoc_get(set, "series"), &member)) {
        table->series_attributes = jsondoc_get(member.value, "attributes");
        if (read_key(table, LEVEL_SERIES, member.key, err) != 0 ||
            write_observations(table, jsondoc_get(member.value, "observations"), err) != 0)
            return err_prefix(err, "series \"%.60s\"", member.key);
    }
    return 0;
}

/* --- the message --- */

static bool is_deleted(const struct jsondoc_value *set)
{
    const char *action = jsondoc_get_text(set, "action");
    return action != NULL && (strcasecmp(action, "Delete") == 0 || str_equal(action, "D"));
}

/* Data sets name their structure by index; without one it is the first. */
static bool belongs(const struct jsondoc_value *set, size_t structure, size_t count)
{
    const char *text = jsondoc_get_text(set, "structure");
    int64_t index = 0;
    if (text != NULL && !str_integer(text, 0, INT32_MAX, &index))
        index = 0;
    return count == 1 || (size_t)index == structure;
}

static int decode_structure(const struct jsondoc_value *root, size_t number, struct grids *out,
                            struct err *err)
{
    const struct jsondoc_value *structure = jsondoc_list_item(structures(root), number);
    const struct jsondoc_value *sets = jsondoc_get(container(root), "dataSets");
    struct table *table = arena_alloc(out->arena, 1, sizeof *table);
    const char *name = find_name(structure);
    jsonrows_begin(&table->rows, out, name != NULL ? name : jsondoc_get_text(structure, "id"));
    if (read_structure(table, structure, err) != 0 || write_heads(table, err) != 0)
        return -1;
    for (size_t i = 0; i < jsondoc_list_count(sets); i++) {
        const struct jsondoc_value *set = jsondoc_list_item(sets, i);
        if (!is_deleted(set) && belongs(set, number, jsondoc_list_count(structures(root))) &&
            write_set(table, set, err) != 0)
            return -1;
    }
    return 0;
}

int jsonsdmx_decode(const struct jsondoc_value *root, struct grids *out, struct err *err)
{
    size_t count = jsondoc_list_count(structures(root));
    if (count > JSONSDMX_COMPONENTS_MAX)
        return err_set(err, ERR_DATA, "%zu structures, at most %d", count,
                       JSONSDMX_COMPONENTS_MAX);
    for (size_t i = 0; i < count; i++)
        if (decode_structure(root, i, out, err) != 0)
            return -1;
    return 0;
}
