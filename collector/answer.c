/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer: three headers and a table of words. */
#include "collector/answer.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/mem.h"
#include "core/str.h"

#define VALUE_MAX 1024 /* bytes of a validator or content type */

static void keep(char **place, const char *value, size_t length)
{
    char text[VALUE_MAX];
    if (length >= sizeof text)
        return;
    memcpy(text, value, length);
    text[length] = '\0';
    char *start = str_trim(text);
    for (const char *p = start; *p != '\0'; p++)
        if (iscntrl((unsigned char)*p))
            return;
    mem_free(*place);
    *place = mem_strdup(start);
}

static void forget(char **place)
{
    mem_free(*place);
    *place = mem_strdup("");
}

void answer_clear(struct fetch_result *result)
{
    forget(&result->content_type);
    forget(&result->content_encoding);
    forget(&result->etag);
    forget(&result->last_modified);
}

void answer_header(struct fetch_result *result, const char *line, size_t length)
{
    const struct {
        const char *name;
        char **place;
    } wanted[] = {{"Content-Type:", &result->content_type},
                  {"Content-Encoding:", &result->content_encoding},
                  {"ETag:", &result->etag},
                  {"Last-Modified:", &result->last_modified}};
    if (length >= 5 && strncasecmp(line, "HTTP/", 5) == 0)
        answer_clear(result);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        size_t name = strlen(wanted[i].name);
        if (length > name && strncasecmp(line, wanted[i].name, name) == 0)
            keep(wanted[i].place, line + name, length - name);
    }
}

struct reason {
    int status;
    const char *words;
};

static const struct reason reasons[] = {
    {204, "no content"},
    {206, "a part only"},
    {304, "not modified, though nothing was asked"},
    {400, "bad request"},
    {401, "login needed"},
    {403, "forbidden"},
    {404, "not found"},
    {405, "method not allowed"},
    {406, "not acceptable"},
    {408, "request timeout"},
    {410, "gone for good"},
    {429, "too many requests"},
    {500, "error of the server"},
    {502, "bad gateway"},
    {503, "service unavailable"},
    {504, "gateway timeout"},
};

const char *answer_words(int status)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reasons[i].status == status)
            return reasons[i].words;
    if (status >= 600)
        return "no status of HTTP";
    if (status >= 500)
        return "error of the server";
    return status >= 400 ? "refused by the server" : "unexpected answer";
}

void answer_late(const struct fetch_request *request, struct fetch_result *result,
                 const char *host, const struct envelope *envelope)
{
    char limit[32];
    if (request->timeout_ms % 1000 == 0)
        (void)snprintf(limit, sizeof limit, "%lld s", (long long)(request->timeout_ms / 1000));
    else
        (void)snprintf(limit, sizeof limit, "%lld ms", (long long)request->timeout_ms);
    if (result->body.length > 0)
        (void)err_set(&result->err, ERR_UNAVAILABLE, "not complete within %s: %zu bytes came",
                      limit, result->body.length);
    else if (envelope->interim > 0)
        (void)err_set(&result->err, ERR_UNAVAILABLE,
                      "no answer within %s from %s, but HTTP %d before it (%u times)", limit,
                      host, envelope->interim_status, envelope->interim);
    else
        (void)err_set(&result->err, ERR_UNAVAILABLE, "no answer within %s from %s", limit,
                      host);
}

void answer_short(struct fetch_result *result, int64_t expected)
{
    size_t came = result->body.length;
    if (expected > 0)
        (void)err_set(&result->err, ERR_UNAVAILABLE,
                      "the transfer ended early: %zu of %lld bytes came", came,
                      (long long)expected);
    else
        (void)err_set(&result->err, ERR_UNAVAILABLE,
                      "the transfer ended early: %zu bytes came", came);
}
