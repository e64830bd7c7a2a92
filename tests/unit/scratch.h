/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scratch: a folder of its own for each test that needs files, gone afterwards. */
#ifndef TESTS_UNIT_SCRATCH_H
#define TESTS_UNIT_SCRATCH_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCRATCH_PATH 512

/* Fills `out` with a new empty folder; 0 or -1. */
static inline int scratch_make(char out[SCRATCH_PATH])
{
    (void)snprintf(out, SCRATCH_PATH, "/tmp/shihyo-test-XXXXXX");
    return mkdtemp(out) == NULL ? -1 : 0;
}

static inline void scratch_path(char out[SCRATCH_PATH], const char *folder, const char *name)
{
    if (snprintf(out, SCRATCH_PATH, "%s/%s", folder, name) >= SCRATCH_PATH)
        abort();
}

/* Removes a folder with all it holds. Two levels of folders are all that shihyo makes. */
static inline void scratch_remove(const char *folder)
{
    DIR *listing = opendir(folder);
    const struct dirent *entry;

    while (listing != NULL && (entry = readdir(listing)) != NULL) {
        char path[SCRATCH_PATH];

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        scratch_path(path, folder, entry->d_name);
        if (unlink(path) != 0)
            scratch_remove(path);
    }
    if (listing != NULL)
        (void)closedir(listing);
    (void)rmdir(folder);
}

static inline bool scratch_write(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL)
        return false;
    bool good = fwrite(bytes, 1, length, file) == length;
    return fclose(file) == 0 && good;
}

/* The file's bytes, NUL-terminated, to be released with free; NULL when it cannot be read. */
static inline char *scratch_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    struct stat about;
    char *bytes = NULL;

    *length = 0;
    if (file == NULL)
        return NULL;
    if (fstat(fileno(file), &about) == 0)
        bytes = malloc((size_t)about.st_size + 1);
    if (bytes != NULL) {
        *length = fread(bytes, 1, (size_t)about.st_size, file);
        bytes[*length] = '\0';
    }
    (void)fclose(file);
    return bytes;
}

#endif
