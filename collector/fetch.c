/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fetch: a queue per host over one curl multi handle. */
#include "collector/fetch.h"

#include <ctype.h>
#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/mem.h"
#include "core/str.h"

#include "collector/answer.h"
#include "collector/unpack.h"

#define PARALLEL_DEFAULT 8
#define REDIRECTS_MAX 5L
#define HEADER_MAX 2048 /* bytes of a header we send */
#define POLL_MS 100     /* how soon the stop flag is seen */

enum state { WAITING, RUNNING, DONE };

struct host {
    char *name;
    bool busy;
    int64_t next_start; /* monotonic milliseconds */
};

struct transfer {
    const struct fetch_request *request;
    struct fetch_result *result;
    struct host *host;
    enum state state;
    CURL *easy;
    struct curl_slist *headers;
    int64_t started;
    struct unpack unpack;
    char curl_text[CURL_ERROR_SIZE];
};

struct session {
    const struct fetch_options *options;
    CURLM *multi;
    struct transfer *transfers;
    size_t count;
    struct host *hosts;
    size_t host_count;
    size_t running;
    size_t done;
};

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- URLs --- */

/* The host's name in lower case, or NULL when it is no URL. */
static char *take_host(const char *url)
{
    char *part = NULL;
    char *name = NULL;
    CURLU *parts = curl_url();
    if (parts != NULL && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &part, 0) == CURLUE_OK) {
        name = mem_strdup(part);
        for (char *p = name; *p != '\0'; p++)
            *p = (char)tolower((unsigned char)*p);
    }
    curl_free(part);
    curl_url_cleanup(parts);
    return name;
}

/* A copy without user and password, which belong in no log or ledger. */
static char *without_credentials(const char *url)
{
    char *whole = NULL;
    char *copy = NULL;
    CURLU *parts = curl_url();
    if (parts != NULL && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_set(parts, CURLUPART_USER, NULL, 0) == CURLUE_OK &&
        curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_URL, &whole, 0) == CURLUE_OK)
        copy = mem_strdup(whole);
    curl_free(whole);
    curl_url_cleanup(parts);
    return copy == NULL ? mem_strdup("") : copy;
}

static bool is_loopback(const char *host)
{
    return str_equal(host, "localhost") || str_equal(host, "127.0.0.1") ||
           str_equal(host, "[::1]");
}

/* --- what comes in --- */

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    bool taken = unpack_take(&transfer->unpack, transfer->result->content_encoding, bytes,
                             size * count, &transfer->result->body);
    return taken ? size * count : 0; /* 0: curl gives the transfer up */
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    answer_header(transfer->result, bytes, size * count);
    return size * count;
}

/* --- what went wrong, in words --- */

static void explain_connect(struct transfer *transfer, struct err *err)
{
    long number = 0;
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &number);
    if (number == ECONNREFUSED || number == 0)
        (void)err_set(err, ERR_UNAVAILABLE, "connection refused by %s", transfer->host->name);
    else
        (void)err_set(err, ERR_UNAVAILABLE, "no connection to %s: %s", transfer->host->name,
                      strerror((int)number));
}

static void explain_protocol(struct transfer *transfer, struct err *err)
{
    long redirects = 0;
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_COUNT, &redirects);
    if (strstr(transfer->curl_text, "HTTP/0.9") != NULL)
        (void)err_set(err, ERR_UNAVAILABLE, "the answer of %s is not HTTP",
                      transfer->host->name);
    else if (redirects > 0 || transfer->result->status != 0)
        (void)err_set(err, ERR_UNAVAILABLE,
                      "redirected to something else than http or https: not followed");
    else
        (void)err_set(err, ERR_UNAVAILABLE, "not a web address: expected http or https");
}

/* What a city clerk can act on. The host follows, or curl's own words where they say more. */
struct trouble {
    CURLcode code;
    bool by_host;
    const char *words;
};

static const struct trouble troubles[] = {
    {CURLE_COULDNT_RESOLVE_HOST, true, "no host is called "},
    {CURLE_GOT_NOTHING, true, "connection closed without an answer by "},
    {CURLE_PEER_FAILED_VERIFICATION, false, "certificate not valid: "},
    {CURLE_SSL_CONNECT_ERROR, false, "no secure connection: "},
    {CURLE_COULDNT_RESOLVE_PROXY, false, "the proxy was not found: "},
};

static void explain_curl(struct transfer *transfer, CURLcode code, struct err *err)
{
    const char *detail =
        transfer->curl_text[0] != '\0' ? transfer->curl_text : curl_easy_strerror(code);
    if (code == CURLE_OPERATION_TIMEDOUT) {
        answer_late(transfer->request, transfer->result, transfer->host->name);
    } else if (code == CURLE_COULDNT_CONNECT) {
        explain_connect(transfer, err);
    } else if (code == CURLE_PARTIAL_FILE) {
        curl_off_t expected = -1;
        (void)curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &expected);
        answer_short(transfer->result, (int64_t)expected);
    } else if (code == CURLE_UNSUPPORTED_PROTOCOL) {
        explain_protocol(transfer, err);
    } else if (code == CURLE_TOO_MANY_REDIRECTS) {
        (void)err_set(err, ERR_UNAVAILABLE, "more than %ld redirects", REDIRECTS_MAX);
    } else {
        const struct trouble *trouble = NULL;
        for (size_t i = 0; i < sizeof troubles / sizeof troubles[0]; i++)
            if (troubles[i].code == code)
                trouble = &troubles[i];
        (void)err_set(err, ERR_UNAVAILABLE, "%s%s",
                      trouble == NULL ? "transfer failed: " : trouble->words,
                      trouble != NULL && trouble->by_host ? transfer->host->name : detail);
    }
}

/* --- one transfer --- */

static void add_header(struct transfer *transfer, const char *name, const char *value)
{
    struct buf line;
    if (str_empty(value))
        return;
    buf_init(&line, HEADER_MAX + 64);
    (void)buf_printf(&line, "%s: %s", name, value);
    if (!line.overflow && strpbrk(value, "\r\n") == NULL) {
        struct curl_slist *longer = curl_slist_append(transfer->headers, buf_text(&line));
        if (longer != NULL)
            transfer->headers = longer;
    }
    buf_free(&line);
}

static bool set_limits(struct transfer *transfer)
{
    const struct fetch_request *request = transfer->request;
    const struct {
        CURLoption option;
        long value;
    } limits[] = {{CURLOPT_FOLLOWLOCATION, 1},
                  {CURLOPT_MAXREDIRS, REDIRECTS_MAX},
                  {CURLOPT_NOSIGNAL, 1},
                  {CURLOPT_SSL_VERIFYPEER, 1},
                  {CURLOPT_SSL_VERIFYHOST, 2},
                  {CURLOPT_TIMEOUT_MS, (long)request->timeout_ms},
                  {CURLOPT_CONNECTTIMEOUT_MS, (long)request->timeout_ms}};
    bool ok = curl_easy_setopt(transfer->easy, CURLOPT_MAXFILESIZE_LARGE,
                               (curl_off_t)request->max_bytes) == CURLE_OK;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        ok = ok &&
             curl_easy_setopt(transfer->easy, limits[i].option, limits[i].value) == CURLE_OK;
    return ok;
}

static bool set_texts(struct transfer *transfer, const char *user_agent)
{
    const struct {
        CURLoption option;
        const char *value;
    } texts[] = {{CURLOPT_URL, transfer->request->url},
                 {CURLOPT_USERAGENT, user_agent},
                 {CURLOPT_PROTOCOLS_STR, "http,https"},
                 {CURLOPT_REDIR_PROTOCOLS_STR, "http,https"},
                 /* A proxy of the environment never leads to this machine. */
                 {CURLOPT_NOPROXY, "localhost,127.0.0.1,::1"}};
    bool ok = true;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (texts[i].option != CURLOPT_NOPROXY || is_loopback(transfer->host->name))
            ok = ok &&
                 curl_easy_setopt(transfer->easy, texts[i].option, texts[i].value) == CURLE_OK;
    return ok;
}

static bool set_callbacks(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    add_header(transfer, "Accept-Encoding", "gzip");
    add_header(transfer, "If-None-Match", transfer->request->etag);
    add_header(transfer, "If-Modified-Since", transfer->request->last_modified);
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->curl_text) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer) == CURLE_OK;
}

static void settle(struct session *session, struct transfer *transfer)
{
    struct fetch_result *result = transfer->result;
    if (result->err.code != ERR_NONE || result->not_modified)
        buf_reset(&result->body);
    transfer->state = DONE;
    session->done++;
    if (session->options->progress != NULL)
        session->options->progress(session->done, session->count, session->options->context);
}

/* Takes the handle back and keeps what it knows. */
static void release(struct session *session, struct transfer *transfer)
{
    long status = 0;
    const char *url = NULL;
    struct fetch_result *result = transfer->result;
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_EFFECTIVE_URL, &url);
    result->status = (int)status;
    result->elapsed_ms = now_ms() - transfer->started;
    if (url != NULL) {
        mem_free(result->url);
        result->url = without_credentials(url);
    }
    (void)curl_multi_remove_handle(session->multi, transfer->easy);
    transfer->host->busy = false;
    session->running--;
}

static void close_handle(struct transfer *transfer)
{
    curl_easy_cleanup(transfer->easy);
    unpack_free(&transfer->unpack);
    curl_slist_free_all(transfer->headers);
    transfer->easy = NULL;
    transfer->headers = NULL;
}

static void judge(struct transfer *transfer, CURLcode code)
{
    struct fetch_result *result = transfer->result;
    const struct fetch_request *request = transfer->request;
    bool asked = !str_empty(request->etag) || !str_empty(request->last_modified);
    const char *complaint = unpack_complaint(transfer->unpack.state);
    if (transfer->unpack.state == UNPACK_TOO_LARGE || code == CURLE_FILESIZE_EXCEEDED)
        (void)err_set(&result->err, ERR_UNAVAILABLE, "the document is larger than %zu bytes",
                      request->max_bytes);
    else if (complaint != NULL && (code == CURLE_OK || code == CURLE_WRITE_ERROR))
        (void)err_set(&result->err, ERR_UNAVAILABLE, "%s", complaint);
    else if (code != CURLE_OK)
        explain_curl(transfer, code, &result->err);
    else if (result->status == 304 && asked)
        result->not_modified = true;
    else if (result->status != 200)
        (void)err_set(&result->err, ERR_UNAVAILABLE, "HTTP %d (%s)", result->status,
                      answer_words(result->status));
}

static void finish(struct session *session, struct transfer *transfer, CURLcode code)
{
    release(session, transfer);
    judge(transfer, code);
    close_handle(transfer);
    settle(session, transfer);
}

static void begin(struct session *session, struct transfer *transfer)
{
    transfer->started = now_ms();
    transfer->easy = curl_easy_init();
    if (transfer->easy == NULL || !set_limits(transfer) ||
        !set_texts(transfer, session->options->user_agent) || !set_callbacks(transfer) ||
        curl_multi_add_handle(session->multi, transfer->easy) != CURLM_OK) {
        (void)err_set(&transfer->result->err, ERR_INTERNAL, "libcurl could not be set up");
        close_handle(transfer);
        settle(session, transfer);
        return;
    }
    transfer->state = RUNNING;
    transfer->host->busy = true;
    transfer->host->next_start = transfer->started + session->options->delay_ms;
    session->running++;
}

/* --- the queue --- */

static struct host *find_host(struct session *session, char *name)
{
    for (size_t i = 0; i < session->host_count; i++) {
        if (!str_equal(session->hosts[i].name, name))
            continue;
        mem_free(name);
        return &session->hosts[i];
    }
    struct host *host = &session->hosts[session->host_count++];
    host->name = name;
    return host;
}

static void start_result(struct fetch_result *result, const struct fetch_request *request)
{
    *result = (struct fetch_result){0};
    err_clear(&result->err);
    buf_init(&result->body, request->max_bytes);
    result->url = without_credentials(request->url);
    answer_clear(result);
}

static void enqueue(struct session *session, size_t i, const struct fetch_request *request,
                    struct fetch_result *result)
{
    struct transfer *transfer = &session->transfers[i];
    *transfer = (struct transfer){.request = request, .result = result};
    start_result(result, request);
    char *name = take_host(request->url);
    if (name != NULL) {
        transfer->host = find_host(session, name);
        return;
    }
    (void)err_set(&result->err, ERR_UNAVAILABLE, "not a web address: expected http or https");
    settle(session, transfer);
}

/* Starts what may start. Returns how long until the next may, at most POLL_MS. */
static int start_due(struct session *session)
{
    size_t parallel =
        session->options->parallel == 0 ? PARALLEL_DEFAULT : session->options->parallel;
    int64_t now = now_ms();
    int64_t wait = POLL_MS;
    for (size_t i = 0; i < session->count && session->running < parallel; i++) {
        struct transfer *transfer = &session->transfers[i];
        if (transfer->state != WAITING || transfer->host->busy)
            continue;
        int64_t due = transfer->host->next_start - now;
        if (due <= 0)
            begin(session, transfer);
        else if (due < wait)
            wait = due;
    }
    return (int)wait;
}

static void collect_finished(struct session *session)
{
    int left = 0;
    for (const CURLMsg *message = curl_multi_info_read(session->multi, &left); message != NULL;
         message = curl_multi_info_read(session->multi, &left)) {
        char *transfer = NULL;
        CURLcode code = message->data.result;
        if (message->msg == CURLMSG_DONE &&
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer) == CURLE_OK)
            finish(session, (struct transfer *)(void *)transfer, code);
    }
}

static void abandon(struct session *session, const char *why)
{
    for (size_t i = 0; i < session->count; i++) {
        struct transfer *transfer = &session->transfers[i];
        if (transfer->state == DONE)
            continue;
        (void)err_set(&transfer->result->err, ERR_UNAVAILABLE, "%s", why);
        if (transfer->state == RUNNING) {
            release(session, transfer);
            close_handle(transfer);
        }
        settle(session, transfer);
    }
}

static void run(struct session *session)
{
    const volatile int *stop = session->options->stop;
    while (session->done < session->count) {
        int running = 0;
        if (stop != NULL && *stop != 0) {
            abandon(session, "stopped before it was finished");
            return;
        }
        int wait = start_due(session);
        if (curl_multi_perform(session->multi, &running) != CURLM_OK) {
            abandon(session, "libcurl failed");
            return;
        }
        size_t before = session->done;
        collect_finished(session);
        if (session->done == before && session->done < session->count)
            (void)curl_multi_poll(session->multi, NULL, 0, wait, NULL);
    }
}

int fetch_all(const struct fetch_request *requests, size_t count,
              const struct fetch_options *options, struct fetch_result *results,
              struct err *err)
{
    struct session session = {.options = options, .count = count};
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
        return err_set(err, ERR_INTERNAL, "libcurl could not be started");
    session.multi = curl_multi_init();
    if (session.multi == NULL) {
        curl_global_cleanup();
        return err_set(err, ERR_INTERNAL, "libcurl could not be started");
    }
    session.transfers = mem_calloc(count, sizeof *session.transfers);
    session.hosts = mem_calloc(count, sizeof *session.hosts);
    for (size_t i = 0; i < count; i++)
        enqueue(&session, i, &requests[i], &results[i]);
    run(&session);
    for (size_t i = 0; i < session.host_count; i++)
        mem_free(session.hosts[i].name);
    mem_free(session.hosts);
    mem_free(session.transfers);
    (void)curl_multi_cleanup(session.multi);
    curl_global_cleanup();
    return 0;
}

void fetch_result_free(struct fetch_result *result)
{
    if (result == NULL)
        return;
    buf_free(&result->body);
    mem_free(result->url);
    mem_free(result->content_type);
    mem_free(result->content_encoding);
    mem_free(result->etag);
    mem_free(result->last_modified);
    *result = (struct fetch_result){0};
}

const char *fetch_library(void)
{
    return curl_version();
}
