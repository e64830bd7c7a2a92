/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paging: one query parameter moves on. */
#include "collector/paging.h"

#include <stdbool.h>
#include <string.h>

#include "core/buf.h"
#include "core/str.h"

#define URL_MAX 8192
#define NAME_SIZE 64

/* `NAME=NUMBER` taken apart. */
struct parameter {
    char name[NAME_SIZE];
    int64_t number;
};

static bool read_parameter(const char *text, struct parameter *out)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    size_t length = strspn(text, letters);
    if (length == 0 || length >= NAME_SIZE || text[length] != '=')
        return false;
    memcpy(out->name, text, length);
    out->name[length] = '\0';
    return str_integer(text + length + 1, 0, INT64_MAX, &out->number);
}

/* Where the query of an address begins (behind its ?), or its end. */
static const char *find_query(const char *url)
{
    size_t length = strcspn(url, "?#");
    return url + length + (url[length] == '?' ? 1 : 0);
}

/* True if the part of a query at `at` is the parameter. */
static bool is_named(const char *at, size_t length, const char *name)
{
    size_t size = strlen(name);
    return length > size && strncmp(at, name, size) == 0 && at[size] == '=';
}

/* The number that the address already gives; 0 = none, or none that can be read. */
static int64_t find_position(const char *url, const char *name)
{
    int64_t position = 0;
    for (const char *at = find_query(url); *at != '\0' && *at != '#';) {
        size_t length = strcspn(at, "&#");
        char number[24] = "";
        size_t size = strlen(name) + 1;
        if (is_named(at, length, name) && length - size < sizeof number) {
            memcpy(number, at + size, length - size);
            number[length - size] = '\0';
            if (!str_integer(number, 0, INT64_MAX, &position))
                position = 0;
        }
        at += length + (at[length] == '&' ? 1 : 0);
    }
    return position;
}

/* The address with the parameter in its query: once, at the end. */
static int write_url(const char *url, const struct parameter *parameter, struct buf *out,
                     struct err *err)
{
    const char *at = find_query(url);
    size_t base = strcspn(url, "?#");
    bool first = true;
    (void)buf_append(out, url, base);
    while (*at != '\0' && *at != '#') {
        size_t length = strcspn(at, "&#");
        if (length > 0 && !is_named(at, length, parameter->name)) {
            (void)buf_putc(out, first ? '?' : '&');
            (void)buf_append(out, at, length);
            first = false;
        }
        at += length + (at[length] == '&' ? 1 : 0);
    }
    (void)buf_printf(out, "%c%s=%lld%s", first ? '?' : '&', parameter->name,
                     (long long)parameter->number, at);
    return out->overflow ? err_set(err, ERR_DATA, "the address of the next page is too long")
                         : 0;
}

void paging_init(struct paging *paging, const char *url, struct arena *arena)
{
    *paging = (struct paging){.url = arena_strdup(arena, url), .arena = arena, .pages = 1};
}

int paging_next(struct paging *paging, const char *next, struct err *err)
{
    struct parameter parameter;
    struct buf url;
    if (*next == '\0')
        return 0;
    if (!read_parameter(next, &parameter))
        return err_set(err, ERR_DATA, "the next page is \"%.80s\": expected NAME=NUMBER",
                       next);
    if (paging->pages == 1)
        paging->position = find_position(paging->url, parameter.name);
    if (parameter.number <= paging->position)
        return err_set(err, ERR_DATA, "page %zu leads to %s, which is not beyond %lld",
                       paging->pages, next, (long long)paging->position);
    if (paging->pages == PAGING_PAGES_MAX)
        return err_set(err, ERR_DATA, "more than %d pages", PAGING_PAGES_MAX);
    buf_init(&url, URL_MAX);
    int result = write_url(paging->url, &parameter, &url, err);
    if (result == 0)
        paging->url = buf_keep(&url, paging->arena);
    if (result != 0)
        return -1;
    paging->position = parameter.number;
    paging->pages++;
    return 1;
}
