/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert_limits: see alert_limits.h. */
#include "cli/alert_limits.h"

#include <math.h>

#include "cli/selection.h"
#include "cli/table.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/json.h"
#include "core/str.h"
#include "core/words.h"

#define CELL_LIMIT 512
#define FINE 1e6 /* of the decimals in JSON */
#define LARGEST 9e11

/* An indicator with what is judged of it. */
struct limited {
    const struct indicator *indicator;
    struct xmr xmr;
    bool known; /* it has a value */
    bool judged;
    bool suggested;
    struct period suggestion;
};

static const char *basis_name(enum xmr_basis basis)
{
    static const char *const NAMES[] = {"level", "year-difference", "year-ratio"};

    return NAMES[basis];
}

static const char *grade_name(enum xmr_grade grade)
{
    static const char *const NAMES[] = {"few", "flat", "unstable", "trial", "full"};

    return NAMES[grade];
}

static const char *basis_words(enum xmr_basis basis, enum language language)
{
    static const char *const JA[] = {"値", "前年との差", "前年との比"};
    static const char *const EN[] = {"values", "difference on the year", "ratio on the year"};

    return language == LANGUAGE_JA ? JA[basis] : EN[basis];
}

static const char *grade_words(enum xmr_grade grade, enum language language)
{
    static const char *const JA[] = {"なし（値が少ない）", "なし（変動がない）",
                                     "なし（一定の水準がない）", "試行", "あり"};
    static const char *const EN[] = {"none (few values)", "none (no variation)",
                                     "none (no level)", "trial", "full"};

    return language == LANGUAGE_JA ? JA[grade] : EN[grade];
}

static const struct {
    enum xmr_rule rule;
    const char *name, *ja, *en;
} RULES[] = {
    {XMR_OUTSIDE, "outside", "限界の外", "outside"},
    {XMR_TREND, "trend", "続く増減", "trend"},
    {XMR_TWO_OF_THREE, "two-of-three", "3期に2期", "two of three"},
    {XMR_SHIFT, "shift", "平均の片側", "shift"},
};

#define RULE_COUNT (sizeof RULES / sizeof *RULES)

/* "outside, shift": all that the value breaks, either way. */
static const char *say_flags(const struct xmr_point *point, enum language language,
                             struct arena *arena)
{
    const char *said = "";

    for (size_t i = 0; i < RULE_COUNT; i++) {
        unsigned rule = (unsigned)RULES[i].rule;

        if ((point->high & rule) == 0 && (point->low & rule) == 0)
            continue;
        said = arena_printf(arena, "%s%s%s%s", said, *said ? ", " : "",
                            words_pick(language, RULES[i].ja, RULES[i].en),
                            point->high & rule ? "↑" : "↓");
    }
    return said;
}

static int judge(struct context *context, struct limited *out, struct err *err)
{
    const struct indicator *indicator = out->indicator;
    struct series *series = arena_alloc(context->arena, 1, sizeof *series);

    if (ledger_series(context->ledger, indicator->id, indicator->frequency, NULL,
                      context->arena, series, err))
        return -1;
    out->known = series_latest(series) != NULL;
    out->judged = limits_judge(indicator, series, context->arena, &out->xmr);
    out->suggested = limits_suggest(indicator, series, context->arena, &out->suggestion);
    return 0;
}

static const struct xmr_segment *newest(const struct limited *limited)
{
    return limited->judged && limited->xmr.newest
               ? &limited->xmr.segments[limited->xmr.newest->segment]
               : NULL;
}

/* --- the table --- */

static void put_bound(struct table *table, const struct limited *limited, double bound,
                      enum language language)
{
    struct buf text;

    buf_init(&text, CELL_LIMIT);
    limits_say_bound(limited->indicator, &limited->xmr, bound, language, &text);
    table_cell(table, buf_text(&text));
    buf_free(&text);
}

static void put_suggestion(struct table *table, const struct limited *limited)
{
    char text[PERIOD_TEXT_SIZE];

    if (limited->suggested)
        period_print(limited->suggestion, text);
    table_cell(table,
               limited->suggested ? arena_printf(table->arena, "rebase = %s ?", text) : "");
}

static void put_row(struct table *table, const struct limited *limited, enum language language)
{
    const struct xmr_segment *segment = newest(limited);
    bool has = segment && xmr_has_limits(segment);

    table_cell(table, limited->indicator->id);
    table_cell(table, segment ? basis_words(limited->xmr.basis, language) : "");
    table_cell(table, segment ? arena_printf(table->arena, "%zu%s", segment->base,
                                             segment->fixed ? "*" : "")
                              : "");
    for (int i = 0; i < 3; i++) {
        if (has)
            put_bound(table, limited,
                      i == 0   ? segment->lower
                      : i == 1 ? segment->mean
                               : segment->upper,
                      language);
        else
            table_cell(table, "");
    }
    table_cell(table, segment && segment->grade != XMR_FEW
                          ? arena_printf(table->arena, "%.2f", segment->correlation)
                          : "");
    table_cell(table, segment ? grade_words(segment->grade, language)
                              : words_pick(language, "なし", "none"));
    table_cell(table, has ? say_flags(limited->xmr.newest, language, table->arena) : "");
    put_suggestion(table, limited);
}

static void print_table(struct context *context, const struct limited *limited, size_t count)
{
    static const char *const JA[] = {"指標",     "対象",        ">基にした値", ">下方限界",
                                     ">平均",    ">上方限界",   ">自己相関",   "管理限界",
                                     "最新の値", "見直しの候補"};
    static const char *const EN[] = {"indicator",    "of",       ">values", ">lower",
                                     ">mean",        ">upper",   ">lag-1",  "limits",
                                     "newest value", "new level"};
    enum language language = context->settings->site.language;
    struct table table;

    table_init(&table, context->arena, language == LANGUAGE_JA ? JA : EN,
               sizeof JA / sizeof *JA);
    for (size_t i = 0; i < count; i++) {
        if (limited[i].known || count == 1)
            put_row(&table, &limited[i], language);
    }
    table_print(&table, &context->out);
    table_free(&table);
}

static void print_flagged(struct context *context, const struct limited *limited)
{
    static const char *const JA[] = {">期間", ">値", "内容"};
    static const char *const EN[] = {">period", ">value", "what"};
    enum language language = context->settings->site.language;
    struct table table;

    table_init(&table, context->arena, language == LANGUAGE_JA ? JA : EN, 3);
    for (size_t i = 0; limited->judged && i < limited->xmr.count; i++) {
        const struct xmr_point *point = &limited->xmr.points[i];
        char period[WORDS_SIZE];
        struct buf value;

        if (!(point->high | point->low))
            continue;
        words_period(point->observation->period, limited->indicator->year_label, language,
                     period);
        buf_init(&value, CELL_LIMIT);
        phrase_value(limited->indicator, point->observation->value, language, &value);
        table_cell(&table, period);
        table_cell(&table, buf_text(&value));
        table_cell(&table, say_flags(point, language, context->arena));
        buf_free(&value);
    }
    if (table.count > 3)
        table_print(&table, &context->out);
    table_free(&table);
}

/* --- JSON --- */

static void json_number(struct json *json, const char *key, double value)
{
    if (fabs(value) < LARGEST)
        json_decimal(json, key, (struct decimal){llround(value * FINE), 6});
    else
        json_null(json, key);
}

static void json_segment(struct json *json, const struct xmr *xmr,
                         const struct xmr_segment *segment)
{
    const struct {
        const char *key;
        double value;
    } numbers[] = {{"mean", segment->mean},
                   {"lower", segment->lower},
                   {"upper", segment->upper},
                   {"near_lower", segment->near_lower},
                   {"near_upper", segment->near_upper},
                   {"correlation", segment->correlation}};
    const struct xmr_point *points = &xmr->points[segment->first];

    json_begin_object(json, NULL);
    json_period(json, "from", points[0].observation->period);
    json_period(json, "to", points[segment->count - 1].observation->period);
    json_integer(json, "values", (int64_t)segment->count);
    json_integer(json, "baseline", (int64_t)segment->base);
    json_bool(json, "fixed", segment->fixed);
    json_string(json, "grade", grade_name(segment->grade));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        json_number(json, numbers[i].key, numbers[i].value);
    json_end_object(json);
}

static void json_flags(struct json *json, const char *key, unsigned flags)
{
    json_begin_array(json, key);
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (flags & (unsigned)RULES[i].rule)
            json_string(json, NULL, RULES[i].name);
    json_end_array(json);
}

static void json_point(struct json *json, const struct xmr_point *point)
{
    json_begin_object(json, NULL);
    json_period(json, "period", point->observation->period);
    json_decimal(json, "value", point->observation->value);
    json_number(json, "judged", point->value);
    json_flags(json, "high", point->high);
    json_flags(json, "low", point->low);
    json_end_object(json);
}

static void json_limited(struct json *json, const struct limited *limited)
{
    const struct xmr *xmr = &limited->xmr;

    json_begin_object(json, NULL);
    json_string(json, "indicator", limited->indicator->id);
    json_string(json, "basis", limited->judged ? basis_name(xmr->basis) : NULL);
    json_begin_array(json, "segments");
    for (size_t i = 0; limited->judged && i < xmr->segment_count; i++)
        json_segment(json, xmr, &xmr->segments[i]);
    json_end_array(json);
    json_begin_array(json, "points");
    for (size_t i = 0; limited->judged && i < xmr->count; i++)
        json_point(json, &xmr->points[i]);
    json_end_array(json);
    if (limited->suggested)
        json_period(json, "suggested_rebase", limited->suggestion);
    else
        json_null(json, "suggested_rebase");
    json_end_object(json);
}

static void print_json(struct context *context, const struct limited *limited, size_t count)
{
    struct json json;

    json_init(&json, &context->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "limits");
    for (size_t i = 0; i < count; i++)
        json_limited(&json, &limited[i]);
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(&context->out, '\n');
}

int alert_limits_show(struct context *context, const char *id, bool json, struct err *err)
{
    const char *const words[] = {id};
    const struct indicator **chosen;
    size_t count;

    if (selection_find(context, words, id ? 1 : 0, &chosen, &count, err) ||
        cmd_open_ledger(context, err))
        return -1;
    struct limited *limited = arena_alloc(context->arena, count + 1, sizeof *limited);
    for (size_t i = 0; i < count; i++) {
        limited[i].indicator = chosen[i];
        if (judge(context, &limited[i], err))
            return -1;
    }
    if (json) {
        print_json(context, limited, count);
        return 0;
    }
    print_table(context, limited, count);
    if (count == 1)
        print_flagged(context, &limited[0]);
    return 0;
}
