/* SPDX-License-Identifier: GPL-3.0-or-later */
/* serving: see serving.h. */
#include "daemon/serving.h"

#include <arpa/inet.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "collector/sandbox.h"
#include "config/edition.h"
#include "core/arena.h"
#include "core/file.h"
#include "core/log.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/target.h"
#include "daemon/http.h"
#include "daemon/listening.h"
#include "daemon/webanswer.h"
#include "daemon/webapi.h"
#include "daemon/webfolder.h"
#include "graphs/site/doors.h"

#define HOST_SIZE 256
#define TOLD_PER_S 20 /* lines of errors; the rest is counted */
#define SHOWN 200     /* bytes of an address in the log */

struct serving {
    const struct settings *settings;
    struct listening listening;
    struct webfolder *folder;
    struct webapi *api;
    struct http_reply *missing;
    struct http_reply *malformed;
    struct http_reply *misdirected;
    char host[HOST_SIZE]; /* of base_url; "" = none */
    unsigned told;        /* within this second */
    unsigned untold;
};

/* --- whom a request is for --- */

/* "example.jp:8080" -> "example.jp", "[::1]:80" -> "::1" */
static bool read_host(const char *text, char out[HOST_SIZE])
{
    bool brackets = *text == '[';
    size_t length = brackets ? strcspn(text, "]") : strcspn(text, ":/?#");

    if (length >= HOST_SIZE || (brackets && text[length] != ']'))
        return false;
    memcpy(out, text + brackets, length - brackets);
    out[length - brackets] = '\0';
    return true;
}

static bool is_numeric(const char *host)
{
    struct in6_addr address;

    return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1;
}

/* The address itself counts where it names a host. */
static const char *wanted_host(const struct http_request *request)
{
    const char *host = strstr(request->target, "://");

    return *request->target != '/' && host ? host + strlen("://") : request->host;
}

static bool is_for_us(const struct serving *serving, const struct http_request *request)
{
    char host[HOST_SIZE];

    if (!serving->listening.network || !serving->listening.loopback)
        return true;
    return read_host(wanted_host(request), host) &&
           (is_numeric(host) || strcasecmp(host, "localhost") == 0 ||
            (*serving->host && strcasecmp(host, serving->host) == 0));
}

/* --- answering --- */

static const struct http_reply *find(struct serving *serving, const struct target *target,
                                     const struct http_request *request)
{
    const struct http_reply *reply = webapi_give(serving->api, target, request);

    if (!reply)
        reply = webfolder_give(serving->folder, target->path, request);
    return reply ? reply : serving->missing;
}

static const struct http_reply *answer(const struct http_request *request, void *context)
{
    struct serving *serving = context;
    struct arena *arena = arena_new();
    struct err err = {0};
    struct target target;
    const struct http_reply *reply;

    if (request->hosts > 1)
        reply = serving->malformed;
    else if (!is_for_us(serving, request))
        reply = serving->misdirected;
    else if (target_read(request->target, arena, &target, &err))
        reply = err.code == ERR_DATA ? serving->missing : serving->malformed;
    else
        reply = find(serving, &target, request);
    arena_free(arena);
    return reply;
}

static void tick(void *context)
{
    struct serving *serving = context;

    if (serving->untold > 0)
        log_info("serve: %u more answers were errors", serving->untold);
    serving->told = 0;
    serving->untold = 0;
    webfolder_tick(serving->folder);
    webapi_tick(serving->api);
}

/* A line for each, but nobody fills the log by asking for what is not there. */
static void tell(const struct http_request *request, int status, void *context)
{
    struct serving *serving = context;
    struct arena *arena = arena_new();
    const char *target = plain_copy(
        arena, arena_strndup(arena, request->target, strnlen(request->target, SHOWN)));

    if (serving->told >= TOLD_PER_S)
        serving->untold++;
    else if (status >= 500)
        log_error("serve: %d for %s %s", status, request->method, target);
    else
        log_info("serve: %d for %s %s", status, request->method, target);
    serving->told++;
    arena_free(arena);
}

/* --- starting and ending --- */

static void prepare(struct serving *serving, struct settings *settings,
                    const struct serving_options *options)
{
    const char *address = strstr(settings->site.base_url, "://");
    bool metrics = options->metrics && doors_metrics(settings);

    serving->folder = webfolder_new(settings->site.output,
                                    edition_is_internal(settings) ? "internal" : "public",
                                    metrics ? NULL : DOORS_METRICS);
    serving->api = webapi_new(settings, metrics);
    serving->missing = webanswer_plain(404, "404: nothing has this address", NULL);
    serving->malformed = webanswer_plain(400, "400: this is no address", NULL);
    serving->misdirected = webanswer_plain(
        421, "421: this server answers for this machine and for the host of base_url", NULL);
    if (!address || !read_host(address + strlen("://"), serving->host))
        serving->host[0] = '\0';
    if (options->metrics && !metrics)
        log_warning("serve: the public edition has metrics only where `publish` names them");
}

static void clean_up(struct serving *serving)
{
    webfolder_free(serving->folder);
    webapi_free(serving->api);
    http_reply_free(serving->missing);
    http_reply_free(serving->malformed);
    http_reply_free(serving->misdirected);
    listening_end(&serving->listening);
}

static void tell_start(const struct serving *serving)
{
    const struct settings *settings = serving->settings;
    bool internal = edition_is_internal(settings);

    log_info("serving %s at %s (%s edition)", settings->site.output, serving->listening.text,
             internal ? "internal" : "public");
    if (internal && !serving->listening.loopback)
        log_warning("serve: other machines can read the internal edition, unencrypted; a web "
                    "server in front can ask who they are");
}

/* From here on nothing can be started, connected to or opened but what is served. */
static int enclose(const struct serving *serving, struct err *err)
{
    const struct settings *settings = serving->settings;
    char socket[LISTENING_TEXT_SIZE]; /* the folder of its file */

    (void)str_copy(socket, sizeof socket, serving->listening.path);
    socket[strlen(socket) > 0 ? (size_t)(strrchr(socket, '/') - socket) : 0] = '\0';
    const struct sandbox_folders folders = {
        .readable = {settings->site.output, "/usr/share/zoneinfo"},
        /* SQLite keeps there who reads: the ledger itself is opened for reading */
        .shared = {settings->site.state},
        .emptied = *serving->listening.path ? (*socket ? socket : "/") : NULL,
    };

    return sandbox_enclose(&folders, err);
}

static int serve(struct serving *serving, int signals, struct err *err)
{
    const struct http_options options = {
        .listener = serving->listening.fd,
        .answer = answer,
        .tick = tick,
        .tell = tell,
        .context = serving,
    };
    struct http *http;

    if (http_start(&options, &http, err))
        return -1;
    int failed = enclose(serving, err);
    if (!failed) {
        tell_start(serving);
        failed = http_run(http, signals, err);
    }
    http_stop(http);
    return failed;
}

/* Blocked, and read from a descriptor instead. */
static int open_signals(struct err *err)
{
    sigset_t wanted;

    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    int fd = sigprocmask(SIG_BLOCK, &wanted, NULL) == 0
                 ? signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK)
                 : -1;
    return fd >= 0 ? fd : err_errno(err, ERR_INTERNAL, "waiting for signals");
}

int serving_run(struct settings *settings, const struct serving_options *options,
                struct err *err)
{
    struct serving serving = {.settings = settings};
    int signals = open_signals(err);

    if (signals < 0)
        return -1;
    int failed = listening_open(options->listen, &serving.listening, err);
    if (!failed) {
        prepare(&serving, settings, options);
        failed = serve(&serving, signals, err);
        clean_up(&serving);
    }
    (void)close(signals);
    if (!failed)
        log_info("serve: ended");
    return failed;
}
