/* SPDX-License-Identifier: GPL-3.0-or-later */
/* include: a walk over files; device and inode tell whether a file was met before. */
#include "config/include.h"

#include <fnmatch.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config/settings.h"
#include "core/str.h"

struct visit {
    const struct textfile *given; /* of those that are read in place of the disk */
    dev_t device;
    ino_t inode;
    bool open; /* it is being read, or what it includes is */
};

struct walk {
    struct arena *arena;
    struct reader_text *text;
    struct faults *faults;
    struct visit visits[INCLUDE_FILES_MAX];
    size_t count;
    int depth;
};

static int read_tree(struct walk *walk, const char *path, struct origin from);

static size_t folder_length(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash == NULL ? 0 : (size_t)(slash - file) + 1;
}

/* The folder is no pattern, whatever characters it has. */
static const char *make_pattern(struct arena *arena, const char *file, const char *word)
{
    if (word[0] == '/')
        return word;
    size_t length = folder_length(file);
    char *pattern = arena_alloc(arena, 2 * length + strlen(word) + 1, 1);
    char *to = pattern;
    for (size_t i = 0; i < length; i++) {
        if (strchr("*?[\\", file[i]) != NULL)
            *to++ = '\\';
        *to++ = file[i];
    }
    memcpy(to, word, strlen(word) + 1);
    return pattern;
}

static int read_sorted(struct walk *walk, const char **paths, size_t count, struct origin from)
{
    int result = 0;
    qsort(paths, count, sizeof paths[0], str_order);
    for (size_t i = 0; i < count; i++)
        if (read_tree(walk, paths[i], from) != 0)
            result = -1;
    return result;
}

static int match_given(struct walk *walk, const char *pattern, struct origin from, bool *found)
{
    const struct textfiles *given = walk->text->given;
    const char **paths = arena_alloc(walk->arena, given->count, sizeof paths[0]);
    size_t count = 0;
    for (size_t i = 0; i < given->count; i++)
        if (fnmatch(pattern, given->items[i].path, FNM_PATHNAME | FNM_PERIOD) == 0)
            paths[count++] = given->items[i].path;
    *found = count > 0;
    return read_sorted(walk, paths, count, from);
}

static int match_disk(struct walk *walk, const char *pattern, struct origin from, bool *found)
{
    glob_t matches = {0};
    *found = glob(pattern, GLOB_NOSORT, NULL, &matches) == 0;
    size_t count = *found ? matches.gl_pathc : 0;
    const char **paths = arena_alloc(walk->arena, count, sizeof paths[0]);
    for (size_t i = 0; i < count; i++)
        paths[i] = matches.gl_pathv[i];
    int result = read_sorted(walk, paths, count, from);
    globfree(&matches);
    return result;
}

/* Nothing is looked for on the disk. */
static bool is_all_given(const struct walk *walk)
{
    return walk->text->given != NULL && !walk->text->given->partial;
}

static int read_matches(struct walk *walk, const char *word, struct origin from)
{
    const char *pattern = make_pattern(walk->arena, from.file, word);
    bool found = false;
    int result = is_all_given(walk) ? match_given(walk, pattern, from, &found)
                                    : match_disk(walk, pattern, from, &found);
    if (found)
        return result;
    fault_add(walk->faults, from.file, from.line,
              "include: no file matches \"%s\", expected one beside this file", word);
    return -1;
}

static int read_includes(struct walk *walk, const struct reader_section *section)
{
    int result = 0;
    for (size_t i = 0; i < section->count; i++) {
        const struct reader_entry *entry = &section->entries[i];
        const char *cursor = entry->value;
        const char *word = NULL;
        if (!str_equal(entry->name, "include"))
            continue;
        while ((word = reader_word(walk->arena, &cursor)) != NULL)
            if (read_matches(walk, word, entry->origin) != 0)
                result = -1;
    }
    return result;
}

static struct visit identify(const struct walk *walk, const char *path)
{
    struct stat status = {0};
    if (is_all_given(walk))
        return (struct visit){.given = textfiles_find(walk->text->given, path), .open = true};
    (void)stat(path, &status);
    return (struct visit){.device = status.st_dev, .inode = status.st_ino, .open = true};
}

/* A file that is not there has no identity: reading it says what is wrong. */
static bool is_same(const struct visit *one, const struct visit *other)
{
    return (one->given != NULL || one->inode != 0) && one->given == other->given &&
           one->device == other->device && one->inode == other->inode;
}

static bool enter(struct walk *walk, const char *path, struct origin from, size_t *index)
{
    struct visit here = identify(walk, path);
    for (size_t i = 0; i < walk->count; i++) {
        const struct visit *visit = &walk->visits[i];
        if (!is_same(visit, &here))
            continue;
        fault_add(walk->faults, from.file, from.line,
                  visit->open
                      ? "include: \"%s\" includes itself (circular), expected other files"
                      : "include: \"%s\" is included twice, expected once",
                  path);
        return false;
    }
    if (walk->count == INCLUDE_FILES_MAX || walk->depth == INCLUDE_DEPTH_MAX) {
        fault_add(walk->faults, from.file, from.line,
                  "include: \"%s\" is beyond the limit of %d files, %d deep", path,
                  INCLUDE_FILES_MAX, INCLUDE_DEPTH_MAX);
        return false;
    }
    *index = walk->count++;
    walk->visits[*index] = here;
    return true;
}

static int read_tree(struct walk *walk, const char *path, struct origin from)
{
    size_t index = 0;
    if (!enter(walk, path, from, &index))
        return -1;
    walk->depth++;
    size_t first = walk->text->count;
    int result = reader_read(path, from, walk->arena, walk->text, walk->faults);
    size_t end = walk->text->count;
    for (size_t i = first; i < end; i++) {
        /* A copy: what it includes may move the array. */
        struct reader_section section = walk->text->sections[i];
        if (str_equal(section.head, "site") && read_includes(walk, &section) != 0)
            result = -1;
    }
    walk->depth--;
    walk->visits[index].open = false;
    return result;
}

int include_read(const char *file, struct arena *arena, struct reader_text *text,
                 struct faults *faults)
{
    struct walk walk = {.arena = arena, .text = text, .faults = faults};
    struct origin from = {file, 0};
    return read_tree(&walk, file, from);
}

const char *include_path(struct arena *arena, const char *file, const char *path)
{
    if (path[0] == '/')
        return path;
    return arena_printf(arena, "%.*s%s", (int)folder_length(file), file, path);
}
