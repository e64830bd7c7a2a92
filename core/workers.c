/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workers: see workers.h. Children take the next job from a counter in shared memory, note
 * there which one they hold, and leave its result in a shared array: so a child that dies is
 * charged with the job it held, and no message can be cut.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "core/workers.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/orphan.h"

#define PROCESSES_MAX 64
#define NONE SIZE_MAX

struct slot {
    pid_t pid;
    size_t job; /* held now; NONE = none */
};

struct board {
    atomic_size_t next;
    struct slot slots[PROCESSES_MAX];
    struct err results[]; /* code ERR_INTERNAL until the job has ended */
};

struct workers {
    struct board *board; /* NULL = there is nothing to do, or no memory for it */
    size_t size;         /* of the board */
    size_t count;
    workers_job job;
    void *context;
    unsigned started;
    struct err err; /* why not all could be started */
};

static void work(const struct workers *crew, struct slot *slot)
{
    for (;;) {
        size_t job = atomic_fetch_add(&crew->board->next, 1);

        if (job >= crew->count)
            break;
        slot->job = job;
        struct err err = {0};
        /* A job may have met errors that it could do without. */
        if (!crew->job(job, crew->context, &err))
            err_clear(&err);
        else if (err.code == ERR_NONE)
            err_set(&err, ERR_INTERNAL, "job %zu failed without a reason", job);
        crew->board->results[job] = err;
        slot->job = NONE;
    }
}

static int start(const struct workers *crew, struct slot *slot, struct err *err)
{
    slot->job = NONE;
    fflush(NULL); /* or the child would print again what waits in the parent's buffers */
    pid_t parent = getpid();
    pid_t pid = fork();

    if (pid < 0)
        return err_errno(err, ERR_INTERNAL, "fork");
    if (pid == 0) {
        orphan_forbid(parent);
        work(crew, slot);
        fflush(NULL);
        _exit(0);
    }
    slot->pid = pid;
    return 0;
}

/* status < 0: the kernel kept none, for SIGCHLD is ignored. */
static void charge(struct board *board, const struct slot *slot, int status)
{
    if (slot->job == NONE)
        return;
    if (status < 0)
        err_set(&board->results[slot->job], ERR_INTERNAL, "the worker was lost");
    else if (WIFSIGNALED(status))
        err_set(&board->results[slot->job], ERR_INTERNAL,
                "the worker was ended by signal %d (%s)", WTERMSIG(status),
                strsignal(WTERMSIG(status)));
    else
        err_set(&board->results[slot->job], ERR_INTERNAL, "the worker ended with status %d",
                WEXITSTATUS(status));
}

/* Waits for our children only: the caller may have others. A child that died is replaced while
 * jobs are left. */
static int tend(const struct workers *crew, unsigned processes, struct err *err)
{
    int failed = 0;

    for (unsigned i = 0; i < processes; i++) {
        struct slot *slot = &crew->board->slots[i];

        while (slot->pid > 0) {
            int status = 0;
            pid_t done = waitpid(slot->pid, &status, 0);

            if (done < 0 && errno == EINTR)
                continue;
            /* exit(0) inside a job is a death too */
            bool died = slot->job != NONE || status != 0;
            if (died)
                charge(crew->board, slot, done > 0 ? status : -1);
            slot->pid = 0;
            if (died && atomic_load(&crew->board->next) < crew->count &&
                start(crew, slot, err))
                failed = -1; /* the others are still ours to wait for */
        }
    }
    return failed;
}

static unsigned choose_processes(size_t count, unsigned wanted)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned processes = wanted ? wanted : cores > 0 ? (unsigned)cores : 1;

    if (processes > PROCESSES_MAX)
        processes = PROCESSES_MAX;
    return processes > count ? (unsigned)count : processes;
}

static void start_all(struct workers *crew, unsigned processes)
{
    for (size_t i = 0; i < crew->count; i++)
        err_set(&crew->board->results[i], ERR_INTERNAL, "the job was never begun");
    while (crew->started < processes &&
           start(crew, &crew->board->slots[crew->started], &crew->err) == 0)
        crew->started++;
}

struct workers *workers_begin(size_t count, unsigned processes, workers_job job, void *context)
{
    struct workers *crew = mem_calloc(1, sizeof *crew);

    *crew = (struct workers){.size = sizeof(struct board) + count * sizeof(struct err),
                             .count = count,
                             .job = job,
                             .context = context};
    if (count == 0)
        return crew;
    void *board =
        mmap(NULL, crew->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (board == MAP_FAILED) {
        err_errno(&crew->err, ERR_INTERNAL, "shared memory for %zu jobs", count);
        return crew;
    }
    crew->board = board;
    start_all(crew, choose_processes(count, processes));
    return crew;
}

/* With fewer children than wanted the work is still done; with none it is not. */
static int finish(struct workers *crew, struct err *results, struct err *err)
{
    if (crew->count == 0)
        return 0;
    if (!crew->board) {
        for (size_t i = 0; i < crew->count; i++)
            results[i] = crew->err;
        *err = crew->err;
        return -1;
    }
    int failed = crew->started == 0 ? -1 : tend(crew, crew->started, err);

    if (crew->started == 0)
        *err = crew->err;
    memcpy(results, crew->board->results, crew->count * sizeof *results);
    munmap(crew->board, crew->size);
    for (size_t i = 0; i < crew->count && !failed; i++) {
        if (results[i].code != ERR_NONE) {
            *err = results[i];
            failed = -1;
        }
    }
    return failed;
}

int workers_end(struct workers *workers, struct err *results, struct err *err)
{
    int failed = finish(workers, results, err);

    mem_free(workers);
    return failed;
}

int workers_run(size_t count, unsigned processes, workers_job job, void *context,
                struct err *results, struct err *err)
{
    return workers_end(workers_begin(count, processes, job, context), results, err);
}
