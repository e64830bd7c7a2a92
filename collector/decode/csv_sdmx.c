/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_sdmx: what SDMX-CSV puts into cells beyond the data. */
#include <string.h>

#include "core/buf.h"
#include "core/mem.h"
#include "core/str.h"

#include "collector/decode/csv.h"
#include "collector/decode/sdmxtime.h"

#define LABEL_MARK ": " /* between a code and its label */

/* --- recognising --- */

/* Behind the word and, in 2.x, the separator of values inside a cell ([;]). NULL = another
 * word. */
static const char *skip_first_head(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(end - at) < length || memcmp(at, word, length) != 0)
        return NULL;
    at += length;
    if (end - at >= 3 && at[0] == '[' && at[2] == ']')
        at += 3;
    return at;
}

/* True if the first line has the word somewhere. */
static bool first_line_has(const char *text, size_t length, const char *word)
{
    size_t size = strlen(word);
    for (size_t i = 0; i + size <= length && text[i] != '\n' && text[i] != '\r'; i++)
        if (memcmp(text + i, word, size) == 0)
            return true;
    return false;
}

char csv_sdmx_separator(const char *text, size_t length)
{
    const char *end = text + length;
    bool quoted = length > 0 && *text == '"';
    const char *start = text + (quoted ? 1 : 0);
    const char *at = skip_first_head(start, end, "STRUCTURE");
    const char *other = at == NULL ? "OBS_VALUE" : "STRUCTURE_ID";
    if (at == NULL)
        at = skip_first_head(start, end, "DATAFLOW");
    /* labels=both: DATAFLOW: Dataflow */
    if (at != NULL && end - at >= 2 && memcmp(at, LABEL_MARK, 2) == 0)
        while (at < end && strchr(quoted ? "\"\r\n" : ",;\t\r\n", *at) == NULL)
            at++;
    if (at != NULL && quoted && at < end)
        at += *at == '"' ? 1 : 0;
    if (at == NULL || at >= end || *at == '\0' || strchr(",;\t|", *at) == NULL ||
        !first_line_has(text, length, other))
        return '\0';
    return *at;
}

/* --- columns --- */

struct column {
    bool both;  /* its cells are "code: label" */
    bool value; /* OBS_VALUE */
    bool time;  /* TIME_PERIOD */
};

struct tidying {
    struct grids *grids;
    const struct grid_row *from; /* the rows as they were read */
    size_t from_count;
    struct grid *to;
    struct column *columns;
    size_t column_count;
    size_t start_day; /* the column that says when reporting years start */
    size_t content;
    char separator;
    struct err *err;
};

static const char *cell_at(const struct tidying *tidying, size_t row, size_t column)
{
    const struct grid_row *cells = &tidying->from[row];
    return column < cells->count ? cells->cells[column] : "";
}

/* The head without its label, as length. */
static size_t id_length(const char *head)
{
    const char *mark = strstr(head, LABEL_MARK);
    return mark == NULL ? strlen(head) : (size_t)(mark - head);
}

static bool is_headed(const char *head, const char *id)
{
    return id_length(head) == strlen(id) && strncmp(head, id, strlen(id)) == 0;
}

static size_t find_column(const struct tidying *tidying, const char *id)
{
    for (size_t i = 0; i < tidying->column_count; i++)
        if (is_headed(cell_at(tidying, 0, i), id))
            return i;
    return tidying->column_count;
}

/* With labels=both every head has a label, but only coded columns have labelled cells. */
static bool has_labels(const struct tidying *tidying, size_t column)
{
    if (strstr(cell_at(tidying, 0, column), LABEL_MARK) == NULL)
        return false;
    for (size_t row = 1; row < tidying->from_count; row++)
        if (strstr(cell_at(tidying, row, column), LABEL_MARK) != NULL)
            return true;
    return false;
}

static void read_columns(struct tidying *tidying)
{
    for (size_t i = 0; i < tidying->column_count; i++)
        tidying->columns[i] =
            (struct column){.both = has_labels(tidying, i),
                            .value = is_headed(cell_at(tidying, 0, i), "OBS_VALUE"),
                            .time = is_headed(cell_at(tidying, 0, i), "TIME_PERIOD")};
    tidying->start_day = find_column(tidying, SDMXTIME_START_DAY);
}

/* --- cells --- */

static int add(struct tidying *tidying, const char *text, size_t length)
{
    if (++tidying->content > GRID_CELLS_MAX)
        return err_set(tidying->err, ERR_DATA, "more than %d rows and cells", GRID_CELLS_MAX);
    grid_add_cell(tidying->grids, tidying->to, text, length);
    return 0;
}

/* 12,4 is 12.4 */
static int add_value(struct tidying *tidying, const char *text)
{
    const char *digits = "0123456789";
    char copy[64];
    size_t sign = *text == '-' || *text == '+' ? 1 : 0;
    size_t whole = strspn(text + sign, digits);
    const char *comma = text + sign + whole;
    bool decimal = tidying->separator == ';' && whole > 0 && *comma == ',' &&
                   comma[1] != '\0' && comma[1 + strspn(comma + 1, digits)] == '\0';
    if (!decimal || !str_copy(copy, sizeof copy, text))
        return add(tidying, text, strlen(text));
    copy[comma - text] = '.';
    return add(tidying, copy, strlen(copy));
}

static int add_cell(struct tidying *tidying, const struct column *column, const char *text)
{
    if (str_equal(text, "~"))
        text = "";
    if (!column->both)
        return column->value ? add_value(tidying, text) : add(tidying, text, strlen(text));
    size_t length = id_length(text);
    const char *label = text[length] == '\0' ? "" : text + length + strlen(LABEL_MARK);
    return add(tidying, text, length) != 0 ? -1 : add(tidying, label, strlen(label));
}

/* A head may be without a label of its own column: labels=both of a column nobody coded. */
static int add_head(struct tidying *tidying, size_t column)
{
    const char *head = cell_at(tidying, 0, column);
    if (tidying->columns[column].both)
        return add_cell(tidying, &tidying->columns[column], head);
    return add(tidying, head, id_length(head));
}

static const char *find_text(const struct tidying *tidying, size_t row, size_t column,
                             char period[SDMXTIME_SIZE])
{
    const char *text = cell_at(tidying, row, column);
    if (!tidying->columns[column].time)
        return text;
    return sdmxtime_period(text, cell_at(tidying, row, tidying->start_day), period);
}

static int add_row(struct tidying *tidying, size_t row)
{
    char period[SDMXTIME_SIZE];
    int result = 0;
    grid_add_row(tidying->grids, tidying->to, tidying->from[row].line);
    tidying->content++;
    for (size_t i = 0; i < tidying->column_count && result == 0; i++)
        result = row == 0 ? add_head(tidying, i)
                          : add_cell(tidying, &tidying->columns[i],
                                     find_text(tidying, row, i, period));
    return result;
}

int csv_sdmx_tidy(struct grids *grids, struct grid *grid, char separator, struct err *err)
{
    struct tidying tidying = {.grids = grids,
                              .from = grid->rows,
                              .from_count = grid->row_count,
                              .to = grid,
                              .column_count = grid->column_count,
                              .separator = separator,
                              .err = err};
    int result = 0;
    tidying.columns = mem_calloc(tidying.column_count, sizeof *tidying.columns);
    read_columns(&tidying);
    size_t action = find_column(&tidying, "ACTION");
    *grid = (struct grid){.name = grid->name};
    for (size_t row = 0; row < tidying.from_count && result == 0; row++) {
        const char *text = cell_at(&tidying, row, action);
        if (tidying.from[row].count > 0 && (row == 0 || !is_headed(text, "D")))
            result = add_row(&tidying, row);
    }
    mem_free(tidying.columns);
    return result;
}
