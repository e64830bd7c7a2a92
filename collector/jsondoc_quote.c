/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsondoc_quote: one pass over the tokens of a JSON text. What is no JSON at all is left for
 * the parser to refuse. */
#include <stdbool.h>
#include <string.h>

#include "collector/jsondoc.h"

#define SHOWN_SIZE 48
#define CONTAINER_WEIGHT 4 /* as much memory as so many single values */

struct scanner {
    const char *at;
    const char *end;
    struct buf *out;
    long line;
    size_t depth;
    size_t values;
    struct err *err;
};

static bool is_digit(const struct scanner *scanner, const char *at)
{
    return at < scanner->end && *at >= '0' && *at <= '9';
}

static const char *skip_digits(const struct scanner *scanner, const char *at)
{
    while (is_digit(scanner, at))
        at++;
    return at;
}

static int copy(struct scanner *scanner, const char *to)
{
    int result = buf_append(scanner->out, scanner->at, (size_t)(to - scanner->at));
    scanner->at = to;
    if (result == 0)
        return 0;
    return err_set(scanner->err, ERR_DATA, "line %ld: the text is too large", scanner->line);
}

static int count_value(struct scanner *scanner, size_t weight)
{
    scanner->values += weight;
    if (scanner->values <= JSONDOC_VALUES_MAX)
        return 0;
    return err_set(scanner->err, ERR_DATA, "line %ld: more than %zu values", scanner->line,
                   JSONDOC_VALUES_MAX);
}

/* The end of the number at `at` by JSON's own rule, or NULL. */
static const char *number_end(const struct scanner *scanner, const char *at)
{
    at += *at == '-' ? 1 : 0;
    if (!is_digit(scanner, at))
        return NULL;
    at = *at == '0' ? at + 1 : skip_digits(scanner, at);
    if (at < scanner->end && *at == '.') {
        if (!is_digit(scanner, ++at))
            return NULL;
        at = skip_digits(scanner, at);
    }
    if (at < scanner->end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < scanner->end && (*at == '+' || *at == '-') ? 1 : 0;
        if (!is_digit(scanner, at))
            return NULL;
        at = skip_digits(scanner, at);
    }
    return at;
}

/* Where the run of characters that cannot end a token ends. */
static const char *token_end(const struct scanner *scanner)
{
    const char *at = scanner->at;
    while (at < scanner->end && *at != '\0' && strchr(",:[]{}\" \t\r\n", *at) == NULL)
        at++;
    return at;
}

static int refuse_token(const struct scanner *scanner, const char *end)
{
    char shown[SHOWN_SIZE];
    size_t length = (size_t)(end - scanner->at);
    if (length >= sizeof shown)
        length = sizeof shown - 1;
    memcpy(shown, scanner->at, length);
    shown[length] = '\0';
    return err_set(scanner->err, ERR_DATA, "line %ld: \"%s\" is no number of JSON",
                   scanner->line, shown);
}

static int quote_token(struct scanner *scanner, const char *end)
{
    (void)buf_putc(scanner->out, '"');
    if (copy(scanner, end) != 0)
        return -1;
    (void)buf_putc(scanner->out, '"');
    return count_value(scanner, 1);
}

static int take_number(struct scanner *scanner)
{
    const char *end = token_end(scanner);
    if (number_end(scanner, scanner->at) != end)
        return refuse_token(scanner, end);
    return quote_token(scanner, end);
}

/* true, false, null and what should not be there. */
static int take_word(struct scanner *scanner)
{
    const char *end = token_end(scanner);
    if (end == scanner->at)
        return copy(scanner, scanner->at + 1);
    if (end - scanner->at == 3 && memcmp(scanner->at, "NaN", 3) == 0)
        return quote_token(scanner, end);
    return copy(scanner, end) != 0 ? -1 : count_value(scanner, 1);
}

static int take_string(struct scanner *scanner)
{
    const char *at = scanner->at + 1;
    while (at < scanner->end && *at != '"') {
        if (*at == '\\' && scanner->end - at >= 6 && memcmp(at, "\\u0000", 6) == 0)
            return err_set(scanner->err, ERR_DATA, "line %ld: a NUL character (\\u0000)",
                           scanner->line);
        scanner->line += *at == '\n' ? 1 : 0;
        at += *at == '\\' && at + 1 < scanner->end ? 2 : 1;
    }
    if (at < scanner->end && *at == '"')
        at++;
    return copy(scanner, at) != 0 ? -1 : count_value(scanner, 1);
}

static int take_bracket(struct scanner *scanner)
{
    bool opens = *scanner->at == '{' || *scanner->at == '[';
    if (opens && ++scanner->depth > JSONDOC_DEPTH_MAX)
        return err_set(scanner->err, ERR_DATA,
                       "line %ld: more than %d arrays and objects inside each other",
                       scanner->line, JSONDOC_DEPTH_MAX);
    if (!opens && scanner->depth > 0)
        scanner->depth--;
    return copy(scanner, scanner->at + 1) != 0 ||
                   (opens && count_value(scanner, CONTAINER_WEIGHT) != 0)
               ? -1
               : 0;
}

static int take_token(struct scanner *scanner)
{
    switch (*scanner->at) {
    case '"':
        return take_string(scanner);
    case '{':
    case '[':
    case '}':
    case ']':
        return take_bracket(scanner);
    case '\n':
        scanner->line++;
        return copy(scanner, scanner->at + 1);
    case ' ':
    case '\t':
    case '\r':
    case ',':
    case ':':
        return copy(scanner, scanner->at + 1);
    default:
        if (*scanner->at == '-' || is_digit(scanner, scanner->at))
            return take_number(scanner);
        return take_word(scanner);
    }
}

int jsondoc_quote(const char *text, size_t length, struct buf *out, struct err *err)
{
    struct scanner scanner = {
        .at = text, .end = text + length, .out = out, .line = 1, .err = err};
    while (scanner.at < scanner.end)
        if (take_token(&scanner) != 0)
            return -1;
    if (out->overflow)
        return err_set(err, ERR_DATA, "the text is too large");
    return 0;
}
