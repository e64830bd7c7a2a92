/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/amend. All names and figures are test data. */
#include "config/amend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "config/reader.h"
#include "config/settings.h"
#include "core/str.h"
#include "tests/unit/scratch.h"

static char folder[SCRATCH_PATH], path[SCRATCH_PATH];
static struct amend amend;
static struct err err;

static int set_up(void **state)
{
    (void)state;
    err = (struct err){.code = ERR_NONE};
    if (scratch_make(folder) != 0)
        return -1;
    scratch_path(path, folder, "a.ini");
    amend = (struct amend){.arena = arena_new()};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    amend_free(&amend);
    arena_free(amend.arena);
    scratch_remove(folder);
    return 0;
}

static void have(const char *text)
{
    assert_true(scratch_write(path, text, strlen(text)));
}

static void becomes(const char *wanted)
{
    struct textfiles texts;
    size_t length = 0;
    assert_int_equal(amend_texts(&amend, path, &texts, &err), 0);
    assert_string_equal(texts.items[0].text, wanted);
    assert_int_equal(texts.count, 1);
    assert_int_equal(amend_write(&amend, &err), 0);
    char *written = scratch_read(path, &length);
    assert_string_equal(written, wanted);
    free(written);
}

static struct origin at(int line)
{
    return (struct origin){path, line};
}

static void test_beside(void **state)
{
    (void)state;
    have("; top\n[program a]\ntitle = A ; why\n  goes on\n; budgets\nbudget.2024 = 1\n\n"
         "# of b\n[program b]\nbudget.2024 = 2\nbudgets = 3\nkind = loan\n");
    assert_int_equal(amend_insert(&amend, at(2), "budget", "budget.2025 = 9\n", &err), 0);
    assert_int_equal(amend_insert(&amend, at(9), "budget", "budget.2025 = 8\n", &err), 0);
    assert_int_equal(amend_insert(&amend, at(2), "title", "    and on\n", &err), 0);
    becomes("; top\n[program a]\ntitle = A ; why\n  goes on\n    and on\n; budgets\n"
            "budget.2024 = 1\nbudget.2025 = 9\n\n# of b\n[program b]\nbudget.2024 = 2\n"
            "budget.2025 = 8\nbudgets = 3\nkind = loan\n");
}

static void test_without_that_key(void **state)
{
    (void)state;
    have("[a]\n\n[program b]\nx = 1\n\n; end");
    assert_int_equal(amend_insert(&amend, at(1), "y", "y = 1\n", &err), 0);
    assert_int_equal(amend_insert(&amend, at(3), "y", "y = 2\nz = 3\n", &err), 0);
    assert_int_equal(amend_append(&amend, path, "[c]\n", &err), 0);
    becomes("[a]\ny = 1\n\n[program b]\nx = 1\ny = 2\nz = 3\n\n; end\n\n[c]\n");
}

static void test_line_ends(void **state)
{
    (void)state;
    have("[a]\r\nx = 1\r\n[b]\r\ny = 2");
    assert_int_equal(amend_insert(&amend, at(1), "x", "z = 1\n", &err), 0);
    assert_int_equal(amend_insert(&amend, at(3), NULL, "z = 2\n", &err), 0);
    becomes("[a]\r\nx = 1\r\nz = 1\r\n[b]\r\ny = 2\r\nz = 2\r\n");
}

static void test_changed(void **state)
{
    (void)state;
    struct textfiles texts;
    have("x\n[a]\ny = 1\n");
    assert_int_equal(amend_insert(&amend, at(1), NULL, "z = 1\n", &err), -1);
    assert_int_equal(amend_insert(&amend, at(9), NULL, "z = 1\n", &err), -1);
    assert_int_equal(amend_insert(&amend, at(2), NULL, "z = 1\n", &err), 0);
    assert_int_equal(amend_texts(&amend, path, &texts, &err), 0);
    have("x\n[a]\ny = 2\n");
    assert_int_equal(amend_write(&amend, &err), -1);
    assert_non_null(strstr(err.text, "changed meanwhile"));
    size_t length = 0;
    char *kept = scratch_read(path, &length);
    assert_string_equal(kept, "x\n[a]\ny = 2\n");
    free(kept);
}

static void test_mode(void **state)
{
    (void)state;
    struct stat status;
    have("[a]\n");
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(amend_insert(&amend, at(1), NULL, "z = 1\n", &err), 0);
    becomes("[a]\nz = 1\n");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
}

/* What is printed is read as the same value. */
static void comes_back(const char *value)
{
    struct buf text;
    struct settings *settings = NULL;
    struct faults faults = {0};
    buf_init(&text, 1 << 16);
    buf_puts(&text, "[site]\n[policy p]\n");
    assert_int_equal(amend_print(&text, "title", value, &err), 0);
    for (const char *line = text.data; *line; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= READER_LINE_MAX);
    have(buf_text(&text));
    assert_int_equal(settings_load(path, NULL, &settings, &faults, &err), 0);
    assert_string_equal(settings->policies[0].title.text, value);
    settings_free(settings);
    fault_free(&faults);
    buf_free(&text);
}

static void test_values(void **state)
{
    (void)state;
    char many[2000] = "";
    comes_back("短い");
    comes_back("A short one: = [ ] # \"quoted\"");
    for (int i = 0; i < 40; i++)
        strcat(many, "市内の事業者、");
    comes_back(many);
    strcpy(many, "x");
    for (int i = 0; i < 60; i++)
        strcat(many, " words and 言葉 より");
    comes_back(many);
    strcpy(many, "語");
    for (int i = 0; i < 60; i++)
        strcat(many, "　全角の空白");
    comes_back(many);
}

static void test_values_refused(void **state)
{
    (void)state;
    struct buf text;
    char many[400] = "";
    buf_init(&text, 1 << 16);
    assert_int_equal(amend_print(&text, "title", "a ;b", &err), -1);
    assert_int_equal(amend_print(&text, "title", ";b", &err), -1);
    memset(many, 'a', sizeof many - 1);
    assert_int_equal(amend_print(&text, "title", many, &err), -1);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_beside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_without_that_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_line_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_changed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mode, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_values_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("amend", tests, NULL, NULL);
}
