/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellformat_section: quotes, brackets and escapes first; only then letters mean anything. */
#include "collector/decode/cellformat_section.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"

#include "collector/decode/digits.h"

struct scan {
    struct arena *arena;
    const char *at;
    struct cellformat_section *out;
    size_t capacity;
    struct buf pending; /* literal text under way */
    int commas;         /* since the last placeholder */
    bool behind;        /* the point */
};

static void push(struct scan *scan, struct cellformat_token token)
{
    struct cellformat_section *out = scan->out;
    if (out->count == scan->capacity) {
        size_t capacity = scan->capacity == 0 ? 8 : scan->capacity * 2;
        struct cellformat_token *wider = arena_alloc(scan->arena, capacity, sizeof *wider);
        if (out->count > 0)
            memcpy(wider, out->tokens, out->count * sizeof *wider);
        out->tokens = wider;
        scan->capacity = capacity;
    }
    out->tokens[out->count++] = token;
}

static void flush(struct scan *scan)
{
    if (scan->pending.length == 0)
        return;
    push(scan, (struct cellformat_token){
                   .kind = CELLFORMAT_TEXT,
                   .text = arena_strdup(scan->arena, buf_text(&scan->pending))});
    buf_reset(&scan->pending);
}

static void add(struct scan *scan, struct cellformat_token token)
{
    flush(scan);
    push(scan, token);
}

static void add_text(struct scan *scan, const char *text, size_t length)
{
    (void)buf_append(&scan->pending, text, length);
}

static size_t character_length(const char *at)
{
    size_t length = *at == '\0' ? 0 : 1;
    while (length > 0 && ((unsigned char)at[length] & 0xC0U) == 0x80)
        length++;
    return length;
}

static void read_quoted(struct scan *scan)
{
    const char *start = scan->at + 1;
    size_t length = strcspn(start, "\"");
    add_text(scan, start, length);
    scan->at = start + length + (start[length] == '"' ? 1 : 0);
}

/* --- brackets --- */

static bool read_condition(struct scan *scan, const char *inside)
{
    size_t length = strspn(inside, "<>=");
    struct digits digits;
    if (length == 0 || length > 2 || !digits_read(inside + length, &digits))
        return false;
    memcpy(scan->out->condition, inside, length);
    scan->out->condition[length] = '\0';
    scan->out->bound = digits_double(&digits);
    return true;
}

/* [h] [mm] [ss]: hours, minutes or seconds in all. */
static bool read_elapsed(struct scan *scan, const char *inside)
{
    char letter = (char)tolower((unsigned char)inside[0]);
    size_t run = strlen(inside);
    if (letter == '\0' || strchr("hms", letter) == NULL)
        return false;
    for (size_t i = 0; i < run; i++)
        if (tolower((unsigned char)inside[i]) != letter)
            return false;
    scan->out->date = true;
    scan->out->elapsed = true;
    add(scan, (struct cellformat_token){.kind = CELLFORMAT_DATE,
                                        .letter = letter == 'm' ? 'n' : letter,
                                        .run = run});
    return true;
}

/* [$¥-411]: a currency before the dash, a country behind it. Colours and digit shapes say
 * nothing of the value. */
static void read_bracket(struct scan *scan)
{
    const char *start = scan->at + 1;
    size_t length = strcspn(start, "]");
    const char *inside = arena_strndup(scan->arena, start, length);
    scan->at = start + length + (start[length] == ']' ? 1 : 0);
    if (*inside == '$')
        add_text(scan, inside + 1, strcspn(inside + 1, "-"));
    else if (!read_condition(scan, inside))
        (void)read_elapsed(scan, inside);
}

/* --- letters --- */

static size_t run_length(const char *at)
{
    size_t run = 1;
    while (tolower((unsigned char)at[run]) == tolower((unsigned char)at[0]))
        run++;
    return run;
}

static bool take_word(struct scan *scan, const char *word)
{
    size_t length = strlen(word);
    if (strncasecmp(scan->at, word, length) != 0)
        return false;
    scan->at += length;
    return true;
}

/* m is a month, unless an hour stands before or a second behind it. */
static void settle_minutes(struct cellformat_section *out)
{
    struct cellformat_token *month = NULL;
    char before = '\0';
    for (size_t i = 0; i < out->count; i++) {
        struct cellformat_token *token = &out->tokens[i];
        if (token->kind != CELLFORMAT_DATE)
            continue;
        if (token->letter == 'm' && before == 'h')
            token->letter = 'n';
        if (token->letter == 's' && month != NULL)
            month->letter = 'n';
        month = token->letter == 'm' ? token : NULL;
        before = token->letter;
    }
}

static bool read_date_letter(struct scan *scan)
{
    static const char letters[] = "ymdhsgebr";
    char letter = (char)tolower((unsigned char)*scan->at);
    if (take_word(scan, "AM/PM") || take_word(scan, "A/P")) {
        scan->out->date = true;
        return true;
    }
    size_t run = run_length(scan->at);
    bool weekday = letter == 'a' && run >= 3;
    if (letter == '\0' || (!weekday && strchr(letters, letter) == NULL))
        return false;
    if (letter == 'e' && (scan->at[1] == '+' || scan->at[1] == '-')) {
        scan->out->inexact = true;
        scan->at += 2;
        return true;
    }
    /* r is an era year with its era, b a Buddhist one: all are told in Western years. */
    if (letter == 'r' || letter == 'b')
        letter = 'e';
    if (weekday || (letter == 'd' && run >= 3))
        letter = 'a';
    add(scan,
        (struct cellformat_token){.kind = CELLFORMAT_DATE, .letter = letter, .run = run});
    scan->out->date = true;
    scan->at += run;
    return true;
}

static void read_digit(struct scan *scan)
{
    add(scan, (struct cellformat_token){.kind = CELLFORMAT_DIGIT, .letter = *scan->at++});
    scan->out->last_digit = scan->out->count - 1;
    if (scan->out->whole + scan->out->places == 0)
        scan->out->first_digit = scan->out->last_digit;
    *(scan->behind ? &scan->out->places : &scan->out->whole) += 1;
    scan->commas = 0; /* they parted groups */
}

static void read_point(struct scan *scan)
{
    scan->at++;
    if (scan->out->date || scan->behind) {
        add_text(scan, ".", 1);
        return;
    }
    add(scan, (struct cellformat_token){.kind = CELLFORMAT_POINT});
    scan->out->powers -= 3 * scan->commas;
    scan->commas = 0;
    scan->behind = true;
}

static void read_comma(struct scan *scan)
{
    bool number = scan->out->whole + scan->out->places > 0 && !scan->out->date;
    scan->at++;
    scan->commas += number ? 1 : 0;
    if (!number)
        add_text(scan, ",", 1);
}

static void read_general(struct scan *scan)
{
    add(scan, (struct cellformat_token){.kind = CELLFORMAT_GENERAL});
}

/* Everything that is no bracket, quote or letter of a date. */
static void read_mark(struct scan *scan)
{
    char c = *scan->at;
    if (strchr("0#?", c) != NULL && !scan->out->date) {
        read_digit(scan);
    } else if (c == '.') {
        read_point(scan);
    } else if (c == ',') {
        read_comma(scan);
    } else if (c == '@') {
        scan->at++;
        scan->out->text = true;
        read_general(scan);
    } else {
        bool places = scan->out->whole + scan->out->places > 0 && !scan->out->date;
        scan->out->powers += c == '%' ? 2 : 0;
        scan->out->inexact = scan->out->inexact || (c == '/' && places);
        size_t length = character_length(scan->at);
        add_text(scan, scan->at, length);
        scan->at += length;
    }
}

static void read_one(struct scan *scan)
{
    char c = *scan->at;
    if (c == '"') {
        read_quoted(scan);
    } else if (c == '[') {
        read_bracket(scan);
    } else if (c == '\\' || c == '!') {
        size_t length = character_length(scan->at + 1);
        add_text(scan, scan->at + 1, length);
        scan->at += 1 + length;
    } else if (c == '_' || c == '*') {
        /* room as wide as the next character, or filled with it */
        scan->at += 1 + character_length(scan->at + 1);
    } else if (take_word(scan, "General") || take_word(scan, "G/標準")) {
        read_general(scan);
    } else if (!read_date_letter(scan)) {
        read_mark(scan);
    }
}

bool cellformat_section_read(struct arena *arena, const char **code,
                             struct cellformat_section *out)
{
    struct scan scan = {.arena = arena, .at = *code, .out = out};
    *out = (struct cellformat_section){0};
    buf_init(&scan.pending, strlen(*code));
    while (*scan.at != '\0' && *scan.at != ';')
        read_one(&scan);
    flush(&scan);
    buf_free(&scan.pending);
    out->powers -= 3 * scan.commas;
    settle_minutes(out);
    bool more = *scan.at == ';';
    *code = scan.at + (more ? 1 : 0);
    return more;
}
