/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * premises: the folders of a site: whose they are, and that a process at work writes nowhere
 * else. Layer: daemon.
 */
#ifndef DAEMON_PREMISES_H
#define DAEMON_PREMISES_H

#include "config/settings.h"
#include "core/err.h"

#include <stdbool.h>

/* Makes the state folder where it is not there yet (others may pass through it only where the
 * pages lie in it); ERR_PERM when it is such that others can put things into it, or a link
 * that another user made leads there; ERR_IO when a folder in it is a link. */
int premises_make(const struct settings *settings, struct err *err);

/* Before anything is fetched: ERR_PERM when others can put things into the output folder that
 * is there, ERR_IO when a folder of it that this program makes is a link. That it cannot be
 * made or written to is told when it is: what is fetched is recorded also where nothing can be
 * published. */
int premises_check(const struct settings *settings, struct err *err);

/* As premises_make for the output folder. */
int premises_make_output(const struct settings *settings, struct err *err);

/* And for any folder that pages are to be put into. */
int premises_make_pages(const char *folder, struct err *err);

/* Closes in the process for good (collector/sandbox: sandbox_confine), when both folders are
 * made, as far as they can be. A program that is
 * configured to be told ([notify] of type exec) would be closed in too and does not expect it:
 * with one, nothing is done and *confined is false. */
int premises_confine(const struct settings *settings, bool *confined, struct err *err);

/* True when a process that was confined for `old` can work for `fresh`. */
bool premises_allow(const struct settings *old, const struct settings *fresh);

#endif
