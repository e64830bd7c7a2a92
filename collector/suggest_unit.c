/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_unit: the unit that is printed nearest to the figures. */
#include <string.h>

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
    {"指数", "指数"},       {"業況", "ポイント"},
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

static const char *unit_of_caption(const struct suggest_job *job)
{
    struct arena *arena = job->scratch;
    if (job->at == SUGGEST_TEXT)
        return "";
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

static const char *unit_of_label(struct arena *arena, const char *label)
{
    const char *key = unicode_key(arena, label);
    for (size_t i = 0; i < COUNT(likely); i++)
        if (str_ends(key, likely[i].label))
            return likely[i].unit;
    for (size_t i = 0; i < COUNT(likely); i++)
        if (strlen(likely[i].label) > 3 && strstr(key, likely[i].label) != NULL)
            return likely[i].unit;
    return "";
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

/* Takes the unit when nothing is lost by it. */
static bool take(struct suggest_job *job, struct suggestion *suggestion, const char *unit,
                 enum suggest_unit from)
{
    struct suggestion trial;
    struct indicator candidate = suggestion->indicator;
    candidate.unit = suggest_text_clean(job->scratch, unit);
    if (*candidate.unit == '\0')
        return false;
    if (!suggest_trial_run(job, &candidate, &trial) || trial.count < suggestion->count ||
        trial.problem_count > suggestion->problem_count)
        return false;
    suggestion->indicator.unit = candidate.unit;
    suggestion->unit_from = from;
    return true;
}

void suggest_unit(struct suggest_job *job, struct suggestion *suggestion)
{
    const char *printed[] = {unit_of_cell(job->scratch, suggestion->last.cell),
                             unit_of_cell(job->scratch, suggestion->first.cell),
                             suggestion->unit_near, unit_of_caption(job)};
    suggestion->indicator.unit = "";
    for (size_t i = 0; i < COUNT(printed); i++)
        if (take(job, suggestion, printed[i], SUGGEST_UNIT_PRINTED))
            return;
    const char *said = unit_of_label(job->scratch, suggestion->indicator.title.text);
    if (*said == '\0')
        said = unit_of_table(job);
    if (take(job, suggestion, said, SUGGEST_UNIT_LIKELY))
        return;
    suggestion->indicator.unit = "-";
    suggestion->unit_from = SUGGEST_UNIT_UNKNOWN;
}
