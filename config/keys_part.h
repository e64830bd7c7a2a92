/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys_part: the parts of the table of keys; used by keys.c only. Layer: config. */
#ifndef CONFIG_KEYS_PART_H
#define CONFIG_KEYS_PART_H

#include "config/keys.h"

struct keys_part {
    const struct key *rows; /* those of one section stand together */
    size_t count;
};

struct keys_part keys_site(void);
struct keys_part keys_source(void);
struct keys_part keys_indicator(void);
struct keys_part keys_program(void); /* challenge, policy, program */
struct keys_part keys_alert(void);
struct keys_part keys_notify(void); /* notify, graph */
struct keys_part keys_sheet(void);

#endif
