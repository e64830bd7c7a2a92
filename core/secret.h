/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * secret: a password, key or token from a file, so that it stands in no configuration, no
 * argument and no environment. Layer: core.
 */
#ifndef CORE_SECRET_H
#define CORE_SECRET_H

#include "core/err.h"

#include <stddef.h>

#define SECRET_SIZE 4096

struct secret {
    char text[SECRET_SIZE]; /* without the end of its line */
    size_t length;
};

/* Reads it. A name without a / is a credential of the service: a file of that name in
 * $CREDENTIALS_DIRECTORY. ERR_CONFIG names the file, never what is in it: it is not there or
 * may not be read, others may read it too (mode), it is empty, longer than a secret is, or
 * more than one line. */
int secret_read(const char *name, struct secret *out, struct err *err);

/* The same of a line USER:PASSWORD, parted. */
int secret_read_login(const char *name, struct secret *user, struct secret *password,
                      struct err *err);

/* Forgets it. */
void secret_wipe(struct secret *secret);

#endif
