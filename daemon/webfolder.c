/* SPDX-License-Identifier: GPL-3.0-or-later */
/* webfolder: see webfolder.h. */
#define _GNU_SOURCE /* O_PATH */
#include "daemon/webfolder.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/str.h"
#include "daemon/webanswer.h"
#include "daemon/webopen.h"
#include "graphs/site/doors.h"

#define BUCKETS 1024
#define HEAD_SIZE 256
#define PATH_SIZE 4096

/* A file in memory. */
struct kept {
    struct kept *next; /* of its bucket */
    char *name;
    struct stat was;
    uint64_t seen;  /* the tick at which it was looked at last */
    uint64_t asked; /* a number that grows with each request */
    struct webanswer *answer;
};

struct webfolder {
    char *path;
    char *audience;
    char *hidden;
    int root; /* -1 = it is not there */
    uint64_t tick;
    uint64_t requests;
    size_t size;
    struct stat status;         /* of the file that says of which edition the folder is */
    bool right;                 /* it is of the right one */
    struct http_reply *transit; /* the last answer that is not kept */
    struct kept *buckets[BUCKETS];
};

static const struct {
    const char *ending;
    const char *type;
    bool packs;
} TYPES[] = {
    {".html", "text/html; charset=utf-8", true},
    {".css", "text/css; charset=utf-8", true},
    {".js", "text/javascript; charset=utf-8", true},
    {".svg", "image/svg+xml", true},
    {".png", "image/png", false},
    {".ico", "image/x-icon", false},
    {".json", "application/json", true},
    {".jsonld", "application/ld+json", true},
    {".csv", "text/csv; charset=utf-8", true},
    {".txt", "text/plain; charset=utf-8", true},
    {".xml", "application/xml", true},
    {".atom", "application/atom+xml", true},
    {".ics", "text/calendar; charset=utf-8", true},
    {".pdf", "application/pdf", false},
    {".webmanifest", "application/manifest+json", true},
};

static bool find_kind(const char *name, struct webanswer_kind *out)
{
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot && i < sizeof TYPES / sizeof TYPES[0]; i++) {
        if (!str_equal(dot, TYPES[i].ending))
            continue;
        *out = (struct webanswer_kind){
            .type = TYPES[i].type, .packs = TYPES[i].packs, .cache = "no-cache"};
        return true;
    }
    return false;
}

/* --- what is kept --- */

static struct kept **find_bucket(struct webfolder *folder, const char *name)
{
    uint32_t hash = 2166136261U; /* FNV-1a */

    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619U;
    return &folder->buckets[hash % BUCKETS];
}

static struct kept *find_kept(struct webfolder *folder, const char *name)
{
    struct kept *kept = *find_bucket(folder, name);

    while (kept && !str_equal(kept->name, name))
        kept = kept->next;
    return kept;
}

static void drop(struct webfolder *folder, const char *name)
{
    struct kept **at = find_bucket(folder, name);

    while (*at && !str_equal((*at)->name, name))
        at = &(*at)->next;
    struct kept *kept = *at;
    if (!kept)
        return;
    *at = kept->next;
    folder->size -= webanswer_size(kept->answer);
    webanswer_free(kept->answer);
    mem_free(kept->name);
    mem_free(kept);
}

/* The one that nobody has asked for for the longest time. */
static const char *find_oldest(const struct webfolder *folder)
{
    const struct kept *oldest = NULL;

    for (size_t i = 0; i < BUCKETS; i++) {
        for (const struct kept *kept = folder->buckets[i]; kept; kept = kept->next) {
            if (!oldest || kept->asked < oldest->asked)
                oldest = kept;
        }
    }
    return oldest ? oldest->name : NULL;
}

static struct kept *keep(struct webfolder *folder, const char *name, const struct stat *found,
                         struct webanswer *answer)
{
    struct kept **bucket = find_bucket(folder, name);
    struct kept *kept = mem_calloc(1, sizeof *kept);
    const char *oldest;

    while (folder->size + webanswer_size(answer) > WEBFOLDER_MEMORY &&
           (oldest = find_oldest(folder)) != NULL)
        drop(folder, oldest);
    *kept = (struct kept){
        .next = *bucket, .name = mem_strdup(name), .was = *found, .answer = answer};
    *bucket = kept;
    folder->size += webanswer_size(answer);
    return kept;
}

/* --- looking --- */

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static struct kept *load(struct webfolder *folder, const char *name, int fd,
                         const struct stat *found)
{
    struct webanswer_kind kind;
    struct err err = {0};
    struct buf bytes;
    struct kept *kept = NULL;

    if (!find_kind(name, &kind) || found->st_size > (off_t)WEBFOLDER_FILE)
        return NULL;
    kind.modified = found->st_mtim.tv_sec;
    buf_init(&bytes, WEBFOLDER_FILE);
    if (file_read_descriptor(fd, name, &bytes, &err) == 0)
        kept = keep(folder, name, found, webanswer_new(&kind, &bytes));
    buf_free(&bytes);
    return kept;
}

/* As it is on the disk now. */
static struct kept *look(struct webfolder *folder, const char *name)
{
    int fd = folder->root < 0 ? -1 : webopen_file(folder->root, name);
    struct kept *kept = find_kept(folder, name);
    struct stat found;

    if (fd < 0 || fstat(fd, &found) != 0 || !S_ISREG(found.st_mode)) {
        drop(folder, name);
        kept = NULL;
    } else if (!kept || !is_same(&kept->was, &found)) {
        drop(folder, name);
        kept = load(folder, name, fd, &found);
    }
    if (fd >= 0)
        (void)close(fd);
    if (kept)
        kept->seen = folder->tick;
    return kept;
}

static struct kept *find(struct webfolder *folder, const char *name)
{
    struct kept *kept = find_kept(folder, name);

    if (!kept || kept->seen != folder->tick)
        kept = look(folder, name);
    if (kept)
        kept->asked = ++folder->requests;
    return kept;
}

/* --- of which edition it is --- */

/* The program wrote it: what it begins with is enough. */
static bool says_audience(int fd, const char *audience)
{
    char wanted[HEAD_SIZE], head[HEAD_SIZE] = "";
    ssize_t got = read(fd, head, sizeof head - 1);

    (void)snprintf(wanted, sizeof wanted, "{\"version\":1,\"audience\":\"%s\",", audience);
    return got > 0 && str_starts(head, wanted);
}

static void check_edition(struct webfolder *folder)
{
    int fd = folder->root < 0 ? -1 : webopen_file(folder->root, DOORS_STATUS);
    struct stat found = {0};

    if (fd < 0 || fstat(fd, &found) != 0) {
        folder->right = false;
    } else if (!is_same(&found, &folder->status)) {
        folder->right = says_audience(fd, folder->audience);
    }
    folder->status = found;
    if (fd >= 0)
        (void)close(fd);
}

/* --- outside --- */

struct webfolder *webfolder_new(const char *path, const char *audience, const char *hidden)
{
    struct webfolder *folder = mem_calloc(1, sizeof *folder);

    *folder = (struct webfolder){
        .path = mem_strdup(path),
        .audience = mem_strdup(audience),
        .hidden = mem_strdup(hidden ? hidden : ""),
        .root = -1,
    };
    webfolder_tick(folder);
    return folder;
}

void webfolder_free(struct webfolder *folder)
{
    const char *name;

    if (!folder)
        return;
    while ((name = find_oldest(folder)) != NULL)
        drop(folder, name);
    http_reply_free(folder->transit);
    if (folder->root >= 0)
        (void)close(folder->root);
    mem_free(folder->path);
    mem_free(folder->audience);
    mem_free(folder->hidden);
    mem_free(folder);
}

void webfolder_tick(struct webfolder *folder)
{
    folder->tick++;
    /* a folder that was put in the place of the other one is another folder */
    if (folder->root >= 0)
        (void)close(folder->root);
    folder->root = open(folder->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    check_edition(folder);
}

static const struct http_reply *pass(struct webfolder *folder, struct http_reply *reply)
{
    http_reply_free(folder->transit);
    folder->transit = reply;
    return reply;
}

/* "/en" -> "en/": relative, wherever the site lies. */
static const struct http_reply *lead_into(struct webfolder *folder, const char *path)
{
    char location[HEAD_SIZE];
    const char *last = strrchr(path, '/') + 1;

    if (snprintf(location, sizeof location, "%s/", last) >= (int)sizeof location)
        return NULL;
    return pass(folder, webanswer_plain(301, location, location));
}

const struct http_reply *webfolder_give(struct webfolder *folder, const char *path,
                                        const struct http_request *request)
{
    char name[PATH_SIZE];
    bool whole = str_ends(path, "/");

    if (!folder->right)
        return pass(folder, webanswer_plain(
                                503, "nothing is published here yet for this edition", NULL));
    if (snprintf(name, sizeof name, "%s%s", path + 1, whole ? "index.html" : "") >=
            (int)sizeof name ||
        (*folder->hidden && str_equal(name, folder->hidden)))
        return NULL;
    struct kept *kept = find(folder, name);
    if (kept)
        return webanswer_give(kept->answer, request);
    return !whole && folder->root >= 0 && webopen_is_folder(folder->root, name)
               ? lead_into(folder, path)
               : NULL;
}
