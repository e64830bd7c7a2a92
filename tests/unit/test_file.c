/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/file. */
#include "core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test works in an empty folder of its own. */
static int enter_folder(void **state)
{
    char *folder = strdup("/tmp/shihyo-file-XXXXXX");

    if (!folder || !mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    *state = folder;
    return 0;
}

static int leave_folder(void **state)
{
    char *folder = *state;
    DIR *listing = opendir(".");
    struct dirent *entry;

    if (!listing)
        return -1;
    while ((entry = readdir(listing))) {
        if (entry->d_name[0] != '.' && unlink(entry->d_name) != 0)
            rmdir(entry->d_name);
    }
    closedir(listing);
    int failed = chdir("/") || rmdir(folder);
    free(folder);
    return failed;
}

static void write_text(const char *path, const char *text)
{
    struct err err = {0};

    if (file_write(path, text, strlen(text), &err))
        fail_msg("%s", err.text);
}

static void check_text(const char *path, const char *want)
{
    struct buf buf;
    struct err err = {0};

    buf_init(&buf, 1000);
    if (file_read(path, &buf, &err))
        fail_msg("%s", err.text);
    assert_string_equal(buf_text(&buf), want);
    buf_free(&buf);
}

/* Files in the folder, all of them. */
static int count_files(void)
{
    DIR *listing = opendir(".");
    struct dirent *entry;
    int count = 0;

    assert_non_null(listing);
    while ((entry = readdir(listing)))
        count += entry->d_name[0] != '.';
    closedir(listing);
    return count;
}

static void test_write_and_read(void **state)
{
    (void)state;
    struct buf buf;
    struct err err = {0};
    struct stat found;

    assert_false(file_exists("a"));
    assert_int_equal(file_write("a", "x\0y\xff", 4, &err), 0);
    assert_true(file_exists("a"));
    assert_int_equal(stat("a", &found), 0);
    assert_int_equal(found.st_mode & 0777, 0644);
    buf_init(&buf, 100);
    buf_puts(&buf, ">");
    assert_int_equal(file_read("a", &buf, &err), 0);
    assert_int_equal(buf.length, 5);
    assert_memory_equal(buf.data, ">x\0y\xff", 6);
    buf_free(&buf);

    write_text("a", "");
    check_text("a", "");
    write_text("a", "second");
    check_text("a", "second");
    assert_int_equal(count_files(), 1);
}

static void test_read_limit(void **state)
{
    (void)state;
    struct buf buf;
    struct err err = {0};

    write_text("a", "12345");
    buf_init(&buf, 5);
    assert_int_equal(file_read("a", &buf, &err), 0);
    buf_free(&buf);
    buf_init(&buf, 4);
    assert_int_equal(file_read("a", &buf, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    assert_string_equal(err.text, "a: larger than the limit of 4 bytes");
    buf_free(&buf);
}

static void test_large_file(void **state)
{
    (void)state;
    size_t size = (1U << 20) + 13;
    char *bytes = malloc(size);
    struct buf buf;
    struct err err = {0};

    assert_non_null(bytes);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 31 % 251);
    assert_int_equal(file_write("a", bytes, size, &err), 0);
    buf_init(&buf, size);
    assert_int_equal(file_read("a", &buf, &err), 0);
    assert_int_equal(buf.length, size);
    assert_memory_equal(buf.data, bytes, size);
    buf_free(&buf);
    free(bytes);
}

static void test_read_of_what_is_not_there(void **state)
{
    (void)state;
    struct buf buf;
    struct err err = {0};

    buf_init(&buf, 100);
    assert_int_equal(file_read("missing", &buf, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.text, "missing: No such file or directory");
    assert_int_equal(file_read(".", &buf, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    buf_free(&buf);
}

static void test_regular_files_only(void **state)
{
    static const struct {
        const char *path;
        const char *said;
    } refused[] = {
        {"pipe", "pipe: is a pipe and no file"},
        {".", ".: is a folder and no file"},
        {"/dev/zero", "/dev/zero: is a device or a socket and no file"},
        {"missing", "missing: No such file or directory"},
    };
    struct buf buf;
    struct err err = {0};

    (void)state;
    buf_init(&buf, 100);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_int_equal(file_read_regular(refused[i].path, &buf, &err), -1);
        assert_int_equal(err.code, ERR_IO);
        assert_string_equal(err.text, refused[i].said);
    }
    assert_int_equal(file_write("plain", "text", 4, &err), 0);
    assert_int_equal(symlink("plain", "link"), 0);
    assert_int_equal(file_read_regular("link", &buf, &err), 0);
    assert_string_equal(buf_text(&buf), "text");
    buf_free(&buf);
}

/* A full disk, played by a limit on the size of files. */
static void test_failed_write_leaves_the_old_file(void **state)
{
    (void)state;
    struct rlimit old, tight;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    char bytes[5000];
    bool written = true;
    struct err err = {0};

    memset(bytes, 'n', sizeof bytes);
    write_text("a", "old");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    sigaction(SIGXFSZ, &ignore, &before);
    tight = (struct rlimit){.rlim_cur = 1000, .rlim_max = old.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    int plain = file_write("a", bytes, sizeof bytes, &err);
    int changed = file_write_changed("a", bytes, sizeof bytes, &written, &err);
    int fresh = file_write("b", bytes, sizeof bytes, &err);
    setrlimit(RLIMIT_FSIZE, &old);
    sigaction(SIGXFSZ, &before, NULL);

    assert_int_equal(plain, -1);
    assert_int_equal(changed, -1);
    assert_int_equal(fresh, -1);
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.text, "b: cannot write 5000 bytes: File too large");
    check_text("a", "old");
    assert_false(file_exists("b"));
    assert_int_equal(count_files(), 1);
}

static void test_write_where_it_cannot_be(void **state)
{
    (void)state;
    struct err err = {0};
    char longest[PATH_MAX + 10];

    assert_int_equal(mkdir("folder", 0755), 0);
    assert_int_equal(file_write("folder", "x", 1, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(count_files(), 1);

    assert_int_equal(file_write("missing/a", "x", 1, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(strncmp(err.text, "missing/a: ", 11), 0);

    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(file_write(longest, "x", 1, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(count_files(), 1);
}

static void test_write_changed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool want;
    } CASES[] = {
        {"one", true}, {"one", false}, {"two", true}, {"tw", true}, {"two", true},
        {"", true},    {"", false},    {"x", true},   {"x", false},
    };
    struct stat before, after;

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        bool written = !CASES[i].want;
        struct err err = {0};
        const char *text = CASES[i].text;

        before.st_ino = 0;
        if (i > 0)
            assert_int_equal(stat("a", &before), 0);
        assert_int_equal(file_write_changed("a", text, strlen(text), &written, &err), 0);
        assert_int_equal(written, CASES[i].want);
        check_text("a", text);
        assert_int_equal(stat("a", &after), 0);
        assert_int_equal(before.st_ino != after.st_ino, CASES[i].want);
        assert_int_equal(file_write_changed("a", text, strlen(text), NULL, &err), 0);
    }
}

static void test_temporary_and_replace(void **state)
{
    (void)state;
    char first[64], second[64], tiny[8];
    struct stat found;
    struct err err = {0};

    write_text("a", "old");
    assert_int_equal(file_temporary("a", first, sizeof first, &err), 0);
    assert_int_equal(file_temporary("a", second, sizeof second, &err), 0);
    assert_int_equal(strncmp(first, "a.tmp-", 6), 0);
    assert_string_not_equal(first, second);
    assert_int_equal(stat(first, &found), 0);
    assert_int_equal(found.st_size, 0);
    assert_int_equal(found.st_mode & 0777, 0644);
    assert_int_equal(file_temporary("a", tiny, sizeof tiny, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(file_temporary("missing/a", first, sizeof first, &err), -1);

    check_text("a", "old");
    write_text(second, "new");
    assert_int_equal(file_replace(second, "a", &err), 0);
    check_text("a", "new");
    assert_false(file_exists(second));
}

static void test_failed_replace_removes_the_temporary(void **state)
{
    (void)state;
    struct err err = {0};

    write_text("a", "old");
    assert_int_equal(file_replace("missing", "a", &err), -1);
    assert_int_equal(err.code, ERR_IO);
    check_text("a", "old");
    assert_int_equal(mkdir("folder", 0755), 0);
    write_text("new", "x");
    assert_int_equal(file_replace("new", "folder", &err), -1);
    assert_false(file_exists("new"));
    assert_int_equal(count_files(), 2);
}

static void test_sweep(void **state)
{
    (void)state;
    static const char *const LEFT[] = {"a.tmp-123456", ".b.tmp-abcdef",
                                       "c.rrd.tmp-abcdefGHIJKL"};
    static const char *const KEPT[] = {"a", "a.tmp", "tmp-1"};

    file_sweep("missing");
    for (size_t i = 0; i < 3; i++) {
        write_text(LEFT[i], "");
        write_text(KEPT[i], "");
    }
    file_sweep(".");
    for (size_t i = 0; i < 3; i++) {
        assert_false(file_exists(LEFT[i]));
        assert_true(file_exists(KEPT[i]));
    }
}

static bool is_csv(const char *name, void *context)
{
    (void)context;
    return strcmp(name + strlen(name) - 4, ".csv") == 0;
}

static void test_sweep_of_some(void **state)
{
    (void)state;

    write_text("aa.csv.tmp-123456", "");
    write_text("bb.csv.tmp-12345", "");
    write_text("cc.txt.tmp-123456", "");
    write_text("dd.csv", "");
    file_sweep_of(".", is_csv, NULL);
    assert_false(file_exists("aa.csv.tmp-123456"));
    assert_true(file_exists("bb.csv.tmp-12345"));
    assert_true(file_exists("cc.txt.tmp-123456"));
    assert_true(file_exists("dd.csv"));
}

static void test_make_folder(void **state)
{
    (void)state;
    struct stat found;
    struct err err = {0};
    mode_t mask = umask(022);

    assert_int_equal(file_make_folder("x/y/z", 0700, &err), 0);
    assert_int_equal(stat("x/y", &found), 0);
    assert_int_equal(found.st_mode & 0777, 0755);
    assert_int_equal(stat("x/y/z", &found), 0);
    assert_int_equal(found.st_mode & 0777, 0700);
    assert_int_equal(file_make_folder("x/y/z", 0755, &err), 0);
    assert_int_equal(file_make_folder("x/y/z/", 0755, &err), 0);
    assert_int_equal(file_make_folder("x//y", 0755, &err), 0);
    assert_int_equal(file_make_folder(".", 0755, &err), 0);
    assert_int_equal(file_make_folder("/tmp", 0755, &err), 0);
    umask(mask);

    write_text("plain", "");
    assert_int_equal(file_make_folder("plain", 0755, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.text, "plain: exists and is no folder");
    assert_int_equal(file_make_folder("plain/z", 0755, &err), -1);
    assert_int_equal(file_make_folder("", 0755, &err), -1);
    assert_int_equal(rmdir("x/y/z") || rmdir("x/y"), 0);
}

static void test_space_is_told_when_it_is_that(void **state)
{
    (void)state;
    struct err err = {0};

    err_set(&err, ERR_IO, "it");
    file_tell_space("here", EACCES, &err);
    assert_string_equal(err.text, "it");
    file_tell_space("missing/there", ENOSPC, &err);
    assert_string_equal(err.text, "it");
    file_tell_space("here", ENOSPC, &err);
    assert_non_null(strstr(err.text, "it ("));
    assert_non_null(strstr(err.text, " bytes are free there)"));
    assert_int_equal(err.code, ERR_IO);
}

static void test_check_link(void **state)
{
    (void)state;
    struct err err = {0};

    write_text("target", "precious");
    assert_int_equal(symlink("target", "link"), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(file_check_link("missing", false, &err), 0);
    assert_int_equal(file_check_link("target", false, &err), 0);
    assert_int_equal(file_check_link("link", true, &err), 0);
    assert_int_equal(file_check_link("link", false, &err), -1);
    assert_string_equal(err.text, "link: is a symbolic link, not followed");
    for (int followed = 0; followed <= 1; followed++) {
        assert_int_equal(file_check_link("dangling", followed != 0, &err), -1);
        assert_string_equal(err.text, "dangling: is a symbolic link that leads nowhere");
    }
    assert_int_equal(file_make_folder("dangling/x", 0755, &err), -1);
    assert_non_null(strstr(err.text, "leads nowhere"));
}

static void test_write_closed(void **state)
{
    (void)state;
    struct err err = {0};
    struct stat found;
    mode_t before = umask(0);

    assert_int_equal(file_write_closed("closed", "it", 2, &err), 0);
    (void)umask(077);
    assert_int_equal(file_write("open", "it", 2, &err), 0);
    (void)umask(before);
    assert_int_equal(stat("closed", &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    assert_int_equal(stat("open", &found), 0);
    assert_int_equal(found.st_mode & 0777, 0644);
}

static void test_identity(void **state)
{
    (void)state;
    char none[FILE_IDENTITY_SIZE], one[FILE_IDENTITY_SIZE], two[FILE_IDENTITY_SIZE];
    struct timespec times[2] = {{1700000000, 1}, {1700000000, 1}};

    file_identity("it", none);
    assert_string_equal(none, "-");
    write_text("it", "1");
    assert_int_equal(utimensat(AT_FDCWD, "it", times, 0), 0);
    file_identity("it", one);
    assert_string_equal(one, "1:1700000000.000000001");
    times[1].tv_nsec++;
    assert_int_equal(utimensat(AT_FDCWD, "it", times, 0), 0);
    file_identity("it", two);
    assert_string_not_equal(two, one);
}

/* A draft is put in its place, or none stays there. */
static void test_drafts(void **state)
{
    (void)state;
    char mark[FILE_DRAFT_MARK_SIZE], draft[32];
    struct err err = {0};

    file_draft_mark(mark);
    (void)snprintf(draft, sizeof draft, "a%s", mark);
    write_text("a", "old");
    assert_int_equal(file_write_draft(draft, "one", 3, &err), 0);
    check_text("a", "old");
    assert_int_equal(file_sync_drafts(".", &err), 0);
    assert_int_equal(file_place_draft(draft, "a", &err), 0);
    check_text("a", "one");
    assert_int_equal(access(draft, F_OK), -1);
    assert_int_equal(file_place_draft(draft, "a", &err), 0);
    assert_int_equal(access("a", F_OK), -1);
    assert_int_equal(file_place_draft(draft, "a", &err), 0);
    assert_int_equal(file_sync_folder(".", &err), 0);
    assert_int_equal(file_sync_folder("nowhere", &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(file_sync_drafts("nowhere", &err), -1);
    assert_int_equal(file_write_draft("nowhere/a", "one", 3, &err), -1);
}

static void test_a_draft_in_the_way_of_a_folder_goes(void **state)
{
    (void)state;
    struct err err = {0};

    assert_int_equal(mkdir("taken", 0700), 0);
    assert_int_equal(file_write_draft("taken.tmp-00000a", "one", 3, &err), 0);
    assert_int_equal(file_place_draft("taken.tmp-00000a", "taken", &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(access("taken.tmp-00000a", F_OK), -1);
}

static void test_drafts_are_swept(void **state)
{
    (void)state;
    char mark[FILE_DRAFT_MARK_SIZE], draft[32];
    struct err err = {0};

    file_draft_mark(mark);
    (void)snprintf(draft, sizeof draft, "left%s", mark);
    assert_int_equal(file_write_draft(draft, "one", 3, &err), 0);
    file_sweep(".");
    assert_int_equal(access(draft, F_OK), -1);
}

int main(void)
{
    static const struct {
        const char *name;
        CMUnitTestFunction run;
    } CASES[] = {
        {"write_and_read", test_write_and_read},
        {"read_limit", test_read_limit},
        {"large_file", test_large_file},
        {"read_of_what_is_not_there", test_read_of_what_is_not_there},
        {"regular_files_only", test_regular_files_only},
        {"failed_write_leaves_the_old_file", test_failed_write_leaves_the_old_file},
        {"write_where_it_cannot_be", test_write_where_it_cannot_be},
        {"write_changed", test_write_changed},
        {"temporary_and_replace", test_temporary_and_replace},
        {"failed_replace_removes_the_temporary", test_failed_replace_removes_the_temporary},
        {"sweep", test_sweep},
        {"sweep of some", test_sweep_of_some},
        {"make_folder", test_make_folder},
        {"space_is_told_when_it_is_that", test_space_is_told_when_it_is_that},
        {"check_link", test_check_link},
        {"write_closed", test_write_closed},
        {"drafts", test_drafts},
        {"a_draft_in_the_way_of_a_folder_goes", test_a_draft_in_the_way_of_a_folder_goes},
        {"drafts_are_swept", test_drafts_are_swept},
        {"identity", test_identity},
    };
    enum { COUNT = sizeof CASES / sizeof CASES[0] };
    struct CMUnitTest tests[COUNT];

    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){.name = CASES[i].name,
                                       .test_func = CASES[i].run,
                                       .setup_func = enter_folder,
                                       .teardown_func = leave_folder};
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
