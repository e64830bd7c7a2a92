/* SPDX-License-Identifier: GPL-3.0-or-later */
/* remark: the columns of remarks first, then whatever else stands in the row. */
#include "collector/remark.h"

#include <string.h>

#include "core/status.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/take.h"

#define STATUS_CODES "OBS_STATUS" /* the head of SDMX's */

static void find_columns(struct remark *remark)
{
    static const char *const heads[] = {"区分", "備考",   "状態",   "摘要",      "注",
                                        "注記", "status", "Status", STATUS_CODES};
    for (size_t i = 0; i < remark->head->count; i++)
        for (size_t k = 0; k < sizeof heads / sizeof heads[0]; k++)
            if (remark->count < REMARK_COLUMNS && i != remark->value &&
                str_equal(remark->head->columns[i].last, heads[k]))
                remark->columns[remark->count++] = i;
}

void remark_start(struct remark *remark, struct arena *arena)
{
    const char *head = remark->head->columns[remark->value].path;
    find_columns(remark);
    remark->section = OBSERVATION_FINAL;
    remark->of_head = label_named_status(arena, head);
    /* all of 推計人口 is so */
    if (label_status(arena, head) == OBSERVATION_ESTIMATE)
        remark->of_head = OBSERVATION_FINAL;
}

bool remark_is_column(const struct remark *remark, size_t column)
{
    for (size_t i = 0; i < remark->count; i++)
        if (remark->columns[i] == column)
            return true;
    return false;
}

/* p alone in a cell of its own right beside the value. */
static bool is_letter_beside(const struct remark *remark, size_t column, const char *key)
{
    bool beside = column + 1 == remark->value || column == remark->value + 1;
    return beside && (*key == 'p' || *key == 'r') && key[1] == '\0';
}

/* 来館者/状態 says nothing of 宿泊者. */
static bool is_of_other(const struct remark *remark, size_t column)
{
    const struct label_path *label = &remark->head->columns[column];
    const struct label_path *value = &remark->head->columns[remark->value];
    const char *slash = strrchr(label->whole, '/');
    size_t length = strlen(label->whole) - strlen(label->last);
    if (slash != NULL)
        length = (size_t)(slash - label->whole);
    return length > 0 && strncmp(label->whole, value->whole, length) != 0;
}

/* What a cell of the row says of the value: a remark, or below any other head a word that is
 * the whole cell. What `where` asked for was wanted. */
static bool read_cell(const struct remark *remark, size_t row, size_t column,
                      struct arena *scratch, enum observation_status *out)
{
    const char *text = grid_cell(remark->head->grid, row, column);
    if (str_plain_figure(text) || unicode_is_blank(text) || is_of_other(remark, column))
        return false;
    const char *key = unicode_key(scratch, text);
    bool headed = *remark->head->columns[column].path != '\0';
    bool codes = str_equal(remark->head->columns[column].last, STATUS_CODES);
    bool found = false;
    if (codes)
        found = take_status_code(scratch, text, out);
    else if (remark_is_column(remark, column) && status_remark(key, out))
        found = true;
    else if (is_letter_beside(remark, column, key))
        found = status_letter(*key, out);
    else
        found = headed && status_section(key, out);
    if (found && *out == OBSERVATION_FORECAST && filter_uses(remark->filter, column))
        *out = OBSERVATION_ESTIMATE;
    return found;
}

enum observation_status remark_read(const struct remark *remark, size_t row, const char *label,
                                    struct arena *scratch, bool *firm)
{
    enum observation_status status = OBSERVATION_FINAL;
    *firm = false;
    for (size_t i = 0; i < remark->count && !*firm && status == OBSERVATION_FINAL; i++)
        *firm = read_cell(remark, row, remark->columns[i], scratch, &status);
    for (size_t i = 0; i < remark->head->count && !*firm && status == OBSERVATION_FINAL; i++)
        if (i != remark->value && i != remark->period && i != remark->year &&
            !remark_is_column(remark, i))
            *firm = read_cell(remark, row, i, scratch, &status);
    *firm = *firm && status == OBSERVATION_FINAL;
    if (status == OBSERVATION_FINAL)
        status = label_status(scratch, label);
    if (status == OBSERVATION_FINAL)
        status = remark->of_head;
    bool less = remark->section == OBSERVATION_FORECAST || status == OBSERVATION_FINAL;
    return less ? remark->section : status;
}

bool remark_section(const struct grid *grid, size_t row, struct arena *scratch,
                    enum observation_status *section)
{
    const struct grid_row *cells = &grid->rows[row];
    for (size_t i = 0; i < cells->count && grid_is_line(grid, row); i++)
        if (!unicode_is_blank(cells->cells[i]))
            return status_section(unicode_key(scratch, cells->cells[i]), section);
    return false;
}
