/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paperwork: papers (graphs/paper.h) as files. Layer: daemon. */
#ifndef DAEMON_PAPERWORK_H
#define DAEMON_PAPERWORK_H

#include "core/err.h"
#include "graphs/paper.h"

/* Writes one, in a process of its own, since the libraries that draw never meet those that the
 * caller uses (temp + rename). Characters that no font has are told in the log. */
int paperwork_write(struct paper *paper, enum paper_form form, const char *path,
                    struct err *err);

#endif
