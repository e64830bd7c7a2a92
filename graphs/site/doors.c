/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doors: see doors.h. */
#include "graphs/site/doors.h"

#include <string.h>

#include "config/edition.h"
#include "core/str.h"

bool doors_feeds(const struct settings *settings)
{
    return !str_empty(settings->site.base_url);
}

bool doors_alerts(const struct settings *settings)
{
    return doors_feeds(settings) && edition_publishes(settings, EDITION_FEEDS);
}

bool doors_metrics(const struct settings *settings)
{
    return edition_publishes(settings, EDITION_METRICS);
}

/* Behind "://". */
static const char *find_authority(const struct settings *settings)
{
    const char *base = settings->site.base_url;
    const char *from = strstr(base, "://");

    return from ? from + 3 : base;
}

static char small(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return strchr("abcdefghijklmnopqrstuvwxyz0123456789.-", c) ? c : '-';
}

const char *doors_host(const struct settings *settings, struct arena *arena)
{
    const char *from = find_authority(settings);
    size_t whole = strcspn(from, "/?#");
    const char *user = memchr(from, '@', whole);

    if (whole == 0)
        return "localhost";
    const char *host = user ? user + 1 : from;
    bool brackets = *host == '[';
    host += brackets;
    size_t length = strcspn(host, brackets ? "]/?#" : ":/?#");
    char *out = arena_alloc(arena, length + 1, 1);
    for (size_t i = 0; i < length; i++)
        out[i] = small(host[i]);
    return out;
}

const char *doors_path(const struct settings *settings)
{
    const char *from = find_authority(settings);
    const char *path = from + strcspn(from, "/?#");

    return *path == '/' ? path : "/";
}
