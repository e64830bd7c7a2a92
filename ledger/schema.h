/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * schema: the tables of the ledger, version by version. Layer: ledger. To change the schema:
 * add a step to the list in schema.c; a step that has shipped is never edited.
 */
#ifndef LEDGER_SCHEMA_H
#define LEDGER_SCHEMA_H

/* PRAGMA application_id of a ledger: "SHIH". */
#define SCHEMA_APPLICATION 0x53484948

/* The newest version: the number of steps. */
int schema_version(void);

/* SQL that brings version `from` (0 = an empty file) to from + 1. */
const char *schema_step(int from);

#endif
