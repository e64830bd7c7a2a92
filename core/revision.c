/* SPDX-License-Identifier: GPL-3.0-or-later */
/* revision: see revision.h. */
#include "core/revision.h"

#include <math.h>
#include <stdlib.h>

#include "core/str.h"

static int compare_sizes(const void *a, const void *b)
{
    double one = *(const double *)a;
    double two = *(const double *)b;
    return one < two ? -1 : one > two;
}

/* The median size of the changes between periods that follow each other; false when too few
 * are known. */
static bool find_typical(const struct series *series, struct arena *arena, double *out)
{
    double *sizes = arena_alloc(arena, series->count + 1, sizeof *sizes);
    size_t count = 0;
    for (size_t i = 1; i < series->count; i++) {
        const struct observation *before = &series->observations[i - 1];
        const struct observation *here = &series->observations[i];
        if (series_has_value(before) && series_has_value(here) &&
            period_compare(period_next(before->period), here->period) == 0)
            sizes[count++] = fabs(decimal_double(here->value) - decimal_double(before->value));
    }
    if (count < REVISION_CHANGES)
        return false;
    qsort(sizes, count, sizeof *sizes, compare_sizes);
    *out = count % 2 == 1 ? sizes[count / 2] : (sizes[count / 2 - 1] + sizes[count / 2]) / 2;
    return true;
}

bool revision_is_reread(const struct observation *before, const struct observation *item)
{
    return item->source != NULL && item->document != NULL && before->document != NULL &&
           str_equal(item->document, before->document) && str_empty(item->note);
}

/* What `item` changed: it stands, and so did `before`, with another figure. */
static bool revises(const struct series *series, const struct observation *before,
                    const struct observation *item)
{
    const struct observation *stands = series_find(series, item->period);
    return stands != NULL && series_has_value(stands) && before != NULL &&
           series_has_value(before) && series_has_value(item) &&
           decimal_compare(stands->value, item->value) == 0 &&
           decimal_compare(before->value, item->value) != 0;
}

static bool is_later(const struct revision *a, const struct revision *b)
{
    return a->at > b->at || (a->at == b->at && period_compare(a->period, b->period) > 0);
}

/* One period's versions as the publisher made them: what a document was read as last is what
 * it said when it came. */
struct editions {
    const struct observation *stood;  /* the newest */
    const struct observation *former; /* what stood before its document; or NULL */
    int64_t at;                       /* when that came */
};

static void step(struct editions *editions, const struct observation *item)
{
    const struct observation *stood = editions->stood;
    if (stood != NULL && period_compare(stood->period, item->period) != 0)
        stood = NULL;
    if (stood == NULL || !revision_is_reread(stood, item))
        *editions = (struct editions){.former = stood, .at = item->recorded_at};
    editions->stood = item;
}

bool revision_find(const struct series *series, const struct series *vintages,
                   struct arena *arena, struct revision *out)
{
    struct editions editions = {0};
    double typical = 0;
    bool found = false;
    if (!find_typical(series, arena, &typical))
        return false;
    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *item = &vintages->observations[i];
        if (item->aside)
            continue;
        step(&editions, item);
        if (!revises(series, editions.former, item))
            continue;
        struct revision new = {.period = item->period,
                               .former = editions.former->value,
                               .now = item->value,
                               .at = editions.at};
        double size = fabs(decimal_double(new.now) - decimal_double(new.former));
        if (size > typical && (!found || is_later(&new, out))) {
            *out = new;
            found = true;
        }
    }
    return found;
}

void revision_start(struct revision_walk *walk, const struct series *vintages,
                    struct period newest, int64_t until)
{
    *walk = (struct revision_walk){.vintages = vintages, .from = INT64_MAX, .until = until};
    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *item = &vintages->observations[i];
        if (!item->aside && series_has_value(item) && item->recorded_at < walk->from &&
            period_compare(item->period, newest) == 0)
            walk->from = item->recorded_at;
    }
}

static bool is_change(const struct revision_walk *walk, const struct observation *item)
{
    return walk->stood != NULL && series_has_value(item) && item->recorded_at >= walk->from &&
           decimal_compare(walk->stood->value, item->value) != 0;
}

bool revision_next(struct revision_walk *walk, struct revision *out)
{
    while (walk->at < walk->vintages->count) {
        const struct observation *item = &walk->vintages->observations[walk->at++];
        if (walk->stood != NULL && period_compare(walk->stood->period, item->period) != 0)
            walk->stood = NULL;
        if (item->aside || item->recorded_at >= walk->until)
            continue;
        bool changed = is_change(walk, item);
        if (changed)
            *out = (struct revision){item->period, walk->stood->value, item->value,
                                     item->recorded_at, revision_is_reread(walk->stood, item)};
        walk->stood = series_has_value(item) ? item : NULL;
        if (changed)
            return true;
    }
    return false;
}
