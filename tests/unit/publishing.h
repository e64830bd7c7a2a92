/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publishing: the test publisher, whose binary $PUBLISHER names (build/publisher if unset), in a
 * folder of its own. Include it behind cmocka.h. */
#ifndef TESTS_UNIT_PUBLISHING_H
#define TESTS_UNIT_PUBLISHING_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/scratch.h"

struct publishing {
    pid_t pid;
    FILE *log; /* its standard output, kept open and unread: these few requests fit the pipe */
    char folder[SCRATCH_PATH];
    char base[64]; /* http://127.0.0.1:PORT */
};

static inline int publishing_start(struct publishing *publisher)
{
    const char *binary = getenv("PUBLISHER");
    char line[32] = "";
    int ends[2];
    binary = binary == NULL ? "build/publisher" : binary;
    if (scratch_make(publisher->folder) != 0 || pipe(ends) != 0)
        return -1;
    publisher->pid = fork();
    if (publisher->pid == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        (void)close(ends[0]);
        (void)close(ends[1]);
        (void)execl(binary, binary, "--print-port", publisher->folder, (char *)NULL);
        _exit(127);
    }
    (void)close(ends[1]);
    publisher->log = fdopen(ends[0], "r");
    if (publisher->log == NULL || fgets(line, sizeof line, publisher->log) == NULL) {
        print_error("%s did not start\n", binary);
        return -1;
    }
    (void)snprintf(publisher->base, sizeof publisher->base, "http://127.0.0.1:%ld",
                   strtol(line, NULL, 10));
    return 0;
}

static inline void publishing_put(const struct publishing *publisher, const char *name,
                                  const char *text)
{
    char path[SCRATCH_PATH];
    scratch_path(path, publisher->folder, name);
    assert_true(scratch_write(path, text, strlen(text)));
}

/* -1 when it did not end well. */
static inline int publishing_stop(struct publishing *publisher)
{
    int status = 0;
    (void)kill(publisher->pid, SIGTERM);
    (void)waitpid(publisher->pid, &status, 0);
    (void)fclose(publisher->log);
    scratch_remove(publisher->folder);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

#endif
