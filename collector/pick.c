/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pick: the right grid, then the layout that the configuration names. */
#include "collector/pick.h"

#include <stdio.h>

#include "core/buf.h"
#include "core/pattern.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/pickacross.h"
#include "collector/picklong.h"
#include "collector/pickmatrix.h"
#include "collector/picktext.h"
#include "collector/take.h"

struct layout_row {
    const char *name;
    int (*run)(struct taker *taker, struct err *err);
};

static const struct layout_row layouts[] = {
    [LAYOUT_LONG] = {"long", picklong_run},
    [LAYOUT_ACROSS] = {"across", pickacross_run},
    [LAYOUT_MATRIX] = {"matrix", pickmatrix_run},
    [LAYOUT_TEXT] = {"text", picktext_run},
};

void pick_init(struct pick *pick)
{
    *pick = (struct pick){.arena = arena_new()};
}

void pick_free(struct pick *pick)
{
    if (pick == NULL)
        return;
    arena_free(pick->arena);
    *pick = (struct pick){0};
}

/* "Sheet1", "Sheet2" ... into an err. */
static void refuse_grids(const struct grids *grids, const char *what, struct err *err)
{
    struct buf list;
    buf_init(&list, 300);
    for (size_t i = 0; i < grids->count; i++)
        (void)buf_printf(&list, "%s\"%s\"", i > 0 ? ", " : "", grids->items[i].name);
    (void)err_set(err, ERR_DATA, "%s: the tables are %s%s", what, buf_text(&list),
                  list.overflow ? " ..." : "");
    buf_free(&list);
}

/* The only one that is shown, or the only one at all; NULL when there are several. */
static const struct grid *find_only(const struct grids *grids)
{
    const struct grid *only = NULL;
    size_t shown = 0;
    for (size_t i = 0; i < grids->count; i++) {
        if (!grid_is_shown(&grids->items[i]))
            continue;
        only = &grids->items[i];
        shown++;
    }
    if (grids->count == 1)
        return grids->items;
    return shown == 1 ? only : NULL;
}

/* Counts the grids whose name the pattern fits: those that are shown, or else the others. */
static int match_grids(const struct grids *grids, const char *table, const struct grid **out,
                       size_t *matches, struct err *err)
{
    size_t hidden = 0;
    const struct grid *any = NULL;
    struct pattern *pattern = pattern_compile(table, err);
    if (pattern == NULL)
        return err_prefix(err, "table");
    struct arena *arena = arena_new();
    int result = 0;
    for (size_t i = 0; i < grids->count && result >= 0; i++) {
        result = pattern_match(pattern, unicode_key(arena, grids->items[i].name), err);
        if (result != 1)
            continue;
        bool shown = grid_is_shown(&grids->items[i]);
        *(shown ? out : &any) = &grids->items[i];
        *(shown ? matches : &hidden) += 1;
    }
    if (*matches == 0 && hidden > 0) {
        *out = any;
        *matches = hidden;
    }
    arena_free(arena);
    pattern_free(pattern);
    return result < 0 ? err_prefix(err, "table") : 0;
}

/* NULL when there is no such grid, or no one grid. */
static const struct grid *find_grid(const struct indicator *indicator,
                                    const struct grids *grids, struct err *err)
{
    char what[200];
    size_t matches = 0;
    const struct grid *grid = grids->items;
    if (grids->count == 0 || grid == NULL) {
        (void)err_set(err, ERR_DATA, "the document holds no table");
        return NULL;
    }
    if (str_empty(indicator->table)) {
        grid = find_only(grids);
        if (grid == NULL)
            refuse_grids(grids, "several tables and no `table` to choose one", err);
        return grid;
    }
    if (match_grids(grids, indicator->table, &grid, &matches, err) != 0)
        return NULL;
    if (matches == 1)
        return grid;
    (void)snprintf(what, sizeof what, "`table = %.120s` matches %zu tables, expected one",
                   indicator->table, matches);
    refuse_grids(grids, what, err);
    return NULL;
}

/* The running text: of the one table that is named, else of the whole document. */
static int find_text(const struct indicator *indicator, const struct grids *grids,
                     struct arena *arena, const char **out, struct err *err)
{
    const struct grid *only = NULL;
    *out = grids->text;
    if (str_empty(indicator->table) && grids->text != NULL)
        return 0;
    if (!str_empty(indicator->table)) {
        only = find_grid(indicator, grids, err);
        if (only == NULL)
            return -1;
    }
    return picktext_gather(grids, only, arena, out, err);
}

static int run(struct taker *taker, struct err *err)
{
    int result = layouts[taker->indicator->layout].run(taker, err);
    if (result == 0)
        take_finish(taker);
    /* nothing, and nobody told: that is no success */
    if (result == 0 && taker->out->count == 0 && taker->out->problem_count == 0 &&
        taker->left_out == 0)
        result = err_set(err, ERR_DATA, "no value was found to take");
    if (result == 0 && taker->out->count == 0 && taker->out->problem_count == 0 &&
        taker->forecasts > 0)
        result =
            err_set(err, ERR_DATA,
                    "all figures are said to be forecasts, plans or targets: none is taken");
    const struct grid *grid = taker->grid;
    if (result != 0 && grid != NULL && grid->name[0] != '\0')
        return err_prefix(err, "grid \"%s\"", grid->name);
    return result;
}

static int pick_text(const struct indicator *indicator, const struct grids *grids,
                     int32_t today, struct pick *out, struct err *err)
{
    struct taker taker;
    struct arena *arena = arena_new();
    take_init(&taker, indicator, NULL, today, out);
    if (grids->dated && grids->day < today)
        taker.issued = grids->day;
    int result = find_text(indicator, grids, arena, &taker.text, err);
    if (result == 0)
        result = run(&taker, err);
    take_free(&taker);
    arena_free(arena);
    return result;
}

int pick_observations(const struct indicator *indicator, const struct grids *grids,
                      int32_t today, struct pick *out, struct err *err)
{
    if (indicator->layout == LAYOUT_TEXT)
        return pick_text(indicator, grids, today, out, err);
    const struct grid *grid = find_grid(indicator, grids, err);
    if (grid == NULL)
        return -1;
    struct taker taker;
    take_init(&taker, indicator, grid, today, out);
    if (grids->dated && grids->day < today)
        taker.issued = grids->day;
    int result = run(&taker, err);
    take_free(&taker);
    return result;
}
