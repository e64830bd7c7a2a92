/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * faults: a disk that fails on demand, preloaded into the program by tests (LD_PRELOAD). Every
 * call that changes a file below FAULTS_FOLDER is a point; they are counted from 1 over a run,
 * its forked workers included, and the one asked for goes wrong:
 *
 *   FAULTS_FOLDER  only what lies below it counts
 *   FAULTS_LOG     is appended to: "number call path", of all points, or of the one that fails
 *   FAULTS_AT      the number of the point; unset or 0 = none, all are told
 *   FAULTS_AS      fail   it fails: EIO for syncs, renames and removals, else ENOSPC (default)
 *                  short  a write writes half and says so, which is no error
 *                  full   it and every later one that needs space fail with ENOSPC
 *                  shut   it and every later one fail with EROFS, as does opening for writing
 *                  kill   SIGKILL for the process group, before the call
 *
 * What goes through a mapping (librrd's updates, SQLite's index of its log) is not seen.
 * Workers are one at a time (sysconf), so that the points of a run are the same each time.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define DESCRIPTORS 1024

enum kind { KIND_WRITE, KIND_SPACE, KIND_OTHER };

static char *paths[DESCRIPTORS]; /* of descriptors open for writing below the folder */
static atomic_long *counter;     /* shared with forked children; NULL = not our program */
static const char *folder;
static const char *as;
static long at;
static int record = -1;

/* The function that is hidden by ours. */
#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);

    if (!found)
        abort();
    return found;
}

__attribute__((constructor)) static void begin(void)
{
    const char *number = getenv("FAULTS_AT");
    const char *to = getenv("FAULTS_LOG");

    folder = getenv("FAULTS_FOLDER");
    as = getenv("FAULTS_AS");
    as = as ? as : "fail";
    if (!folder || strcmp(program_invocation_short_name, "shihyo") != 0)
        return;
    at = number ? strtol(number, NULL, 10) : 0;
    if (to)
        record = (int)syscall(SYS_openat, AT_FDCWD, to,
                              O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    void *shared =
        mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    counter = shared == MAP_FAILED ? NULL : shared;
}

static bool is_below(const char *path)
{
    size_t length = folder ? strlen(folder) : 0;

    return counter && strncmp(path, folder, length) == 0;
}

static const char *path_of(int fd)
{
    return counter && fd >= 0 && fd < DESCRIPTORS ? paths[fd] : NULL;
}

static void tell(long number, const char *call, const char *path)
{
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path);

    if (record >= 0)
        (void)syscall(SYS_write, record, line, (size_t)length);
}

/* Whether this call is to go wrong; errno says how. */
static bool strikes(const char *call, const char *path, enum kind kind)
{
    long number = atomic_fetch_add(counter, 1) + 1;
    bool lasting = strcmp(as, "full") == 0 || strcmp(as, "shut") == 0;

    if (at == 0 || number == at)
        tell(number, call, path);
    if (at == 0 || number < at || (number > at && !lasting))
        return false;
    if (strcmp(as, "kill") == 0)
        kill(0, SIGKILL);
    if (strcmp(as, "full") == 0 && kind == KIND_OTHER)
        return false;
    errno = strcmp(as, "shut") == 0 ? EROFS : kind == KIND_OTHER ? EIO : ENOSPC;
    return true;
}

static bool is_short(void)
{
    return strcmp(as, "short") == 0;
}

/* What is written of `length`: all, half of it, or nothing (-1). */
static ssize_t allow(const char *call, int fd, size_t length)
{
    const char *path = path_of(fd);

    if (!path || !strikes(call, path, KIND_WRITE))
        return (ssize_t)length;
    if (is_short())
        return (ssize_t)(length > 1 ? length / 2 : length);
    return -1;
}

/* A call that is there or not. */
static bool fails(const char *call, const char *path, enum kind kind)
{
    return is_below(path) && strikes(call, path, kind) && !is_short();
}

static bool fails_at(const char *call, int fd, enum kind kind)
{
    const char *path = path_of(fd);

    return path && strikes(call, path, kind) && !is_short();
}

/* --- opening --- */

static void note(int fd, const char *path)
{
    if (fd < 0 || fd >= DESCRIPTORS || !is_below(path))
        return;
    free(paths[fd]);
    paths[fd] = strdup(path);
}

static bool fails_open(const char *path, int flags)
{
    struct stat found;
    bool writing = (flags & O_ACCMODE) != O_RDONLY;

    if (!counter || !writing || !is_below(path))
        return false;
    if ((flags & O_CREAT) != 0 && stat(path, &found) != 0)
        return fails("open", path, KIND_SPACE);
    if (at > 0 && strcmp(as, "shut") == 0 && atomic_load(counter) + 1 >= at)
        return fails("open", path, KIND_OTHER);
    return false;
}

static int open_real(const char *path, int flags, unsigned mode)
{
    if (fails_open(path, flags))
        return -1;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    /* a folder is opened for reading, to be synced */
    note(fd, path);
    return fd;
}

static unsigned mode_of(int flags, va_list list)
{
    return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(list, unsigned) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list list;

    va_start(list, flags);
    unsigned mode = mode_of(flags, list);
    va_end(list);
    return open_real(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list list;

    va_start(list, flags);
    unsigned mode = mode_of(flags, list);
    va_end(list);
    return open_real(path, flags | O_LARGEFILE, mode);
}

int mkstemp(char *path)
{
    if (fails("mkstemp", path, KIND_SPACE))
        return -1;
    int fd = REAL(mkstemp)(path);
    note(fd, path);
    return fd;
}

int close(int fd)
{
    if (fd >= 0 && fd < DESCRIPTORS) {
        free(paths[fd]);
        paths[fd] = NULL;
    }
    return (int)syscall(SYS_close, fd);
}

/* --- writing --- */

ssize_t write(int fd, const void *bytes, size_t length)
{
    ssize_t allowed = allow("write", fd, length);

    return allowed < 0 ? -1 : (ssize_t)syscall(SYS_write, fd, bytes, (size_t)allowed);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset)
{
    ssize_t allowed = allow("pwrite", fd, length);

    return allowed < 0 ? -1
                       : (ssize_t)syscall(SYS_pwrite64, fd, bytes, (size_t)allowed, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    return pwrite(fd, bytes, length, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    const char *path = path_of(fd);

    if (path && strikes("writev", path, KIND_WRITE)) {
        if (!is_short())
            return -1;
        count = count > 1 ? count / 2 : count;
    }
    return (ssize_t)syscall(SYS_writev, fd, parts, count);
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *stream)
{
    if (fails_at("fwrite", fileno(stream), KIND_WRITE))
        return 0;
    return REAL(fwrite)(bytes, size, count, stream);
}

/* What the stream still held is lost. */
int fclose(FILE *stream)
{
    int fd = fileno(stream);
    const char *path = path_of(fd);
    bool lost = path && strikes("fclose", path, KIND_WRITE) && !is_short();
    char *kept = path ? paths[fd] : NULL;
    struct stat found = {0};

    if (path)
        paths[fd] = NULL;
    int failed = REAL(fclose)(stream);
    if (lost && stat(kept, &found) == 0) {
        (void)!truncate(kept, found.st_size / 2);
        errno = ENOSPC;
        failed = EOF;
    }
    free(kept);
    return failed;
}

int ftruncate(int fd, off_t length)
{
    return fails_at("ftruncate", fd, KIND_OTHER) ? -1
                                                 : (int)syscall(SYS_ftruncate, fd, length);
}

int ftruncate64(int fd, off64_t length)
{
    return ftruncate(fd, length);
}

/* It says what went wrong by its result. */
int posix_fallocate(int fd, off_t offset, off_t length)
{
    return fails_at("posix_fallocate", fd, KIND_SPACE)
               ? errno
               : REAL(posix_fallocate)(fd, offset, length);
}

/* --- syncing --- */

int fsync(int fd)
{
    return fails_at("fsync", fd, KIND_OTHER) ? -1 : (int)syscall(SYS_fsync, fd);
}

int syncfs(int fd)
{
    return fails_at("syncfs", fd, KIND_OTHER) ? -1 : (int)syscall(SYS_syncfs, fd);
}

int fdatasync(int fd)
{
    return fails_at("fdatasync", fd, KIND_OTHER) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

/* --- names --- */

int rename(const char *from, const char *to)
{
    return fails("rename", to, KIND_OTHER) ? -1 : REAL(rename)(from, to);
}

int mkdir(const char *path, mode_t mode)
{
    struct stat found;

    if (stat(path, &found) != 0 && fails("mkdir", path, KIND_SPACE))
        return -1;
    return REAL(mkdir)(path, mode);
}

int unlink(const char *path)
{
    struct stat found;

    if (lstat(path, &found) == 0 && fails("unlink", path, KIND_OTHER))
        return -1;
    return REAL(unlink)(path);
}

/* --- the order of things --- */

long sysconf(int name)
{
    return counter && name == _SC_NPROCESSORS_ONLN ? 1 : REAL(sysconf)(name);
}
