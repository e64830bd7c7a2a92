/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * measure COMMAND...: runs it and prints what it took as `wall cpu peak`: seconds on the
 * clock, seconds of processors and MiB of the largest process, with all the processes it
 * waited for. Its standard output goes nowhere. Ends as the command did.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double clock_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void become(char **command)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0)
        (void)execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        (void)fputs("usage: measure COMMAND...\n", stderr);
        return 64;
    }
    double start = clock_now();
    pid_t child = fork();
    if (child == 0)
        become(argv + 1);
    int status = 0;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) != child) {
        perror("measure");
        return 71;
    }
    (void)printf("%.3f %.3f %.0f\n", clock_now() - start,
                 seconds(used.ru_utime) + seconds(used.ru_stime),
                 (double)used.ru_maxrss / 1024);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
