/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fetch: a queue per host over core/transfer. */
#include "collector/fetch.h"

#include <string.h>
#include <time.h>

#include "core/mem.h"
#include "core/str.h"
#include "core/transfer.h"

#include "collector/answer.h"
#include "collector/unpack.h"

#define PARALLEL_DEFAULT 8
#define REDIRECTS_MAX 5L
#define HEADER_MAX 2048 /* bytes of a header we send */
#define HEADERS_MAX 3
#define POLL_MS 100 /* how soon the stop flag is seen */

enum state { WAITING, RUNNING, DONE };

struct host {
    char *name;
    bool busy;
    int64_t next_start; /* monotonic milliseconds */
};

struct task {
    const struct fetch_request *request;
    struct fetch_result *result;
    struct host *host;
    enum state state;
    struct transfer_order order;
    struct transfer *transfer;
    struct buf lines[HEADERS_MAX];
    const char *headers[HEADERS_MAX];
    int64_t started;
    struct unpack unpack;
};

struct session {
    const struct fetch_options *options;
    struct transfer_set *set;
    struct task *tasks;
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

/* --- what comes in --- */

static bool take_body(void *context, const void *bytes, size_t length)
{
    struct task *task = context;
    return unpack_take(&task->unpack, task->result->content_encoding, bytes, length,
                       &task->result->body);
}

static void take_header(void *context, const char *line, size_t length)
{
    const struct task *task = context;
    answer_header(task->result, line, length);
}

/* --- one of them --- */

static void add_header(struct task *task, const char *name, const char *value)
{
    struct buf *line = &task->lines[task->order.header_count];
    if (str_empty(value))
        return;
    buf_init(line, HEADER_MAX + 64);
    (void)buf_printf(line, "%s: %s", name, value);
    task->headers[task->order.header_count] = line->overflow ? "" : buf_text(line);
    task->order.header_count++;
}

static void write_order(struct task *task, const char *user_agent)
{
    const struct fetch_request *request = task->request;
    task->order = (struct transfer_order){
        .url = request->url,
        .schemes = "http,https",
        .user_agent = user_agent,
        .headers = task->headers,
        .timeout_ms = request->timeout_ms,
        .max_bytes = request->max_bytes,
        .redirects = REDIRECTS_MAX,
        .take = take_body,
        .header = take_header,
        .context = task,
    };
    add_header(task, "Accept-Encoding", "gzip");
    add_header(task, "If-None-Match", request->etag);
    add_header(task, "If-Modified-Since", request->last_modified);
}

static void settle(struct session *session, struct task *task)
{
    struct fetch_result *result = task->result;
    if (result->err.code != ERR_NONE || result->not_modified)
        buf_reset(&result->body);
    task->state = DONE;
    session->done++;
    if (session->options->progress != NULL)
        session->options->progress(session->done, session->count, session->options->context);
}

static void release(struct task *task)
{
    unpack_free(&task->unpack);
    for (size_t i = 0; i < task->order.header_count; i++)
        buf_free(&task->lines[i]);
}

/* Takes the transfer back and keeps what it knows. */
static void end_transfer(struct session *session, struct task *task,
                         struct transfer_outcome *outcome)
{
    struct fetch_result *result = task->result;
    transfer_end(session->set, task->transfer, outcome);
    result->status = outcome->status;
    result->elapsed_ms = now_ms() - task->started;
    if (outcome->url != NULL) {
        mem_free(result->url);
        result->url = outcome->url;
        outcome->url = NULL;
    }
    task->host->busy = false;
    session->running--;
    release(task);
}

static void judge_status(struct task *task)
{
    const struct fetch_request *request = task->request;
    struct fetch_result *result = task->result;
    bool asked = !str_empty(request->etag) || !str_empty(request->last_modified);
    if (result->status == 304 && asked)
        result->not_modified = true;
    else if (result->status != 200)
        (void)err_set(&result->err, ERR_UNAVAILABLE, "HTTP %d (%s)", result->status,
                      answer_words(result->status));
}

static void judge(struct task *task, const struct transfer_outcome *outcome)
{
    struct fetch_result *result = task->result;
    const char *complaint = unpack_complaint(task->unpack.state);
    bool unpacked = outcome->end == TRANSFER_DONE || outcome->end == TRANSFER_GIVEN_UP;
    if (task->unpack.state == UNPACK_TOO_LARGE || outcome->end == TRANSFER_TOO_LARGE)
        (void)err_set(&result->err, ERR_UNAVAILABLE, "the document is larger than %zu bytes",
                      task->request->max_bytes);
    else if (complaint != NULL && unpacked)
        (void)err_set(&result->err, ERR_UNAVAILABLE, "%s", complaint);
    else if (outcome->end == TRANSFER_LATE)
        answer_late(task->request, result, task->host->name);
    else if (outcome->end == TRANSFER_SHORT)
        answer_short(result, outcome->expected);
    else if (outcome->end == TRANSFER_DONE)
        judge_status(task);
    else
        result->err = outcome->err;
}

static void finish(struct session *session, struct task *task)
{
    struct transfer_outcome outcome;
    end_transfer(session, task, &outcome);
    judge(task, &outcome);
    transfer_outcome_free(&outcome);
    settle(session, task);
}

static void begin(struct session *session, struct task *task)
{
    task->started = now_ms();
    write_order(task, session->options->user_agent);
    task->transfer = transfer_begin(session->set, &task->order);
    if (task->transfer == NULL) {
        (void)err_set(&task->result->err, ERR_INTERNAL, "libcurl could not be set up");
        release(task);
        settle(session, task);
        return;
    }
    task->state = RUNNING;
    task->host->busy = true;
    task->host->next_start = task->started + session->options->delay_ms;
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
    result->url = transfer_bare(request->url);
    answer_clear(result);
}

static void enqueue(struct session *session, size_t i, const struct fetch_request *request,
                    struct fetch_result *result)
{
    struct task *task = &session->tasks[i];
    *task = (struct task){.request = request, .result = result};
    start_result(result, request);
    char *name = transfer_host(request->url);
    if (name != NULL) {
        task->host = find_host(session, name);
        return;
    }
    (void)err_set(&result->err, ERR_UNAVAILABLE, "not a web address: expected http or https");
    settle(session, task);
}

/* Starts what may start. Returns how long until the next may, at most POLL_MS. */
static int start_due(struct session *session)
{
    size_t parallel =
        session->options->parallel == 0 ? PARALLEL_DEFAULT : session->options->parallel;
    int64_t now = now_ms();
    int64_t wait = POLL_MS;
    for (size_t i = 0; i < session->count && session->running < parallel; i++) {
        struct task *task = &session->tasks[i];
        if (task->state != WAITING || task->host->busy)
            continue;
        int64_t due = task->host->next_start - now;
        if (due <= 0)
            begin(session, task);
        else if (due < wait)
            wait = due;
    }
    return (int)wait;
}

static void collect_finished(struct session *session)
{
    void *context = NULL;
    while (transfer_next(session->set, &context) != NULL)
        finish(session, context);
}

static void abandon(struct session *session, const char *why)
{
    for (size_t i = 0; i < session->count; i++) {
        struct task *task = &session->tasks[i];
        if (task->state == DONE)
            continue;
        (void)err_set(&task->result->err, ERR_UNAVAILABLE, "%s", why);
        if (task->state == RUNNING) {
            struct transfer_outcome outcome;
            end_transfer(session, task, &outcome);
            transfer_outcome_free(&outcome);
        }
        settle(session, task);
    }
}

static void run(struct session *session)
{
    const volatile int *stop = session->options->stop;
    while (session->done < session->count) {
        if (stop != NULL && *stop != 0) {
            abandon(session, "stopped before it was finished");
            return;
        }
        int wait = start_due(session);
        if (transfer_work(session->set) != 0) {
            abandon(session, "libcurl failed");
            return;
        }
        size_t before = session->done;
        collect_finished(session);
        if (session->done == before && session->done < session->count)
            transfer_wait(session->set, wait);
    }
}

int fetch_all(const struct fetch_request *requests, size_t count,
              const struct fetch_options *options, struct fetch_result *results,
              struct err *err)
{
    struct session session = {.options = options, .count = count};
    session.set = transfer_open(err);
    if (session.set == NULL)
        return -1;
    session.tasks = mem_calloc(count, sizeof *session.tasks);
    session.hosts = mem_calloc(count, sizeof *session.hosts);
    for (size_t i = 0; i < count; i++)
        enqueue(&session, i, &requests[i], &results[i]);
    run(&session);
    for (size_t i = 0; i < session.host_count; i++)
        mem_free(session.hosts[i].name);
    mem_free(session.hosts);
    mem_free(session.tasks);
    transfer_close(session.set);
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
    return transfer_library();
}
