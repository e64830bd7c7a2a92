/* SPDX-License-Identifier: GPL-3.0-or-later */
/* style_check: whether a style sheet of one's own can be one; see style.h. */
#include "graphs/site/style.h"

#include <string.h>

#define DEEPEST 64

/* What is open: its closing sign and on which line it was opened. */
struct open {
    char closing;
    size_t line;
};

struct scan {
    const char *path;
    const char *at;
    size_t line;
    struct open open[DEEPEST];
    size_t depth;
    struct err *err;
};

static int refuse(const struct scan *scan, size_t line, const char *what)
{
    return err_set(scan->err, ERR_CONFIG, "%s:%zu: %s", scan->path, line, what);
}

static void advance(struct scan *scan)
{
    scan->line += *scan->at == '\n';
    scan->at++;
}

static int skip_comment(struct scan *scan)
{
    size_t line = scan->line;
    const char *end = strstr(scan->at + 2, "*/");

    if (!end)
        return refuse(scan, line, "a comment is not closed");
    while (scan->at < end + 2)
        advance(scan);
    return 0;
}

static int skip_string(struct scan *scan)
{
    char quote = *scan->at++;

    while (*scan->at && *scan->at != quote && *scan->at != '\n') {
        if (*scan->at == '\\' && scan->at[1])
            advance(scan);
        advance(scan);
    }
    if (*scan->at != quote)
        return refuse(scan, scan->line, "a quote is not closed");
    scan->at++;
    return 0;
}

static char closing_of(char c)
{
    return c == '{' ? '}' : c == '(' ? ')' : c == '[' ? ']' : '\0';
}

static int read_sign(struct scan *scan)
{
    char closing = closing_of(*scan->at);

    if (closing) {
        if (scan->depth == DEEPEST)
            return refuse(scan, scan->line, "too much is open");
        scan->open[scan->depth++] = (struct open){closing, scan->line};
    } else if (strchr("})]", *scan->at)) {
        if (scan->depth == 0 || scan->open[--scan->depth].closing != *scan->at)
            return refuse(scan, scan->line, "closes what is not open");
    } else if (*scan->at == '\\' && scan->at[1]) {
        advance(scan);
    }
    advance(scan);
    return 0;
}

int style_check(const char *text, const char *path, struct err *err)
{
    struct scan scan = {.path = path, .at = text, .line = 1, .err = err};
    int failed = 0;

    while (*scan.at && !failed)
        failed = scan.at[0] == '/' && scan.at[1] == '*' ? skip_comment(&scan)
                 : *scan.at == '"' || *scan.at == '\''  ? skip_string(&scan)
                                                        : read_sign(&scan);
    if (!failed && scan.depth > 0)
        failed =
            refuse(&scan, scan.open[scan.depth - 1].line, "what is opened here is not closed");
    if (!failed && !strchr(text, '{'))
        failed = refuse(&scan, 1, "there is no rule in it");
    return failed;
}
