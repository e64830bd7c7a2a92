/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_keys: the table of keys is sound, row by row. */
#include "config/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "config/quantity.h"
#include "config/settings.h"
#include "core/period.h"
#include "core/str.h"

static void test_rows_are_whole(void **state)
{
    size_t count = keys_count();
    (void)state;
    assert_true(count > 80);
    for (size_t i = 0; i < count; i++) {
        const struct key *key = keys_at(i);
        if (str_empty(key->sample) || str_empty(key->help) || str_empty(key->name))
            fail_msg("row %zu (%s) lacks name, sample or help", i, key->name);
        if (!str_ends(key->help, "."))
            fail_msg("help of %s is no sentence", key->name);
        bool choice = key->type == KEY_ENUM || key->type == KEY_WORD;
        if (choice && key->choices == NULL)
            fail_msg("%s has no choices", key->name);
        if (key->required && key->fallback != NULL)
            fail_msg("%s is required and has a default", key->name);
        bool pair = key->type == KEY_URLS || key->type == KEY_REFERENCES ||
                    key->type == KEY_EVENT || key->type == KEY_CONDITION ||
                    key->type == KEY_HEADERS || key->type == KEY_CELL ||
                    key->type == KEY_NAMED || key->type == KEY_DAY || key->type == KEY_END;
        if (pair != (key->second != 0))
            fail_msg("%s: second member is wrong for its type", key->name);
        if (key->yearly && key->section != SECTION_PROGRAM)
            fail_msg("%s is yearly outside programs", key->name);
    }
}

static void test_names_are_unique_and_sections_together(void **state)
{
    size_t count = keys_count();
    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(keys_find(keys_at(i)->section, keys_at(i)->name), keys_at(i));
        if (i > 0)
            assert_true(keys_at(i)->section == keys_at(i - 1)->section ||
                        keys_at(i)->section == keys_at(i - 1)->section + 1);
        assert_true(strlen(keys_at(i)->name) < 40);
        assert_null(strchr(keys_at(i)->name, '.'));
    }
    assert_int_equal(keys_at(count - 1)->section, SECTION_COUNT - 1);
}

static void test_two_keys_never_share_a_member(void **state)
{
    size_t count = keys_count();
    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (keys_at(i)->section == keys_at(j)->section &&
                keys_at(i)->yearly == keys_at(j)->yearly &&
                keys_at(i)->offset == keys_at(j)->offset && keys_at(i)->type != KEY_GLOBS &&
                keys_at(j)->type != KEY_GLOBS && keys_at(j)->type != KEY_NAMED)
                fail_msg("%s and %s are stored in one place", keys_at(i)->name,
                         keys_at(j)->name);
}

static void test_unknown_names(void **state)
{
    (void)state;
    assert_null(keys_find(SECTION_SITE, "frequency"));
    assert_null(keys_find(SECTION_SITE, ""));
    assert_null(keys_find(SECTION_SOURCE, "URL"));
    assert_non_null(keys_find(SECTION_SOURCE, "url"));
}

static void test_sections(void **state)
{
    enum key_section found = SECTION_COUNT;
    (void)state;
    for (int i = 0; i < SECTION_COUNT; i++) {
        enum key_section section = (enum key_section)i;
        assert_true(keys_section_find(keys_section_name(section), &found));
        assert_int_equal(found, section);
        assert_true(str_ends(keys_section_help(section), "."));
    }
    assert_false(keys_section_find("Site", &found));
    assert_false(keys_section_find("", &found));
}

/* The order of choices is the order of the enum. */
static void test_choices_follow_their_enums(void **state)
{
    const struct key *frequency = keys_find(SECTION_INDICATOR, "frequency");
    (void)state;
    for (int i = 0; i <= FREQUENCY_FISCAL_YEAR; i++)
        assert_string_equal(frequency->choices[i], period_frequency_name((enum frequency)i));
    assert_null(frequency->choices[FREQUENCY_FISCAL_YEAR + 1]);
    assert_string_equal(settings_better_name(BETTER_HIGHER), "higher");
    assert_string_equal(settings_better_name(BETTER_NEUTRAL), "neutral");
    assert_string_equal(settings_tier_name(TIER_PRIORITY), "priority");
    assert_string_equal(settings_tier_name(TIER_MAIN), "main");
    assert_string_equal(settings_severity_name(SEVERITY_CRITICAL), "critical");
    assert_string_equal(settings_program_kind_name(PROGRAM_LOAN), "loan");
    assert_string_equal(settings_program_kind_name(PROGRAM_EFFORT), "effort");
    assert_string_equal(keys_find(SECTION_SITE, "language")->choices[LANGUAGE_EN], "en");
    assert_string_equal(keys_find(SECTION_SITE, "audience")->choices[AUDIENCE_PUBLIC],
                        "public");
    assert_string_equal(keys_find(SECTION_INDICATOR, "basis")->choices[BASIS_YEAR_ON_YEAR],
                        "year-on-year");
    assert_string_equal(keys_find(SECTION_INDICATOR, "layout")->choices[LAYOUT_TEXT], "text");
    assert_string_equal(keys_find(SECTION_INDICATOR, "kind")->choices[INDICATOR_CONTEXT],
                        "context");
    assert_string_equal(keys_find(SECTION_INDICATOR, "year")->choices[YEAR_LABEL_ENDS],
                        "ends");
    assert_string_equal(keys_find(SECTION_NOTIFY, "type")->choices[NOTIFY_WEBHOOK], "webhook");
}

static void test_quantities(void **state)
{
    static const struct {
        enum key_type type;
        const char *text;
        int64_t value; /* -1 = none */
        const char *back;
    } cases[] = {
        {KEY_SECONDS, "30s", 30, "30s"},
        {KEY_SECONDS, "15m", 900, "15m"},
        {KEY_SECONDS, "48h", 172800, "2d"},
        {KEY_SECONDS, "2w", 1209600, "2w"},
        {KEY_SECONDS, "0", 0, "0s"},
        {KEY_SECONDS, "30", -1, ""},
        {KEY_SECONDS, "", -1, ""},
        {KEY_SECONDS, "s", -1, ""},
        {KEY_SECONDS, "-1s", -1, ""},
        {KEY_SECONDS, "1 s", -1, ""},
        {KEY_SECONDS, "1.5h", -1, ""},
        {KEY_SECONDS, "99999999999s", -1, ""},
        {KEY_SECONDS, "9999999999999999999999999999999999999999s", -1, ""},
        {KEY_MILLIS, "250ms", 250, "250ms"},
        {KEY_MILLIS, "1s", 1000, "1s"},
        {KEY_MILLIS, "1d", -1, ""},
        {KEY_MONTHS, "6m", 6, "6m"},
        {KEY_MONTHS, "2y", 24, "2y"},
        {KEY_DAYS, "10y", 3660, "10y"},
        {KEY_DAYS, "6w", 42, "6w"},
        {KEY_SIZE, "32M", 33554432, "32M"},
        {KEY_SIZE, "1000", 1000, "1000"},
        {KEY_SIZE, "1k", -1, ""},
        {KEY_INTEGER, "7", 7, "7"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t value = -1;
        char back[32] = "";
        bool read = quantity_read(cases[i].type, cases[i].text, &value);
        if (read != (cases[i].value >= 0) || (read && value != cases[i].value))
            fail_msg("\"%s\" read as %lld", cases[i].text, (long long)value);
        if (read) {
            quantity_print(cases[i].type, value, back, sizeof back);
            assert_string_equal(back, cases[i].back);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_whole),
        cmocka_unit_test(test_names_are_unique_and_sections_together),
        cmocka_unit_test(test_two_keys_never_share_a_member),
        cmocka_unit_test(test_unknown_names),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_choices_follow_their_enums),
        cmocka_unit_test(test_quantities),
    };
    return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
