/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_unit: the unit that is printed nearest to the figures. */
#include <string.h>

#include "collector/label.h"
#include "collector/suggest_trial.h"
#include "collector/unit.h"
#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#define CAPTION_ROWS 40
#define CAPTION_COLUMNS 64
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

struct likely {
    const char *label; /* ends so, or says so */
    const char *unit;
};

static const struct likely likely[] = {
    {"DI", "ポイント"},     {"率", "％"},         {"割合", "％"},   {"構成比", "％"},
    {"前年比", "％"},       {"人口", "人"},       {"人数", "人"},   {"者数", "人"},
    {"者", "人"},           {"客数", "人"},       {"人員", "人"},   {"件数", "件"},
    {"世帯数", "世帯"},     {"台数", "台"},       {"社数", "社"},   {"店舗数", "店"},
    {"事業所数", "事業所"}, {"戸数", "戸"},       {"金額", "円"},   {"額", "円"},
    {"倍率", "倍"},         {"泊数", "人泊"},     {"通行量", "人"}, {"歩行者", "人"},
    {"指数", "指数"},       {"業況", "ポイント"}, {"所数", "か所"},
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
static const char *unit_of_text(const struct suggest_job *job)
{
    const char *found = "";
    struct arena *arena = job->scratch;
    for (const char *at = job->view.text == NULL ? "" : job->view.text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        const char *unit = unit_caption(arena, arena_strndup(arena, at, length), "");
        if (unit != NULL && *found != '\0' && !str_equal(unit, found))
            return "";
        found = unit == NULL ? found : unit;
        at += length + (at[length] == '\0' ? 0 : 1);
    }
    return found;
}

static const char *unit_of_caption(const struct suggest_job *job)
{
    struct arena *arena = job->scratch;
    if (job->at == SUGGEST_TEXT)
        return unit_of_text(job);
    const struct grid *grid = &job->view.items[job->at];
    for (size_t row = 0; row < grid->row_count && row < CAPTION_ROWS; row++)
        for (size_t i = 0; i < grid->rows[row].count && i < CAPTION_COLUMNS; i++) {
            const char *unit = unit_caption(arena, grid->rows[row].cells[i], "");
            if (unit != NULL)
                return unit;
        }
    const char *unit = unit_caption(arena, grid->name, "");
    return unit == NULL ? "" : unit;
}

/* The unit that a title ends with: 月別入園者数（人）. */
static const char *unit_of_line(struct arena *arena, const char *text)
{
    struct label_path title;
    const char *bare = unit_bare(arena, text, "");
    if (*bare != '\0')
        return bare;
    label_init(&title);
    label_add(&title, arena, text);
    label_unit(&title, arena, "");
    return title.unit;
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
static const char *unit_of_end(struct arena *arena, const char *label)
{
    const char *key = unicode_key(arena, label);
    for (size_t i = 0; i < COUNT(likely); i++)
        if (str_ends(key, likely[i].label))
            return likely[i].unit;
    return "";
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

static bool take_printed(struct suggest_job *job, struct suggestion *suggestion, bool some,
                         bool *contradicted)
{
    struct arena *arena = job->scratch;
    const char *own[] = {unit_of_cell(arena, suggestion->last.cell),
                         unit_of_cell(arena, suggestion->first.cell), suggestion->unit_near};
    const char *common[] = {unit_of_caption(job), unit_of_title(job)};
    const char *end = unit_of_end(arena, suggestion->indicator.title.text);
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

bool suggest_unit(struct suggest_job *job, struct suggestion *suggestion)
{
    bool contradicted = false;
    suggestion->indicator.unit = "";
    if (take_printed(job, suggestion, false, &contradicted))
        return true;
    const char *said = unit_of_label(job->scratch, suggestion->indicator.title.text);
    if (*said == '\0')
        said = unit_of_table(job);
    if (take(job, suggestion, said, SUGGEST_UNIT_LIKELY, false) ||
        take_printed(job, suggestion, true, &contradicted))
        return true;
    suggestion->indicator.unit = "-";
    suggestion->unit_from = SUGGEST_UNIT_UNKNOWN;
    return !contradicted;
}
