/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * webfolder: what was published, as answers. Layer: daemon.
 *
 * A file is found by opening it below the folder in such a way that nothing else can be: no
 * link is followed, nothing above is reached (openat2). Only kinds of files that a site has
 * are given. Files are kept in memory, in all their forms, and looked at again when a second
 * has passed; what another edition left in the folder is not served.
 */
#ifndef DAEMON_WEBFOLDER_H
#define DAEMON_WEBFOLDER_H

#include "daemon/http.h"

#include <stddef.h>

/* All that is kept takes at most so many bytes; nothing larger than a part of it is served. */
#define WEBFOLDER_MEMORY ((size_t)64 << 20)
#define WEBFOLDER_FILE ((size_t)32 << 20)

struct webfolder;

/* `audience`: whose edition it must be ("internal", "public"); `hidden`: a name in it that is
 * not given, or NULL. The folder need not be there yet. */
struct webfolder *webfolder_new(const char *folder, const char *audience, const char *hidden);
void webfolder_free(struct webfolder *folder); /* NULL is fine */

/* A second has passed: what is kept may be of yesterday. */
void webfolder_tick(struct webfolder *folder);

/* The answer for a clean path (core/target); NULL when there is none. Borrowed until the next
 * call. */
const struct http_reply *webfolder_give(struct webfolder *folder, const char *path,
                                        const struct http_request *request);

#endif
