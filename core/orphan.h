/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * orphan: children that work for nobody. A forked worker has its parent's descriptors, the
 * lock of the state folder among them. Layer: core.
 */
#ifndef CORE_ORPHAN_H
#define CORE_ORPHAN_H

#include <sys/types.h>

/* For a child just forked by `parent`: from now on it is killed when that one ends, however it
 * ends; does not return when it has ended already. */
void orphan_forbid(pid_t parent);

#endif
