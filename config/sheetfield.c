/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheetfield: see sheetfield.h. */
#include "config/sheetfield.h"

#include <stdint.h>
#include <string.h>

#include "config/nearest.h"
#include "core/str.h"

enum { PART_SIZE = 32, QUOTE_SIZE = 64 };

static const char *const names[FIELD_COUNT] = {
    [FIELD_ID] = "id",
    [FIELD_TITLE] = "title",
    [FIELD_POLICY] = "policy",
    [FIELD_CHALLENGE] = "challenge",
    [FIELD_TIER] = "tier",
    [FIELD_KIND] = "kind",
    [FIELD_NEW] = "new",
    [FIELD_PLEDGE] = "pledge",
    [FIELD_ACCOUNT] = "account",
    [FIELD_OWNER] = "owner",
    [FIELD_START] = "start",
    [FIELD_SUMMARY] = "summary",
    [FIELD_CHANGE] = "change",
    [FIELD_WHY] = "why",
    [FIELD_YEAR] = "year",
    [FIELD_MADE] = "made",
    [FIELD_OFFICE] = "office",
    [FIELD_REMARKS] = "remarks",
    [FIELD_CAUTION] = "caution",
    [FIELD_BUDGET] = "budget",
    [FIELD_REVISED] = "revised",
    [FIELD_CARRIED] = "carried",
    [FIELD_SETTLED] = "settled",
    [FIELD_GENERAL] = "general",
    [FIELD_INDICATOR_TITLE] = "title",
    [FIELD_UNIT] = "unit",
    [FIELD_DEFINITION] = "definition",
    [FIELD_PERIOD] = "period",
    [FIELD_VALUE] = "value",
    [FIELD_STATUS] = "status",
    [FIELD_PREVIOUS] = "previous",
    [FIELD_PREVIOUS_PERIOD] = "previous_period",
    [FIELD_BASELINE] = "baseline",
    [FIELD_BASELINE_PERIOD] = "baseline_period",
    [FIELD_TARGET] = "target",
    [FIELD_TARGET_PERIOD] = "target_period",
    [FIELD_DUE] = "due",
    [FIELD_RATE] = "rate",
    [FIELD_READING] = "reading",
    [FIELD_BEFORE] = "before",
    [FIELD_AFTER] = "after",
    [FIELD_CAUSE] = "cause",
    [FIELD_ACTION] = "action",
};

const char *sheetfield_name(enum sheetfield_id id)
{
    return names[id];
}

void sheetfield_range(enum sheetfield_scope scope, enum sheetfield_id *from,
                      enum sheetfield_id *to)
{
    *from = scope == FIELD_OF_PROGRAM  ? FIELD_ID
            : scope == FIELD_OF_AMOUNT ? FIELD_BUDGET
                                       : FIELD_INDICATOR_TITLE;
    *to = scope == FIELD_OF_PROGRAM  ? FIELD_BUDGET
          : scope == FIELD_OF_AMOUNT ? FIELD_INDICATOR_TITLE
                                     : FIELD_COUNT;
}

static bool find(const char *name, enum sheetfield_scope scope, struct sheetfield *out,
                 struct nearest *nearest)
{
    enum sheetfield_id from;
    enum sheetfield_id to;
    sheetfield_range(scope, &from, &to);
    for (int id = (int)from; id < (int)to; id++) {
        if (str_equal(names[id], name)) {
            out->id = (enum sheetfield_id)id;
            out->scope = scope;
            return true;
        }
        nearest_offer(nearest, names[id]);
    }
    return false;
}

/* The part before the next point; *text moves behind it. False when it is too long. */
static bool take_part(const char **text, char out[PART_SIZE])
{
    size_t length = strcspn(*text, ".");
    out[0] = '\0';
    if (length >= PART_SIZE)
        return false;
    memcpy(out, *text, length);
    out[length] = '\0';
    *text += length + ((*text)[length] == '.' ? 1 : 0);
    return true;
}

/* output.N.x and outcome.N.x; false for the rest. */
static bool read_numbered(const char *first, const char *rest, struct sheetfield *out,
                          struct nearest *nearest)
{
    char number[PART_SIZE];
    int64_t n = 0;
    bool output = str_equal(first, "output");
    if ((!output && !str_equal(first, "outcome")) || !take_part(&rest, number) ||
        !str_integer(number, 1, SHEETFIELD_INDICATORS_MAX, &n))
        return false;
    out->number = (int)n;
    nearest_start(nearest, rest);
    return find(rest, output ? FIELD_OF_OUTPUT : FIELD_OF_OUTCOME, out, nearest);
}

/* "cause": of which indicator, and of what came of it or was done? */
static bool lacks_indicator(const char *name, struct nearest *nearest)
{
    struct sheetfield ignored = {0};
    return find(name, FIELD_OF_OUTCOME, &ignored, nearest);
}

int sheetfield_read(const char *text, struct sheetfield *out, struct err *err)
{
    char first[PART_SIZE];
    char quote[QUOTE_SIZE];
    const char *rest = text;
    struct nearest nearest;
    *out = (struct sheetfield){0};
    bool whole = take_part(&rest, first);
    nearest_start(&nearest, first);
    if (whole && *rest == '\0' &&
        (find(first, FIELD_OF_PROGRAM, out, &nearest) ||
         find(first, FIELD_OF_AMOUNT, out, &nearest)))
        return 0;
    if (whole && str_equal(rest, "before") && find(first, FIELD_OF_AMOUNT, out, &nearest)) {
        out->before = true;
        return 0;
    }
    if (whole && read_numbered(first, rest, out, &nearest))
        return 0;
    const char *meant = nearest_found(&nearest);
    if (whole && *rest == '\0' && lacks_indicator(first, &nearest))
        return err_set(err, ERR_CONFIG,
                       "\"%s\" is a field of an indicator, expected outcome.1.%s or "
                       "output.1.%s (1 to %d)",
                       first, first, first, SHEETFIELD_INDICATORS_MAX);
    (void)str_copy(quote, sizeof quote, text);
    return err_set(err, ERR_CONFIG,
                   "\"%s\" is no field, expected one such as title, budget.before or "
                   "outcome.1.value (1 to %d)%s%s%s",
                   quote, SHEETFIELD_INDICATORS_MAX, meant == NULL ? "" : "; did you mean \"",
                   meant == NULL ? "" : meant, meant == NULL ? "" : "\"?");
}
