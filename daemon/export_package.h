/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export_package: datapackage.json beside exported files. Layer: daemon. */
#ifndef DAEMON_EXPORT_PACKAGE_H
#define DAEMON_EXPORT_PACKAGE_H

#include "daemon/export.h"
#include "daemon/export_comments.h"

/* Describes files[count], and the comments beside them (NULL = there are none to describe). */
int export_package_write(const struct export_options *options, const struct export_file *files,
                         const struct export_comments *comments, struct err *err);

#endif
