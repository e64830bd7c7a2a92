/* SPDX-License-Identifier: GPL-3.0-or-later */
/* http: see http.h. */
#include "daemon/http.h"

#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "core/instant.h"
#include "core/log.h"
#include "core/mem.h"
#include "core/str.h"
#include "daemon/httpdate.h"

/* A page declares the same for itself; frames are forbidden by a header only. */
#define POLICY                                                                                \
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri "      \
    "'none'; form-action 'none'; frame-ancestors 'none'"

#define SPARE_DESCRIPTORS 64
#define TICK_MS 1000

struct http_reply {
    struct MHD_Response *response;
    int status;
    bool borrowed; /* the response is another reply's */
};

/* A request under way. */
struct asked {
    char *target;
    bool begun; /* its head has come, and it was asked for the rest */
};

/* A connection and since when it is waited for. */
struct guest {
    struct guest *next;
    struct guest *before;
    int fd;
    bool taking; /* an answer; else it owes a request */
    int64_t since;
};

struct http {
    struct MHD_Daemon *daemon;
    struct http_options options;
    struct http_reply *refusal; /* of other methods */
    struct guest *guests;
    unsigned count; /* of guests */
    unsigned most;
    int64_t now; /* seconds of a clock that only goes on */
};

/* --- answers --- */

static void add(struct MHD_Response *response, const char *name, const char *value)
{
    if (value)
        (void)MHD_add_response_header(response, name, value);
}

struct http_reply *http_reply_new(const struct http_head *head, const struct buf *body)
{
    struct http_reply *reply = mem_calloc(1, sizeof *reply);
    char modified[HTTPDATE_SIZE];

    reply->status = head->status;
    reply->response =
        MHD_create_response_from_buffer(body->length, body->data, MHD_RESPMEM_MUST_COPY);
    if (!reply->response) {
        log_error("out of memory");
        abort();
    }
    httpdate_print(head->modified, modified);
    add(reply->response, "Content-Type", head->type);
    add(reply->response, "ETag", head->etag);
    add(reply->response, "Last-Modified", head->modified ? modified : NULL);
    add(reply->response, "Content-Encoding", head->gzip ? "gzip" : NULL);
    add(reply->response, "Vary", head->varies ? "Accept-Encoding" : NULL);
    add(reply->response, "Cache-Control", head->cache_control);
    add(reply->response, "Location", head->location);
    add(reply->response, "Allow", head->status == 405 ? "GET, HEAD" : NULL);
    add(reply->response, "Content-Security-Policy", POLICY);
    add(reply->response, "X-Content-Type-Options", "nosniff");
    add(reply->response, "Referrer-Policy", "no-referrer");
    add(reply->response, "Cross-Origin-Resource-Policy", "same-origin");
    add(reply->response, "Cross-Origin-Opener-Policy", "same-origin");
    return reply;
}

struct http_reply *http_reply_same(const struct http_reply *reply)
{
    struct http_reply *same = mem_calloc(1, sizeof *same);

    *same = (struct http_reply){.response = reply->response, .status = 304, .borrowed = true};
    return same;
}

void http_reply_free(struct http_reply *reply)
{
    if (!reply)
        return;
    if (!reply->borrowed)
        MHD_destroy_response(reply->response);
    mem_free(reply);
}

int http_reply_status(const struct http_reply *reply)
{
    return reply->status;
}

/* --- requests --- */

/* A list of entity tags, weak or not: what is compared is what stands between the quotes. */
static bool lists(const char *list, const char *etag)
{
    size_t length = strlen(etag);

    for (const char *at = list; (at = strstr(at, etag)) != NULL; at += length) {
        char after = at[length];

        if (after == '\0' || after == ',' || after == ' ' || after == '\t')
            return true;
    }
    return str_equal(list, "*");
}

bool http_has(const struct http_request *request, const char *etag, int64_t modified)
{
    int64_t since;

    if (*request->if_none_match)
        return lists(request->if_none_match, etag);
    return modified > 0 && httpdate_parse(request->if_modified_since, &since) &&
           modified <= since;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    const char *value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);

    return value ? value : "";
}

/* "gzip", not "gzip;q=0". */
static bool takes_gzip(const char *accepted)
{
    const char *at = strstr(accepted, "gzip");

    if (!at)
        return false;
    at += strlen("gzip");
    at += strspn(at, " ");
    if (*at != ';')
        return true;
    at += 1 + strspn(at + 1, " ");
    return !str_starts(at, "q=0") || at[3 + strspn(at + 3, ".0")] != '\0';
}

static enum MHD_Result count_host(void *context, enum MHD_ValueKind kind, const char *name,
                                  const char *value)
{
    unsigned *count = context;

    (void)kind;
    (void)value;
    *count += strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0;
    return MHD_YES;
}

static bool is_reading(const char *method)
{
    return str_equal(method, "GET") || str_equal(method, "HEAD");
}

static struct guest *find_guest(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

static const struct http_reply *choose(struct http *http, struct MHD_Connection *connection,
                                       const char *method, const char *target)
{
    struct http_request request = {
        .method = method,
        .target = target,
        .host = header(connection, MHD_HTTP_HEADER_HOST),
        .if_none_match = header(connection, MHD_HTTP_HEADER_IF_NONE_MATCH),
        .if_modified_since = header(connection, MHD_HTTP_HEADER_IF_MODIFIED_SINCE),
        .gzip = takes_gzip(header(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING)),
    };
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, count_host, &request.hosts);
    const struct http_reply *reply =
        is_reading(method) ? http->options.answer(&request, http->options.context)
                           : http->refusal;

    if (reply->status >= 400 && http->options.tell)
        http->options.tell(&request, reply->status, http->options.context);
    return reply;
}

/* libmicrohttpd asks when the head has come, and again when all has. An answer the first time
 * ends the connection, as it should for what may bring a body; a body of a GET is dropped. */
static enum MHD_Result serve(void *context, struct MHD_Connection *connection, const char *url,
                             const char *method, const char *version, const char *data,
                             size_t *data_size, void **place)
{
    struct http *http = context;
    struct guest *guest = find_guest(connection);
    struct asked *asked = *place;

    (void)version;
    (void)data;
    if (is_reading(method) && asked && (!asked->begun || *data_size > 0)) {
        asked->begun = true;
        *data_size = 0;
        return MHD_YES;
    }
    if (guest) {
        guest->taking = true;
        guest->since = http->now;
    }
    const struct http_reply *reply =
        choose(http, connection, method, asked ? asked->target : url);
    return MHD_queue_response(connection, (unsigned)reply->status, reply->response);
}

/* The address as it came, before anything is made of it. */
static void *note_target(void *context, const char *target, struct MHD_Connection *connection)
{
    struct asked *asked = mem_calloc(1, sizeof *asked);

    (void)context;
    (void)connection;
    asked->target = mem_strdup(target);
    return asked;
}

static void note_end(void *context, struct MHD_Connection *connection, void **place,
                     enum MHD_RequestTerminationCode how)
{
    struct http *http = context;
    struct guest *guest = find_guest(connection);
    struct asked *asked = *place;

    (void)how;
    if (asked)
        mem_free(asked->target);
    mem_free(asked);
    *place = NULL;
    if (guest) {
        guest->taking = false;
        guest->since = http->now;
    }
}

/* --- connections --- */

static void welcome(struct http *http, struct MHD_Connection *connection, void **place)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct guest *guest = mem_calloc(1, sizeof *guest);

    *guest = (struct guest){
        .next = http->guests, .fd = info ? info->connect_fd : -1, .since = http->now};
    if (guest->next)
        guest->next->before = guest;
    http->guests = guest;
    http->count++;
    *place = guest;
}

static void see_off(struct http *http, struct guest *guest)
{
    if (guest->before)
        guest->before->next = guest->next;
    else
        http->guests = guest->next;
    if (guest->next)
        guest->next->before = guest->before;
    http->count--;
    mem_free(guest);
}

static void note_connection(void *context, struct MHD_Connection *connection, void **place,
                            enum MHD_ConnectionNotificationCode how)
{
    struct http *http = context;

    if (how == MHD_CONNECTION_NOTIFY_STARTED)
        welcome(http, connection, place);
    else if (*place)
        see_off(http, *place);
}

/* A byte now and then keeps a connection from being idle: only the whole counts. Where nearly
 * all places are taken, those who ask for nothing make room. */
static void part_with_slow(struct http *http)
{
    bool crowded = http->count > http->most - http->most / 16;

    for (struct guest *guest = http->guests; guest; guest = guest->next) {
        int64_t most = guest->taking ? HTTP_ANSWER_S
                       : crowded     ? HTTP_CROWDED_S
                                     : HTTP_REQUEST_S;

        if (guest->fd >= 0 && http->now - guest->since > most)
            (void)shutdown(guest->fd, SHUT_RDWR);
    }
}

/* --- the server --- */

__attribute__((format(printf, 2, 0))) static void
note_trouble(void *context, const char *format, va_list arguments)
{
    char text[512];

    (void)context;
    (void)vsnprintf(text, sizeof text, format, arguments);
    text[strcspn(text, "\n")] = '\0';
    log_debug("http: %s", text);
}

/* As many as there are descriptors for. */
static unsigned choose_connections(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return HTTP_CONNECTIONS / 2;
    if (limit.rlim_cur < HTTP_CONNECTIONS + SPARE_DESCRIPTORS) {
        limit.rlim_cur = limit.rlim_max < HTTP_CONNECTIONS + SPARE_DESCRIPTORS
                             ? limit.rlim_max
                             : HTTP_CONNECTIONS + SPARE_DESCRIPTORS;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
    if (limit.rlim_cur / 2 <= SPARE_DESCRIPTORS)
        return SPARE_DESCRIPTORS;
    return limit.rlim_cur < HTTP_CONNECTIONS + SPARE_DESCRIPTORS
               ? (unsigned)limit.rlim_cur - SPARE_DESCRIPTORS
               : HTTP_CONNECTIONS;
}

static struct http_reply *refuse_method(void)
{
    static const struct http_head HEAD = {.status = 405, .type = "text/plain"};
    struct buf text;

    buf_init(&text, 64);
    buf_puts(&text, "GET, HEAD\n");
    struct http_reply *reply = http_reply_new(&HEAD, &text);
    buf_free(&text);
    return reply;
}

int http_start(const struct http_options *options, struct http **out, struct err *err)
{
    struct http *http = mem_calloc(1, sizeof *http);

    *http = (struct http){
        .options = *options, .most = choose_connections(), .now = instant_ticks_ms() / 1000};
    http->refusal = refuse_method();
    http->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_TURBO | MHD_USE_ERROR_LOG, 0, NULL, NULL, serve, http,
        MHD_OPTION_EXTERNAL_LOGGER, note_trouble, NULL, MHD_OPTION_LISTEN_SOCKET,
        options->listener, MHD_OPTION_CONNECTION_LIMIT, http->most,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_MEMORY, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)HTTP_REQUEST_S, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_URI_LOG_CALLBACK, note_target, http,
        MHD_OPTION_NOTIFY_COMPLETED, note_end, http, MHD_OPTION_NOTIFY_CONNECTION,
        note_connection, http, MHD_OPTION_END);
    *out = http;
    if (http->daemon)
        return 0;
    http_stop(http);
    *out = NULL;
    return err_set(err, ERR_INTERNAL, "the HTTP server did not start");
}

/* How long to sleep: not beyond what is due. */
static int find_patience(const struct http *http)
{
    MHD_UNSIGNED_LONG_LONG due;

    if (MHD_get_timeout(http->daemon, &due) != MHD_YES || due > TICK_MS)
        return TICK_MS;
    return (int)due;
}

static void tick(struct http *http)
{
    int64_t now = instant_ticks_ms() / 1000;

    if (now == http->now)
        return;
    http->now = now;
    part_with_slow(http);
    if (http->options.tick)
        http->options.tick(http->options.context);
}

int http_run(struct http *http, int signals, struct err *err)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd waits[] = {{.fd = info ? info->epoll_fd : -1, .events = POLLIN},
                             {.fd = signals, .events = POLLIN}};

    if (http->options.tick)
        http->options.tick(http->options.context);
    for (;;) {
        int ready = poll(waits, 2, find_patience(http));

        if (ready < 0 && errno != EINTR)
            return err_errno(err, ERR_INTERNAL, "waiting for requests");
        if (ready > 0 && waits[1].revents)
            return 0;
        tick(http);
        if (MHD_run(http->daemon) != MHD_YES)
            return err_set(err, ERR_INTERNAL, "the HTTP server failed");
    }
}

void http_stop(struct http *http)
{
    if (!http)
        return;
    if (http->daemon)
        MHD_stop_daemon(http->daemon);
    http_reply_free(http->refusal);
    mem_free(http);
}

const char *http_library(void)
{
    return MHD_get_version();
}
