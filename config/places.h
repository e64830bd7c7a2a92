/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * places: where a configuration and a state folder are when nothing is said of them, by the
 * File Hierarchy Standard and the XDG Base Directory specification. Layer: config.
 */
#ifndef CONFIG_PLACES_H
#define CONFIG_PLACES_H

#include "core/arena.h"

#include <stdbool.h>

#define PLACES_CONFIG "/etc/shihyo/shihyo.ini"
#define PLACES_STATE "/var/lib/shihyo"

/* The configuration when none is named: the user's own, shihyo/shihyo.ini in $XDG_CONFIG_HOME
 * (else ~/.config), where there is one, else the system's. */
const char *places_config(struct arena *arena);

/* True for a configuration that is found without being named: the machine's, and the user's
 * own, whether it is there or not. */
bool places_are_found(const char *file, struct arena *arena);

/* The state folder when the configuration `file` names none: the (first) one that a service
 * manager made, $STATE_DIRECTORY; of the user's own configuration shihyo in $XDG_STATE_HOME
 * (else ~/.local/state); else the system's. */
const char *places_state(const char *file, struct arena *arena);

#endif
