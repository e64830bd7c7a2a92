/* SPDX-License-Identifier: GPL-3.0-or-later */
/* target: see target.h. */
#include "core/target.h"

#include <stdbool.h>
#include <string.h>

#include "core/plain.h"
#include "core/str.h"

static bool is_of_a_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '.' || c == '_' || c == '~' || c == '-' || c == '@';
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Resolves %XX. NULL: one is broken, or stands for a NUL. */
static char *resolve(const char *text, size_t length, struct arena *arena)
{
    char *out = arena_alloc(arena, length + 1, 1);
    size_t used = 0;

    for (size_t i = 0; i < length; i++) {
        if (text[i] != '%') {
            out[used++] = text[i];
            continue;
        }
        int high = i + 2 < length ? hex(text[i + 1]) : -1;
        int low = high < 0 ? -1 : hex(text[i + 2]);
        if (low < 0 || high * 16 + low == 0)
            return NULL;
        out[used++] = (char)(high * 16 + low);
        i += 2;
    }
    return out;
}

/* --- the path --- */

static bool is_clean(const char *path)
{
    for (const char *at = path; *at; at++) {
        bool first = at > path && at[-1] == '/';

        if (*at == '/' ? first : !is_of_a_name(*at) || (first && *at == '.'))
            return false;
    }
    return *path == '/';
}

static int read_path(const char *text, size_t length, struct arena *arena, struct target *out,
                     struct err *err)
{
    out->path = resolve(text, length, arena);
    if (!out->path)
        return err_set(err, ERR_USAGE, "the path has a broken %%");
    return is_clean(out->path) ? 0 : err_set(err, ERR_DATA, "nothing has such a path");
}

/* --- the query --- */

static int read_pair(const char *text, size_t length, struct arena *arena, struct target *out,
                     struct err *err)
{
    const char *equals = memchr(text, '=', length);
    size_t name = equals ? (size_t)(equals - text) : length;
    struct target_pair pair = {
        .name = resolve(text, name, arena),
        .value = equals ? resolve(equals + 1, length - name - 1, arena) : "",
    };
    size_t offset;

    if (!pair.name || !pair.value || !plain_check(pair.name, &offset) ||
        !plain_check(pair.value, &offset))
        return err_set(err, ERR_USAGE, "the query is no UTF-8 text");
    if (out->query_count == TARGET_QUERY_MAX)
        return err_set(err, ERR_USAGE, "the query has more than %d parts", TARGET_QUERY_MAX);
    out->query[out->query_count++] = pair;
    return 0;
}

static int read_query(const char *text, struct arena *arena, struct target *out,
                      struct err *err)
{
    while (*text) {
        size_t length = strcspn(text, "&");

        if (length > 0 && read_pair(text, length, arena, out, err))
            return -1;
        text += length + (text[length] == '&');
    }
    return 0;
}

/* --- the whole --- */

/* Behind the host of the form that proxies use. */
static const char *skip_host(const char *text)
{
    const char *host = str_starts(text, "http://")    ? text + 7
                       : str_starts(text, "https://") ? text + 8
                                                      : NULL;

    if (!host)
        return text;
    const char *path = host + strcspn(host, "/?");
    return *path == '/' ? path : "/";
}

int target_read(const char *text, struct arena *arena, struct target *out, struct err *err)
{
    *out = (struct target){.path = "/"};
    if (strnlen(text, TARGET_LENGTH_MAX + 1) > TARGET_LENGTH_MAX)
        return err_set(err, ERR_USAGE, "the address is longer than %d bytes",
                       TARGET_LENGTH_MAX);
    text = skip_host(text);
    size_t length = strcspn(text, "?#");
    if (read_path(text, length, arena, out, err))
        return -1;
    return text[length] == '?' ? read_query(text + length + 1, arena, out, err) : 0;
}

const char *target_value(const struct target *target, const char *name)
{
    for (size_t i = 0; i < target->query_count; i++) {
        if (str_equal(target->query[i].name, name))
            return target->query[i].value;
    }
    return NULL;
}
