/* SPDX-License-Identifier: GPL-3.0-or-later */
/* approaching: see approaching.h. */
#include "config/approaching.h"

#include <string.h>
#include <strings.h>

#include "config/include.h"
#include "core/pattern.h"
#include "core/placeholder.h"
#include "core/str.h"

/* --- completing --- */

static const struct {
    const char *prefix;
    enum approach_auth auth;
    bool named;
} kinds[] = {
    {"basic:", APPROACH_AUTH_BASIC, false},
    {"bearer:", APPROACH_AUTH_BEARER, false},
    {"query:", APPROACH_AUTH_QUERY, true},
    {"header:", APPROACH_AUTH_HEADER, true},
};

/* A file without a / is a credential of the service and stays as it is. */
static const char *place(struct arena *arena, const struct draft_item *item, const char *file)
{
    const struct draft_key *written = draft_find(item, "auth");

    return written && strchr(file, '/') ? include_path(arena, written->origin.file, file)
                                        : file;
}

static void complete_auth(struct arena *arena, const struct draft_item *item,
                          struct approach *approach)
{
    approach->auth_name = approach->auth_file = "";
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!str_starts(approach->auth_text, kinds[i].prefix))
            continue;
        const char *rest = approach->auth_text + strlen(kinds[i].prefix);
        size_t length = kinds[i].named ? strcspn(rest, ":") : 0;

        approach->auth = kinds[i].auth;
        approach->auth_name = arena_strndup(arena, rest, length);
        rest += length;
        rest += kinds[i].named && *rest == ':' ? 1 : 0;
        approach->auth_file = place(arena, item, rest);
    }
}

static void complete_addresses(struct arena *arena, struct source *source)
{
    struct approach *approach = &source->approach;

    if (!str_empty(source->link)) {
        const char **only = arena_alloc(arena, 1, sizeof *only);

        approach->kind = APPROACH_PAGE;
        only[0] = source->page;
        source->urls = only;
        source->url_count = 1;
    }
    source->url = source->url_count > 0 ? source->urls[0] : "";
    if (approach->kind == APPROACH_ADDRESSES && placeholder_is_in(source->url)) {
        approach->kind = APPROACH_PATTERN;
        source->url = "";
    }
}

void approaching_complete(const struct draft *draft, const struct draft_item *item)
{
    struct source *source = item->object;
    struct approach *approach = &source->approach;
    const struct site *site = &draft->settings->site;

    complete_addresses(draft->settings->arena, source);
    complete_auth(draft->settings->arena, item, approach);
    if (str_empty(approach->method))
        approach->method = str_empty(approach->body) ? "GET" : "POST";
    if (str_empty(approach->ca_file))
        approach->ca_file = site->ca_file;
    approach->proxy = site->proxy;
    approach->robots_ignored = str_starts(approach->robots, "ignore:");
}

/* --- checking --- */

static void check_auth(const struct draft *draft, const struct draft_item *item,
                       const struct approach *approach)
{
    static const char token[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        "-._~";
    bool named =
        approach->auth == APPROACH_AUTH_QUERY || approach->auth == APPROACH_AUTH_HEADER;
    const char *name = approach->auth_name;

    if (str_empty(approach->auth_text))
        return;
    if (approach->auth == APPROACH_AUTH_NONE || str_empty(approach->auth_file) ||
        (named && (str_empty(name) || strspn(name, token) != strlen(name))))
        draft_fault(
            draft, item, "auth",
            "auth is not understood, expected bearer:FILE, basic:FILE, "
            "query:NAME:FILE or header:NAME:FILE (the secret itself never stands here)");
}

static bool is_named(const char *header, const char *name)
{
    return strncasecmp(header, name, strlen(name)) == 0;
}

/* What is said elsewhere, or is ours to say. */
static void check_headers(const struct draft *draft, const struct draft_item *item,
                          const struct approach *approach)
{
    static const char *const ours[] = {
        "Host:",
        "Connection:",
        "Content-Length:",
        "Transfer-Encoding:",
        "Accept-Encoding:",
        "Cookie:",
        "If-Modified-Since:",
        "If-None-Match:",
        "Range:",
        "User-Agent:",
        "Upgrade:",
        "Expect:",
    };
    static const char *const secret[] = {"Authorization:", "Proxy-Authorization:"};

    for (size_t i = 0; i < approach->header_count; i++) {
        const char *header = approach->headers[i];

        for (size_t k = 0; k < sizeof ours / sizeof ours[0]; k++)
            if (is_named(header, ours[k]))
                draft_fault(draft, item, "header",
                            "header: %s is not to be set, expected "
                            "another",
                            ours[k]);
        for (size_t k = 0; k < sizeof secret / sizeof secret[0]; k++)
            if (is_named(header, secret[k]))
                draft_fault(draft, item, "header",
                            "header: secrets never stand here, expected auth");
    }
}

/* user:password@ of an address would be in every message about it. */
static void check_login(const struct draft *draft, const struct draft_item *item,
                        const char *key, const char *url)
{
    const char *host = strstr(url, "://");
    const char *at = host ? strchr(host, '@') : NULL;

    if (at && at < host + 3 + strcspn(host + 3, "/?#"))
        draft_fault(draft, item, key,
                    "%s: user and password never stand here, expected auth = basic:FILE", key);
}

static void check_page(const struct draft *draft, const struct draft_item *item,
                       const struct source *source)
{
    bool page = draft_find(item, "page") != NULL;
    bool link = draft_find(item, "link") != NULL;
    bool url = draft_find(item, "url") != NULL;

    if (!page && !url)
        draft_fault(draft, item, "", "[source %s] has neither url nor page, expected one",
                    source->id);
    if (page && !url && !link)
        draft_fault(draft, item, "page",
                    "page without link, expected link = PATTERN of the documents' addresses");
    if (link && !page)
        draft_fault(draft, item, "link", "link without page, expected page = ADDRESS");
    if (link && url)
        draft_fault(draft, item, "url",
                    "url and link: the documents are named by one of them, expected only one");
}

static void check_groups(const struct draft *draft, const struct draft_item *item,
                         const struct source *source)
{
    struct err ignored;
    struct pattern *pattern =
        str_empty(source->link) ? NULL : pattern_compile(source->link, &ignored);
    bool year = pattern && pattern_has_group(pattern, "year");

    if (pattern && !year &&
        (pattern_has_group(pattern, "month") || pattern_has_group(pattern, "era")))
        draft_fault(
            draft, item, "link",
            "link has a group month or era but none for the year, expected (?<year>...)");
    pattern_free(pattern);
}

static void check_pattern(const struct draft *draft, const struct draft_item *item,
                          const struct source *source)
{
    enum frequency frequency;
    struct err err = {0};

    for (size_t i = 0; i < source->url_count; i++) {
        if (!placeholder_is_in(source->urls[i]) || source->approach.kind == APPROACH_PAGE)
            continue;
        if (placeholder_frequency(source->urls[i], &frequency, &err))
            draft_fault(draft, item, "url", "%s", err.text);
        else if (source->url_count > 1)
            draft_fault(
                draft, item, "url",
                "several addresses, and one with placeholders, expected that one alone");
    }
}

void approaching_check(const struct draft *draft, const struct draft_item *item)
{
    const struct source *source = item->object;
    const struct approach *approach = &source->approach;

    check_page(draft, item, source);
    check_login(draft, item, "page", source->page);
    for (size_t i = 0; i < source->url_count; i++)
        check_login(draft, item, "url", source->urls[i]);
    check_groups(draft, item, source);
    check_pattern(draft, item, source);
    check_auth(draft, item, approach);
    check_headers(draft, item, approach);
    if (draft_find(item, "since") && approach->kind == APPROACH_ADDRESSES)
        draft_fault(draft, item, "since",
                    "since is for documents named by placeholders or links, expected those");
    if (!str_empty(approach->body) && str_equal(approach->method, "GET"))
        draft_fault(draft, item, "body", "a GET has no body, expected method = POST");
    if (approach->kind == APPROACH_PAGE && str_equal(approach->method, "POST"))
        draft_fault(draft, item, "link",
                    "link and POST: links are followed by GET, expected url");
    if (!str_empty(approach->key_file) && str_empty(approach->certificate))
        draft_fault(draft, item, "key",
                    "key without certificate, expected certificate = FILE");
    if (!str_equal(approach->robots, "obey") &&
        (!approach->robots_ignored || strspn(approach->robots + strlen("ignore:"), " \t") ==
                                          strlen(approach->robots + strlen("ignore:"))))
        draft_fault(draft, item, "robots",
                    "robots: expected obey, or ignore: and the reason why it may be");
}
