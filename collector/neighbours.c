/* SPDX-License-Identifier: GPL-3.0-or-later */
/* neighbours: see neighbours.h. */
#include "collector/neighbours.h"

#include <string.h>
#include <strings.h>

#include "core/mem.h"
#include "core/str.h"

#define HEADER_MAX 512
#define AGE_MAX_S ((int64_t)10 * 366 * 24 * 60 * 60)

struct neighbours {
    struct neighbours_host **hosts;
    size_t count;
    size_t capacity;
};

struct neighbours *neighbours_new(void)
{
    return mem_calloc(1, sizeof(struct neighbours));
}

static char *name_of(struct neighbours_host *host)
{
    return (char *)(host + 1);
}

void neighbours_free(struct neighbours *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++)
        mem_free(set->hosts[i]);
    mem_free(set->hosts);
    mem_free(set);
}

static struct neighbours_host *look_up(const struct neighbours *set, const char *host)
{
    for (size_t i = 0; i < set->count; i++)
        if (str_equal(set->hosts[i]->is.host, host))
            return set->hosts[i];
    return NULL;
}

static struct neighbours_host *make(const char *host)
{
    size_t size = strlen(host) + 1;
    struct neighbours_host *made = mem_calloc(1, sizeof *made + size);

    memcpy(name_of(made), host, size);
    made->is.host = name_of(made);
    return made;
}

struct neighbours_host *neighbours_find(struct neighbours *set, const char *host)
{
    struct neighbours_host *found = look_up(set, host);

    if (found)
        return found;
    if (set->count == set->capacity) {
        size_t capacity = set->capacity ? 2 * set->capacity : 16;
        struct neighbours_host **grown = mem_calloc(capacity, sizeof *grown);

        if (set->count > 0)
            memcpy(grown, set->hosts, set->count * sizeof *grown);
        mem_free(set->hosts);
        set->hosts = grown;
        set->capacity = capacity;
    }
    set->hosts[set->count] = make(host);
    return set->hosts[set->count++];
}

struct neighbours_host *neighbours_at(const struct neighbours *set, size_t i)
{
    return i < set->count ? set->hosts[i] : NULL;
}

void neighbours_recall(struct neighbours *set, const struct neighbour *neighbour)
{
    struct neighbours_host *host = neighbours_find(set, neighbour->host);
    const char *name = host->is.host;

    host->is = *neighbour;
    host->is.host = name;
}

bool neighbours_is_secure(const struct neighbours *set, const char *host, int64_t now)
{
    for (const char *name = host; name; name = strchr(name, '.')) {
        name += *name == '.' ? 1 : 0;
        const struct neighbours_host *found = look_up(set, name);

        if (found && found->is.secure_until > now && (name == host || found->is.secure_below))
            return true;
    }
    return false;
}

static bool is_number(const char *host)
{
    return host[0] == '[' || host[strspn(host, "0123456789.")] == '\0';
}

/* max-age=N, with or without quotes; -1 = it is none. */
static int64_t read_age(char *directive)
{
    static const char name[] = "max-age=";
    int64_t age = -1;
    char *value = directive + strlen(name);

    if (strncasecmp(directive, name, strlen(name)) != 0)
        return -1;
    if (*value == '"' && value[strlen(value) - 1] == '"' && strlen(value) > 1) {
        value[strlen(value) - 1] = '\0';
        value++;
    }
    return str_integer(value, 0, INT64_MAX, &age) ? age : -1;
}

void neighbours_take_secure(struct neighbours_host *host, const char *value, size_t length,
                            int64_t now)
{
    char text[HEADER_MAX];
    int64_t age = -1;
    bool below = false;

    if (length >= sizeof text || is_number(host->is.host))
        return;
    memcpy(text, value, length);
    text[length] = '\0';
    for (char *part = text; part;) {
        char *end = strchr(part, ';');

        if (end)
            *end++ = '\0';
        part = str_trim(part);
        if (age < 0)
            age = read_age(part);
        below = below || strcasecmp(part, "includeSubDomains") == 0;
        part = end;
    }
    if (age < 0)
        return;
    host->is.secure_until = age == 0 ? 0 : now + (age < AGE_MAX_S ? age : AGE_MAX_S);
    host->is.secure_below = below;
    host->changed = true;
}

void neighbours_take_wait(struct neighbours_host *host, int64_t seconds, int64_t now)
{
    if (seconds <= 0)
        return;
    host->is.not_before =
        now + (seconds < NEIGHBOURS_WAIT_MAX_S ? seconds : NEIGHBOURS_WAIT_MAX_S);
    host->changed = true;
}
