/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picktext: two walks over the text, one of periods and one of values. */
#include "collector/picktext.h"

#include <string.h>

#include "core/buf.h"
#include "core/note.h"
#include "core/pattern.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/carry.h"
#include "collector/label.h"
#include "collector/textunit.h"

#define TEXT_MAX ((size_t)64 * 1024 * 1024)
#define MATCHES_MAX 200000
#define TIDY_MATCHES 256
#define SHOWN_SIZE 80

struct reader {
    struct taker *taker;
    struct arena *arena;
    const char *text; /* NFKC */
    struct pattern *value;
    struct pattern *period; /* NULL = the value's own group only */
    struct carry carry;
    struct textunit units;
    bool printed; /* units count as printed: neither pattern nor scale says what they are */
    size_t line;  /* of byte `counted` */
    size_t counted;
};

/* A match of `period` that stands before the value. */
struct dated {
    bool found;
    bool read;
    struct period period;
    struct period named;
    enum observation_status status;
    struct err err;
};

/* --- the text --- */

static void gather_grid(struct buf *text, const struct grid *grid)
{
    for (size_t row = 0; row < grid->row_count; row++) {
        for (size_t i = 0; i < grid->rows[row].count; i++) {
            if (i > 0)
                (void)buf_putc(text, '\t');
            (void)buf_puts(text, grid->rows[row].cells[i]);
        }
        (void)buf_putc(text, '\n');
    }
}

int picktext_gather(const struct grids *grids, const struct grid *only, struct arena *arena,
                    const char **out, struct err *err)
{
    struct buf text;
    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < grids->count; i++)
        if (only == NULL || only == &grids->items[i])
            gather_grid(&text, &grids->items[i]);
    int result = text.overflow ? err_set(err, ERR_DATA, "the text is longer than %zu bytes",
                                         (size_t)TEXT_MAX)
                               : 0;
    *out = buf_keep(&text, arena);
    return result;
}

static bool is_figure(const char *text)
{
    bool wide = (unsigned char)text[0] == 0xEF && (unsigned char)text[1] == 0xBC &&
                (unsigned char)text[2] >= 0x90 && (unsigned char)text[2] <= 0x99;
    return wide || str_digit(*text);
}

/* NFKC would turn a raised note number beside a figure into a digit of it. */
static const char *normalise(struct arena *arena, const char *text)
{
    char *plain = arena_alloc(arena, strlen(text) + 1, 1);
    char *end = plain;
    bool figure = false;
    while (*text != '\0') {
        size_t raised = note_raised(text);
        if (raised > 0 && (figure || is_figure(text + raised))) {
            text += raised;
            continue;
        }
        /* the bytes of one character agree on this */
        if (((unsigned char)*text & 0xC0) != 0x80)
            figure = is_figure(text);
        *end++ = *text++;
    }
    *end = '\0';
    return unicode_nfkc(arena, plain);
}

/* The line of a byte; bytes come in order. */
static size_t line_of(struct reader *reader, size_t at)
{
    for (; reader->counted < at; reader->counted++)
        reader->line += reader->text[reader->counted] == '\n' ? 1 : 0;
    return reader->line;
}

static const char *cut(struct reader *reader, struct pattern_span span)
{
    return arena_strndup(reader->taker->scratch, reader->text + span.start,
                         span.end - span.start);
}

/* --- periods --- */

/* Reads a period in the order of the text, a year alone for those behind it. */
static void read_period(struct reader *reader, const char *text, struct dated *mark)
{
    *mark = (struct dated){.found = true};
    enum carry_reading reading = carry_read(&reader->carry, text, &mark->period, &mark->err);
    mark->read = reading == CARRY_READ;
    mark->named = reader->carry.context.named;
    mark->status = label_status(reader->taker->scratch, text);
    if (reading == CARRY_YEAR || reading == CARRY_BLANK)
        (void)err_set(&mark->err, ERR_DATA, "\"%.60s\" names no %s period", text,
                      period_frequency_name(reader->taker->indicator->frequency));
}

/* The last match of `period` before the value. */
struct ahead {
    struct pattern_walk walk;
    int found; /* of the match in hand: as pattern_walk_next */
    struct dated mark;
};

static int advance(struct reader *reader, struct ahead *ahead, size_t before, struct err *err)
{
    while (ahead->found == 1 && ahead->walk.match.start < before) {
        struct pattern_span span;
        if (pattern_walk_group(&ahead->walk, "period", &span))
            read_period(reader, cut(reader, span), &ahead->mark);
        ahead->found = pattern_walk_next(&ahead->walk, err);
    }
    return ahead->found < 0 ? err_prefix(err, "period") : 0;
}

/* --- values --- */

/* The unit printed beside the figure that ends at byte `end`, or above it; false when several
 * are above. */
static bool find_unit(struct reader *reader, const char *value, size_t end, size_t line,
                      const char **unit)
{
    struct taker *taker = reader->taker;
    if (!reader->printed)
        return true;
    textunit_read(&reader->units, end, reader->arena, taker->scratch);
    const char *beside = textunit_beside(&reader->units, value, end, taker->scratch);
    if (beside != NULL) {
        *unit = beside;
        return true;
    }
    *unit = reader->units.unit;
    if (*reader->units.second == '\0')
        return true;
    take_problem(taker, line, 0, "", "\"%.60s\": the units above it are %s%s%.100s", value,
                 *unit, **unit == '\0' ? "" : ", ", reader->units.second);
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters and digits with a digit among them: e5 behind 1, but not m2 behind 12. */
static bool goes_on(const char *text, size_t length)
{
    static const char *const areas[] = {"m2", "m3", "km2", "km3", "cm2", "cm3"};
    bool digit = false;
    for (size_t i = 0; i < length; i++)
        digit = digit || str_digit(text[i]);
    for (size_t i = 0; i < sizeof areas / sizeof areas[0] && digit; i++)
        digit = strlen(areas[i]) != length || strncmp(text, areas[i], length) != 0;
    return digit;
}

/* 1 of 1e5, 0 of 0x10, 234 of 1.234: a part of what is printed. */
static bool is_cut(const char *text, struct pattern_span span, struct pattern_span *whole)
{
    *whole = span;
    while (whole->start > 0 &&
           (is_letter(text[whole->start - 1]) || str_digit(text[whole->start - 1])))
        whole->start--;
    while (is_letter(text[whole->end]) || str_digit(text[whole->end]))
        whole->end++;
    bool digit_first = str_digit(text[span.start]);
    bool digit_last = span.end > span.start && str_digit(text[span.end - 1]);
    bool fraction = digit_last && text[span.end] == '.' && str_digit(text[span.end + 1]);
    bool behind_point = digit_first && span.start > 1 && text[span.start - 1] == '.' &&
                        str_digit(text[span.start - 2]);
    whole->end += fraction ? 1 + str_digits(text + span.end + 1) : 0;
    whole->start -= behind_point ? 2 : 0;
    return fraction || behind_point ||
           (digit_last && goes_on(text + span.end, whole->end - span.end)) ||
           (digit_first && goes_on(text + whole->start, span.start - whole->start));
}

static void take_match(struct reader *reader, const struct pattern_walk *walk,
                       const struct dated *before)
{
    struct taker *taker = reader->taker;
    struct pattern_span span;
    struct dated mark = *before;
    const char *unit = "";
    size_t line = line_of(reader, walk->match.start);
    if (pattern_walk_group(walk, "period", &span) && span.end > span.start)
        read_period(reader, cut(reader, span), &mark);
    if (pattern_walk_group(walk, "unit", &span))
        unit = cut(reader, span);
    if (!pattern_walk_group(walk, "value", &span))
        return;
    const char *value = cut(reader, span);
    struct pattern_span whole;
    if (is_cut(reader->text, span, &whole)) {
        take_problem(taker, line, 0, "", "\"%.60s\" is cut out of \"%.60s\"", value,
                     cut(reader, whole));
    } else if (!mark.found) {
        take_problem(taker, line, 0, "", "\"%.60s\": no period stands before it", value);
    } else if (!mark.read && mark.status != OBSERVATION_FORECAST) {
        take_problem(taker, line, 0, "", "%s", mark.err.text);
    } else if (find_unit(reader, value, span.end, line, &unit)) {
        take_value(taker, &(struct take_cell){.row = line,
                                              .head = "",
                                              .text = value,
                                              .unit = unit,
                                              .period = mark.period,
                                              .named = mark.named,
                                              .status = mark.status});
    }
}

static int refuse_nothing(const struct reader *reader, struct err *err)
{
    struct arena *scratch = reader->taker->scratch;
    char shown[SHOWN_SIZE];
    const char *start = reader->text + strspn(reader->text, " \t\n");
    (void)str_copy(shown, sizeof shown, arena_strndup(scratch, start, strcspn(start, "\t\n")));
    return err_set(err, ERR_DATA,
                   "value: the pattern matches nowhere in the text, which begins \"%s\"",
                   shown);
}

static int read_matches(struct reader *reader, struct err *err)
{
    struct pattern_walk walk = pattern_walk_start(reader->value, reader->text);
    struct ahead ahead = {0};
    size_t count = 0;
    int found = 0;
    if (reader->period != NULL) {
        ahead.walk = pattern_walk_start(reader->period, reader->text);
        ahead.found = pattern_walk_next(&ahead.walk, err);
        if (ahead.found < 0)
            return err_prefix(err, "period");
    }
    while ((found = pattern_walk_next(&walk, err)) == 1) {
        if (++count > MATCHES_MAX)
            return err_set(err, ERR_DATA, "value: more than %d matches", MATCHES_MAX);
        if (advance(reader, &ahead, walk.match.start, err) != 0)
            return -1;
        take_match(reader, &walk, &ahead.mark);
        if (count % TIDY_MATCHES == 0)
            take_tidy(reader->taker);
    }
    if (found < 0)
        return err_prefix(err, "value");
    return count > 0 ? 0 : refuse_nothing(reader, err);
}

/* --- patterns --- */

static int compile(const char *key, const char *text, const char *group, struct pattern **out,
                   struct err *err)
{
    *out = pattern_compile(text, err);
    if (*out == NULL)
        return err_prefix(err, "%s", key);
    if (pattern_has_group(*out, group))
        return 0;
    return err_set(err, ERR_CONFIG, "%s: the pattern has no group (?<%s>...)", key, group);
}

static bool is_period_set(const struct indicator *indicator)
{
    return !str_empty(indicator->period) && !str_equal(indicator->period, "auto");
}

static int compile_both(const struct indicator *indicator, struct reader *reader,
                        struct err *err)
{
    if (compile("value", indicator->value, "value", &reader->value, err) != 0)
        return -1;
    if (is_period_set(indicator))
        return compile("period", indicator->period, "period", &reader->period, err);
    if (pattern_has_group(reader->value, "period"))
        return 0;
    return err_set(err, ERR_CONFIG, "value: the pattern has no group (?<period>...)");
}

int picktext_run(struct taker *taker, struct err *err)
{
    struct reader reader = {.taker = taker, .arena = arena_new()};
    int result = compile_both(taker->indicator, &reader, err);
    if (result == 0) {
        reader.text = normalise(reader.arena, taker->text);
        reader.carry = carry_start(taker->indicator, era_base(taker->indicator->era));
        reader.units = textunit_start(reader.text, taker->indicator->unit);
        reader.printed = !str_empty(taker->indicator->unit) &&
                         !pattern_has_group(reader.value, "unit") &&
                         decimal_compare(taker->indicator->scale, (struct decimal){1, 0}) == 0;
        result = read_matches(&reader, err);
    }
    pattern_free(reader.value);
    pattern_free(reader.period);
    arena_free(reader.arena);
    return result;
}
