/* SPDX-License-Identifier: GPL-3.0-or-later */
/* version: what this program calls itself; the Makefile reads it here. Layer: core. */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H

#define VERSION_TEXT "0.1.0"

#endif
