/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asking: see asking.h. What of the secret comes back: asking_mask.c. */
#include "collector/asking.h"

#include <ctype.h>
#include <string.h>

#include "core/mem.h"
#include "core/netaddress.h"
#include "core/str.h"

#define LINE_MAX_BYTES 8192
#define URL_MAX 16384

static const char *text_or_null(const char *text)
{
    return str_empty(text) ? NULL : text;
}

/* --- whom --- */

static const char *home_of(const struct fetch_request *request)
{
    return request->home ? request->home : request->url;
}

static bool is_equal(char *a, char *b)
{
    bool equal = a && b && str_equal(a, b);

    mem_free(a);
    mem_free(b);
    return equal;
}

static bool is_home(const struct fetch_request *request, const char *url)
{
    return str_equal(url, home_of(request)) ||
           is_equal(transfer_origin(url), transfer_origin(home_of(request)));
}

/* Whether the configuration says itself, or allows, that the host is a private one. */
static int judge_host(const struct fetch_request *request, const char *url, bool *anywhere,
                      struct err *err)
{
    char *host = transfer_host(url);
    bool literal = host && netaddress_host_is_private(host);

    *anywhere = (request->approach && request->approach->anywhere) ||
                (literal && (str_equal(url, home_of(request)) ||
                             is_equal(transfer_host(url), transfer_host(home_of(request)))));
    if (literal && !*anywhere)
        err_set(err, ERR_UNAVAILABLE,
                "%s is no address of the internet: not asked (private = yes would allow it)",
                host);
    mem_free(host);
    return literal && !*anywhere ? -1 : 0;
}

/* --- what --- */

static void add_header(struct asking *asking, const char *header)
{
    if (asking->order.header_count < ASKING_HEADERS_MAX)
        asking->headers[asking->order.header_count++] = header;
}

static void add_line(struct asking *asking, const char *name, const char *value)
{
    struct buf *line = &asking->lines[asking->line_count];

    if (str_empty(value) || asking->line_count == ASKING_LINES_MAX)
        return;
    buf_init(line, LINE_MAX_BYTES);
    buf_printf(line, "%s: %s", name, value);
    asking->line_count++;
    if (!line->overflow)
        add_header(asking, buf_text(line));
}

static void put_escaped(struct buf *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        bool plain = isalnum((unsigned char)*p) || strchr("-._~", *p);

        buf_printf(out, plain ? "%c" : "%%%02X", (unsigned char)*p);
    }
}

static void add_parameter(struct asking *asking, const char *url, const char *name)
{
    size_t length = strcspn(url, "#");

    buf_init(&asking->url, URL_MAX);
    buf_append(&asking->url, url, length);
    buf_printf(&asking->url, "%c%s=", memchr(url, '?', length) ? '&' : '?', name);
    put_escaped(&asking->url, asking->secrets->name.text);
    asking->order.url = buf_text(&asking->url);
}

static int add_secret(struct asking *asking, const struct approach *approach, const char *url,
                      struct err *err)
{
    struct transfer_order *order = &asking->order;

    if (approach->auth == APPROACH_AUTH_NONE)
        return 0;
    asking->secrets = mem_calloc(1, sizeof *asking->secrets);
    if (approach->auth == APPROACH_AUTH_BASIC
            ? secret_read_login(approach->auth_file, &asking->secrets->name,
                                &asking->secrets->password, err)
            : secret_read(approach->auth_file, &asking->secrets->name, err)) {
        err->code = ERR_UNAVAILABLE;
        return -1;
    }
    if (approach->auth == APPROACH_AUTH_BASIC) {
        order->user = asking->secrets->name.text;
        order->password = asking->secrets->password.text;
    } else if (approach->auth == APPROACH_AUTH_BEARER) {
        order->bearer = asking->secrets->name.text;
    } else if (approach->auth == APPROACH_AUTH_HEADER) {
        add_line(asking, approach->auth_name, asking->secrets->name.text);
    } else {
        add_parameter(asking, url, approach->auth_name);
    }
    return 0;
}

static int add_approach(struct asking *asking, const struct approach *approach,
                        const char *url, bool home, struct err *err)
{
    struct transfer_order *order = &asking->order;

    order->ca_file = text_or_null(approach->ca_file);
    order->proxy = text_or_null(approach->proxy);
    if (!home)
        return 0;
    order->certificate = text_or_null(approach->certificate);
    order->key_file = text_or_null(approach->key_file);
    if (str_equal(approach->method, "POST")) {
        order->body = approach->body;
        order->body_length = strlen(approach->body);
    }
    for (size_t i = 0; i < approach->header_count; i++)
        add_header(asking, approach->headers[i]);
    return add_secret(asking, approach, url, err);
}

int asking_write(struct asking *asking, const struct fetch_request *request, const char *url,
                 const char *user_agent, struct err *err)
{
    bool anywhere;

    *asking = (struct asking){.order = {
                                  .url = url,
                                  .schemes = "http,https",
                                  .user_agent = user_agent,
                                  .timeout_ms = request->timeout_ms,
                                  .max_bytes = request->cut ? 0 : request->max_bytes,
                              }};
    asking->order.headers = asking->headers;
    if (judge_host(request, url, &anywhere, err))
        return -1;
    asking->order.public_only = !anywhere;
    add_line(asking, "Accept-Encoding", "gzip, br, zstd");
    add_line(asking, "If-None-Match", request->etag);
    add_line(asking, "If-Modified-Since", request->last_modified);
    return request->approach
               ? add_approach(asking, request->approach, url, is_home(request, url), err)
               : 0;
}

/* --- what comes back --- */

char *asking_bare(const struct fetch_request *request, const char *url)
{
    const struct approach *approach = request->approach;
    size_t base = strcspn(url, "?");
    bool first = true;
    struct buf out;

    if (!approach || approach->auth != APPROACH_AUTH_QUERY || url[base] == '\0')
        return mem_strdup(url);
    buf_init(&out, URL_MAX);
    buf_append(&out, url, base);
    for (const char *at = url + base + 1; *at != '\0';) {
        size_t length = strcspn(at, "&");
        size_t name = strlen(approach->auth_name);

        if (length <= name || strncmp(at, approach->auth_name, name) != 0 || at[name] != '=') {
            buf_putc(&out, first ? '?' : '&');
            buf_append(&out, at, length);
            first = false;
        }
        at += length + (at[length] == '&' ? 1 : 0);
    }
    char *bare = mem_strdup(buf_text(&out));
    buf_free(&out);
    return bare;
}

void asking_free(struct asking *asking)
{
    for (size_t i = 0; i < asking->line_count; i++) {
        if (asking->lines[i].data)
            memset(asking->lines[i].data, 0, asking->lines[i].length);
        buf_free(&asking->lines[i]);
    }
    if (asking->url.data)
        memset(asking->url.data, 0, asking->url.length);
    buf_free(&asking->url);
    if (asking->secrets) {
        secret_wipe(&asking->secrets->name);
        secret_wipe(&asking->secrets->password);
    }
    mem_free(asking->secrets);
    *asking = (struct asking){0};
}
