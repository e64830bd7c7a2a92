/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * suggest_prose: figures behind a label in running text, and figures right behind a period.
 * A label is what stands between the last mark or digit and the figure.
 */
#include <string.h>

#include "collector/picktext.h"
#include "collector/suggest_trial.h"
#include "core/pattern.h"
#include "core/periodread.h"
#include "core/spanread.h"
#include "core/str.h"
#include "core/unicode.h"

#define LABELS_MAX 30
#define LABELS_BESIDE_TABLES 12
#define LABEL_BYTES 48
#define LABEL_LEAST 4 /* bytes: two kanji are six, DI with a kana five */
#define UNITS                                                                                                               \
    "人泊|[千万]?人|[千億]円|百万円|円|%|ポイント|件|社|店舗|店|台|世帯|戸|棟|校|倍|トン|ha|" \
    "km|m2|回|頭|点|種|泊|席|室|組"
#define FIGURE "[▲△-]? ?\\d[\\d,.万千億兆]*"
#define FIGURE_NAMED "(?<value>" FIGURE
#define ERA "(?:明治|大正|昭和|平成|令和) ?(?:元|\\d{1,2})"
#define WESTERN "(?<!\\d)\\d{4}"
#define EITHER "(?:" ERA "|" WESTERN ")"
#define DAY "(?! ?\\d{1,2} ?日)"
#define YEAR_END "(?!度| ?\\d{1,2} ?月)"
#define OUTLOOK "(?:見通し|見込み?|予測)?"
#define BEFORE "(?:先行き\\s?)?"

/* How periods are printed in running text; simple forms first. */
struct form {
    const char *period;
    const char *behind; /* what may not follow */
    const char *year;   /* the pattern of the year before, when `period` has none */
    enum frequency frequency;
    bool short_year; /* without an era */
};

static const struct form forms[] = {
    {WESTERN " ?年 ?\\d{1,2} ?月" OUTLOOK, DAY, NULL, FREQUENCY_MONTHLY, false},
    {ERA " ?年 ?\\d{1,2} ?月" OUTLOOK, DAY, NULL, FREQUENCY_MONTHLY, false},
    {EITHER " ?年 ?\\d{1,2} ?月" OUTLOOK, DAY, NULL, FREQUENCY_MONTHLY, false},
    {EITHER " ?年 ?\\d{1,2} ?[-~] ?\\d{1,2} ?月期?" OUTLOOK, "", NULL, FREQUENCY_QUARTERLY,
     false},
    {WESTERN " ?年", YEAR_END, NULL, FREQUENCY_CALENDAR_YEAR, false},
    {ERA " ?年", YEAR_END, NULL, FREQUENCY_CALENDAR_YEAR, false},
    {EITHER " ?年", YEAR_END, NULL, FREQUENCY_CALENDAR_YEAR, false},
    {WESTERN " ?年度", "", NULL, FREQUENCY_FISCAL_YEAR, false},
    {ERA " ?年度", "", NULL, FREQUENCY_FISCAL_YEAR, false},
    {EITHER " ?年度", "", NULL, FREQUENCY_FISCAL_YEAR, false},
    {"(?<!\\d)\\d{1,2}月" OUTLOOK, "(?!\\d{1,2}日)", "(?<period>" EITHER " ?年度?)",
     FREQUENCY_MONTHLY, false},
    {"(?<!\\d)\\d{1,2}年度", "", NULL, FREQUENCY_FISCAL_YEAR, true},
};

#define FORM_COUNT (sizeof forms / sizeof forms[0])

struct prose {
    struct suggest_job *job;
    struct arena *arena;
    const char *text;             /* NFKC */
    bool spaced;                  /* 2016 年 8 月 */
    bool outlook;                 /* 10月見通し, 先行き 11月 */
    const char *seen[LABELS_MAX]; /* patterns of values */
    size_t count;
    size_t most;
};

/* --- patterns --- */

static const char *without(struct arena *arena, const char *text, const char *part)
{
    char *copy = arena_alloc(arena, strlen(text) + 1, 1);
    char *end = copy;
    while (*text != '\0') {
        if (str_starts(text, part))
            text += strlen(part);
        else
            *end++ = *text++;
    }
    return copy;
}

static bool contains(const char *text, const char *what)
{
    struct err ignored;
    struct pattern *pattern = pattern_compile(what, &ignored);
    bool found = pattern != NULL && pattern_match(pattern, text, &ignored) == 1;
    pattern_free(pattern);
    return found;
}

/* --- trying --- */

static void keep(struct suggest_job *job, struct suggestion *suggestion)
{
    suggestion->era_is_open = suggestion->indicator.era != ERA_NAME_NONE;
    suggestion->year_is_open = suggestion->indicator.frequency == FREQUENCY_CALENDAR_YEAR;
    suggest_trial_keep(job, suggestion);
}

/* 1,234 behind blanks is another figure of a row, 9月 the next period. */
#define NEXT_FIGURE "^[ \\t|]+(?:[▲△-]? ?\\d[\\d,.]*(?![\\d,.]| ?[年月日])|[-―…][ \\t\\n])"
#define DATE "(?! ?\\d{1,2} ?月 ?\\d{1,2} ?日)"
#define ANY_PERIOD                                                                            \
    "(?<!\\d)(?:\\d{4}|元|(?:明治|大正|昭和|平成|令和) ?\\d{1,2}) ?年" DATE                   \
    "|(?<!\\d)\\d{1,2} ?(?:年度|月(?! ?\\d{1,2} ?日))"

/* The patterns of a candidate and those that speak against it. */
struct check {
    struct pattern *value;
    struct pattern *period; /* NULL = within the value's */
    struct pattern *row;
    struct pattern *any;
    const char *label; /* of the matches so far; NULL = none had one */
    bool below_year;   /* months in a row */
};

static bool matches(struct arena *arena, struct pattern *pattern, const char *text,
                    size_t from, size_t to)
{
    struct err ignored;
    return pattern_match(pattern, arena_strndup(arena, text + from, to - from), &ignored) == 1;
}

/* A figure right behind its period is of the same thing as the others, and is no cell of a row
 * that goes on with another period. */
static bool is_of_one(struct prose *prose, struct check *check, size_t from, size_t figure,
                      size_t line)
{
    const char *text = prose->text;
    const char *between = arena_strndup(prose->arena, text + from, figure - from);
    const char *label = suggest_clause_label(prose->arena, between);
    bool row = *between != '\0' && *unicode_key(prose->arena, between) == '\0';
    if (row && !check->below_year && matches(prose->arena, check->any, text, figure, line))
        return false;
    if (*label == '\0')
        return true;
    if (check->label == NULL)
        check->label = label;
    return str_equal(check->label, label);
}

/* One figure stands behind the label in its line, and no other period between its period and
 * it. */
static bool is_match_sound(struct prose *prose, struct check *check,
                           const struct pattern_walk *value, size_t period_end)
{
    const char *text = prose->text;
    size_t end = value->match.end;
    size_t line = end + strcspn(text + end, "\n");
    line += text[line] == '\n' ? 1 : 0;
    struct pattern_span figure = value->match;
    (void)pattern_walk_group(value, "value", &figure);
    struct pattern_span own = {.end = period_end};
    bool direct = pattern_walk_group(value, "period", &own);
    if (matches(prose->arena, check->row, text, end, line) ||
        suggest_clause_is_plan(prose->arena, text, own.end, figure.start, end) ||
        (direct && !is_of_one(prose, check, own.end, figure.start, line)))
        return false;
    return check->period == NULL ||
           (period_end <= value->match.start &&
            !matches(prose->arena, check->any, text, period_end, value->match.start));
}

static bool are_matches_sound(struct prose *prose, struct check *check)
{
    struct err ignored;
    struct pattern_walk value = pattern_walk_start(check->value, prose->text);
    struct pattern_walk period = {0};
    size_t end = 0;
    int more = 0;
    if (check->period != NULL) {
        period = pattern_walk_start(check->period, prose->text);
        more = pattern_walk_next(&period, &ignored);
    }
    while (pattern_walk_next(&value, &ignored) == 1) {
        for (; more == 1 && period.match.start < value.match.start;
             more = pattern_walk_next(&period, &ignored))
            end = period.match.end;
        if (!is_match_sound(prose, check, &value, end))
            return false;
    }
    return true;
}

/* False where the value's pattern takes a figure out of a row of them, or a period that is not
 * the nearest. Months below a year are no
 * other period. */
static bool is_sound(struct prose *prose, const struct indicator *candidate, bool below_year)
{
    struct err ignored;
    bool own = below_year || str_equal(candidate->period, "auto");
    struct check check = {.below_year = below_year,
                          .value = pattern_compile(candidate->value, &ignored),
                          .row = pattern_compile(NEXT_FIGURE, &ignored),
                          .any = pattern_compile(ANY_PERIOD, &ignored)};
    if (!own)
        check.period = pattern_compile(candidate->period, &ignored);
    bool sound = check.value != NULL && check.row != NULL && check.any != NULL &&
                 (own || check.period != NULL) && are_matches_sound(prose, &check);
    pattern_free(check.value);
    pattern_free(check.period);
    pattern_free(check.row);
    pattern_free(check.any);
    return sound;
}

/* Spaces between the parts of a date are looked for only where there are some. */
static const char *write_period(const struct prose *prose, const struct form *form)
{
    const char *text =
        arena_printf(prose->arena, "(?<period>" BEFORE "%s)%s", form->period, form->behind);
    if (!prose->outlook)
        text = without(prose->arena, without(prose->arena, text, BEFORE), OUTLOOK);
    return prose->spaced ? text : without(prose->arena, text, " ?");
}

static bool try_form(struct prose *prose, const struct form *form, const char *title,
                     const char *value, const char *period, struct suggestion *best)
{
    struct suggest_job *job = prose->job;
    bool found = best->count > 0;
    int last = form->short_year ? ERA_NAME_WESTERN : ERA_NAME_NONE;
    for (int era = form->short_year ? ERA_NAME_SHOWA : ERA_NAME_NONE; era <= last; era++) {
        struct suggestion trial;
        struct indicator candidate = suggest_trial_start(job, LAYOUT_TEXT, form->frequency);
        candidate.value = value;
        candidate.period = period;
        candidate.era = (enum era_name)era;
        candidate.title.text = title;
        if (!suggest_trial_run(job, &candidate, &trial) ||
            (found && !suggest_trial_is_better(&trial, best)) ||
            trial.problem_count > trial.count ||
            !is_sound(prose, &candidate, form->year != NULL))
            continue;
        *best = trial;
        found = true;
    }
    return found;
}

/* A figure as its kind is printed: signs where there may be some, 万 and so on for counts. */
static const char *figure_of(struct arena *arena, const char *unit)
{
    bool counted = str_ends(unit, "人") || str_ends(unit, "円") || str_ends(unit, "人泊");
    bool level = *unit == '\0' || str_equal(unit, "%") || str_equal(unit, "ポイント");
    return arena_printf(arena, "%s\\d[\\d,.%s]*", level ? "[▲△-]? ?" : "",
                        counted ? "万千億" : "");
}

/* The value behind a label, with each form of period before it. */
static void try_label(struct prose *prose, const char *label, const char *unit)
{
    struct suggestion best = {0};
    struct arena *arena = prose->arena;
    const char *value =
        arena_printf(arena, "%s[はがのも:、\\s|]*(?:約 ?)?(?<value>%s%s)",
                     suggest_text_quote(arena, label), figure_of(arena, unit), unit);
    for (size_t i = 0; i < prose->count; i++)
        if (str_equal(prose->seen[i], value))
            return;
    prose->seen[prose->count++] = value;
    for (size_t i = 0; i < FORM_COUNT; i++)
        if (forms[i].year == NULL && (!forms[i].short_year || best.count == 0))
            (void)try_form(prose, &forms[i], label, value, write_period(prose, &forms[i]),
                           &best);
    if (best.count > 0)
        keep(prose->job, &best);
}

/* The unit behind the first figure that the pattern finds. */
static const char *find_unit(const struct prose *prose, const char *text)
{
    struct err ignored;
    struct pattern_span span;
    const char *unit = "";
    struct pattern *pattern = pattern_compile(text, &ignored);
    if (pattern == NULL)
        return "";
    struct pattern_walk walk = pattern_walk_start(pattern, prose->text);
    if (pattern_walk_next(&walk, &ignored) == 1 && pattern_walk_group(&walk, "unit", &span))
        unit = arena_strndup(prose->arena, prose->text + span.start, span.end - span.start);
    pattern_free(pattern);
    return unit;
}

/* What the text is called. */
static const char *first_line(const struct prose *prose)
{
    const char *start = prose->text + strspn(prose->text, " \t\n");
    return suggest_text_clean(prose->arena,
                              arena_strndup(prose->arena, start, strcspn(start, "\t\n")));
}

/* What the first match that has a name between its period and its figure calls it. */
static const char *find_title(const struct prose *prose, const char *value)
{
    struct err ignored;
    const char *title = "";
    struct pattern *pattern = pattern_compile(value, &ignored);
    if (pattern == NULL)
        return "";
    struct pattern_walk walk = pattern_walk_start(pattern, prose->text);
    while (*title == '\0' && pattern_walk_next(&walk, &ignored) == 1) {
        struct pattern_span from;
        struct pattern_span to;
        if (pattern_walk_group(&walk, "period", &from) &&
            pattern_walk_group(&walk, "value", &to))
            title = suggest_clause_label(
                prose->arena,
                arena_strndup(prose->arena, prose->text + from.end, to.start - from.end));
    }
    pattern_free(pattern);
    title = suggest_text_clean(prose->arena, title);
    return *title != '\0' ? title : first_line(prose);
}

/* The figure right behind its period. */
static void try_direct(struct prose *prose)
{
    struct suggestion best = {0};
    for (size_t i = 0; i < FORM_COUNT; i++) {
        const char *start = arena_printf(prose->arena, "%s[^\\d▲△\\n-]{0,20}%s",
                                         write_period(prose, &forms[i]), FIGURE_NAMED);
        const char *unit =
            find_unit(prose, arena_printf(prose->arena, "%s(?<unit>%s)?)", start, UNITS));
        const char *value =
            arena_printf(prose->arena, "%s%s)(?!\\d| ?[年月日]| ?[~〜∼-] ?\\d)", start,
                         *unit == '\0' ? "" : arena_printf(prose->arena, "(?:%s)?", unit));
        const char *period = forms[i].year == NULL ? "auto" : forms[i].year;
        (void)try_form(prose, &forms[i], "", value, period, &best);
    }
    if (best.count == 0)
        return;
    best.indicator.title.text = find_title(prose, best.indicator.value);
    keep(prose->job, &best);
}

/* --- labels --- */

/* Where the character before `at` starts. */
static size_t step_back(const char *text, size_t at)
{
    at--;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static bool is_one_of(const char *text, size_t from, size_t to, const char *const *list)
{
    for (size_t i = 0; list[i] != NULL; i++)
        if (strlen(list[i]) == to - from && memcmp(text + from, list[i], to - from) == 0)
            return true;
    return false;
}

/* Back over what joins a label to its figure. */
static size_t skip_joint(const char *text, size_t at)
{
    static const char *const joints[] = {"は", "が", "の", "も", ":",  "、",
                                         " ",  "\t", "\n", "|",  "約", NULL};
    while (at > 0) {
        size_t from = step_back(text, at);
        if (!is_one_of(text, from, at, joints))
            break;
        at = from;
    }
    return at;
}

static size_t find_start(const char *text, size_t end)
{
    static const char *const stops[] = {"。", "、", "「", "」", "・", "※", "▲", "△", NULL};
    size_t at = end;
    while (at > 0 && end - at < LABEL_BYTES) {
        size_t from = step_back(text, at);
        bool plain = (unsigned char)text[from] < 0x80;
        bool letter = plain && ((text[from] >= 'A' && text[from] <= 'Z') ||
                                (text[from] >= 'a' && text[from] <= 'z'));
        if ((plain && !letter) || is_one_of(text, from, at, stops))
            break;
        at = from;
    }
    return at;
}

/* What is left of the period before it: 年度の入園者数. */
static const char *drop_period(const char *label)
{
    static const char *const heads[] = {"年度の", "年度は", "年度", "年の", "年は", "年",
                                        "月の",   "月は",   "月分", "月",   "日",   "の"};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        if (str_starts(label, heads[i]))
            return label + strlen(heads[i]);
    return label;
}

static void look_at(struct prose *prose, const struct pattern_walk *walk)
{
    struct pattern_span unit = {0};
    const char *text = prose->text;
    size_t start = walk->match.start;
    bool has_unit = pattern_walk_group(walk, "unit", &unit) && unit.end > unit.start;
    bool sign = strncmp(text + start, "▲", 3) == 0 || strncmp(text + start, "△", 3) == 0;
    if (!has_unit && !sign)
        return;
    size_t end = skip_joint(text, start);
    size_t from = find_start(text, end);
    const char *label = drop_period(arena_strndup(prose->arena, text + from, end - from));
    if (strlen(label) < LABEL_LEAST || suggest_text_is_period(label) ||
        suggest_text_is_figure(label) || suggest_clause_is_part(prose->arena, label))
        return;
    try_label(prose, label,
              has_unit ? arena_strndup(prose->arena, text + unit.start, unit.end - unit.start)
                       : "");
}

static void look_through(struct prose *prose)
{
    struct err ignored;
    struct pattern *figures = pattern_compile(FIGURE "(?<unit>" UNITS ")?", &ignored);
    if (figures == NULL)
        return;
    struct pattern_walk walk = pattern_walk_start(figures, prose->text);
    while (prose->count < prose->most && !suggest_trial_over(prose->job) &&
           pattern_walk_next(&walk, &ignored) == 1)
        look_at(prose, &walk);
    pattern_free(figures);
}

static bool is_period_alone(const char *text)
{
    struct periodread_context context = {.frequency = FREQUENCY_MONTHLY};
    struct spanread span;
    struct err ignored;
    return suggest_text_is_period(text) &&
           spanread_text(text, &context, &span, &ignored) == 0 &&
           (span.flags & SPANREAD_WORDS) == 0;
}

/* A row of a period and something beside it. */
static bool has_columns(const struct grids *grids)
{
    for (size_t i = 0; i < grids->count; i++)
        for (size_t row = 0; row < grids->items[i].row_count; row++)
            if (!grid_is_line(&grids->items[i], row) &&
                is_period_alone(grid_cell(&grids->items[i], row, 0)))
                return true;
    return false;
}

void suggest_prose(struct suggest_job *job)
{
    struct prose prose = {.job = job, .arena = job->scratch, .most = LABELS_MAX};
    struct err ignored;
    const char *text = job->view.text;
    bool tables = job->out->count > 0;
    /* the lines of a table say nothing more than it does */
    if (str_equal(job->grids->format, "csv") && (tables || has_columns(&job->view)))
        return;
    if (text == NULL &&
        (tables || picktext_gather(&job->view, NULL, job->scratch, &text, &ignored) != 0))
        return;
    prose.text = unicode_nfkc(job->scratch, text);
    prose.spaced = contains(prose.text, "\\d +[年月]|年 +\\d{1,2} ?月");
    prose.outlook = contains(prose.text, "月 ?(?:見通し|見込|予測)|先行き ?\\d");
    if (tables)
        prose.most = LABELS_BESIDE_TABLES;
    look_through(&prose);
    if (!suggest_trial_over(job))
        try_direct(&prose);
}
