/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_unit: the unit that is printed nearest to the figures. */
#include <string.h>

#include "collector/caption.h"
#include "collector/label.h"
#include "collector/suggest_trial.h"
#include "collector/unit.h"
#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#define CAPTION_ROWS 40
#define CAPTION_COLUMNS 64
#define BASE_BYTES 40 /* of 令和2年平均=100 */
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

#define INDEX "指数"

struct likely {
    const char *label; /* ends so, or says so */
    const char *unit;
};

static const struct likely likely[] = {
    {"DI", "ポイント"},     {"率", "％"},     {"割合", "％"},       {"構成比", "％"},
    {"前年比", "％"},       {"人口", "人"},   {"人数", "人"},       {"者数", "人"},
    {"者", "人"},           {"客数", "人"},   {"人員", "人"},       {"件数", "件"},
    {"世帯数", "世帯"},     {"台数", "台"},   {"社数", "社"},       {"店舗数", "店"},
    {"事業所数", "事業所"}, {"戸数", "戸"},   {"金額", "円"},       {"額", "円"},
    {"倍率", "倍"},         {"泊数", "人泊"}, {"通行量", "人"},     {"歩行者", "人"},
    {"指数", INDEX},        {"男性", "人"},   {"女性", "人"},       {"男", "人"},
    {"女", "人"},           {"冊数", "冊"},   {"業況", "ポイント"}, {"所数", "か所"},
};

/* What stands behind the digits of a figure. */
static const char *unit_of_cell(struct arena *arena, const char *cell)
{
    struct number number;
    struct err ignored;
    if (cell == NULL || number_read(cell, &number, &ignored) != 0)
        return "";
    return arena_strdup(arena, number.unit);
}

/* What the lines of running text say; "" when they say different things. */
static const char *unit_of_text(const struct suggest_job *job, const char *said)
{
    const char *found = "";
    struct arena *arena = job->scratch;
    for (const char *at = job->view.text == NULL ? "" : job->view.text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        const char *unit = unit_caption(arena, arena_strndup(arena, at, length), said);
        if (unit != NULL && *found != '\0' && !str_equal(unit, found))
            return "";
        found = unit == NULL ? found : unit;
        at += length + (at[length] == '\0' ? 0 : 1);
    }
    return found;
}

/* Of several units the one that fits what the label says. */
static const char *unit_of_caption(const struct suggest_job *job, const char *said)
{
    struct arena *arena = job->scratch;
    if (job->at == SUGGEST_TEXT)
        return unit_of_text(job, said);
    const struct grid *grid = &job->view.items[job->at];
    for (size_t row = 0; row < grid->row_count && row < CAPTION_ROWS; row++)
        for (size_t i = 0; i < grid->rows[row].count && i < CAPTION_COLUMNS; i++) {
            const char *unit = unit_caption(arena, grid->rows[row].cells[i], said);
            if (unit != NULL)
                return unit;
        }
    const char *unit = unit_caption(arena, grid->name, said);
    return unit == NULL ? "" : unit;
}

/* The unit that a title ends with: 月別入園者数（人）, 来館者数 人. */
static const char *unit_of_line(struct arena *arena, const char *text)
{
    const char *bare = unit_bare(arena, text, "");
    if (*bare != '\0')
        return bare;
    const char *unit = caption_of_title(arena, text, "");
    return unit == NULL ? "" : unit;
}

static const char *unit_of_title(const struct suggest_job *job)
{
    struct arena *arena = job->scratch;
    const char *unit = "";
    if (job->at == SUGGEST_TEXT)
        return "";
    const struct grid *grid = &job->view.items[job->at];
    for (size_t row = 0; row < grid->row_count && row < CAPTION_ROWS && *unit == '\0'; row++)
        for (size_t i = 0; grid_is_line(grid, row) && i < grid->rows[row].count; i++)
            if (!unicode_is_blank(grid->rows[row].cells[i])) {
                unit = unit_of_line(arena, grid->rows[row].cells[i]);
                break;
            }
    return *unit == '\0' ? unit_of_line(arena, grid->name) : unit;
}

/* A unit in the bracket at the label's end that is one only there: 日 is Sunday elsewhere. */
static const char *unit_of_bracket(struct arena *arena, const char *label)
{
    static const char *const words[] = {"日", "分", "年", "月", "巻", "部", "園", "基", "着"};
    const char *key = unicode_key(arena, label);
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_ends(key, arena_printf(arena, "(%s)", words[i])))
            return words[i];
    return "";
}

const char *suggest_unit_without(struct arena *arena, const char *label)
{
    struct label_path path;
    const char *space = strrchr(label, ' ');
    if (space != NULL && space > label && *unit_bare(arena, space + 1, "") != '\0')
        return arena_strndup(arena, label, (size_t)(space - label));
    label_init(&path);
    label_add(&path, arena, label);
    label_unit(&path, arena, "");
    bool has = *path.unit != '\0' || *unit_of_bracket(arena, label) != '\0';
    const char *narrow = strrchr(label, '(');
    const char *wide = strstr(label, "（");
    for (const char *at = wide; at != NULL; at = strstr(at + 1, "（"))
        wide = at;
    const char *open = narrow == NULL || (wide != NULL && wide > narrow) ? wide : narrow;
    bool last = str_ends(label, ")") || str_ends(label, "）");
    if (!has || !last || open == NULL || open == label)
        return label;
    return arena_strndup(arena, label, (size_t)(open - label));
}

/* The year that an index is 100 in: 2020年=100. */
static const char *find_base(struct arena *arena, const char *text)
{
    if (strstr(text, "100") == NULL && strstr(text, "１００") == NULL)
        return "";
    const char *key = unicode_key(arena, text);
    const char *behind = strstr(key, "=100");
    if (behind == NULL || str_digit(behind[4]) || behind[4] == ',')
        return "";
    const char *from = behind;
    while (from > key && strchr("([:,;", from[-1]) == NULL)
        from--;
    const char *base = arena_strndup(arena, from, (size_t)(behind + 4 - from));
    return strlen(base) <= BASE_BYTES && strpbrk(base, "0123456789") < strchr(base, '=') ? base
                                                                                         : "";
}

static const char *unit_of_index(const struct suggest_job *job)
{
    const char *base = "";
    if (job->at == SUGGEST_TEXT)
        return "";
    const struct grid *grid = &job->view.items[job->at];
    for (size_t row = 0; row < grid->row_count && row < CAPTION_ROWS; row++)
        for (size_t i = 0; i < grid->rows[row].count && i < CAPTION_COLUMNS; i++) {
            base = find_base(job->scratch, grid->rows[row].cells[i]);
            if (*base != '\0')
                return base;
        }
    return find_base(job->scratch, grid->name);
}

/* What kinds of things are counted: those that no table has under one unit. */
static int kind_of(struct arena *arena, const char *unit)
{
    const char *base = unit_base(arena, unit);
    if (str_starts(base, "人"))
        return 1;
    if (str_equal(base, "円"))
        return 2;
    return str_equal(base, "%") || str_equal(base, "ポイント") ? 3 : 4;
}

/* What the end of the label is counted in. */
static const char *unit_of_part(struct arena *arena, const char *part)
{
    const char *key = unicode_key(arena, part);
    const char *bare = label_bare(arena, key);
    const struct likely *longest = NULL;
    for (size_t i = 0; i < COUNT(likely); i++)
        if ((str_ends(key, likely[i].label) || str_ends(bare, likely[i].label)) &&
            (longest == NULL || strlen(likely[i].label) > strlen(longest->label)))
            longest = &likely[i];
    return longest == NULL ? "" : longest->unit;
}

/* The nearest part of the path that says so: 有効求人倍率 of 有効求人倍率 原数値. */
static const char *unit_of_end(struct arena *arena, const char *label)
{
    const char *unit = unit_of_part(arena, label);
    for (size_t end = strlen(label); *unit == '\0' && end > 0;) {
        size_t from = end;
        while (from > 0 && label[from - 1] != ' ')
            from--;
        unit = unit_of_part(arena, arena_strndup(arena, label + from, end - from));
        end = from > 0 ? from - 1 : 0;
    }
    return unit;
}

static const char *unit_of_label(struct arena *arena, const char *label)
{
    const char *key = unicode_key(arena, label);
    const char *unit = unit_of_end(arena, label);
    for (size_t i = 0; i < COUNT(likely) && *unit == '\0'; i++)
        if (strlen(likely[i].label) > 3 && strstr(key, likely[i].label) != NULL)
            unit = likely[i].unit;
    return unit;
}

/* What a table of DI or of rates says in its name. */
static const char *unit_of_table(const struct suggest_job *job)
{
    static const char *const words[] = {"DI", "率", "割合", "構成比"};
    if (job->at == SUGGEST_TEXT)
        return "";
    const char *key = unicode_key(job->scratch, job->grids->items[job->at].name);
    for (size_t i = 0; i < COUNT(words); i++)
        if (strstr(key, words[i]) != NULL)
            return unit_of_label(job->scratch, words[i]);
    return "";
}

/* Takes the unit when nothing is lost by it, or with `some` when most is not. */
static bool take(struct suggest_job *job, struct suggestion *suggestion, const char *unit,
                 enum suggest_unit from, bool some)
{
    struct suggestion trial;
    struct indicator candidate = suggestion->indicator;
    candidate.unit = suggest_text_clean(job->scratch, unit);
    if (*candidate.unit == '\0' || !suggest_trial_run(job, &candidate, &trial))
        return false;
    bool whole =
        trial.count >= suggestion->count && trial.problem_count <= suggestion->problem_count;
    if (!whole && !(some && trial.count * 2 >= suggestion->count))
        return false;
    suggestion->indicator.unit = candidate.unit;
    suggestion->unit_from = from;
    return true;
}

static bool contradicts(struct arena *arena, const char *printed, const char *said)
{
    return *printed != '\0' && *said != '\0' &&
           kind_of(arena, printed) != kind_of(arena, said);
}

/* What the label is counted in, as far as it says. */
static const char *label_of(const struct suggestion *suggestion)
{
    return *suggestion->label != '\0' ? suggestion->label : suggestion->indicator.title.text;
}

static bool take_printed(struct suggest_job *job, struct suggestion *suggestion, bool some,
                         bool *contradicted)
{
    struct arena *arena = job->scratch;
    const char *label = label_of(suggestion);
    const char *end = unit_of_end(arena, label);
    const char *own[] = {unit_of_cell(arena, suggestion->last.cell),
                         unit_of_cell(arena, suggestion->first.cell), suggestion->unit_near,
                         unit_of_bracket(arena, label),
                         str_equal(end, INDEX) ? unit_of_index(job) : ""};
    const char *common[] = {unit_of_caption(job, end), unit_of_title(job)};
    for (size_t i = 0; i < COUNT(own); i++)
        if (take(job, suggestion, own[i], SUGGEST_UNIT_PRINTED, some))
            return true;
    for (size_t i = 0; i < COUNT(common); i++) {
        bool other = contradicts(arena, common[i], end);
        if (!other && take(job, suggestion, common[i], SUGGEST_UNIT_PRINTED, some))
            return true;
        *contradicted = *contradicted || other;
    }
    return false;
}

/* 人 of 千人, if the picker makes 1,000 of 1 then. */
static void find_base_unit(struct suggest_job *job, struct suggestion *suggestion)
{
    struct suggestion trial;
    struct decimal value;
    struct err ignored;
    struct arena *arena = job->scratch;
    struct indicator candidate = suggestion->indicator;
    const char *base = unit_base(arena, candidate.unit);
    if (unit_exponent(arena, candidate.unit) <= 0 || *base == '\0')
        return;
    candidate.unit = base;
    if (suggest_trial_run(job, &candidate, &trial) && trial.count == suggestion->count &&
        unit_convert(arena, suggestion->first.value, suggestion->indicator.unit, base, &value,
                     &ignored) == 0 &&
        decimal_compare(value, trial.first.value) == 0)
        suggestion->unit_base = base;
}

static bool choose_unit(struct suggest_job *job, struct suggestion *suggestion)
{
    bool contradicted = false;
    if (take_printed(job, suggestion, false, &contradicted))
        return true;
    const char *said = unit_of_label(job->scratch, label_of(suggestion));
    if (*said == '\0')
        said = unit_of_table(job);
    const char *near = suggest_text_clean(job->scratch, suggestion->unit_near);
    if (suggest_trial_over(job) && *near != '\0') {
        /* the head says it, only the time for a trial is up */
        suggestion->indicator.unit = near;
        return true;
    }
    if (take(job, suggestion, said, SUGGEST_UNIT_LIKELY, false) ||
        take_printed(job, suggestion, true, &contradicted))
        return true;
    suggestion->indicator.unit = "-";
    suggestion->unit_from = SUGGEST_UNIT_UNKNOWN;
    return !contradicted;
}

bool suggest_unit(struct suggest_job *job, struct suggestion *suggestion)
{
    suggestion->indicator.unit = "";
    suggestion->unit_base = "";
    if (!choose_unit(job, suggestion))
        return false;
    find_base_unit(job, suggestion);
    return true;
}
