/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure_select: names against measures, and what is left open. */
#include <string.h>

#include "core/buf.h"
#include "core/note.h"
#include "core/periodread.h"
#include "core/status.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/measure.h"
#include "collector/unit.h"

#define LISTED_SIZE 110
#define LISTED_MAX 60

/* --- names --- */

/* A key without note marks, its unit and what 速報 in brackets adds. */
static const char *strip(struct arena *arena, const char *key, const char *unit)
{
    enum observation_status status = OBSERVATION_FINAL;
    const char *bare = *unit != '\0' ? label_bare(arena, key) : key;
    size_t length = strlen(bare);
    for (size_t mark; (mark = note_back(bare, length)) > 0 && mark < length;)
        length -= mark;
    size_t mark =
        length > 0 && bare[length - 1] == ')' ? status_back(bare, length, &status) : 0;
    if (mark > 0 && mark < length && status != OBSERVATION_FORECAST)
        length -= mark;
    return length > 0 ? arena_strndup(arena, bare, length) : key;
}

static const char *bare_last(const struct measure *measure, struct arena *arena)
{
    return strip(arena, measure->label.last, measure->label.unit);
}

/* Units alone count the same if they do but for their 千. */
static const char *find_key(const struct measure *measure, struct arena *arena)
{
    const char *unit = unit_bare(arena, measure->label.whole, "");
    if (*unit != '\0' && *measure->unit != '\0')
        return unit_base(arena, unit);
    return strip(arena, measure->label.whole, measure->label.unit);
}

/* Both count the same: the same words, but for units and marks. */
static bool is_same(const struct measure *a, const struct measure *b)
{
    return str_equal(a->key, b->key);
}

/* The better kinds first, as in label_fit; units and marks make no difference. */
static enum label_fit find_fit(const struct measure *measure, const struct name *name,
                               struct arena *arena)
{
    const struct label_path *label = &measure->label;
    const char *path = unicode_key(arena, measure->path);
    if (name_is(name, label->whole) || name_is(name, path) || name_is(name, measure->key) ||
        name_is(name, strip(arena, path, label->unit)))
        return LABEL_WHOLE;
    if (name_is(name, label->last) || name_is(name, bare_last(measure, arena)))
        return LABEL_LAST;
    /* a pattern that fits everything means no comparison, forecast or total */
    if (measure->compares || measure->status == OBSERVATION_FORECAST ||
        label_passes_over(arena, label->last))
        return LABEL_NONE;
    return name_fits(name, label->whole) || name_fits(name, label->last) ||
                   name_fits(name, path) || name_fits(name, measure->key)
               ? LABEL_PATTERN
               : LABEL_NONE;
}

size_t measure_count_names(const struct indicator *indicator)
{
    size_t count = 0;
    for (size_t i = 0; i < indicator->where_count; i++)
        count += str_empty(indicator->where[i].cell) ? 1 : 0;
    return count;
}

/* "実績", "目標": every one once. */
static const char *list(const struct measure *items, size_t count, bool wanted,
                        struct arena *arena)
{
    struct buf text;
    size_t listed = 0;
    buf_init(&text, LISTED_SIZE);
    for (size_t i = 0; i < count && listed < LISTED_MAX; i++) {
        bool again = !items[i].has || (wanted && !items[i].wanted);
        for (size_t k = 0; k < i && !again; k++)
            again =
                items[k].has && (!wanted || items[k].wanted) && is_same(&items[k], &items[i]);
        if (again)
            continue;
        bool nothing = *items[i].label.path == '\0';
        (void)buf_printf(&text, "%s\"%s\"", listed++ > 0 ? ", " : "",
                         nothing ? items[i].path : items[i].label.path);
    }
    const char *copy =
        arena_printf(arena, "%s%s", buf_text(&text), text.overflow ? " ..." : "");
    buf_free(&text);
    return copy;
}

static enum label_fit find_best(const struct name *name, const struct measure *items,
                                size_t count, struct arena *arena)
{
    enum label_fit best = LABEL_NONE;
    for (size_t i = 0; i < count; i++) {
        enum label_fit fit = items[i].has ? find_fit(&items[i], name, arena) : LABEL_NONE;
        best = fit < best ? fit : best;
    }
    return best;
}

static void read_keys(struct measure *items, size_t count, struct arena *arena)
{
    for (size_t i = 0; i < count; i++)
        items[i].key = items[i].has ? find_key(&items[i], arena) : "";
}

static bool knows(const char *text, const struct measure *items, size_t count,
                  struct arena *arena)
{
    struct name name;
    name_init(&name, arena, text);
    bool found = find_best(&name, items, count, arena) != LABEL_NONE;
    name_free(&name);
    return found;
}

void measure_share(const struct indicator *indicator, struct measure *columns, size_t count,
                   struct arena *arena, struct indicator *across, struct indicator *down)
{
    size_t most = indicator->where_count;
    read_keys(columns, count, arena);
    *across = *indicator;
    *down = *indicator;
    across->where = arena_alloc(arena, most, sizeof *across->where);
    down->where = arena_alloc(arena, most, sizeof *down->where);
    across->where_count = 0;
    down->where_count = 0;
    for (size_t i = 0; i < most; i++) {
        const struct condition *condition = &indicator->where[i];
        bool column =
            str_empty(condition->cell) && knows(condition->head, columns, count, arena);
        struct indicator *side = column ? across : down;
        side->where[side->where_count++] = *condition;
    }
}

static bool select_one(const char *text, struct measure *items, size_t count,
                       struct arena *arena)
{
    struct name name;
    name_init(&name, arena, text);
    enum label_fit best = find_best(&name, items, count, arena);
    for (size_t i = 0; i < count && best != LABEL_NONE; i++)
        items[i].wanted = items[i].wanted && find_fit(&items[i], &name, arena) == best;
    name_free(&name);
    return best != LABEL_NONE;
}

/* Several months or quarters below one year are its parts, none is the year's figure. */
static bool is_part(const struct measure *items, size_t count, size_t at)
{
    const char *own = items[at].shorter;
    for (size_t i = 0; i < count && !str_empty(own); i++)
        if (items[i].has && !str_empty(items[i].shorter) &&
            !str_equal(items[i].shorter, own) &&
            period_compare(items[i].period, items[at].period) == 0)
            return true;
    return false;
}

static int drop_parts(struct measure *items, size_t count, struct arena *arena,
                      struct err *err)
{
    size_t left = 0;
    bool *parts = arena_alloc(arena, count, sizeof *parts);
    const struct measure *last = NULL;
    for (size_t i = 0; i < count; i++) {
        parts[i] = items[i].has && is_part(items, count, i);
        left += items[i].has && !parts[i] ? 1 : 0;
        last = parts[i] ? &items[i] : last;
    }
    if (left == 0 && last != NULL)
        return err_set(err, ERR_DATA, "\"%s\" is a part of its period, as others beside it",
                       last->path);
    for (size_t i = 0; i < count; i++)
        items[i].has = items[i].has && !parts[i];
    return 0;
}

static void select_plain(struct measure *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        items[i].wanted =
            items[i].has && !items[i].compares && items[i].status != OBSERVATION_FORECAST;
}

int measure_select(const struct indicator *indicator, struct measure *items, size_t count,
                   struct arena *arena, struct err *err)
{
    read_keys(items, count, arena);
    if (drop_parts(items, count, arena, err) != 0)
        return -1;
    if (measure_count_names(indicator) == 0) {
        select_plain(items, count);
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        items[i].wanted = items[i].has;
    for (size_t i = 0; i < indicator->where_count; i++) {
        const struct condition *condition = &indicator->where[i];
        if (!str_empty(condition->cell))
            continue;
        if (!select_one(condition->head, items, count, arena))
            return err_set(err, ERR_DATA,
                           "where: nothing beside the periods is \"%s\": there are %s",
                           condition->head, list(items, count, false, arena));
    }
    /* what was named is no outlook on something else; it was not measured either */
    for (size_t i = 0; i < count; i++)
        if (items[i].wanted && items[i].status == OBSERVATION_FORECAST)
            items[i].status = OBSERVATION_ESTIMATE;
    return 0;
}

/* --- what is left open --- */

const char *measure_name(const struct measure *measure, const struct measure *items,
                         size_t count, struct arena *arena)
{
    const char *last = bare_last(measure, arena);
    for (size_t i = 0; i < count; i++)
        if (items[i].has && !is_same(&items[i], measure) &&
            (str_equal(bare_last(&items[i], arena), last) ||
             str_equal(items[i].label.whole, last)))
            return strip(arena, measure->label.whole, measure->label.unit);
    return last;
}

/* A name to show, of those wanted. */
static const char *find_example(const struct measure *items, size_t count, struct arena *arena)
{
    for (size_t i = 0; i < count; i++)
        if (items[i].wanted && *items[i].label.path != '\0')
            return measure_name(&items[i], items, count, arena);
    return "...";
}

/* Words that say what is counted: a date, a number or the English of a month do not. */
static bool is_word(const struct measure *measure)
{
    const char *key = measure->label.whole;
    bool ascii = true;
    for (const char *at = key; *at != '\0'; at++)
        ascii = ascii && (unsigned char)*at < 0x80;
    return !ascii && strpbrk(key, "0123456789") == NULL && *key != '\0' &&
           !periodread_plausible(measure->label.path);
}

/* Every column wanted says in words what it is, and they do not say the same: 決算 予算. */
static bool is_mixed(const struct measure *items, size_t count)
{
    const struct measure *first = NULL;
    bool differ = false;
    for (size_t i = 0; i < count; i++) {
        if (!items[i].wanted)
            continue;
        if (!is_word(&items[i]))
            return false;
        first = first == NULL ? &items[i] : first;
        differ = differ || !is_same(first, &items[i]);
    }
    return differ;
}

/* The first that shares its period with another of other words; NULL = none. */
static const struct measure *find_clash(const struct measure *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i && items[i].wanted; k++)
            if (items[k].wanted && period_compare(items[i].period, items[k].period) == 0 &&
                !is_same(&items[i], &items[k]))
                return &items[i];
    return NULL;
}

int measure_check(const struct indicator *indicator, const struct measure *items, size_t count,
                  struct arena *arena, struct err *err)
{
    char period[PERIOD_TEXT_SIZE];
    const struct measure *clash = find_clash(items, count);
    bool named = measure_count_names(indicator) > 0;
    if (clash != NULL) {
        period_print(clash->period, period);
        const char *said = clash->said != NULL ? clash->said : period;
        return err_set(
            err, ERR_DATA, "%s has several columns: %s: expected one of them as `where = %s`",
            said, list(items, count, true, arena), find_example(items, count, arena));
    }
    if (!named && is_mixed(items, count))
        return err_set(err, ERR_DATA,
                       "the columns differ: %s: expected one of them as `where = %s`",
                       list(items, count, true, arena), find_example(items, count, arena));
    return 0;
}

size_t measure_choices(const struct indicator *indicator, struct measure *items, size_t count,
                       struct arena *arena, struct measure_choice *out, size_t most)
{
    struct err ignored;
    size_t found = 0;
    if (measure_select(indicator, items, count, arena, &ignored) != 0 ||
        measure_check(indicator, items, count, arena, &ignored) == 0)
        return 0;
    for (size_t i = 0; i < count && found < most; i++) {
        bool again = !items[i].wanted || *items[i].label.path == '\0';
        for (size_t k = 0; k < i && !again; k++)
            again = items[k].wanted && is_same(&items[k], &items[i]);
        if (!again)
            out[found++] = (struct measure_choice){
                measure_name(&items[i], items, count, arena), items[i].unit};
    }
    return found;
}
