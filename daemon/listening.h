/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listening: a socket that listens where it was told to. Layer: daemon. */
#ifndef DAEMON_LISTENING_H
#define DAEMON_LISTENING_H

#include "core/err.h"

#include <stdbool.h>

#define LISTENING_DEFAULT "127.0.0.1:8080"
#define LISTENING_TEXT_SIZE 160

struct listening {
    int fd;
    bool network;                   /* TCP; else a socket in the file system */
    bool loopback;                  /* this machine alone reaches it */
    char text[LISTENING_TEXT_SIZE]; /* "http://127.0.0.1:8080/", "unix:/run/shihyo.sock" */
    char path[LISTENING_TEXT_SIZE]; /* of the socket in the file system; "" = none */
};

/* "127.0.0.1:8080", "[::1]:8080", "localhost:8080", "unix:/run/shihyo/serve.sock"; port 0: any
 * that is free. ERR_USAGE when it is none of these, ERR_UNAVAILABLE when it is taken or not an
 * address of this machine. A socket file that nobody listens at any more is taken over. */
int listening_open(const char *where, struct listening *out, struct err *err);

/* Removes the socket file; the descriptor is whose it was given to. */
void listening_end(const struct listening *listening);

#endif
