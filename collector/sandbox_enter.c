/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox_enter: resource limits, then Landlock, then seccomp: each forbids setting up the
 * next less than it would the other way round. */
#define _GNU_SOURCE /* syscall, O_PATH */
#include "collector/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* AddressSanitizer maps terabytes and could not start under a limit. */
#if defined(__SANITIZE_ADDRESS__)
enum { LIMIT_MEMORY = 0 };
#else
enum { LIMIT_MEMORY = 1 };
#endif

/* What counts coverage writes beside the objects when the process ends. */
#if defined(COVERAGE)
enum { LIMIT_WRITING = 0 };
#else
enum { LIMIT_WRITING = 1 };
#endif

/* --- limits --- */

/* At the soft limit of time a process is told by name, at the hard one just killed. */
static int set_limit(int which, rlim_t most, const char *name, struct err *err)
{
    struct rlimit now;
    struct rlimit limit = {most, which == RLIMIT_CPU ? most + 1 : most};
    if (getrlimit(which, &now) != 0)
        return err_errno(err, ERR_INTERNAL, "sandbox: limit of %s", name);
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < limit.rlim_max)
        limit.rlim_max = now.rlim_max;
    if (limit.rlim_cur > limit.rlim_max)
        limit.rlim_cur = limit.rlim_max;
    if (setrlimit(which, &limit) != 0)
        return err_errno(err, ERR_INTERNAL, "sandbox: limit of %s", name);
    return 0;
}

static int set_limits(const struct sandbox_limits *limits, struct err *err)
{
    rlim_t seconds = (rlim_t)((limits->time_ms + 999) / 1000);
    (void)signal(SIGXFSZ, SIG_IGN); /* to write is an error, not a death */
    if (set_limit(RLIMIT_CPU, seconds, "processor time", err) != 0 ||
        set_limit(RLIMIT_FSIZE, 0, "file sizes", err) != 0 ||
        set_limit(RLIMIT_CORE, 0, "core files", err) != 0)
        return -1;
    return 0;
}

/* --- Landlock: files --- */

static int landlock_version(void)
{
    long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version < 0 ? 0 : (int)version;
}

static void allow(int ruleset, const char *path, __u64 access)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = access};
    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return; /* what is not there needs no permission */
    (void)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    (void)close(rule.parent_fd);
}

/* Of all rights to files; -1: the kernel has no Landlock. */
static int make_ruleset(void)
{
    const __u64 first_version = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    __u64 handled = first_version | (landlock_version() >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0);
    struct landlock_ruleset_attr rules = {.handled_access_fs = handled};

    return (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
}

static void forbid_files(enum sandbox_kind kind)
{
    static const char *const folders[] = {"/usr", "/lib", "/lib64", "/etc/fonts"};
    static const char *const files[] = {"/etc/ld.so.cache", "/dev/null"};
    __u64 read = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                 (kind == SANDBOX_PROGRAM ? LANDLOCK_ACCESS_FS_EXECUTE : 0);
    int ruleset = make_ruleset();
    if (ruleset < 0)
        return;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        allow(ruleset, folders[i], read);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        allow(ruleset, files[i], LANDLOCK_ACCESS_FS_READ_FILE);
    (void)syscall(SYS_landlock_restrict_self, ruleset, 0);
    (void)close(ruleset);
}

/* --- seccomp: system calls --- */

/* What computing needs, and the end of a crash. */
static const int needed[] = {
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(readv),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(getdents64),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(getrandom),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getrusage),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(getcwd),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

/* What another program needs besides: to be started, threads, limits it asks for. */
static const int needed_to_start[] = {
    SCMP_SYS(execve),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(fcntl),
    SCMP_SYS(dup),
    SCMP_SYS(dup2),
    SCMP_SYS(dup3),
};

static bool add_rules(scmp_filter_ctx filter, const int *calls, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0)
            return false;
    return true;
}

/* Opening is for reading only, whether Landlock is there or not. */
static bool add_reading(scmp_filter_ctx filter)
{
    const scmp_datum_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                            SCMP_A1(SCMP_CMP_MASKED_EQ, writing, 0)) == 0;
}

/* Signals and limits are for the process itself: others of the same user are not to be ended
 * or starved. */
static bool add_own(scmp_filter_ctx filter)
{
    const scmp_datum_t self = (scmp_datum_t)getpid();
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            SCMP_A0(SCMP_CMP_EQ, self, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
                            SCMP_A0(SCMP_CMP_EQ, 0, 0)) == 0;
}

/* Everything else is answered with EPERM. */
static void forbid_calls(enum sandbox_kind kind)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(1));
    if (filter == NULL)
        return;
    bool good = add_rules(filter, needed, sizeof needed / sizeof needed[0]) &&
                add_reading(filter) && add_own(filter) &&
                (kind == SANDBOX_COMPUTE ||
                 add_rules(filter, needed_to_start,
                           sizeof needed_to_start / sizeof needed_to_start[0]));
    if (good)
        (void)seccomp_load(filter);
    seccomp_release(filter);
}

int sandbox_enter(enum sandbox_kind kind, const struct sandbox_limits *limits, struct err *err)
{
    if (set_limits(limits, err) != 0)
        return -1;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
        forbid_files(kind);
    forbid_calls(kind);
    /* Last: building the filter takes memory, which a sanitizer cannot give under a limit. */
    return LIMIT_MEMORY || kind == SANDBOX_PROGRAM
               ? set_limit(RLIMIT_AS, limits->memory, "memory", err)
               : 0;
}

/* --- a server --- */

static void forbid_other_folders(const struct sandbox_folders *folders)
{
    const __u64 read = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    const __u64 share = read | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                        LANDLOCK_ACCESS_FS_REMOVE_FILE;
    int ruleset = make_ruleset();
    if (ruleset < 0)
        return;
    for (size_t i = 0; i < sizeof folders->readable / sizeof folders->readable[0]; i++)
        if (folders->readable[i] != NULL)
            allow(ruleset, folders->readable[i], read);
    for (size_t i = 0; i < sizeof folders->shared / sizeof folders->shared[0]; i++)
        if (folders->shared[i] != NULL)
            allow(ruleset, folders->shared[i], share);
    if (folders->emptied != NULL)
        allow(ruleset, folders->emptied, LANDLOCK_ACCESS_FS_REMOVE_FILE);
    (void)syscall(SYS_landlock_restrict_self, ruleset, 0);
    (void)close(ruleset);
}

/* What this program never asks for, and whoever took it over would. */
static const int needless[] = {
    SCMP_SYS(ptrace),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(chroot),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(bpf),
    SCMP_SYS(kexec_load),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
};

/* Nor does a server that has begun. */
static const int needless_to_serve[] = {
    SCMP_SYS(execve),  SCMP_SYS(execveat), SCMP_SYS(fork),
    SCMP_SYS(vfork),   SCMP_SYS(socket),   SCMP_SYS(socketpair),
    SCMP_SYS(connect), SCMP_SYS(bind),     SCMP_SYS(listen),
};

static bool forbid_each(scmp_filter_ctx filter, const int *calls, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(1), calls[i], 0) != 0)
            return false;
    return true;
}

static void forbid_needless(bool serves)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == NULL)
        return;
    if (forbid_each(filter, needless, sizeof needless / sizeof needless[0]) &&
        (!serves || forbid_each(filter, needless_to_serve,
                                sizeof needless_to_serve / sizeof needless_to_serve[0])))
        (void)seccomp_load(filter);
    seccomp_release(filter);
}

int sandbox_enclose(const struct sandbox_folders *folders, struct err *err)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return err_errno(err, ERR_INTERNAL, "giving up privileges");
    forbid_other_folders(folders);
    if (LIMIT_MEMORY) /* AddressSanitizer ends with a process of its own */
        forbid_needless(true);
    return 0;
}

/* --- a process with its whole work --- */

/* Of the third version of Landlock, which the headers of Debian 12 do not know yet. */
#define ACCESS_FS_TRUNCATE (1ULL << 14)

/* Version 1 would let no file be moved from one folder into another. */
enum { VERSION_THAT_MOVES = 2, VERSION_OF_TRUNCATE = 3 };

static void forbid_writing(const char *const folders[SANDBOX_FOLDERS])
{
    static const char *const devices[] = {"/dev/null", "/dev/tty", "/dev/pts"};
    int version = landlock_version();
    if (version < VERSION_THAT_MOVES || !LIMIT_WRITING)
        return;
    __u64 write = ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1) &
                  ~(__u64)LANDLOCK_ACCESS_FS_EXECUTE & ~(__u64)LANDLOCK_ACCESS_FS_READ_FILE &
                  ~(__u64)LANDLOCK_ACCESS_FS_READ_DIR;
    write |= LANDLOCK_ACCESS_FS_REFER;
    __u64 file = LANDLOCK_ACCESS_FS_WRITE_FILE;
    if (version >= VERSION_OF_TRUNCATE) {
        write |= ACCESS_FS_TRUNCATE;
        file |= ACCESS_FS_TRUNCATE;
    }
    struct landlock_ruleset_attr rules = {.handled_access_fs = write};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (ruleset < 0)
        return;
    for (size_t i = 0; i < SANDBOX_FOLDERS && folders[i] != NULL; i++)
        allow(ruleset, folders[i], write);
    for (size_t i = 0; i < sizeof devices / sizeof devices[0]; i++)
        allow(ruleset, devices[i], file);
    (void)syscall(SYS_landlock_restrict_self, ruleset, 0);
    (void)close(ruleset);
}

int sandbox_confine(const char *const folders[SANDBOX_FOLDERS], struct err *err)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return err_errno(err, ERR_INTERNAL, "giving up privileges");
    if (set_limit(RLIMIT_CORE, 0, "core files", err) != 0)
        return -1;
    forbid_writing(folders);
    if (LIMIT_MEMORY) /* AddressSanitizer ends with a process that traces */
        forbid_needless(false);
    return 0;
}

static bool has_seccomp(void)
{
    return seccomp_api_get() > 0 && prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

const char *sandbox_describe(void)
{
    static char text[64];
    int version = landlock_version();
    (void)snprintf(text, sizeof text, "limits, %sseccomp, %s", has_seccomp() ? "" : "no ",
                   version > 0 ? "Landlock" : "no Landlock");
    size_t length = strlen(text);
    if (version > 0)
        (void)snprintf(text + length, sizeof text - length, " %d", version);
    return text;
}

bool sandbox_is_whole(void)
{
    return has_seccomp() && landlock_version() > 0;
}
