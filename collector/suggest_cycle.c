/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_cycle: years, quarters and months in one column, as e-Stat hands them out: what
 * keeps those of one kind is how they are written. */
#include <string.h>

#include "collector/suggest_trial.h"
#include "core/buf.h"
#include "core/periodread.h"
#include "core/str.h"
#include "core/unicode.h"

#define COLUMNS_MAX 60
#define SHAPES_MAX 8
#define PATTERN_MAX 180

/* A way of writing periods, and the frequency of all that are written so. */
struct shape {
    const char *pattern;
    enum frequency frequency;
};

struct column {
    struct shape shapes[SHAPES_MAX];
    size_t count;
    struct period *periods; /* no two neighbours the same */
    size_t period_count;
};

/* The period that the label is by itself and as a whole. */
static bool read_whole(const char *text, struct period *out)
{
    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++) {
        struct period period;
        struct err ignored;
        struct periodread_context context = {.frequency = (enum frequency)f};
        if (periodread_cell(text, &context, &period, &ignored) != 0 ||
            context.named.frequency != (enum frequency)f)
            continue;
        *out = period;
        return true;
    }
    return false;
}

/* Numbers may be any: 2023年4月 is \d+年\d+月. */
static const char *shape_of(struct arena *arena, const char *text)
{
    struct buf out;
    buf_init(&out, PATTERN_MAX);
    const char *quoted = suggest_text_quote(arena, unicode_key(arena, text));
    for (const char *at = quoted; *at != '\0';) {
        size_t digits = strspn(at, "0123456789");
        if (digits > 0)
            (void)buf_puts(&out, "\\d+");
        else
            (void)buf_putc(&out, *at);
        at += digits > 0 ? digits : 1;
    }
    const char *shape = out.overflow ? "" : arena_strdup(arena, buf_text(&out));
    buf_free(&out);
    return shape;
}

/* False where a label is no period, or the same shape names several kinds: codes of digits. */
static bool add_label(struct column *column, struct arena *arena, const char *text)
{
    struct period period;
    const char *shape = shape_of(arena, text);
    if (*shape == '\0' || !read_whole(text, &period))
        return false;
    const struct period *last = &column->periods[column->period_count];
    if (column->period_count == 0 || last[-1].frequency != period.frequency ||
        last[-1].n != period.n)
        column->periods[column->period_count++] = period;
    for (size_t i = 0; i < column->count; i++)
        if (str_equal(column->shapes[i].pattern, shape))
            return column->shapes[i].frequency == period.frequency;
    if (column->count == SHAPES_MAX)
        return false;
    column->shapes[column->count++] =
        (struct shape){.pattern = shape, .frequency = period.frequency};
    return true;
}

/* Some period lies in one of another frequency: else one series is written in several ways. */
static bool overlaps(const struct column *column)
{
    for (size_t i = 0; i < column->period_count; i++)
        for (size_t k = 0; k < column->period_count; k++) {
            struct period a = column->periods[i];
            struct period b = column->periods[k];
            if (a.frequency < b.frequency && period_start(a) >= period_start(b) &&
                period_end(a) <= period_end(b))
                return true;
        }
    return false;
}

/* True if every filled cell of the column is a period of a kind that can be told. */
static bool read_column(struct suggest_job *job, const struct head *head, size_t at,
                        struct column *out)
{
    size_t end = head->end < head->grid->row_count ? head->end : head->grid->row_count;
    *out = (struct column){
        .periods = arena_alloc(job->scratch, end - head->last, sizeof *out->periods)};
    for (size_t row = head->last + 1; row < end; row++) {
        const char *text = grid_cell(head->grid, row, at);
        if (unicode_is_blank(text))
            continue;
        if (!suggest_text_is_period(text) || !add_label(out, job->scratch, text) ||
            suggest_trial_over(job))
            return false;
    }
    return out->count > 1 && overlaps(out);
}

static bool put_cycle(struct suggest_job *job, const struct column *column,
                      enum frequency frequency, struct suggest_cycle *out)
{
    struct buf labels;
    buf_init(&labels, PATTERN_MAX);
    for (size_t i = 0; i < column->count; i++)
        if (column->shapes[i].frequency == frequency)
            (void)buf_printf(&labels, "%s%s", labels.length > 0 ? "|" : "",
                             column->shapes[i].pattern);
    *out = (struct suggest_cycle){
        .frequency = frequency,
        .labels = labels.overflow ? "" : arena_strdup(job->scratch, buf_text(&labels))};
    buf_free(&labels);
    return *out->labels != '\0';
}

size_t suggest_cycle_find(struct suggest_job *job, const struct head *head, size_t *column,
                          struct suggest_cycle out[SUGGEST_CYCLES])
{
    for (size_t i = 0; i < head->count && i < COLUMNS_MAX; i++) {
        struct column found;
        size_t count = 0;
        if (!read_column(job, head, i, &found))
            continue;
        for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++)
            count += put_cycle(job, &found, (enum frequency)f, &out[count]) ? 1 : 0;
        *column = i;
        if (count > 1)
            return count;
    }
    return 0;
}
