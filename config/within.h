/* SPDX-License-Identifier: GPL-3.0-or-later */
/* within: whether one folder lies in another. Layer: config. */
#ifndef CONFIG_WITHIN_H
#define CONFIG_WITHIN_H

#include <stdbool.h>

/* True when `path` is `folder` or lies somewhere in it, as both are written: "." ".." and
 * repeated slashes are understood, a relative path begins in the working folder, symbolic
 * links are not looked at (the folders need not be there yet). */
bool within_folder(const char *path, const char *folder);

#endif
