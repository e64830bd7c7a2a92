/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keeping: one document, kept. */
#ifndef TESTS_UNIT_KEEPING_H
#define TESTS_UNIT_KEEPING_H

#include <string.h>

#include "ledger/documents.h"

static inline int keep_document(struct ledger *ledger, const char *text,
                                const struct documents_item *as,
                                char sha256[SHA256_TEXT_SIZE], struct err *err)
{
    struct documents_file file = {.bytes = text, .length = strlen(text), .as = *as};
    documents_keep(ledger, &file, 1);
    *err = file.err;
    memcpy(sha256, file.sha256, SHA256_TEXT_SIZE);
    return file.err.code == ERR_NONE ? 0 : -1;
}

#endif
