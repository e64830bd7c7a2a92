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

static int match(const struct pattern *pattern, const char *text, size_t length, size_t from,
                 uint32_t options, struct err *err)
{
    int found = pcre2_match(pattern->code, (PCRE2_SPTR)text, length, from, options,
                            pattern->data, pattern->limits);
    char reason[128];

    if (found >= 0)
        return 1;
    if (found == PCRE2_ERROR_NOMATCH)
        return 0;
    pcre2_get_error_message(found, (PCRE2_UCHAR *)reason, sizeof reason);
    return err_set(err, ERR_DATA, "matching \"%.60s\": %s", text + from, reason);
}

int pattern_match(const struct pattern *pattern, const char *text, struct err *err)
{
    return match(pattern, text, strlen(text), 0, 0, err);
}

int pattern_match_whole(const struct pattern *pattern, const char *text, struct err *err)
{
    return match(pattern, text, strlen(text), 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED, err);
}

/* --- one match after the other --- */

bool pattern_has_group(const struct pattern *pattern, const char *name)
{
    return pcre2_substring_number_from_name(pattern->code, (PCRE2_SPTR)name) !=
           PCRE2_ERROR_NOSUBSTRING;
}

struct pattern_walk pattern_walk_start(const struct pattern *pattern, const char *text)
{
    return (struct pattern_walk){.pattern = pattern, .text = text, .length = strlen(text)};
}

int pattern_walk_next(struct pattern_walk *walk, struct err *err)
{
    /* the whole text is checked once, not at every match */
    uint32_t options = walk->checked ? PCRE2_NO_UTF_CHECK : 0;

    /* an empty match must not be found again */
    options |= walk->empty ? PCRE2_NOTEMPTY_ATSTART : 0U;
    int found = match(walk->pattern, walk->text, walk->length, walk->next, options, err);
    walk->checked = true;
    if (found != 1)
        return found;
    const size_t *ends = pcre2_get_ovector_pointer(walk->pattern->data);
    walk->match = (struct pattern_span){ends[0], ends[1]};
    walk->empty = ends[0] == ends[1];
    if (ends[1] < ends[0] || (ends[1] <= walk->next && !walk->empty))
        return err_set(err, ERR_DATA, "the pattern does not move on");
    walk->next = ends[1];
    return 1;
}

bool pattern_walk_group(const struct pattern_walk *walk, const char *name,
                        struct pattern_span *out)
{
    pcre2_code *code = walk->pattern->code;
    PCRE2_SPTR first;
    PCRE2_SPTR last;
    int size = pcre2_substring_nametable_scan(code, (PCRE2_SPTR)name, &first, &last);
    const size_t *ends = pcre2_get_ovector_pointer(walk->pattern->data);

    /* (?J) allows a name twice: the one that took part */
    for (; size > 0 && first <= last; first += size) {
        size_t group = (size_t)first[0] << 8 | first[1];

        if (ends[2 * group] == PCRE2_UNSET || ends[2 * group + 1] < ends[2 * group])
            continue;
        *out = (struct pattern_span){ends[2 * group], ends[2 * group + 1]};
        return true;
    }
    return false;
}
