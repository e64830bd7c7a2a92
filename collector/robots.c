/* SPDX-License-Identifier: GPL-3.0-or-later */
/* robots: lines, groups and rules, looked at twice: once for whom they are, once for what. */
#include "collector/robots.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/mem.h"
#include "core/str.h"

#include "collector/sandbox.h"

#define PATTERN_MAX 2048

struct line {
    char name[16];
    const char *value;
    size_t length;
};

/* --- lines --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Takes the next `name: value`, without comment and blanks; false at the end. */
static bool next_line(const char **at, struct line *out)
{
    while (**at != '\0') {
        const char *from = *at;
        size_t size = strcspn(from, "\r\n");
        size_t length = strcspn(from, "#\r\n");
        size_t colon = strcspn(from, ":#\r\n");

        *at = from + size + strspn(from + size, "\r\n");
        while (is_blank(*from))
            from++, length--, colon--;
        if (colon >= length || colon == 0)
            continue;
        size_t name = colon;
        while (name > 0 && is_blank(from[name - 1]))
            name--;
        if (name >= sizeof out->name)
            continue;
        memcpy(out->name, from, name);
        out->name[name] = '\0';
        out->value = from + colon + 1;
        out->length = length - colon - 1;
        while (out->length > 0 && is_blank(*out->value))
            out->value++, out->length--;
        while (out->length > 0 && is_blank(out->value[out->length - 1]))
            out->length--;
        return true;
    }
    return false;
}

static bool is_called(const struct line *line, const char *name)
{
    return strcasecmp(line->name, name) == 0;
}

static bool is_rule(const struct line *line)
{
    return is_called(line, "allow") || is_called(line, "disallow");
}

/* A product token ends where a character is that none holds. */
static bool is_for(const struct line *line, const char *agent)
{
    size_t length = 0;

    while (length < line->length &&
           (isalpha((unsigned char)line->value[length]) || strchr("_-", line->value[length])))
        length++;
    return length == strlen(agent) && strncasecmp(line->value, agent, length) == 0;
}

static bool is_for_all(const struct line *line)
{
    return line->length == 1 && line->value[0] == '*';
}

/* --- paths --- */

static int hex(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : (tolower((unsigned char)c) - 'a' + 10);
}

/* Bytes above 7F are encoded, letters, digits and -._~ are not: so written, what is the same
 * is equal. */
static void normalise(const char *text, size_t length, struct buf *out)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool coded = c == '%' && i + 2 < length && isxdigit((unsigned char)text[i + 1]) &&
                     isxdigit((unsigned char)text[i + 2]);

        if (coded) {
            c = (unsigned char)(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        }
        if ((coded && !isalnum(c) && !strchr("-._~", c)) || c > 0x7e || c < 0x21 ||
            (coded && c == 0))
            buf_printf(out, "%%%02X", c);
        else
            buf_putc(out, (char)c);
    }
}

/* `pattern` from the beginning of `path`; every * is tried as short as it may be. */
static bool matches(const char *pattern, const char *path)
{
    const char *star = NULL;
    const char *back = NULL;

    for (;;) {
        if (*pattern == '*') {
            star = ++pattern;
            back = path;
        } else if (*pattern == '\0' ||
                   (*pattern == '$' && pattern[1] == '\0' && *path == '\0')) {
            return true;
        } else if (*path != '\0' && *pattern == *path) {
            pattern++;
            path++;
        } else if (star && *back != '\0') {
            pattern = star;
            path = ++back;
        } else {
            return false;
        }
    }
}

/* How long a rule is that matches; 0 = it does not. */
static size_t weigh(const struct line *line, const char *path)
{
    struct buf pattern;
    size_t weight = 0;

    if (line->length == 0 || line->length > PATTERN_MAX)
        return 0;
    buf_init(&pattern, 3 * PATTERN_MAX + 1);
    normalise(line->value, line->length, &pattern);
    if (matches(buf_text(&pattern), path))
        weight = pattern.length;
    buf_free(&pattern);
    return weight;
}

/* --- groups --- */

static bool names_agent(const char *text, const char *agent)
{
    struct line line;

    while (next_line(&text, &line))
        if (is_called(&line, "user-agent") && is_for(&line, agent))
            return true;
    return false;
}

static bool judge(const char *text, const char *agent, bool named, const char *path)
{
    struct line line;
    bool ours = false;
    bool heads = false; /* the line before named an agent */
    size_t best = 0;
    bool allowed = true;

    while (next_line(&text, &line)) {
        if (is_called(&line, "user-agent")) {
            bool meant = named ? is_for(&line, agent) : is_for_all(&line);

            ours = meant || (heads && ours);
            heads = true;
            continue;
        }
        if (!is_rule(&line))
            continue; /* other lines part no group */
        heads = false;
        size_t weight = ours ? weigh(&line, path) : 0;
        bool allow = is_called(&line, "allow");

        if (weight > best || (weight > 0 && weight == best && allow)) {
            best = weight;
            allowed = allow;
        }
    }
    return allowed;
}

bool robots_allow(const char *text, const char *agent, const char *path)
{
    struct buf clean;
    static const char mark[] = "\xef\xbb\xbf";

    if (strcmp(path, "/robots.txt") == 0)
        return true;
    if (str_starts(text, mark))
        text += sizeof mark - 1;
    buf_init(&clean, 3 * strlen(path) + 1);
    normalise(path, strlen(path), &clean);
    bool allowed = judge(text, agent, names_agent(text, agent), buf_text(&clean));
    buf_free(&clean);
    return allowed;
}

/* --- in the sandbox --- */

struct order {
    const char *text;
    const char *agent;
    const char *const *paths;
    size_t count;
};

static int work(void *context, struct buf *out, struct err *err)
{
    const struct order *order = context;

    (void)err;
    for (size_t i = 0; i < order->count; i++)
        buf_putc(out, robots_allow(order->text, order->agent, order->paths[i]) ? '1' : '0');
    return 0;
}

int robots_judge(const char *text, const char *agent, const char *const *paths, size_t count,
                 bool *allowed, struct err *err)
{
    struct order order = {text, agent, paths, count};
    struct sandbox_limits limits = sandbox_limits_for(ROBOTS_SIZE_MAX);
    struct buf answer;
    int failed;

    buf_init(&answer, count + 1);
    failed = sandbox_run(work, &order, &limits, &answer, err);
    if (!failed && answer.length != count)
        failed = err_set(err, ERR_DATA, "reading it gave a wrong answer");
    for (size_t i = 0; i < count && !failed; i++)
        allowed[i] = answer.data[i] == '1';
    buf_free(&answer);
    return failed ? -1 : 0;
}
