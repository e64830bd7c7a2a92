/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * file: whole files, written so that a reader or a crash never meets half of one. Layer: core.
 * Errors: ERR_IO, or ERR_PERM, with the path and the reason.
 */
#ifndef CORE_FILE_H
#define CORE_FILE_H

#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the file's bytes to `out`; a file beyond out's limit is ERR_DATA. */
int file_read(const char *path, struct buf *out, struct err *err);

/* The same of a regular file: a pipe, at which one would wait for ever, a device or a folder
 * is ERR_IO, and is not waited for. */
int file_read_regular(const char *path, struct buf *out, struct err *err);

/* The same for a descriptor, to its end; `name` is for messages. It stays open. */
int file_read_descriptor(int fd, const char *name, struct buf *out, struct err *err);

/* Writes a temporary file beside `path`, fsyncs it, renames it over `path`, fsyncs the folder.
 */
int file_write(const char *path, const void *bytes, size_t length, struct err *err);

/* As file_write, for what is its owner's alone (mode 0600). */
int file_write_closed(const char *path, const void *bytes, size_t length, struct err *err);

/* Writes all of it to an open file. -1 with errno. */
int file_write_all(int fd, const void *bytes, size_t length);

/* As file_write, but leaves the file alone when it already holds just these bytes (and fsyncs
 * the folder only); *written (may be NULL) says which. */
int file_write_changed(const char *path, const void *bytes, size_t length, bool *written,
                       struct err *err);

/* Of many files at once, since to sync each by itself takes longer than to make it. Each is
 * written as a draft, beside the file that it is to be and under a name that file_sweep knows:
 * that of the file and file_draft_mark's, which is this process's. When file_sync_drafts has
 * seen to it that all are on the disk, each is put in its place, and file_sync_folder makes
 * their new names durable. */
#define FILE_DRAFT_MARK_SIZE 12
void file_draft_mark(char out[FILE_DRAFT_MARK_SIZE]);
int file_write_draft(const char *draft, const void *bytes, size_t length, struct err *err);
int file_write_draft_closed(const char *draft, const void *bytes, size_t length,
                            struct err *err); /* its owner's alone */
int file_sync_drafts(const char *folder, struct err *err);
/* Where there is no such draft no file stays. */
int file_place_draft(const char *draft, const char *path, struct err *err);
int file_sync_folder(const char *folder, struct err *err);

/* Moves a finished temporary file over `path`: fsync file, rename, fsync folder. On failure
 * the temporary file is removed. */
int file_replace(const char *temporary, const char *path, struct err *err);

/* Makes a unique temporary name beside `path` ("<path>.tmp-XXXXXX", file created empty, mode
 * 0644) into out. */
int file_temporary(const char *path, char *out, size_t size, struct err *err);

/* The temporary file gets the mode and, for root, the owner of the one that it is to replace:
 * a secret that somebody put into it stays as shut as it was. */
struct stat;
int file_keep_access(const char *temporary, const struct stat *before, struct err *err);

/* Removes "*.tmp-*" files that a killed process left in a folder. Missing folder: nothing to
 * do. */
void file_sweep(const char *folder);

/* As file_sweep, of those file names only: in a folder that others use too. */
void file_sweep_of(const char *folder, bool (*ours)(const char *name, void *context),
                   void *context);

/* Appends to a message how much room is left where `path` is or would be, when it is for that
 * that it could not be written (errno ENOSPC or EDQUOT). */
void file_tell_space(const char *path, int number, struct err *err);

/* Makes a folder and its parents (mode 0755 for parents, `mode` for the last), and sees to it
 * that their names are on the disk before anything relies on them. A symbolic link on the way
 * is followed when it is this user's or root's; ERR_PERM when somebody else made it. */
int file_make_folder(const char *path, unsigned mode, struct err *err);

bool file_exists(const char *path);

/* FOLDER/NAME, into PATH_MAX bytes; ERR_IO when it is longer. */
int file_path(const char *folder, const char *name, char *out, struct err *err);

/* Says which file is at `path` now, without reading it: its length and when it was written, to
 * the nanosecond; "-" when there is none. Any later write gives another text. */
#define FILE_IDENTITY_SIZE 64
void file_identity(const char *path, char out[FILE_IDENTITY_SIZE]);

/* A symbolic link is not a file or folder that is "not there yet". ERR_IO when `path` is one
 * that leads nowhere, or, unless `followed`, any; 0 for everything else. */
int file_check_link(const char *path, bool followed, struct err *err);

/* A link that another user (but root) made leads where that user likes: ERR_PERM. */
int file_check_maker(const char *path, struct err *err);

/* ERR_IO when `path`, which lies below `root`, or a folder on the way there is a symbolic
 * link; `root` itself may be one. */
int file_check_way(const char *root, const char *path, struct err *err);

/* A folder in which files are made must be one into which nobody else can put things: ERR_PERM
 * when it is not this user's (nor root's), or everybody may write there. 0 when it is not
 * there. */
int file_check_owner(const char *folder, struct err *err);

/* ERR_PERM when an open file has another name too: what is written would be written there. */
int file_check_names(int fd, const char *path, struct err *err);

/* Removes a file, for good: fsyncs its folder. One that is not there is fine. */
int file_remove(const char *path, struct err *err);

#endif
