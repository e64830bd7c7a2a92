/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transfer_run: what needs no libcurl of its own; see transfer.h. */
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/transfer.h"

#define POLL_MS 100

void transfer_run(struct transfer_set *set, const struct transfer_order *order,
                  struct transfer_outcome *out)
{
    struct transfer *transfer = transfer_begin(set, order);
    void *context = NULL;

    if (!transfer) {
        *out = (struct transfer_outcome){.end = TRANSFER_FAILED, .expected = -1};
        (void)err_set(&out->err, ERR_INTERNAL, "libcurl could not be set up");
        return;
    }
    while (transfer_work(set) == 0 && !transfer_next(set, &context))
        transfer_wait(set, POLL_MS);
    transfer_end(set, transfer, out);
    if (out->end == TRANSFER_STOPPED)
        (void)err_set(&out->err, ERR_INTERNAL, "libcurl failed");
}

void transfer_outcome_free(struct transfer_outcome *outcome)
{
    mem_free(outcome->said);
    mem_free(outcome->redirect);
    outcome->said = NULL;
    outcome->redirect = NULL;
}

/* As libcurl looks for it: http_proxy in small letters alone, since HTTP_PROXY is a header of
 * whoever asks a CGI program. */
bool transfer_has_proxy(const struct transfer_order *order)
{
    static const char *const secure[] = {"https_proxy", "HTTPS_PROXY", "all_proxy",
                                         "ALL_PROXY"};
    static const char *const plain[] = {"http_proxy", "all_proxy", "ALL_PROXY"};
    bool tls = str_starts(order->url, "https:");
    const char *const *names = tls ? secure : plain;
    size_t count = tls ? sizeof secure / sizeof secure[0] : sizeof plain / sizeof plain[0];

    if (!str_empty(order->proxy))
        return true;
    for (size_t i = 0; i < count; i++)
        if (!str_empty(getenv(names[i])))
            return true;
    return false;
}

char *transfer_secure(const char *url)
{
    static const char plain[] = "http://";
    struct buf out;

    if (!str_starts(url, plain))
        return NULL;
    const char *rest = url + sizeof plain - 1;
    size_t length = strcspn(rest, "/?#");
    bool numbered = length > 3 && strncmp(rest + length - 3, ":80", 3) == 0;

    buf_init(&out, strlen(url) + 16);
    buf_puts(&out, "https://");
    buf_append(&out, rest, numbered ? length - 3 : length);
    buf_puts(&out, rest + length);
    char *secure = mem_strdup(buf_text(&out));
    buf_free(&out);
    return secure;
}
