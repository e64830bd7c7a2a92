/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/arena. */
#include "core/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_free_of_nothing(void **state)
{
    (void)state;
    arena_free(NULL);
    arena_free(arena_new());
}

static void test_memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    enum { COUNT = 2000 };
    struct arena *arena = arena_new();
    unsigned char *pieces[COUNT];

    for (size_t i = 0; i < COUNT; i++) {
        size_t size = i * 37 % 5000 + 1;

        pieces[i] = arena_alloc(arena, size, 1);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        for (size_t at = 0; at < size; at++)
            assert_int_equal(pieces[i][at], 0);
        memset(pieces[i], (int)(i % 255) + 1, size);
    }
    for (size_t i = 0; i < COUNT; i++) {
        size_t size = i * 37 % 5000 + 1;

        for (size_t at = 0; at < size; at++)
            assert_int_equal(pieces[i][at], i % 255 + 1);
    }
    arena_free(arena);
}

static void test_larger_than_a_block(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *before = arena_strdup(arena, "before");
    size_t size = (size_t)3 << 20;
    char *large = arena_alloc(arena, size, 1);
    const char *after = arena_strdup(arena, "after");

    assert_int_equal(large[0], 0);
    assert_int_equal(large[size - 1], 0);
    memset(large, 'x', size);
    assert_string_equal(before, "before");
    assert_string_equal(after, "after");
    arena_free(arena);
}

static void test_nothing_is_still_something(void **state)
{
    (void)state;
    struct arena *arena = arena_new();

    assert_non_null(arena_alloc(arena, 0, 8));
    assert_non_null(arena_alloc(arena, 8, 0));
    arena_free(arena);
}

static void test_texts(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char original[] = "指標";
    const char *copy = arena_strdup(arena, original);

    original[0] = 'x';
    assert_string_equal(copy, "指標");
    assert_null(arena_strdup(arena, NULL));
    assert_string_equal(arena_strdup(arena, ""), "");
    assert_string_equal(arena_strndup(arena, "abcdef", 3), "abc");
    assert_string_equal(arena_strndup(arena, NULL, 0), "");
    assert_memory_equal(arena_strndup(arena, "a\0b", 3), "a\0b", 4);
    assert_string_equal(arena_printf(arena, "%s-%03d", "x", 7), "x-007");
    assert_string_equal(arena_printf(arena, "%s", ""), "");
    assert_int_equal(strlen(arena_printf(arena, "%*d", 100000, 1)), 100000);
    arena_free(arena);
}

/* count * size that wraps must end the process, not hand out a small piece. */
static void test_overflow_ends_the_process(void **state)
{
    (void)state;
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(1);
        struct arena *arena = arena_new();
        arena_alloc(arena, SIZE_MAX / 2, 4);
        _exit(0);
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 70);
}

/* Also where something stood before that was not of this arena. */
static void test_zeroed_wherever_it_lies(void **state)
{
    (void)state;
    for (int round = 0; round < 20; round++) {
        struct arena *arena = arena_new();
        for (size_t size = 1; size < 9000; size = size * 3 + 1) {
            unsigned char *memory = arena_alloc(arena, size, 1);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(memory[i], 0);
            memset(memory, 0xA5, size);
            (void)arena_printf(arena, "%zu is no zero", size);
        }
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_free_of_nothing),
        cmocka_unit_test(test_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(test_larger_than_a_block),
        cmocka_unit_test(test_nothing_is_still_something),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_zeroed_wherever_it_lies),
        cmocka_unit_test(test_overflow_ends_the_process),
    };

    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
