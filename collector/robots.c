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
#define ANSWER_MAX 32

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

/* Of lines in their order: whether they are of a group that is meant. */
struct groups {
    const char *agent;
    bool named; /* some group is for it: those for * are not */
    bool ours;
    bool heads; /* the line before named an agent */
};

static struct groups begin_groups(const char *text, const char *agent)
{
    return (struct groups){.agent = agent, .named = names_agent(text, agent)};
}

/* True of a line within a group of ours. Only rules part groups. */
static bool is_ours(struct groups *groups, const struct line *line)
{
    if (is_called(line, "user-agent")) {
        bool meant = groups->named ? is_for(line, groups->agent) : is_for_all(line);

        groups->ours = meant || (groups->heads && groups->ours);
        groups->heads = true;
        return false;
    }
    if (is_rule(line))
        groups->heads = false;
    return groups->ours;
}

static bool judge(const char *text, const char *agent, const char *path)
{
    struct groups groups = begin_groups(text, agent);
    struct line line;
    size_t best = 0;
    bool allowed = true;

    while (next_line(&text, &line)) {
        if (!is_ours(&groups, &line) || !is_rule(&line))
            continue;
        size_t weight = weigh(&line, path);
        bool allow = is_called(&line, "allow");

        if (weight > best || (weight > 0 && weight == best && allow)) {
            best = weight;
            allowed = allow;
        }
    }
    return allowed;
}

/* Seconds in digits, with a point; -1 = something else. */
static int64_t read_delay_ms(const struct line *line)
{
    int64_t ms = 0;
    int64_t unit = 0; /* of the digit at hand, in ms; 0 = before the point */

    for (size_t i = 0; i < line->length; i++) {
        char c = line->value[i];

        if (c == '.' && unit == 0 && i > 0) {
            unit = 100;
        } else if (!isdigit((unsigned char)c)) {
            return -1;
        } else if (i > 0 && line->value[i - 1] == '.') {
            ms += (c - '0') * unit;
        } else if (unit == 0 && ms < ROBOTS_DELAY_MAX_MS) {
            ms = ms * 10 + (int64_t)(c - '0') * 1000;
        }
    }
    return line->length > 0 ? ms : -1;
}

static const char *without_mark(const char *text)
{
    static const char mark[] = "\xef\xbb\xbf";

    return str_starts(text, mark) ? text + sizeof mark - 1 : text;
}

int64_t robots_delay_ms(const char *text, const char *agent)
{
    int64_t longest = 0;
    struct line line;

    text = without_mark(text);
    struct groups groups = begin_groups(text, agent);
    while (next_line(&text, &line)) {
        if (!is_ours(&groups, &line) || !is_called(&line, "crawl-delay"))
            continue;
        int64_t delay = read_delay_ms(&line);
        longest = delay > longest ? delay : longest;
    }
    return longest < ROBOTS_DELAY_MAX_MS ? longest : ROBOTS_DELAY_MAX_MS;
}

bool robots_allow(const char *text, const char *agent, const char *path)
{
    struct buf clean;

    if (strcmp(path, "/robots.txt") == 0)
        return true;
    text = without_mark(text);
    buf_init(&clean, 3 * strlen(path) + 1);
    normalise(path, strlen(path), &clean);
    bool allowed = judge(text, agent, buf_text(&clean));
    buf_free(&clean);
    return allowed;
}

/* --- in the sandbox --- */

struct order {
    const char *text;
    const char *agent;
    const char *path;
};

static int work(void *context, struct buf *out, struct err *err)
{
    const struct order *order = context;

    (void)err;
    buf_printf(out, "%c%lld", robots_allow(order->text, order->agent, order->path) ? '1' : '0',
               (long long)robots_delay_ms(order->text, order->agent));
    return 0;
}

int robots_judge(const char *text, const char *agent, const char *path,
                 struct robots_verdict *out, struct err *err)
{
    struct order order = {text, agent, path};
    struct sandbox_limits limits = sandbox_limits_for(ROBOTS_SIZE_MAX);
    struct buf answer;
    int failed;

    *out = (struct robots_verdict){0};
    buf_init(&answer, ANSWER_MAX);
    failed = sandbox_run(work, &order, &limits, &answer, err);
    if (!failed && (answer.length < 2 || !str_integer(buf_text(&answer) + 1, 0,
                                                      ROBOTS_DELAY_MAX_MS, &out->delay_ms)))
        failed = err_set(err, ERR_DATA, "reading it gave a wrong answer");
    if (!failed)
        out->allowed = answer.data[0] == '1';
    buf_free(&answer);
    return failed ? -1 : 0;
}
