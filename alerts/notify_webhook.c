/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notify_webhook: see notify_part.h. */
#include "alerts/notify_part.h"

#include <inttypes.h>

#include "alerts/payload.h"
#include "core/secret.h"
#include "core/sha256.h"
#include "core/str.h"
#include "core/transfer.h"
#include "core/version.h"

#define BODY_LIMIT ((size_t)8 << 20)
#define ANSWER_MAX 65536
#define HEADERS_MAX 4

int notify_webhook_show(const struct notify_letter *letter, struct buf *out, struct err *err)
{
    payload_write(letter, out);
    return out->overflow ? err_set(err, ERR_INTERNAL, "message is too long") : 0;
}

/* Of the time, a dot and the body, so that an old one cannot be played again as it is. */
static int sign(const struct notify_letter *letter, const struct buf *body,
                struct arena *arena, const char **header, struct err *err)
{
    struct secret secret;
    struct buf signed_text;
    char digest[SHA256_TEXT_SIZE];

    if (secret_read(letter->notifier->secret, &secret, err))
        return -1;
    buf_init(&signed_text, BODY_LIMIT + 64);
    buf_printf(&signed_text, "%" PRId64 ".", letter->letter->created);
    buf_append(&signed_text, buf_text(body), body->length);
    sha256_sign(secret.text, secret.length, buf_text(&signed_text), signed_text.length,
                digest);
    *header = arena_printf(arena, "X-Shihyo-Signature: t=%" PRId64 ",sha256=%s",
                           letter->letter->created, digest);
    secret_wipe(&secret);
    buf_free(&signed_text);
    return 0;
}

static const char *status_words(int status)
{
    if (status >= 300 && status < 400)
        return " (a redirect: not followed)";
    return status == 401 || status == 403 ? " (not permitted)"
           : status == 429                ? " (too many messages)"
                                          : "";
}

/* What a receiver has against this message only: others may fare better. */
static bool is_refusal(int status)
{
    return status == 400 || status == 413 || status == 422;
}

static int judge(const struct transfer_outcome *outcome, struct err *err)
{
    if (outcome->end == TRANSFER_DONE && outcome->status >= 200 && outcome->status < 300)
        return 0;
    if (outcome->end == TRANSFER_DONE)
        return err_set(err, is_refusal(outcome->status) ? ERR_DATA : ERR_UNAVAILABLE,
                       "the webhook answered HTTP %d%s", outcome->status,
                       status_words(outcome->status));
    if (outcome->err.code == ERR_NONE)
        return err_set(err, ERR_UNAVAILABLE, "the webhook's answer broke off");
    *err = outcome->err;
    return -1;
}

static int post(const struct transfer_order *order, struct err *err)
{
    struct transfer_set *set = transfer_open(err);
    struct transfer_outcome outcome;

    if (!set)
        return -1;
    transfer_run(set, order, &outcome);
    int failed = judge(&outcome, err);
    transfer_outcome_free(&outcome);
    transfer_close(set);
    return failed;
}

/* Says who we are, for the time of one post. */
static int post_as(const struct transfer_order *order, const struct notifier *notifier,
                   struct err *err)
{
    struct transfer_order ours = *order;
    struct secret name = {0};
    struct secret password = {0};
    int failed = 0;

    if (notifier->auth == NOTIFY_AUTH_BEARER) {
        failed = secret_read(notifier->auth_file, &name, err);
        ours.bearer = name.text;
    } else if (notifier->auth == NOTIFY_AUTH_BASIC) {
        failed = secret_read_login(notifier->auth_file, &name, &password, err);
        ours.user = name.text;
        ours.password = password.text;
    }
    if (!failed)
        failed = post(&ours, err);
    secret_wipe(&name);
    secret_wipe(&password);
    return failed;
}

int notify_webhook_send(const struct notify_letter *letter, struct arena *arena,
                        const char **reached, struct err *err)
{
    const struct notifier *notifier = letter->notifier;
    const char *headers[HEADERS_MAX] = {
        "Content-Type: application/json; charset=UTF-8",
        arena_printf(arena, "Idempotency-Key: %s", letter->letter->key),
        arena_printf(arena, "X-Shihyo-Key: %s", letter->letter->key)};
    struct transfer_order order = {
        .url = notifier->url,
        .schemes = "http,https",
        .user_agent = "shihyo/" VERSION_TEXT,
        .headers = headers,
        .header_count = HEADERS_MAX - 1,
        .timeout_ms = notifier->timeout_ms,
        .max_bytes = ANSWER_MAX,
        .ca_file = str_empty(notifier->ca_file) ? NULL : notifier->ca_file,
    };
    struct buf body;

    (void)reached;
    buf_init(&body, BODY_LIMIT);
    int failed = notify_webhook_show(letter, &body, err);
    if (!failed && !str_empty(notifier->secret)) {
        failed = sign(letter, &body, arena, &headers[HEADERS_MAX - 1], err);
        order.header_count = HEADERS_MAX;
    }
    order.body = buf_text(&body);
    order.body_length = body.length;
    if (!failed)
        failed = post_as(&order, notifier, err);
    buf_free(&body);
    return failed;
}
