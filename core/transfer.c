/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transfer: see transfer.h. */
#include "core/transfer.h"

#include <ctype.h>
#include <curl/curl.h>
#include <errno.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"

#define POLL_MS 100
#define SAID_MAX 300 /* bytes of a server's refusal */

struct transfer_set {
    CURLM *multi;
};

struct transfer {
    const struct transfer_order *order;
    CURL *easy;
    struct curl_slist *headers;
    struct curl_slist *receivers;
    char *host;
    bool ended;
    CURLcode code;
    bool ok; /* every option was taken */
    size_t sent;
    char said[SAID_MAX];
    char curl_text[CURL_ERROR_SIZE];
};

/* --- addresses --- */

char *transfer_host(const char *url)
{
    char *part = NULL;
    char *name = NULL;
    CURLU *parts = curl_url();

    if (parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &part, 0) == CURLUE_OK) {
        name = mem_strdup(part);
        for (char *p = name; *p != '\0'; p++)
            *p = (char)tolower((unsigned char)*p);
    }
    curl_free(part);
    curl_url_cleanup(parts);
    return name;
}

char *transfer_bare(const char *url)
{
    char *whole = NULL;
    char *copy = NULL;
    CURLU *parts = curl_url();

    if (parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_set(parts, CURLUPART_USER, NULL, 0) == CURLUE_OK &&
        curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_URL, &whole, 0) == CURLUE_OK)
        copy = mem_strdup(whole);
    curl_free(whole);
    curl_url_cleanup(parts);
    return copy ? copy : mem_strdup("");
}

static bool is_loopback(const char *host)
{
    return str_equal(host, "localhost") || str_equal(host, "127.0.0.1") ||
           str_equal(host, "[::1]");
}

/* --- what went wrong, in words --- */

static void explain_connect(const struct transfer *transfer, struct err *err)
{
    long number = 0;

    (void)curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &number);
    if (number == ECONNREFUSED || number == 0)
        (void)err_set(err, ERR_UNAVAILABLE, "connection refused by %s", transfer->host);
    else
        (void)err_set(err, ERR_UNAVAILABLE, "no connection to %s: %s", transfer->host,
                      strerror((int)number));
}

static void explain_protocol(const struct transfer *transfer, struct err *err)
{
    long redirects = 0;
    long status = 0;

    (void)curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_COUNT, &redirects);
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (strstr(transfer->curl_text, "HTTP/0.9"))
        (void)err_set(err, ERR_UNAVAILABLE, "the answer of %s is not HTTP", transfer->host);
    else if (redirects > 0 || status != 0)
        (void)err_set(err, ERR_UNAVAILABLE,
                      "redirected to something else than http or https: not followed");
    else
        (void)err_set(err, ERR_UNAVAILABLE, "not a web address: expected http or https");
}

/* The host follows, or curl's own words where they say more. */
static const struct trouble {
    CURLcode code;
    bool by_host;
    const char *words;
} TROUBLES[] = {
    {CURLE_COULDNT_RESOLVE_HOST, true, "no host is called "},
    {CURLE_GOT_NOTHING, true, "connection closed without an answer by "},
    {CURLE_OPERATION_TIMEDOUT, true, "no answer in time from "},
    {CURLE_PEER_FAILED_VERIFICATION, false, "certificate not valid: "},
    {CURLE_SSL_CACERT_BADFILE, false, "the file of certificates cannot be used: "},
    {CURLE_SSL_CONNECT_ERROR, false, "no secure connection: "},
    {CURLE_USE_SSL_FAILED, true, "no encryption (STARTTLS) is offered by "},
    {CURLE_LOGIN_DENIED, true, "user or password refused by "},
    {CURLE_COULDNT_RESOLVE_PROXY, false, "the proxy was not found: "},
};

static void explain_other(const struct transfer *transfer, struct err *err)
{
    const char *detail = transfer->curl_text[0] != '\0' ? transfer->curl_text
                                                        : curl_easy_strerror(transfer->code);
    const struct trouble *trouble = NULL;

    for (size_t i = 0; i < sizeof TROUBLES / sizeof TROUBLES[0]; i++)
        if (TROUBLES[i].code == transfer->code)
            trouble = &TROUBLES[i];
    (void)err_set(err, ERR_UNAVAILABLE, "%s%s", trouble ? trouble->words : "transfer failed: ",
                  trouble && trouble->by_host ? transfer->host : detail);
}

static void explain(const struct transfer *transfer, struct err *err)
{
    if (transfer->code == CURLE_COULDNT_CONNECT)
        explain_connect(transfer, err);
    else if (transfer->code == CURLE_UNSUPPORTED_PROTOCOL)
        explain_protocol(transfer, err);
    else if (transfer->code == CURLE_TOO_MANY_REDIRECTS)
        (void)err_set(err, ERR_UNAVAILABLE, "more than %ld redirects",
                      transfer->order->redirects);
    else if (transfer->order->mail_from && transfer->said[0] != '\0')
        (void)err_set(err, ERR_UNAVAILABLE, "%s says: %s", transfer->host, transfer->said);
    else
        explain_other(transfer, err);
}

static enum transfer_end judge(const struct transfer *transfer)
{
    switch ((int)transfer->code) {
    case CURLE_OK:
        return TRANSFER_DONE;
    case CURLE_OPERATION_TIMEDOUT:
        return TRANSFER_LATE;
    case CURLE_PARTIAL_FILE:
        return TRANSFER_SHORT;
    case CURLE_FILESIZE_EXCEEDED:
        return TRANSFER_TOO_LARGE;
    case CURLE_WRITE_ERROR:
        return TRANSFER_GIVEN_UP;
    default:
        return TRANSFER_FAILED;
    }
}

/* --- what goes out and comes in --- */

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    const struct transfer *transfer = context;
    const struct transfer_order *order = transfer->order;

    if (!order->take || order->take(order->context, bytes, size * count))
        return size * count;
    return 0;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    const struct transfer *transfer = context;
    const struct transfer_order *order = transfer->order;

    if (order->header)
        order->header(order->context, bytes, size * count);
    return size * count;
}

/* What libcurl says to nobody but a debugger: the lines of a mail server. Of those that refuse
 * (4xx, 5xx) the last one is kept; behind it comes only a good-bye. */
static int take_note(CURL *easy, curl_infotype type, char *bytes, size_t length, void *context)
{
    struct transfer *transfer = context;
    size_t kept = 0;

    (void)easy;
    if (type != CURLINFO_HEADER_IN || length == 0 || (bytes[0] != '4' && bytes[0] != '5'))
        return 0;
    for (; kept < length && kept < SAID_MAX - 1; kept++) {
        if ((unsigned char)bytes[kept] < ' ' || bytes[kept] == 0x7f)
            break;
        transfer->said[kept] = bytes[kept];
    }
    transfer->said[kept] = '\0';
    return 0;
}

static size_t give_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    const struct transfer_order *order = transfer->order;
    size_t length = order->body_length - transfer->sent;

    if (length > size * count)
        length = size * count;
    if (length > 0)
        memcpy(bytes, (const char *)order->body + transfer->sent, length);
    transfer->sent += length;
    return length;
}

/* --- one transfer --- */

static void set_number(struct transfer *transfer, CURLoption option, long value)
{
    transfer->ok = transfer->ok && curl_easy_setopt(transfer->easy, option, value) == CURLE_OK;
}

/* NULL leaves the option alone. */
static void set_text(struct transfer *transfer, CURLoption option, const char *value)
{
    if (value)
        transfer->ok =
            transfer->ok && curl_easy_setopt(transfer->easy, option, value) == CURLE_OK;
}

static void set_size(struct transfer *transfer, CURLoption option, size_t value)
{
    transfer->ok = transfer->ok &&
                   curl_easy_setopt(transfer->easy, option, (curl_off_t)value) == CURLE_OK;
}

static void append(struct curl_slist **list, const char *text, bool *ok)
{
    struct curl_slist *longer = curl_slist_append(*list, text);

    if (longer)
        *list = longer;
    else
        *ok = false;
}

static void set_headers(struct transfer *transfer)
{
    const struct transfer_order *order = transfer->order;

    for (size_t i = 0; i < order->header_count; i++)
        if (!strpbrk(order->headers[i], "\r\n"))
            append(&transfer->headers, order->headers[i], &transfer->ok);
    if (transfer->headers)
        transfer->ok = transfer->ok && curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER,
                                                        transfer->headers) == CURLE_OK;
}

static void set_mail(struct transfer *transfer)
{
    const struct transfer_order *order = transfer->order;

    append(&transfer->receivers, order->mail_to, &transfer->ok);
    set_text(transfer, CURLOPT_MAIL_FROM, order->mail_from);
    transfer->ok = transfer->ok && curl_easy_setopt(transfer->easy, CURLOPT_MAIL_RCPT,
                                                    transfer->receivers) == CURLE_OK;
    set_number(transfer, CURLOPT_USE_SSL, order->clear ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    set_number(transfer, CURLOPT_UPLOAD, 1);
    set_number(transfer, CURLOPT_VERBOSE, 1);
    set_size(transfer, CURLOPT_INFILESIZE_LARGE, order->body_length);
    transfer->ok =
        transfer->ok &&
        curl_easy_setopt(transfer->easy, CURLOPT_DEBUGFUNCTION, take_note) == CURLE_OK &&
        curl_easy_setopt(transfer->easy, CURLOPT_DEBUGDATA, transfer) == CURLE_OK &&
        curl_easy_setopt(transfer->easy, CURLOPT_READFUNCTION, give_body) == CURLE_OK &&
        curl_easy_setopt(transfer->easy, CURLOPT_READDATA, transfer) == CURLE_OK;
}

static void set_post(struct transfer *transfer)
{
    const struct transfer_order *order = transfer->order;

    set_number(transfer, CURLOPT_POST, 1);
    set_size(transfer, CURLOPT_POSTFIELDSIZE_LARGE, order->body_length);
    set_text(transfer, CURLOPT_POSTFIELDS, order->body);
}

static void set_limits(struct transfer *transfer)
{
    const struct transfer_order *order = transfer->order;

    set_number(transfer, CURLOPT_FOLLOWLOCATION, order->redirects > 0);
    set_number(transfer, CURLOPT_MAXREDIRS, order->redirects);
    set_number(transfer, CURLOPT_NOSIGNAL, 1);
    set_number(transfer, CURLOPT_SSL_VERIFYPEER, 1);
    set_number(transfer, CURLOPT_SSL_VERIFYHOST, 2);
    set_number(transfer, CURLOPT_TIMEOUT_MS, (long)order->timeout_ms);
    set_number(transfer, CURLOPT_CONNECTTIMEOUT_MS, (long)order->timeout_ms);
    set_size(transfer, CURLOPT_MAXFILESIZE_LARGE, order->max_bytes);
}

static void set_texts(struct transfer *transfer)
{
    const struct transfer_order *order = transfer->order;

    set_text(transfer, CURLOPT_URL, order->url);
    set_text(transfer, CURLOPT_USERAGENT, order->user_agent);
    set_text(transfer, CURLOPT_PROTOCOLS_STR, order->schemes);
    set_text(transfer, CURLOPT_REDIR_PROTOCOLS_STR, order->schemes);
    set_text(transfer, CURLOPT_CAINFO, order->ca_file);
    set_text(transfer, CURLOPT_USERNAME, order->user);
    set_text(transfer, CURLOPT_PASSWORD, order->password);
    if (order->bearer) {
        set_number(transfer, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
        set_text(transfer, CURLOPT_XOAUTH2_BEARER, order->bearer);
    }
    if (is_loopback(transfer->host))
        set_text(transfer, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
}

static void set_callbacks(struct transfer *transfer)
{
    CURL *easy = transfer->easy;

    transfer->ok =
        transfer->ok && curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->curl_text) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer) == CURLE_OK;
}

static void discard(struct transfer *transfer)
{
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->headers);
    curl_slist_free_all(transfer->receivers);
    mem_free(transfer->host);
    mem_free(transfer);
}

struct transfer *transfer_begin(struct transfer_set *set, const struct transfer_order *order)
{
    struct transfer *transfer = mem_calloc(1, sizeof *transfer);

    transfer->order = order;
    transfer->easy = curl_easy_init();
    transfer->ok = transfer->easy != NULL;
    transfer->host = transfer_host(order->url);
    if (!transfer->host)
        transfer->host = mem_strdup("");
    if (transfer->ok) {
        set_limits(transfer);
        set_texts(transfer);
        set_headers(transfer);
        set_callbacks(transfer);
        if (order->mail_from)
            set_mail(transfer);
        else if (order->body)
            set_post(transfer);
    }
    if (transfer->ok && curl_multi_add_handle(set->multi, transfer->easy) == CURLM_OK)
        return transfer;
    discard(transfer);
    return NULL;
}

void transfer_end(struct transfer_set *set, struct transfer *transfer,
                  struct transfer_outcome *out)
{
    long status = 0;
    curl_off_t expected = -1;
    const char *url = NULL;

    *out = (struct transfer_outcome){.end = TRANSFER_STOPPED};
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_EFFECTIVE_URL, &url);
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &expected);
    out->status = (int)status;
    out->expected = (int64_t)expected;
    out->url = url ? transfer_bare(url) : NULL;
    out->said = transfer->said[0] ? mem_strdup(transfer->said) : NULL;
    if (transfer->ended)
        out->end = judge(transfer);
    if (out->end == TRANSFER_FAILED || out->end == TRANSFER_LATE)
        explain(transfer, &out->err);
    (void)curl_multi_remove_handle(set->multi, transfer->easy);
    discard(transfer);
}

/* --- several --- */

struct transfer_set *transfer_open(struct err *err)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0) {
        (void)err_set(err, ERR_INTERNAL, "libcurl could not be started");
        return NULL;
    }
    CURLM *multi = curl_multi_init();
    if (!multi) {
        curl_global_cleanup();
        (void)err_set(err, ERR_INTERNAL, "libcurl could not be started");
        return NULL;
    }
    struct transfer_set *set = mem_calloc(1, sizeof *set);
    set->multi = multi;
    return set;
}

void transfer_close(struct transfer_set *set)
{
    if (!set)
        return;
    (void)curl_multi_cleanup(set->multi);
    curl_global_cleanup();
    mem_free(set);
}

int transfer_work(struct transfer_set *set)
{
    int running = 0;

    return curl_multi_perform(set->multi, &running) == CURLM_OK ? 0 : -1;
}

struct transfer *transfer_next(struct transfer_set *set, void **context)
{
    int left = 0;

    for (const CURLMsg *message = curl_multi_info_read(set->multi, &left); message;
         message = curl_multi_info_read(set->multi, &left)) {
        char *private = NULL;
        CURLcode code = message->data.result;

        if (message->msg != CURLMSG_DONE ||
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &private) != CURLE_OK)
            continue;
        struct transfer *transfer = (struct transfer *)(void *)private;
        transfer->ended = true;
        transfer->code = code;
        *context = transfer->order->context;
        return transfer;
    }
    return NULL;
}

void transfer_wait(struct transfer_set *set, int milliseconds)
{
    (void)curl_multi_poll(set->multi, NULL, 0, milliseconds, NULL);
}

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
    mem_free(outcome->url);
    mem_free(outcome->said);
    outcome->url = NULL;
    outcome->said = NULL;
}

const char *transfer_library(void)
{
    return curl_version();
}
