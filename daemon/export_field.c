/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export_field: see export_field.h. */
#include "daemon/export_field.h"

#include <string.h>

#include "config/edition.h"
#include "core/csvfile.h"
#include "core/instant.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/unicode.h"

/* The file is UTF-8 whatever an old ledger holds. */
static const char *say_text(const struct export_row *row, const char *text)
{
    return !text || unicode_valid(text, strlen(text)) ? text : plain_copy(row->arena, text);
}

static const char *say_day(const struct export_row *row, int32_t day)
{
    char text[PERIOD_TEXT_SIZE];

    period_print_day(day, text);
    return arena_strdup(row->arena, text);
}

static const char *say_period(const struct export_row *row)
{
    char text[PERIOD_TEXT_SIZE];

    period_print(row->observation->period, text);
    return arena_strdup(row->arena, text);
}

static const char *say_start(const struct export_row *row)
{
    return say_day(row, period_start(row->observation->period));
}

static const char *say_end(const struct export_row *row)
{
    return say_day(row, period_end(row->observation->period));
}

static const char *say_value(const struct export_row *row)
{
    char text[DECIMAL_TEXT_SIZE];

    if (!series_has_value(row->observation))
        return NULL;
    decimal_print(row->observation->value, text);
    return arena_strdup(row->arena, text);
}

static const char *say_unit(const struct export_row *row)
{
    return row->indicator->unit;
}

static const char *say_status(const struct export_row *row)
{
    return row->observation->masked ? "withheld"
                                    : series_status_name(row->observation->status);
}

static const char *say_aside(const struct export_row *row)
{
    return row->observation->aside ? "true" : "false";
}

static const char *say_embargo(const struct export_row *row)
{
    char text[INSTANT_TEXT_SIZE];

    if (row->observation->embargo == 0)
        return NULL;
    instant_print(row->observation->embargo, text);
    return arena_strdup(row->arena, text);
}

static const char *say_recorded(const struct export_row *row)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print(row->observation->recorded_at, text);
    return arena_strdup(row->arena, text);
}

static const char *say_published(const struct export_row *row)
{
    return row->observation->dated ? say_day(row, row->observation->published) : NULL;
}

static const char *say_source(const struct export_row *row)
{
    return row->observation->source;
}

static const char *say_rank(const struct export_row *row)
{
    return arena_printf(row->arena, "%d", row->observation->rank);
}

static const char *say_document(const struct export_row *row)
{
    return row->observation->document;
}

static const char *say_who(const struct export_row *row)
{
    return say_text(row, row->observation->who);
}

static const char *say_cell(const struct export_row *row)
{
    return say_text(row, row->observation->cell);
}

/* What a person noted is for the office. */
static const char *say_note(const struct export_row *row)
{
    return edition_is_internal(row->settings) ? say_text(row, row->observation->note) : NULL;
}

/* --- SDMX --- */

static const char *say_structure(const struct export_row *row)
{
    (void)row;
    return "dataflow";
}

static const char *say_structure_id(const struct export_row *row)
{
    (void)row;
    return "SHIHYO:INDICATORS(1.0)";
}

static const char *say_action(const struct export_row *row)
{
    (void)row;
    return "I";
}

static const char *say_frequency(const struct export_row *row)
{
    static const char *const CODES[] = {
        [FREQUENCY_DAILY] = "D",         [FREQUENCY_WEEKLY] = "W",
        [FREQUENCY_MONTHLY] = "M",       [FREQUENCY_QUARTERLY] = "Q",
        [FREQUENCY_CALENDAR_YEAR] = "A", [FREQUENCY_FISCAL_YEAR] = "A",
    };

    return CODES[row->indicator->frequency];
}

static const char *say_id(const struct export_row *row)
{
    return row->indicator->id;
}

/* A year that starts in April is a reporting year: 2024-A1 of --04-01. Everything else is
 * written as here. */
static const char *say_time(const struct export_row *row)
{
    if (row->indicator->frequency == FREQUENCY_FISCAL_YEAR)
        return arena_printf(row->arena, "%04d-A1", (int)row->observation->period.n);
    return say_period(row);
}

/* CL_OBS_STATUS 2.2: that a figure replaced another is no status of it there, and M is for
 * what cannot exist. */
static const char *say_obs_status(const struct export_row *row)
{
    static const char *const CODES[] = {
        [OBSERVATION_FINAL] = "A",    [OBSERVATION_PRELIMINARY] = "P",
        [OBSERVATION_REVISED] = "A",  [OBSERVATION_ESTIMATE] = "E",
        [OBSERVATION_FORECAST] = "F", [OBSERVATION_MISSING] = "O",
    };

    return row->observation->masked ? "Q" : CODES[row->observation->status];
}

static const char *say_start_day(const struct export_row *row)
{
    return row->indicator->frequency == FREQUENCY_FISCAL_YEAR ? "--04-01" : "--01-01";
}

/* --- the tables --- */

static const char *const STATUSES[] = {"final",   "preliminary", "revised", "estimate",
                                       "missing", "withheld",    NULL};
static const char *const CODES[] = {"A", "P", "E", "O", "Q", NULL};
static const char *const FREQUENCIES[] = {"D", "W", "M", "Q", "A", NULL};

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
#define PERIOD_FIELDS(is_key) \
    {.name = "period", .type = "string", .required = true, .key = (is_key), .say = say_period, \
     .title = {"期間", "Period"}, \
     .description = "2024-04-01, 2024-W14, 2024-04, 2024-Q2, 2024 or FY2024 (from April)."}, \
    {.name = "start", .type = "date", .required = true, .say = say_start, \
     .title = {"開始日", "Start"}, .description = "The first day of the period."}, \
    {.name = "end", .type = "date", .required = true, .say = say_end, \
     .title = {"終了日の翌日", "End"}, .description = "The day after the last of the period."}, \
    {.name = "value", .type = "number", .say = say_value, \
     .title = {"実績値", "Value"}, .description = "As published, in the unit beside it."}, \
    {.name = "unit", .type = "string", .required = true, .say = say_unit, \
     .title = {"単位", "Unit"}, .description = "The unit of the value."}, \
    {.name = "status", .type = "string", .required = true, .choices = STATUSES, \
     .say = say_status, .title = {"種別", "Status"}, \
     .description = "How final the value is; missing: its publisher says that there is none; " \
                    "withheld: it is of too few."}

#define PUBLISHED_FIELD \
    {.name = "published", .type = "date", .say = say_published, .title = {"公表日", "Published"}, \
     .description = "When its document says that it was published."}

#define NOTE_FIELD \
    {.name = "note", .type = "string", .say = say_note, .title = {"備考", "Note"}, \
     .description = "What a person wrote with it."}

static const struct export_field PLAIN[] = {
    PERIOD_FIELDS(true),
    PUBLISHED_FIELD,
    NOTE_FIELD,
};

static const struct export_field VINTAGES[] = {
    PERIOD_FIELDS(false),
    {.name = "aside", .type = "boolean", .required = true, .say = say_aside,
     .title = {"据え置き", "Set aside"},
     .description = "True for a version that never stood: a better figure was known."},
    {.name = "recorded_at", .type = "datetime", .required = true, .say = say_recorded,
     .title = {"記録", "Recorded"}, .description = "When it was recorded (UTC)."},
    PUBLISHED_FIELD,
    {.name = "source", .type = "string", .say = say_source, .title = {"出典", "Source"},
     .description = "The id of the source; empty: entered by hand."},
    {.name = "rank", .type = "integer", .required = true, .say = say_rank,
     .title = {"順位", "Rank"},
     .description = "The source's order of trust, 0 first."},
    {.name = "document", .type = "string", .say = say_document,
     .title = {"公表資料", "Document"}, .description = "SHA-256 of the document."},
    {.name = "who", .type = "string", .say = say_who, .title = {"入力者", "Who"},
     .description = "Who entered it by hand."},
    {.name = "cell", .type = "string", .say = say_cell, .title = {"原文", "Cell"},
     .description = "The text of the document's cell."},
    NOTE_FIELD,
    {.name = "embargo", .type = "datetime", .say = say_embargo, .title = {"解禁", "Embargo"},
     .description = "Until when it may not be told (UTC); empty: it may."},
};

static const struct export_field SDMX[] = {
    {.name = "STRUCTURE", .type = "string", .required = true, .say = say_structure,
     .title = {"構造の種類", "Structure"}, .description = "SDMX-CSV 2.0."},
    {.name = "STRUCTURE_ID", .type = "string", .required = true, .say = say_structure_id,
     .title = {"構造", "Structure id"}, .description = "The dataflow."},
    {.name = "ACTION", .type = "string", .required = true, .say = say_action,
     .title = {"操作", "Action"}, .description = "I: information."},
    {.name = "FREQ", .type = "string", .required = true, .key = true, .choices = FREQUENCIES,
     .say = say_frequency, .title = {"周期", "Frequency"}, .description = "CL_FREQ."},
    {.name = "INDICATOR", .type = "string", .required = true, .key = true, .say = say_id,
     .title = {"指標", "Indicator"}, .description = "The id of the indicator."},
    {.name = "TIME_PERIOD", .type = "string", .required = true, .key = true, .say = say_time,
     .title = {"期間", "Period"},
     .description = "2024-A1 is the reporting year that starts on REPORTING_YEAR_START_DAY."},
    {.name = "OBS_VALUE", .type = "number", .say = say_value, .title = {"実績値", "Value"},
     .description = "As published, in UNIT_MEASURE."},
    {.name = "OBS_STATUS", .type = "string", .required = true, .choices = CODES,
     .say = say_obs_status, .title = {"種別", "Status"},
     .description = "CL_OBS_STATUS 2.2: A normal, P provisional, E estimated, O missing, "
                    "Q withheld."},
    {.name = "UNIT_MEASURE", .type = "string", .required = true, .say = say_unit,
     .title = {"単位", "Unit"}, .description = "The unit of the value."},
    {.name = "REPORTING_YEAR_START_DAY", .type = "string", .required = true,
     .say = say_start_day, .title = {"年度の開始日", "Start of the reporting year"},
     .description = "--04-01 of fiscal years."},
};
/* clang-format on */

#define COUNT(fields) (sizeof(fields) / sizeof(fields)[0])

const struct export_field *export_field_all(enum export_kind kind, size_t *count)
{
    static const struct {
        const struct export_field *fields;
        size_t count;
    } ALL[EXPORT_KINDS] = {
        [EXPORT_PLAIN] = {PLAIN, COUNT(PLAIN)},
        [EXPORT_VINTAGES] = {VINTAGES, COUNT(VINTAGES)},
        [EXPORT_SDMX] = {SDMX, COUNT(SDMX)},
    };

    *count = ALL[kind].count;
    return ALL[kind].fields;
}

static bool is_head_of(enum export_kind kind, const char *const *head, size_t count)
{
    size_t columns;
    const struct export_field *fields = export_field_all(kind, &columns);

    /* those of before had no embargo, the last of them */
    if (count != columns && (kind != EXPORT_VINTAGES || count != columns - 1))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(head[i], fields[i].name))
            return false;
    }
    return true;
}

bool export_field_kind(const char *const *head, size_t count, enum export_kind *out)
{
    for (int kind = 0; kind < EXPORT_KINDS; kind++) {
        *out = (enum export_kind)kind;
        if (is_head_of(*out, head, count))
            return true;
    }
    return false;
}

void export_field_head(enum export_kind kind, struct buf *out)
{
    size_t count;
    const struct export_field *fields = export_field_all(kind, &count);

    for (size_t i = 0; i < count; i++)
        csvfile_put(out, fields[i].name, i + 1 < count ? ',' : '\n');
}

void export_field_line(enum export_kind kind, const struct export_row *row, struct buf *out)
{
    size_t count;
    const struct export_field *fields = export_field_all(kind, &count);

    for (size_t i = 0; i < count; i++)
        csvfile_put(out, fields[i].say(row), i + 1 < count ? ',' : '\n');
}
