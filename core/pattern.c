/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pattern: see pattern.h. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/pattern.h"

#include <pcre2.h>
#include <string.h>

#include "core/mem.h"

/* Far beyond what a label needs; a pattern that wants more is at fault. */
#define MATCH_LIMIT 1000000
#define DEPTH_LIMIT 10000
#define HEAP_LIMIT_KIB 20000

struct pattern {
    pcre2_code *code;
    pcre2_match_context *limits;
    pcre2_match_data *data;
};

struct pattern *pattern_compile(const char *text, struct err *err)
{
    int number;
    size_t offset;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &number, &offset, NULL);

    if (!code) {
        char reason[128];

        pcre2_get_error_message(number, (PCRE2_UCHAR *)reason, sizeof reason);
        err_set(err, ERR_CONFIG, "pattern \"%s\": %s at character %zu", text, reason,
                offset + 1);
        return NULL;
    }
    struct pattern *pattern = mem_calloc(1, sizeof *pattern);
    pattern->code = code;
    pattern->limits = pcre2_match_context_create(NULL);
    pattern->data = pcre2_match_data_create_from_pattern(code, NULL);
    pcre2_set_match_limit(pattern->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(pattern->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(pattern->limits, HEAP_LIMIT_KIB);
    return pattern;
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_match_data_free(pattern->data);
    pcre2_match_context_free(pattern->limits);
    pcre2_code_free(pattern->code);
    mem_free(pattern);
}

static int match(const struct pattern *pattern, const char *text, uint32_t options,
                 struct err *err)
{
    int found = pcre2_match(pattern->code, (PCRE2_SPTR)text, strlen(text), 0, options,
                            pattern->data, pattern->limits);
    char reason[128];

    if (found >= 0)
        return 1;
    if (found == PCRE2_ERROR_NOMATCH)
        return 0;
    pcre2_get_error_message(found, (PCRE2_UCHAR *)reason, sizeof reason);
    return err_set(err, ERR_DATA, "matching \"%.60s\": %s", text, reason);
}

int pattern_match(const struct pattern *pattern, const char *text, struct err *err)
{
    return match(pattern, text, 0, err);
}

int pattern_match_whole(const struct pattern *pattern, const char *text, struct err *err)
{
    return match(pattern, text, PCRE2_ANCHORED | PCRE2_ENDANCHORED, err);
}
