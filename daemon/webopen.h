/* SPDX-License-Identifier: GPL-3.0-or-later */
/* webopen: opens what lies below a folder and nothing else, whatever the name is. Layer:
 * daemon. */
#ifndef DAEMON_WEBOPEN_H
#define DAEMON_WEBOPEN_H

#include <stdbool.h>

/* Opens a file for reading; -1 with errno when there is none, when any part of its name is a
 * link, or when it would lead out of the folder (also by "..", or by a mount of /proc). */
int webopen_file(int folder, const char *name);

bool webopen_is_folder(int folder, const char *name);

#endif
