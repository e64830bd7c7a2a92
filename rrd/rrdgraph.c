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

#define WORDS_MAX 500
#define PICTURE_LIMIT ((size_t)64 << 20)
#define DAY_S INT64_C(86400)
#define DEFAULT_SPAN_DAYS 3653

/* librrd draws no earlier than this. */
#define FIRST_S INT64_C(315619200) /* 1980-01-02 */

/* What a definition may hold: data, drawing, and options of looks. Nothing that names a file,
 * a time span or the output. */
static const char *const ELEMENTS[] = {
    "DEF:",   "CDEF:",  "VDEF:",   "LINE",     "AREA:",  "TICK:",     "SHIFT:",
    "HRULE:", "VRULE:", "GPRINT:", "COMMENT:", "PRINT:", "TEXTALIGN:"};
static const struct {
    const char *name;
    bool takes_value;
} OPTIONS[] = {
    {"--upper-limit", true},     {"--lower-limit", true},  {"--rigid", false},
    {"--alt-autoscale", false},  {"--logarithmic", false}, {"--units", true},
    {"--units-length", true},    {"--y-grid", true},       {"--x-grid", true},
    {"--vertical-label", true},  {"--color", true},        {"--slope-mode", false},
    {"--no-legend", false},      {"--right-axis", true},   {"--right-axis-label", true},
    {"--dynamic-labels", false}, {"--week-fmt", true},     {"--alt-y-grid", false},
    {"--legend-position", true},
};

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

/* DEF:NAME=ID:CF with at most a step: `daemon=` would open a connection, `start=` and `end=`
 * are shihyo's business. */
static int check_def(const struct settings *settings, const char *word, struct arena *arena,
                     struct err *err)
{
    const char *rest = "";

    if (!find_indicator(settings, word, arena, &rest))
        return err_set(err, ERR_CONFIG,
                       "\"%s\": expected DEF:NAME=INDICATOR:LAST with the id of an indicator",
                       word);
    if (strchr(rest, '=') && !strstr(rest, ":step=") && !strstr(rest, ":reduce="))
        return err_set(err, ERR_CONFIG, "\"%s\": expected nothing but step and reduce there",
                       word);
    if (strstr(rest, "daemon=") || strstr(rest, "start=") || strstr(rest, "end="))
        return err_set(err, ERR_CONFIG, "\"%s\": daemon, start and end may not be set", word);
    return 0;
}

/* True if the word is an option of looks; *value when its value is the next word. */
static bool is_option(const char *word, bool *value)
{
    size_t length = strcspn(word, "=");

    for (size_t i = 0; i < sizeof OPTIONS / sizeof OPTIONS[0]; i++) {
        if (strlen(OPTIONS[i].name) == length && strncmp(word, OPTIONS[i].name, length) == 0) {
            *value = OPTIONS[i].takes_value && word[length] != '=';
            return true;
        }
    }
    return false;
}

static int check_words(const struct settings *settings, char **words, size_t count,
                       struct arena *arena, struct err *err)
{
    bool value = false; /* the word before wants this one */

    for (size_t i = 0; i < count; i++) {
        if (value) {
            value = false;
            continue;
        }
        if (str_starts(words[i], "DEF:")) {
            if (check_def(settings, words[i], arena, err))
                return -1;
        } else if (!is_element(words[i]) && !is_option(words[i], &value)) {
            return err_set(
                err, ERR_CONFIG,
                "\"%s\": expected an element such as LINE2:v#1f4e79 or an option of "
                "looks; times and files are shihyo's business",
                words[i]);
        }
    }
    return count > 0 ? 0 : err_set(err, ERR_CONFIG, "expected elements such as DEF and LINE");
}

int rrdgraph_check(const struct graph *graph, const struct settings *settings, struct err *err)
{
    struct arena *arena = arena_new();
    char **words;
    size_t count;
    int failed = rrdgraph_split(arena, graph->rrdgraph, &words, &count, err) ||
                 check_words(settings, words, count, arena, err);

    arena_free(arena);
    return failed ? -1 : 0;
}

/* A path inside a DEF: colons are escaped (librrd takes any other backslash as it stands). Its
 * vname:v data source is added.
 */
static const char *place_file(const char *word, const struct settings *settings,
                              const char *folder, struct arena *arena)
{
    const char *rest;
    const struct indicator *indicator = find_indicator(settings, word, arena, &rest);
    const char *path = arena_printf(arena, "%s/%s.rrd", folder, indicator->id);
    char *escaped = arena_alloc(arena, 2 * strlen(path) + 1, 1);
    char *end = escaped;

    for (const char *at = path; *at; at++) {
        if (*at == ':')
            *end++ = '\\';
        *end++ = *at;
    }
    return arena_printf(arena, "%.*s%s:v%s", (int)(strchr(word, '=') + 1 - word), word,
                        escaped, rest);
}

bool rrdgraph_uses(const struct graph *graph, const struct indicator *indicator)
{
    struct arena *arena = arena_new();
    const char *wanted = arena_printf(arena, "=%s:", indicator->id);
    bool uses = strstr(graph->rrdgraph, wanted) != NULL;

    arena_free(arena);
    return uses;
}

static bool has_all_files(const struct settings *settings, char **words, size_t count,
                          const char *folder, struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        const char *rest;

        if (str_starts(words[i], "DEF:") &&
            !file_exists(arena_printf(arena, "%s/%s.rrd", folder,
                                      find_indicator(settings, words[i], arena, &rest)->id)))
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

static int draw(const struct graph *graph, const struct settings *settings, const char *folder,
                int32_t today, char **words, size_t count, struct arena *arena,
                struct buf *out, struct err *err)
{
    const char **arguments = arena_alloc(arena, LOOKS_COUNT + count + 8, sizeof *arguments);
    size_t n = 0;
    int64_t end = ((int64_t)today + 1) * DAY_S;
    int64_t span = graph->span_days ? graph->span_days : DEFAULT_SPAN_DAYS;
    int64_t start = end - span * DAY_S;

    for (size_t i = 0; i < LOOKS_COUNT; i++)
        arguments[n++] = LOOKS[i];
    arguments[n++] = "--start";
    arguments[n++] = arena_printf(arena, "%" PRId64, start > FIRST_S ? start : FIRST_S);
    arguments[n++] = "--end";
    arguments[n++] = arena_printf(arena, "%" PRId64, end);
    arguments[n++] = "--title";
    arguments[n++] =
        arena_printf(arena, "%s\n ", settings_label(&graph->title, settings->site.language));
    for (size_t i = 0; i < count; i++)
        arguments[n++] = str_starts(words[i], "DEF:")
                             ? place_file(words[i], settings, folder, arena)
                             : words[i];
    return rrdcall_graph(n, arguments, out, err);
}

static int draw_words(const struct graph *graph, const struct settings *settings,
                      const char *folder, int32_t today, struct arena *arena, const char *path,
                      struct err *err)
{
    char **words;
    size_t count;
    struct buf picture;

    if (rrdgraph_split(arena, graph->rrdgraph, &words, &count, err) ||
        check_words(settings, words, count, arena, err))
        return -1;
    /* An indicator without values has no file yet: nothing to draw is no failure. */
    if (!has_all_files(settings, words, count, folder, arena))
        return 0;
    buf_init(&picture, PICTURE_LIMIT);
    int failed = draw(graph, settings, folder, today, words, count, arena, &picture, err);
    if (!failed)
        failed = file_write(path, picture.data, picture.length, err);
    buf_free(&picture);
    return failed;
}

int rrdgraph_draw(const struct graph *graph, const struct settings *settings,
                  const char *folder, int32_t today, const char *path, struct err *err)
{
    struct arena *arena = arena_new();
    int failed;

    /* Periods are civil dates stamped as UTC; this runs in a worker process of its own. */
    setenv("TZ", "UTC", 1);
    tzset();
    failed = draw_words(graph, settings, folder, today, arena, path, err);
    if (failed)
        err_prefix(err, "%s:%d: graph %s", graph->origin.file, graph->origin.line, graph->id);
    arena_free(arena);
    return failed;
}
