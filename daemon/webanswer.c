/* SPDX-License-Identifier: GPL-3.0-or-later */
/* webanswer: see webanswer.h. */
#include "daemon/webanswer.h"

#include <stdio.h>

#include "core/gzip.h"
#include "core/mem.h"
#include "core/sha256.h"

#define TAG_SIZE 48
#define TAG_DIGITS 32
#define WORTH_PACKING 256 /* bytes */
#define OVERHEAD 4096     /* of the answer itself: three sets of headers */
#define TEXT_LIMIT 4096

struct webanswer {
    char tag[TAG_SIZE];
    char packed_tag[TAG_SIZE]; /* other bytes, another tag */
    int64_t modified;
    size_t size;
    struct http_reply *plain;
    struct http_reply *packed; /* NULL = it would not be shorter */
    struct http_reply *same;
    struct http_reply *packed_same;
};

/* Packs where it pays. */
static bool pack(const struct webanswer_kind *kind, const struct buf *body, struct buf *out)
{
    struct err err = {0};

    return kind->packs && body->length >= WORTH_PACKING &&
           gzip_pack(body->data, body->length, out, &err) == 0 && out->length < body->length;
}

static void make_forms(struct webanswer *answer, const struct webanswer_kind *kind,
                       const struct buf *body)
{
    struct http_head head = {
        .status = 200,
        .type = kind->type,
        .etag = answer->tag,
        .modified = kind->modified,
        .cache_control = kind->cache,
    };
    struct buf packed;

    buf_init(&packed, body->length + TEXT_LIMIT);
    bool packs = pack(kind, body, &packed);
    head.varies = packs;
    answer->plain = http_reply_new(&head, body);
    answer->same = http_reply_same(answer->plain);
    answer->size = OVERHEAD + body->length;
    if (packs) {
        head.etag = answer->packed_tag;
        head.gzip = true;
        answer->packed = http_reply_new(&head, &packed);
        answer->packed_same = http_reply_same(answer->packed);
        answer->size += OVERHEAD + packed.length;
    }
    buf_free(&packed);
}

struct webanswer *webanswer_new(const struct webanswer_kind *kind, const struct buf *body)
{
    struct webanswer *answer = mem_calloc(1, sizeof *answer);
    char hash[SHA256_TEXT_SIZE];

    sha256_text(buf_text(body), body->length, hash);
    answer->modified = kind->modified;
    (void)snprintf(answer->tag, TAG_SIZE, "\"%.*s\"", TAG_DIGITS, hash);
    (void)snprintf(answer->packed_tag, TAG_SIZE, "\"%.*s-gz\"", TAG_DIGITS, hash);
    make_forms(answer, kind, body);
    return answer;
}

void webanswer_free(struct webanswer *answer)
{
    if (!answer)
        return;
    http_reply_free(answer->same);
    http_reply_free(answer->packed_same);
    http_reply_free(answer->plain);
    http_reply_free(answer->packed);
    mem_free(answer);
}

const struct http_reply *webanswer_give(const struct webanswer *answer,
                                        const struct http_request *request)
{
    bool packed = answer->packed && request->gzip;
    bool has = http_has(request, packed ? answer->packed_tag : answer->tag, answer->modified);

    if (packed)
        return has ? answer->packed_same : answer->packed;
    return has ? answer->same : answer->plain;
}

size_t webanswer_size(const struct webanswer *answer)
{
    return answer->size;
}

struct http_reply *webanswer_plain(int status, const char *text, const char *location)
{
    const struct http_head head = {
        .status = status,
        .type = "text/plain; charset=utf-8",
        .cache_control = "no-store",
        .location = location,
    };
    struct buf body;

    buf_init(&body, TEXT_LIMIT);
    buf_printf(&body, "%s\n", text);
    struct http_reply *reply = http_reply_new(&head, &body);
    buf_free(&body);
    return reply;
}
