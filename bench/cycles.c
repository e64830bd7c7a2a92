/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cycles CONFIG COUNT: the daemon's turns, without waiting between them: the clock goes on by
 * what each turn says is to be waited for, until COUNT cycles were run. Prints after a
 * hundredth of them (what is made once is made by then) and after each tenth:
 *
 *   cycles  days  memory(KiB)  heap(KiB)  files  written(KiB)  cycles/s
 *
 * memory: resident; heap: allocated and not freed; files: descriptors open; written: by
 * write(2) and its like, by this process alone. Ends with 1 when a cycle failed.
 */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/fault.h"
#include "core/log.h"
#include "daemon/setup.h"
#include "daemon/turning.h"

#define START 1767225600 /* 2026-01-01 UTC */
#define DAY 86400

static long read_resident(void)
{
    long whole = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");

    if (file == NULL || fscanf(file, "%ld %ld", &whole, &resident) != 2)
        resident = 0;
    if (file != NULL)
        (void)fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static long long read_written(void)
{
    char name[32];
    long long value = 0, written = 0;
    FILE *file = fopen("/proc/self/io", "r");

    while (file != NULL && fscanf(file, "%31s %lld", name, &value) == 2)
        if (strcmp(name, "wchar:") == 0)
            written = value;
    if (file != NULL)
        (void)fclose(file);
    return written / 1024;
}

static int count_files(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = -3; /* . and .. and this one */

    while (folder != NULL && readdir(folder) != NULL)
        count++;
    if (folder != NULL)
        (void)closedir(folder);
    return count;
}

static double clock_now(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void print_line(int64_t cycles, int64_t now, double began)
{
    printf("%8lld %8lld %8ld %8zu %6d %10lld %8.0f\n", (long long)cycles,
           (long long)((now - START) / DAY), read_resident(), mallinfo2().uordblks / 1024,
           count_files(), read_written(), (double)cycles / (clock_now() - began));
    (void)fflush(stdout);
}

static int turn(struct daemon *daemon, int64_t count)
{
    double began = clock_now();
    int64_t now = START;
    int64_t next = count / 100;

    printf("%8s %8s %8s %8s %6s %10s %8s\n", "cycles", "days", "memory", "heap", "files",
           "written", "a second");
    while (daemon->cycles < count && daemon->failed == 0) {
        int64_t wait = daemon_turn(daemon, now);

        now += wait;
        if (daemon->cycles >= next) {
            print_line(daemon->cycles, now, began);
            next = next < count / 10 ? count / 10 : next + count / 10;
        }
    }
    return daemon->failed != 0;
}

int main(int argc, char **argv)
{
    struct daemon daemon = {.tell = true, .started = START};
    struct faults faults = {0};
    struct err err = {0};

    if (argc != 3 || atol(argv[2]) < 100) {
        (void)fputs("usage: cycles CONFIG COUNT (100 or more)\n", stderr);
        return 64;
    }
    daemon.config = argv[1];
    log_set_level(LOG_LEVEL_WARNING);
    if (setup_load(argv[1], &daemon.settings, &faults, &err) != 0) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 78;
    }
    supervisor_open(&daemon.supervisor);
    int failed = turn(&daemon, atol(argv[2]));
    if (failed)
        (void)fprintf(stderr, "%s\n", daemon.last_err.text);
    settings_free(daemon.settings);
    supervisor_close(&daemon.supervisor);
    return failed;
}
