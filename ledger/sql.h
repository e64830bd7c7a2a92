/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sql: a thin layer over SQLite, its only user: a connection whose statements are prepared
 * once, and errors as struct err. Layer: ledger; used inside ledger/ only.
 */
#ifndef LEDGER_SQL_H
#define LEDGER_SQL_H

#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>
#include <stdint.h>

struct sql;
struct query;

enum sql_mode { SQL_READ, SQL_WRITE, SQL_MEMORY };

/* Opens (SQL_WRITE creates, for its owner only) a database file; for SQL_MEMORY the path is
 * only what messages name. The folder may be reached by links, the file may be none. ERR_PERM
 * when it may not be opened. */
int sql_open(const char *path, enum sql_mode mode, struct sql **out, struct err *err);
void sql_close(struct sql *sql);

/* All of `from` as it is now, while others write to it, into `to`, which is empty: in memory,
 * or a file that nobody else knows yet and that is one file when it is closed (flushing it to
 * the disk is the caller's). `progress` may be NULL. */
typedef void (*sql_progress)(size_t done, size_t total, void *context);
int sql_copy(struct sql *to, struct sql *from, struct err *err);
int sql_copy_file(struct sql *to, struct sql *from, sql_progress progress, void *context,
                  struct err *err);

/* An SQL function of a text and two integers: fills `out`, with the reason when it returns -1,
 * which fails the statement. */
#define SQL_FUNCTION_SIZE 64
typedef int (*sql_function)(void *context, const int64_t of[2], const char *text,
                            char out[SQL_FUNCTION_SIZE]);
int sql_add_function(struct sql *sql, const char *name, sql_function function, void *context,
                     struct err *err);

/* Several statements that belong together: a transaction of their own unless one is open
 * already, in which case the opener's commit or rollback covers them. sql_leave commits or,
 * when `failed`, rolls back; it returns `failed` or what the commit said. */
int sql_enter(struct sql *sql, bool *own, struct err *err);
int sql_leave(struct sql *sql, bool own, int failed, struct err *err);

/* Runs statements without results. */
int sql_run(struct sql *sql, const char *text, struct err *err);

/* The statement of a text that lives as long as the program; prepared at its first use, ready
 * to be bound. NULL on error. Belongs to the connection. */
struct query *sql_query(struct sql *sql, const char *text, struct err *err);

/* Parameters count from 1. A failure is reported by the next sql_step. */
void sql_bind_integer(struct query *query, int index, int64_t value);
void sql_bind_text(struct query *query, int index, const char *text); /* NULL = NULL */

/* 1 a row is there, 0 the end, -1 error. At the end or on error the statement is reset. */
int sql_step(struct query *query, struct err *err);

/* Steps to the end, rows are dropped; 0 or -1. */
int sql_finish(struct query *query, struct err *err);

/* Leaves a statement before its end. */
void sql_reset(struct query *query);

/* Columns count from 0. Text is copied into the arena; NULL for NULL. */
bool sql_is_null(struct query *query, int column);
int64_t sql_integer(struct query *query, int column);
const char *sql_text(struct query *query, int column, struct arena *arena);
/* Valid until the next step; "" for NULL. */
const char *sql_peek(struct query *query, int column);

/* Row number of the last insert. */
int64_t sql_inserted(const struct sql *sql);

/* "3.40.1" */
const char *sql_library(void);

#endif
