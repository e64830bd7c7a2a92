/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rrdgraph: see rrdgraph.h. */
#include "rrd/rrdgraph.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/str.h"
#include "rrd/rrdcall.h"
#include "rrd/rrdlooks.h"
#include "rrd/rrdnames.h"

#define WORDS_MAX 500
#define PICTURE_LIMIT ((size_t)64 << 20)
#define DAY_S INT64_C(86400)
#define YEAR_DAYS 365

/* librrd draws no earlier than this. */
#define FIRST_S INT64_C(315619200) /* 1980-01-02 */

/* What a definition may hold: data, drawing, and options of looks (rrdlooks.c). Nothing that
 * names a file, a time span or the output. */
static const char *const ELEMENTS[] = {
    "DEF:",   "CDEF:",  "VDEF:",   "LINE",     "AREA:",  "TICK:",     "SHIFT:",
    "HRULE:", "VRULE:", "GPRINT:", "COMMENT:", "PRINT:", "TEXTALIGN:"};

/* One definition under way. */
struct splitter {
    const char *at;
    struct arena *arena;
    struct buf word;
    char **words;
    size_t count;
    struct err *err;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* The rest of a word up to a space: quotes keep spaces, a backslash keeps the next character.
 * In rrdgraph's own syntax \: is a colon of a text: both characters go through. */
static int take_word(struct splitter *splitter)
{
    char quote = '\0';

    buf_reset(&splitter->word);
    for (; *splitter->at && (quote || !is_space(*splitter->at)); splitter->at++) {
        char c = *splitter->at;

        if (quote && c == quote)
            quote = '\0';
        else if (!quote && (c == '"' || c == '\''))
            quote = c;
        else if (c == '\\' && splitter->at[1] && strchr(" \"'", splitter->at[1]))
            buf_putc(&splitter->word, *++splitter->at);
        else
            buf_putc(&splitter->word, c);
    }
    if (quote)
        return err_set(splitter->err, ERR_CONFIG, "a quote %c is not closed", quote);
    return 0;
}

int rrdgraph_split(struct arena *arena, const char *definition, char ***words, size_t *count,
                   struct err *err)
{
    struct splitter splitter = {.at = definition, .arena = arena, .err = err};
    int failed = 0;

    splitter.words = arena_alloc(arena, WORDS_MAX, sizeof *splitter.words);
    buf_init(&splitter.word, strlen(definition));
    while (!failed) {
        while (is_space(*splitter.at))
            splitter.at++;
        if (!*splitter.at)
            break;
        if (splitter.count == WORDS_MAX)
            failed = err_set(err, ERR_CONFIG, "more than %d words", WORDS_MAX);
        else if (!(failed = take_word(&splitter))) {
            char *copy = arena_alloc(arena, splitter.word.length + 1, 1);

            memcpy(copy, buf_text(&splitter.word), splitter.word.length);
            splitter.words[splitter.count++] = copy;
        }
    }
    buf_free(&splitter.word);
    *words = splitter.words;
    *count = splitter.count;
    return failed;
}

static bool is_element(const char *word)
{
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof ELEMENTS[0]; i++) {
        if (str_starts(word, ELEMENTS[i]))
            return true;
    }
    return false;
}

/* DEF:NAME=ID:CF...: the indicator that ID names; *rest is what follows it. */
static const struct indicator *find_indicator(const struct settings *settings,
                                              const char *word, struct arena *arena,
                                              const char **rest)
{
    const char *equals = strchr(word, '=');
    const char *colon = equals ? strchr(equals, ':') : NULL;

    if (!colon)
        return NULL;
    *rest = colon;
    return settings_indicator(settings,
                              arena_strndup(arena, equals + 1, (size_t)(colon - equals - 1)));
}

/* ":LAST", or another that gives the same of a file that holds one row per period. */
static bool names_function(const char *rest)
{
    static const char *const FUNCTIONS[] = {":LAST", ":AVERAGE", ":MIN", ":MAX"};

    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof FUNCTIONS[0]; i++) {
        size_t length = strlen(FUNCTIONS[i]);

        if (str_starts(rest, FUNCTIONS[i]) && (rest[length] == '\0' || rest[length] == ':'))
            return true;
    }
    return false;
}

/* DEF:NAME=ID:CF with at most a step: `daemon=` would open a connection, `start=` and `end=`
 * are shihyo's business. */
static int read_def(const struct settings *settings, struct arena *arena,
                    struct rrdgraph_word *word, struct err *err)
{
    const char *rest = "";

    word->kind = RRDGRAPH_DEF;
    word->indicator = find_indicator(settings, word->text, arena, &rest);
    if (!word->indicator)
        return err_set(err, ERR_CONFIG,
                       "\"%s\": expected DEF:NAME=INDICATOR:LAST with the id of an indicator",
                       word->text);
    if (!names_function(rest))
        return err_set(err, ERR_CONFIG,
                       "\"%s\": expected LAST (or AVERAGE, MIN, MAX) behind the indicator: "
                       "DEF:NAME=INDICATOR:LAST",
                       word->text);
    if (strstr(rest, "daemon=") || strstr(rest, "start=") || strstr(rest, "end="))
        return err_set(err, ERR_CONFIG, "\"%s\": daemon, start and end may not be set",
                       word->text);
    if (strchr(rest, '=') && !strstr(rest, ":step=") && !strstr(rest, ":reduce="))
        return err_set(err, ERR_CONFIG, "\"%s\": expected nothing but step and reduce there",
                       word->text);
    return 0;
}

static int read_word(const struct settings *settings, struct arena *arena,
                     struct rrdgraph_word *word, bool *value, struct err *err)
{
    if (str_starts(word->text, "DEF:"))
        return read_def(settings, arena, word, err);
    if (is_element(word->text)) {
        word->kind = RRDGRAPH_ELEMENT;
        return rrdlooks_check_element(word->text, err);
    }
    word->kind = RRDGRAPH_OPTION;
    if (rrdlooks_is_option(word->text, value)) {
        const char *equals = strchr(word->text, '=');

        return equals ? rrdlooks_check_value(word->text, equals + 1, err) : 0;
    }
    return err_set(err, ERR_CONFIG,
                   "\"%s\": expected an element such as LINE2:v#1f4e79 or an option of looks; "
                   "times and files are shihyo's business",
                   word->text);
}

/* The value of an option is its value whatever it looks like. */
static int read_words(const struct settings *settings, struct arena *arena,
                      struct rrdgraph_word *words, size_t count, struct err *err)
{
    bool value = false; /* the word before wants this one */
    struct rrdnames names = {arena_alloc(arena, count + 1, sizeof *names.names), 0};

    for (size_t i = 0; i < count; i++) {
        if (value) {
            words[i].kind = RRDGRAPH_VALUE;
            value = false;
            if (rrdlooks_check_value(words[i - 1].text, words[i].text, err))
                return -1;
        } else if (read_word(settings, arena, &words[i], &value, err) ||
                   (words[i].kind >= RRDGRAPH_DEF &&
                    rrdnames_take(&names, arena, words[i].text, err))) {
            return -1;
        }
    }
    if (value)
        return err_set(err, ERR_CONFIG, "\"%s\": expected a value behind it",
                       words[count - 1].text);
    return count > 0 ? 0 : err_set(err, ERR_CONFIG, "expected elements such as DEF and LINE");
}

int rrdgraph_read(const struct graph *graph, const struct settings *settings,
                  struct arena *arena, struct rrdgraph_word **words, size_t *count,
                  struct err *err)
{
    char **texts;

    *words = NULL;
    *count = 0;
    if (rrdgraph_split(arena, graph->rrdgraph, &texts, count, err))
        return -1;
    *words = arena_alloc(arena, *count, sizeof **words);
    for (size_t i = 0; i < *count; i++)
        (*words)[i].text = texts[i];
    return read_words(settings, arena, *words, *count, err);
}

int rrdgraph_check(const struct graph *graph, const struct settings *settings, struct err *err)
{
    struct arena *arena = arena_new();
    struct rrdgraph_word *words;
    size_t count;
    int failed = rrdgraph_read(graph, settings, arena, &words, &count, err);

    arena_free(arena);
    return failed;
}

/* A path inside a DEF: colons are escaped (librrd takes any other backslash as it stands). Its
 * data source v is added. */
static const char *place_file(const struct rrdgraph_word *def, const char *folder,
                              struct arena *arena)
{
    const char *path = arena_printf(arena, "%s/%s.rrd", folder, def->indicator->id);
    const char *id = strchr(def->text, '=') + 1;
    char *escaped = arena_alloc(arena, 2 * strlen(path) + 1, 1);
    char *end = escaped;

    for (const char *at = path; *at; at++) {
        if (*at == ':')
            *end++ = '\\';
        *end++ = *at;
    }
    return arena_printf(arena, "%.*s%s:v%s", (int)(id - def->text), def->text, escaped,
                        strchr(id, ':'));
}

static bool has_all_files(const struct rrdgraph_word *words, size_t count, const char *folder,
                          struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        if (words[i].kind == RRDGRAPH_DEF &&
            !file_exists(arena_printf(arena, "%s/%s.rrd", folder, words[i].indicator->id)))
            return false;
    }
    return true;
}

/* Looks of a report: white, fine grid lines, fonts that hold Japanese. */
static const char *const LOOKS[] = {
    "graph",
    "-",
    "--width",
    "1000",
    "--height",
    "320",
    "--full-size-mode",
    "--border",
    "0",
    "--color",
    "BACK#ffffff",
    "--color",
    "CANVAS#ffffff",
    "--color",
    "MGRID#00000028",
    "--color",
    "GRID#00000000",
    "--grid-dash",
    "1:0",
    "--font",
    "DEFAULT:10:IPAexGothic",
    "--font",
    "TITLE:13:IPAexGothic",
    "--disable-rrdtool-tag",
    "--dynamic-labels",
};

#define LOOKS_COUNT (sizeof LOOKS / sizeof LOOKS[0])

/* One picture under way. */
struct drawing {
    const struct rrdgraph_order *order;
    const struct rrdgraph_word *words;
    size_t count;
};

/* Where the span begins; without one, where the first file does. */
static int64_t find_start(const struct drawing *drawing, int64_t end, struct arena *arena)
{
    int64_t first = end - DAY_S;
    struct err ignored = {0}; /* of a file that is none, librrd will say so itself */

    if (drawing->order->graph->span_days)
        return end - drawing->order->graph->span_days * DAY_S;
    for (size_t i = 0; i < drawing->count; i++) {
        const struct rrdgraph_word *word = &drawing->words[i];
        int64_t last;
        size_t rows;

        if (word->kind != RRDGRAPH_DEF ||
            rrdcall_extent(
                arena_printf(arena, "%s/%s.rrd", drawing->order->folder, word->indicator->id),
                &last, &rows, &ignored))
            continue;
        last -= (int64_t)rows * DAY_S;
        first = last < first ? last : first;
    }
    return first;
}

/* Whole years under their first day: librrd's own labels of some years run into each other. A
 * definition's own --x-grid, which comes later, is taken instead. */
static size_t put_years(int64_t days, const char **arguments)
{
    size_t n = 0;

    if (days < INT64_C(3) * YEAR_DAYS)
        return 0;
    arguments[n++] = "--x-grid";
    arguments[n++] = days < INT64_C(20) * YEAR_DAYS   ? "YEAR:1:YEAR:1:YEAR:1:0:%Y"
                     : days < INT64_C(60) * YEAR_DAYS ? "YEAR:1:YEAR:5:YEAR:5:0:%Y"
                                                      : "YEAR:5:YEAR:10:YEAR:10:0:%Y";
    return n;
}

static size_t put_frame(const struct drawing *drawing, struct arena *arena,
                        const char **arguments)
{
    const struct graph *graph = drawing->order->graph;
    int64_t end = ((int64_t)drawing->order->today + 1) * DAY_S;
    int64_t start = find_start(drawing, end, arena);
    size_t n = 0;

    for (; n < LOOKS_COUNT; n++)
        arguments[n] = LOOKS[n];
    arguments[n++] = "--start";
    arguments[n++] = arena_printf(arena, "%" PRId64, start > FIRST_S ? start : FIRST_S);
    arguments[n++] = "--end";
    arguments[n++] = arena_printf(arena, "%" PRId64, end);
    n += put_years((end - (start > FIRST_S ? start : FIRST_S)) / DAY_S, arguments + n);
    arguments[n++] = "--title";
    arguments[n++] =
        arena_printf(arena, "%s\n%s",
                     settings_label(&graph->title, drawing->order->settings->site.language),
                     drawing->order->remark ? drawing->order->remark : " ");
    return n;
}

static int draw(const struct drawing *drawing, struct arena *arena, const char *path,
                struct err *err)
{
    const char **arguments =
        arena_alloc(arena, LOOKS_COUNT + drawing->count + 10, sizeof *arguments);
    size_t n = put_frame(drawing, arena, arguments);
    struct buf picture;

    for (size_t i = 0; i < drawing->count; i++)
        arguments[n++] = drawing->words[i].kind == RRDGRAPH_DEF
                             ? place_file(&drawing->words[i], drawing->order->folder, arena)
                             : drawing->words[i].text;
    buf_init(&picture, PICTURE_LIMIT);
    int failed = rrdcall_graph(n, arguments, &picture, err);
    if (!failed)
        failed = file_write_draft(path, picture.data, picture.length, err);
    buf_free(&picture);
    return failed;
}

/* The id of an indicator whose file librrd cannot read; *err says why. NULL = none: it is the
 * definition that is at fault. */
static const char *find_damaged(const struct drawing *drawing, struct arena *arena,
                                struct err *err)
{
    for (size_t i = 0; i < drawing->count; i++) {
        const struct rrdgraph_word *word = &drawing->words[i];
        int64_t last;
        size_t rows;

        if (word->kind == RRDGRAPH_DEF &&
            rrdcall_extent(
                arena_printf(arena, "%s/%s.rrd", drawing->order->folder, word->indicator->id),
                &last, &rows, err))
            return word->indicator->id;
    }
    return NULL;
}

static int blame(const struct drawing *drawing, struct arena *arena, struct err *err)
{
    const struct graph *graph = drawing->order->graph;
    struct err damage = {0};
    const char *id = drawing->words ? find_damaged(drawing, arena, &damage) : NULL;

    if (id)
        return err_set(err, ERR_IO,
                       "graph %s: the RRD file of %s is damaged: `rebuild` makes it anew (%s)",
                       graph->id, id, damage.text);
    return err_prefix(err, "%s:%d: graph %s", graph->origin.file, graph->origin.line,
                      graph->id);
}

int rrdgraph_draw(const struct rrdgraph_order *order, const char *path, struct err *err)
{
    struct drawing drawing = {order, NULL, 0};
    struct arena *arena = arena_new();
    struct rrdgraph_word *words;

    /* Periods are civil dates stamped as UTC; this runs in a worker process of its own. */
    setenv("TZ", "UTC", 1);
    tzset();
    int failed =
        rrdgraph_read(order->graph, order->settings, arena, &words, &drawing.count, err);
    drawing.words = failed ? NULL : words;
    const bool all = !failed && has_all_files(words, drawing.count, order->folder, arena);
    /* An indicator without values has no file: nothing to draw is no failure. */
    if (!failed)
        failed = all ? draw(&drawing, arena, path, err) : file_remove(path, err);
    if (failed)
        failed = blame(&drawing, arena, err);
    arena_free(arena);
    return failed;
}
