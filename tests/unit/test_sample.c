/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sample: the sample loads, as it is and with every key made active, and nothing is
 * missing in it. */
#include "config/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/keys.h"
#include "config/settings.h"
#include "core/file.h"

enum { SAMPLE_MAX = 1 << 20 };

static void load(const struct buf *text, struct settings **settings)
{
    char folder[] = "/tmp/shihyo-sample-XXXXXX";
    char path[64];
    struct faults faults = {0};
    struct err err;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/shihyo.ini", folder);
    assert_int_equal(file_write(path, text->data, text->length, &err), 0);
    int result = settings_load(path, NULL, settings, &faults, &err);
    for (size_t i = 0; i < faults.count; i++)
        print_error("%d: %s\n", faults.items[i].line, faults.items[i].text);
    assert_int_equal(faults.count, 0);
    assert_int_equal(result, 0);
    fault_free(&faults);
    (void)unlink(path);
    (void)rmdir(folder);
}

static void test_sample_loads(void **state)
{
    struct buf text;
    struct settings *settings = NULL;
    (void)state;
    buf_init(&text, SAMPLE_MAX);
    assert_int_equal(sample_print(&text), 0);
    load(&text, &settings);
    assert_int_equal(settings->source_count, 1);
    assert_int_equal(settings->indicator_count, 1);
    assert_int_equal(settings->challenge_count, 1);
    assert_int_equal(settings->policy_count, 1);
    assert_int_equal(settings->program_count, 1);
    assert_int_equal(settings->alert_count, 1);
    assert_int_equal(settings->notifier_count, 1);
    assert_int_equal(settings->graph_count, 1);
    assert_int_equal(settings->sheet_count, 0); /* its form would have to be there */
    assert_string_equal(settings->graphs[0].rrdgraph,
                        "DEF:v=lobo-di:LAST AREA:v#3a7bd555 LINE2:v#1f4e79:業況DI");
    settings_free(settings);
    buf_free(&text);
}

/* Files that are included are not there, all else is active that goes with a plain url. */
static void activate(const struct buf *sample, struct buf *out)
{
    bool include = false;
    const char *line = sample->data;
    while (*line != '\0') {
        size_t length = strcspn(line, "\n");
        const char *from = line + (*line == ';' ? 1 : 0);
        include = strncmp(from, "include ", 8) == 0 || strncmp(from, "link ", 5) == 0 ||
                  strncmp(from, "since ", 6) == 0; /* these go with another url */
        if (!include)
            (void)buf_append(out, from, length + 1 - (size_t)(from - line));
        line += length + 1;
    }
}

static void test_every_key_made_active_loads(void **state)
{
    struct buf sample;
    struct buf text;
    struct settings *settings = NULL;
    (void)state;
    buf_init(&sample, SAMPLE_MAX);
    buf_init(&text, SAMPLE_MAX);
    assert_int_equal(sample_print(&sample), 0);
    activate(&sample, &text);
    load(&text, &settings);
    assert_int_equal(settings->notifiers[0].type, NOTIFY_MAIL);
    assert_string_equal(settings->sources[0].encoding, "CP932");
    assert_int_equal(settings->programs[0].kind, PROGRAM_FACILITY);
    assert_true(settings->indicators[0].target.has_period);
    assert_string_equal(settings->challenges[0].text.text,
                        "中心市街地や地域の商店街の個性を生かした魅力づくりが必要");
    settings_free(settings);
    buf_free(&sample);
    buf_free(&text);
}

static void test_every_key_is_there_once(void **state)
{
    struct buf sample;
    size_t found = 0;
    size_t count = keys_count();
    const char *line = NULL;
    (void)state;
    buf_init(&sample, SAMPLE_MAX);
    assert_int_equal(sample_print(&sample), 0);
    line = sample.data;
    for (size_t i = 0; i < count; i++) {
        char head[64];
        size_t length = 0;
        (void)snprintf(head, sizeof head, "%s%s =", keys_at(i)->name,
                       keys_at(i)->type == KEY_AMOUNT ? ".2024" : "");
        for (; *line != '\0'; line += length + 1) {
            const char *from = line + (*line == ';' ? 1 : 0);
            length = strcspn(line, "\n");
            if (strncmp(from, head, strlen(head)) == 0) {
                found++;
                line += length + 1;
                break;
            }
            assert_true(length <= 300);
        }
        assert_int_equal(found, i + 1);
        assert_non_null(strstr(sample.data, keys_at(i)->help));
    }
    buf_free(&sample);
}

static void test_manual(void **state)
{
    struct buf text;
    size_t count = keys_count();
    (void)state;
    buf_init(&text, SAMPLE_MAX);
    assert_int_equal(sample_print_manual(&text), 0);
    for (size_t i = 0; i < count; i++) {
        char head[64];
        (void)snprintf(head, sizeof head, "\n.It Cm %s\n", keys_at(i)->name);
        assert_non_null(strstr(text.data, head));
    }
    for (int i = 0; i < SECTION_COUNT; i++) {
        char head[64];
        (void)snprintf(head, sizeof head, ".Ss Section %s",
                       keys_section_name((enum key_section)i));
        assert_non_null(strstr(text.data, head));
    }
    buf_free(&text);
}

static void test_overflow_is_told(void **state)
{
    struct buf text;
    (void)state;
    buf_init(&text, 1000);
    assert_int_equal(sample_print(&text), -1);
    buf_reset(&text);
    assert_int_equal(sample_print_manual(&text), -1);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sample_loads),
        cmocka_unit_test(test_every_key_made_active_loads),
        cmocka_unit_test(test_every_key_is_there_once),
        cmocka_unit_test(test_manual),
        cmocka_unit_test(test_overflow_is_told),
    };
    return cmocka_run_group_tests_name("sample", tests, NULL, NULL);
}
