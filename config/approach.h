/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * approach: how a source is asked for its documents; a part of struct source (entry.h). Layer:
 * config.
 */
#ifndef CONFIG_APPROACH_H
#define CONFIG_APPROACH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum approach_auth {
    APPROACH_AUTH_NONE,
    APPROACH_AUTH_BASIC,  /* basic:FILE, which holds USER:PASSWORD */
    APPROACH_AUTH_BEARER, /* bearer:FILE */
    APPROACH_AUTH_QUERY,  /* query:NAME:FILE: a parameter of the address */
    APPROACH_AUTH_HEADER  /* header:NAME:FILE */
};

/* Where its documents are named. */
enum approach_kind {
    APPROACH_ADDRESSES, /* by url, whole */
    APPROACH_PATTERN,   /* by url with placeholders (core/placeholder.h) */
    APPROACH_PAGE       /* by the links of page */
};

/* Which of those that a page links, or a pattern names, are taken. */
enum approach_take { APPROACH_ALL, APPROACH_NEWEST };

struct approach {
    enum approach_kind kind;
    enum approach_take take;
    int most; /* documents of a page or a pattern in one cycle */
    bool has_since;
    int32_t since;              /* documents of periods that end before it are not asked for */
    const char *method;         /* GET or POST; completed */
    const char *body;           /* what is posted; "" when absent */
    const char *const *headers; /* "Name: value" */
    size_t header_count;
    const char *auth_text; /* as written; "" when absent */
    enum approach_auth auth;
    const char *auth_name; /* of the parameter or the header */
    const char *auth_file; /* see core/secret */
    bool anywhere;         /* may lie at an address that is not the internet's */
    const char *robots;    /* as written; "obey" or "ignore: REASON" */
    bool robots_ignored;
    bool open_end;           /* also documents that nothing says are whole */
    const char *ca_file;     /* "" = the site's, or the system's list */
    const char *certificate; /* our own; "" when absent */
    const char *key_file;    /* "" = in the certificate's file */
    const char *proxy;       /* the site's; "" = the environment's */
};

#endif
