/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str: see str.h. */
#include "core/str.h"

#include <string.h>

#define ID_MAX 48

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool str_equal(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    return *a == *b && strcmp(a, b) == 0; /* most differ in their first byte */
}

bool str_ends(const char *text, const char *suffix)
{
    size_t length = strlen(text);
    size_t wanted = strlen(suffix);

    return length >= wanted && strcmp(text + length - wanted, suffix) == 0;
}

bool str_equal_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(text, words[i]))
            return true;
    return false;
}

bool str_starts_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_starts(text, words[i]))
            return true;
    return false;
}

bool str_ends_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_ends(text, words[i]))
            return true;
    return false;
}

bool str_holds_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(text, words[i]) != NULL)
            return true;
    return false;
}

int str_order(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

bool str_empty(const char *text)
{
    return !text || text[0] == '\0';
}

char *str_trim(char *text)
{
    while (is_space(*text))
        text++;
    size_t length = strlen(text);
    while (length > 0 && is_space(text[length - 1]))
        length--;
    text[length] = '\0';
    return text;
}

bool str_copy(char *out, size_t size, const char *text)
{
    size_t length = strlen(text);
    bool fits = length < size;

    if (size == 0)
        return false;
    if (!fits) {
        length = size - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
            length--;
    }
    memcpy(out, text, length);
    out[length] = '\0';
    return fits;
}

char *str_word(char **cursor)
{
    char *start = *cursor;

    while (is_space(*start))
        start++;
    if (*start == '\0') {
        *cursor = start;
        return NULL;
    }
    char *end = start;
    while (*end && !is_space(*end))
        end++;
    if (*end)
        *end++ = '\0';
    *cursor = end;
    return start;
}

bool str_integer(const char *text, int64_t low, int64_t high, int64_t *out)
{
    bool negative = text[0] == '-';
    const char *digits = text + (negative || text[0] == '+');
    int64_t value = 0;

    if (*digits == '\0')
        return false;
    /* Counts downwards: the negative range is the larger one. */
    for (; *digits; digits++) {
        if (*digits < '0' || *digits > '9')
            return false;
        int digit = *digits - '0';
        if (value < (INT64_MIN + digit) / 10)
            return false;
        value = value * 10 - digit;
    }
    if (!negative && value == INT64_MIN)
        return false;
    value = negative ? value : -value;
    if (value < low || value > high)
        return false;
    *out = value;
    return true;
}

bool str_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool str_plain_figure(const char *text)
{
    return *text != '\0' && text[strspn(text, "0123456789.,-+ ")] == '\0';
}

size_t str_digits(const char *text)
{
    return strspn(text, "0123456789");
}

bool str_is_id(const char *text)
{
    size_t length = strlen(text);

    if (length == 0 || length > ID_MAX || text[0] == '-' || text[0] == '_')
        return false;
    for (size_t i = 0; i < length; i++) {
        bool letter = text[i] >= 'a' && text[i] <= 'z';
        bool digit = text[i] >= '0' && text[i] <= '9';

        if (!letter && !digit && text[i] != '-' && text[i] != '_')
            return false;
    }
    return true;
}
