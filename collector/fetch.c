/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fetch: a queue per host over core/transfer. */
#include "collector/fetch.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/instant.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/transfer.h"

#include "collector/answer.h"
#include "collector/asking.h"
#include "collector/envelope.h"
#include "collector/unpack.h"

#define PARALLEL_DEFAULT 8
#define REDIRECTS_MAX 5
#define POLL_MS 100 /* how soon the stop flag is seen */

enum state { WAITING, RUNNING, DONE };

struct task {
    const struct fetch_request *request;
    struct fetch_result *result;
    struct neighbours_host *host;
    struct task *next; /* that waits for the same host */
    enum state state;
    char *url; /* the request's, or where that leads; without the secret */
    int hops;
    struct asking asking;
    struct transfer *transfer;
    int64_t now; /* the session's */
    int64_t started;
    struct unpack unpack;
    struct envelope envelope;
};

/* Those that wait for a host, and such as have been given up since. */
struct queue {
    const struct neighbours_host *host;
    struct task *first;
    struct task *last;
};

struct session {
    const struct fetch_options *options;
    struct neighbours *neighbours;
    struct transfer_set *set;
    struct task *tasks;
    size_t count;
    struct queue *queues;
    size_t queue_count;
    size_t queue_capacity;
    size_t running;
    size_t done;
};

/* --- what comes in --- */

static bool take_body(void *context, const void *bytes, size_t length)
{
    struct task *task = context;
    return unpack_take(&task->unpack, task->result->content_encoding, bytes, length,
                       &task->result->body);
}

static void take_header(void *context, const char *line, size_t length)
{
    static const char secure[] = "Strict-Transport-Security:";
    struct task *task = context;
    size_t name = sizeof secure - 1;
    answer_header(task->result, line, length);
    envelope_take(&task->envelope, line, length);
    if (length > name && strncasecmp(line, secure, name) == 0 &&
        str_starts(task->url, "https:"))
        neighbours_take_secure(task->host, line + name, length - name, task->now);
}

/* --- one of them --- */

static void settle(struct session *session, struct task *task)
{
    struct fetch_result *result = task->result;
    if (result->err.code != ERR_NONE || result->not_modified)
        buf_reset(&result->body);
    asking_mask(&task->asking, &result->body);
    asking_free(&task->asking);
    mem_free(task->url);
    task->url = NULL;
    task->state = DONE;
    session->done++;
    if (session->options->progress != NULL)
        session->options->progress(session->done, session->count, session->options->context);
}

/* Takes the transfer back and keeps what it knows. */
static void end_transfer(struct session *session, struct task *task,
                         struct transfer_outcome *outcome)
{
    struct fetch_result *result = task->result;
    transfer_end(session->set, task->transfer, outcome);
    result->status = outcome->status;
    result->elapsed_ms = instant_ticks_ms() - task->started;
    if (!str_equal(task->url, task->request->url)) { /* it was led there */
        mem_free(result->url);
        result->url = transfer_bare(task->url);
    }
    task->host->busy = false;
    session->running--;
    unpack_free(&task->unpack);
}

static bool is_redirect(const struct transfer_outcome *outcome)
{
    static const int statuses[] = {301, 302, 303, 307, 308};
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (outcome->status == statuses[i])
            return outcome->redirect != NULL;
    return false;
}

/* Whoever is busy says until when. */
static void judge_wait(struct task *task, int64_t seconds)
{
    struct fetch_result *result = task->result;
    char until[INSTANT_TEXT_SIZE];
    if (task->envelope.long_wait)
        seconds = NEIGHBOURS_WAIT_MAX_S;
    if ((result->status != 429 && result->status < 500) || seconds <= 0)
        return;
    neighbours_take_wait(task->host, seconds, task->now);
    instant_print_local(task->host->is.not_before, until);
    (void)err_set(&result->err, ERR_UNAVAILABLE, "HTTP %d (%s), not to be asked before %s",
                  result->status, answer_words(result->status), until);
}

static void judge_status(struct task *task, const struct transfer_outcome *outcome)
{
    const struct fetch_request *request = task->request;
    struct fetch_result *result = task->result;
    bool asked = !str_empty(request->etag) || !str_empty(request->last_modified);
    if (result->status == 304 && asked) {
        result->not_modified = true;
    } else if (result->status != 200) {
        (void)err_set(&result->err, ERR_UNAVAILABLE, "HTTP %d (%s)", result->status,
                      answer_words(result->status));
        judge_wait(task, outcome->retry_after_s);
    } else if (!request->cut && (request->approach == NULL || !request->approach->open_end)) {
        (void)envelope_check_body(&task->envelope, &result->body, &result->err);
    }
}

static void judge(struct task *task, const struct transfer_outcome *outcome)
{
    struct fetch_result *result = task->result;
    const char *complaint = unpack_complaint(task->unpack.state);
    bool unpacked = outcome->end == TRANSFER_DONE || outcome->end == TRANSFER_GIVEN_UP;
    bool large = task->unpack.state == UNPACK_TOO_LARGE || outcome->end == TRANSFER_TOO_LARGE;
    bool whole = large ? task->request->cut : outcome->end == TRANSFER_DONE;
    if (envelope_check(&task->envelope, &result->err) != 0)
        return;
    if (large && !whole)
        (void)err_set(&result->err, ERR_UNAVAILABLE, "the document is larger than %zu bytes",
                      task->request->max_bytes);
    else if (complaint != NULL && unpacked && !large)
        (void)err_set(&result->err, ERR_UNAVAILABLE, "%s", complaint);
    else if (whole)
        judge_status(task, outcome);
    else if (outcome->end == TRANSFER_LATE)
        answer_late(task->request, result, task->host->is.host, &task->envelope);
    else if (outcome->end == TRANSFER_SHORT)
        answer_short(result, outcome->expected);
    else if (outcome->end == TRANSFER_EXCESS)
        (void)err_set(&result->err, ERR_UNAVAILABLE,
                      "more came than the %lld bytes that were announced",
                      (long long)outcome->expected);
    else
        result->err = outcome->err;
}

/* --- where it leads --- */

/* ERR_UNAVAILABLE says why it is not gone there. */
static int check_redirect(const struct task *task, const char *to, struct err *err)
{
    bool secure = str_starts(to, "https:");
    if (task->hops == REDIRECTS_MAX)
        return err_set(err, ERR_UNAVAILABLE, "more than %d redirects", REDIRECTS_MAX);
    for (const char *p = to; *p != '\0'; p++)
        if (iscntrl((unsigned char)*p))
            return err_set(err, ERR_UNAVAILABLE,
                           "redirected to an address with a control character in it: not "
                           "followed");
    if (!secure && !str_starts(to, "http:"))
        return err_set(err, ERR_UNAVAILABLE,
                       "redirected to something else than http or https: not followed");
    if (!secure && str_starts(task->url, "https:"))
        return err_set(err, ERR_UNAVAILABLE, "redirected from https to http: not followed");
    if (task->asking.order.body != NULL)
        return err_set(err, ERR_UNAVAILABLE, "a POST was redirected: not sent elsewhere");
    if (asking_is_told(&task->asking, to))
        return err_set(err, ERR_UNAVAILABLE,
                       "redirected to an address with our key in it: not followed");
    return 0;
}

static struct queue *find_queue(struct session *session, const struct neighbours_host *host)
{
    for (size_t i = 0; i < session->queue_count; i++)
        if (session->queues[i].host == host)
            return &session->queues[i];
    session->queues = mem_grow(session->queues, session->queue_count, &session->queue_capacity,
                               sizeof *session->queues);
    session->queues[session->queue_count] = (struct queue){.host = host};
    return &session->queues[session->queue_count++];
}

static void await_host(struct session *session, struct task *task)
{
    struct queue *queue = find_queue(session, task->host);
    task->state = WAITING;
    task->next = NULL;
    *(queue->first == NULL ? &queue->first : &queue->last->next) = task;
    queue->last = task;
}

/* Sets out for another address; that of the HTTPS that the host wants, if it does. */
static int set_out(struct session *session, struct task *task, const char *to, struct err *err)
{
    char *host = transfer_host(to);
    if (host == NULL)
        return err_set(err, ERR_UNAVAILABLE, "not a web address: expected http or https");
    char *url = NULL;
    if (str_starts(to, "http:") &&
        neighbours_is_secure(session->neighbours, host, session->options->now))
        url = transfer_secure(to);
    if (url == NULL)
        url = mem_strdup(to);
    task->host = neighbours_find(session->neighbours, host);
    mem_free(host);
    mem_free(task->url);
    task->url = url;
    await_host(session, task);
    return 0;
}

static int follow(struct session *session, struct task *task,
                  const struct transfer_outcome *outcome, struct err *err)
{
    char *to = asking_bare(task->request, outcome->redirect);
    int failed = check_redirect(task, to, err);
    asking_free(&task->asking);
    buf_reset(&task->result->body);
    if (!failed && session->options->held) {
        task->result->leads = to;
        return 0;
    }
    failed = failed || set_out(session, task, to, err);
    task->hops++;
    task->unpack = (struct unpack){0};
    task->envelope = (struct envelope){0};
    mem_free(to);
    return failed ? -1 : 0;
}

static void finish(struct session *session, struct task *task)
{
    struct transfer_outcome outcome;
    bool done = true;
    end_transfer(session, task, &outcome);
    if (outcome.end == TRANSFER_DONE && is_redirect(&outcome))
        done = follow(session, task, &outcome, &task->result->err) != 0 ||
               task->result->leads != NULL;
    else
        judge(task, &outcome);
    transfer_outcome_free(&outcome);
    if (done)
        settle(session, task);
}

/* --- setting out --- */

static int check_wait(const struct task *task, struct err *err)
{
    char until[INSTANT_TEXT_SIZE];
    if (task->host->is.not_before <= task->now)
        return 0;
    instant_print_local(task->host->is.not_before, until);
    return err_set(err, ERR_UNAVAILABLE, "%s is not to be asked before %s, as it said itself",
                   task->host->is.host, until);
}

static int write_order(struct task *task, const char *user_agent, struct err *err)
{
    struct transfer_order *order = &task->asking.order;
    if (check_wait(task, err) != 0 ||
        asking_write(&task->asking, task->request, task->url, user_agent, err) != 0)
        return -1;
    order->timeout_ms -= instant_ticks_ms() - task->started;
    if (order->timeout_ms < 1)
        order->timeout_ms = 1;
    order->take = take_body;
    order->header = take_header;
    order->context = task;
    return 0;
}

static void begin(struct session *session, struct task *task)
{
    struct err *err = &task->result->err;
    int64_t now = instant_ticks_ms();
    if (task->started == 0)
        task->started = now;
    task->transfer = NULL;
    if (write_order(task, session->options->user_agent, err) == 0) {
        task->transfer = transfer_begin(session->set, &task->asking.order);
        if (task->transfer == NULL)
            (void)err_set(err, ERR_INTERNAL, "libcurl could not be set up");
    }
    if (task->transfer == NULL) {
        settle(session, task);
        return;
    }
    task->state = RUNNING;
    task->host->busy = true;
    task->host->last_start = now;
    session->running++;
}

/* --- the queue --- */

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
    *task = (struct task){.request = request,
                          .result = result,
                          .hops = request->hops,
                          .now = session->options->now};
    start_result(result, request);
    if (set_out(session, task, request->url, &result->err) != 0)
        settle(session, task);
}

/* The longer of our own pause and the host's. */
static int64_t find_start(const struct session *session, const struct neighbours_host *host)
{
    int64_t own = session->options->delay_ms;
    if (host->last_start == 0)
        return 0;
    return host->last_start + (own > host->delay_ms ? own : host->delay_ms);
}

/* The first that still waits, or NULL. */
static struct task *next_of(struct queue *queue)
{
    while (queue->first != NULL && queue->first->state != WAITING)
        queue->first = queue->first->next;
    return queue->first;
}

/* Starts what may start. Returns how long until the next may, at most POLL_MS. */
static int start_due(struct session *session)
{
    size_t parallel =
        session->options->parallel == 0 ? PARALLEL_DEFAULT : session->options->parallel;
    int64_t now = instant_ticks_ms();
    int64_t wait = POLL_MS;
    for (size_t i = 0; i < session->queue_count && session->running < parallel; i++) {
        struct queue *queue = &session->queues[i];
        int64_t due = find_start(session, queue->host) - now;
        /* what cannot even begin makes no host busy */
        while (due <= 0 && !queue->host->busy && next_of(queue) != NULL) {
            struct task *task = queue->first;
            queue->first = task->next;
            begin(session, task);
        }
        if (due > 0 && due < wait && !queue->host->busy && next_of(queue) != NULL)
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

/* What is under way goes on to its end. */
static void leave(struct session *session)
{
    for (size_t i = 0; i < session->count; i++) {
        struct task *task = &session->tasks[i];
        if (task->state != WAITING || task->started != 0)
            continue;
        task->result->left = true;
        (void)err_set(&task->result->err, ERR_UNAVAILABLE,
                      "not asked, as the program is to end");
        settle(session, task);
    }
}

static void run(struct session *session)
{
    const struct fetch_options *options = session->options;
    while (session->done < session->count) {
        if (options->ending != NULL && options->ending(options->context))
            leave(session);
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
    struct neighbours *own = options->neighbours == NULL ? neighbours_new() : NULL;
    session.neighbours = own == NULL ? options->neighbours : own;
    session.tasks = mem_calloc(count, sizeof *session.tasks);
    for (size_t i = 0; i < count; i++)
        enqueue(&session, i, &requests[i], &results[i]);
    run(&session);
    mem_free(session.tasks);
    mem_free(session.queues);
    neighbours_free(own);
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
    mem_free(result->leads);
    *result = (struct fetch_result){0};
}

const char *fetch_library(void)
{
    return transfer_library();
}
