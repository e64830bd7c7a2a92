/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample: the table of keys as a file to begin with, and as a manual. */
#include "config/sample.h"

#include "config/keys.h"
#include "config/values.h"
#include "core/str.h"

enum { LIMITS_SIZE = 64, FACTS_MAX = 1024, COLUMN_MAX = 76 };

/* The years are those of the document from which the example is taken. */
#define SAMPLE_YEAR "2024"

/* The ids that the sample values refer to. */
static const char *const ids[SECTION_COUNT] = {
    [SECTION_SITE] = "",
    [SECTION_SOURCE] = " lobo",
    [SECTION_INDICATOR] = " lobo-di",
    [SECTION_CHALLENGE] = " bustle",
    [SECTION_POLICY] = " city-centre",
    [SECTION_PROGRAM] = " ict-park",
    [SECTION_ALERT] = " di-deep",
    [SECTION_NOTIFY] = " office",
    [SECTION_GRAPH] = " di-classic",
    [SECTION_SHEET] = " evaluation",
};

static void describe_type(struct buf *out, const struct key *key)
{
    if (key->type != KEY_ENUM && key->type != KEY_WORD && key->type != KEY_CHOICES) {
        (void)buf_puts(out, values_describe(key->type));
        return;
    }
    if (key->type == KEY_CHOICES)
        (void)buf_puts(out, "none, or some of ");
    for (size_t i = 0; key->choices[i] != NULL; i++) {
        const char *between = key->choices[i + 1] == NULL ? " or " : ", ";
        (void)buf_printf(out, "%s%s", i == 0 ? "" : between, key->choices[i]);
    }
}

/* "monthly or daily; required; default x; may carry a fiscal year (title.2025)" */
static void describe(struct buf *out, const struct key *key)
{
    char limits[LIMITS_SIZE];
    describe_type(out, key);
    values_limits(key, limits, sizeof limits);
    if (limits[0] != '\0')
        (void)buf_printf(out, ", %s", limits);
    if (key->required)
        (void)buf_puts(out, "; required");
    if (key->fallback != NULL)
        (void)buf_printf(out, "; default %s", key->fallback);
    if (keys_repeats(key))
        (void)buf_puts(out, "; may be repeated");
    if (key->type == KEY_AMOUNT)
        (void)buf_printf(out, "; by fiscal year (%s.2025)", key->name);
    else if (key->yearly)
        (void)buf_printf(out, "; may carry a fiscal year (%s.2025)", key->name);
    if (key->type == KEY_LABEL)
        (void)buf_printf(out, "; may have an English form (%s.en)", key->name);
    if (key->type == KEY_EVENT)
        (void)buf_printf(out, "; may have English words (%s.en, with its period)", key->name);
}

static void print_value(struct buf *out, const struct key *key, const char *value, bool active)
{
    const char *mark = active ? "" : ";";
    (void)buf_printf(out, "\n# %s\n# (", key->help);
    describe(out, key);
    (void)buf_printf(out, ")\n%s%s%s = ", mark, key->name,
                     key->type == KEY_AMOUNT ? "." SAMPLE_YEAR : "");
    for (const char *p = value; *p != '\0'; p++) {
        (void)buf_putc(out, *p);
        if (*p == '\n')
            (void)buf_printf(out, "%s    ", mark);
    }
    (void)buf_putc(out, '\n');
}

/* A section whose sample names a file that would have to be there is not active. */
static bool is_active(enum key_section section)
{
    return section != SECTION_SHEET;
}

static void print_head(struct buf *out, enum key_section section, const char *id)
{
    (void)buf_printf(out, "\n# %s\n%s[%s%s]\n", keys_section_help(section),
                     is_active(section) ? "" : ";", keys_section_name(section), id);
}

int sample_print_section(struct buf *out, enum key_section section,
                         const struct sample_choice *choices, size_t count)
{
    const struct key *key;

    print_head(out, section, "");
    for (size_t i = 0; (key = keys_at(i)) != NULL; i++) {
        const struct sample_choice *chosen = NULL;

        if (key->section != section)
            continue;
        for (size_t n = 0; n < count; n++)
            if (str_equal(choices[n].name, key->name))
                chosen = &choices[n];
        print_value(out, key, chosen == NULL ? key->sample : chosen->value, chosen != NULL);
    }
    return out->overflow ? -1 : 0;
}

int sample_print(struct buf *out)
{
    int section = -1;
    const struct key *key;

    (void)buf_puts(out, "# A sample configuration of shihyo: every section once, every key. "
                        "The values are examples.\n"
                        "# Lines have at most 197 bytes; indented lines continue a value. A "
                        "space and ; begin a comment.\n");
    for (size_t i = 0; (key = keys_at(i)) != NULL; i++) {
        if ((int)key->section != section)
            print_head(out, key->section, ids[key->section]);
        section = (int)key->section;
        print_value(out, key, key->sample,
                    is_active(key->section) && (key->required || key->shown));
    }
    return out->overflow ? -1 : 0;
}

/* mandoc measures a character beyond ASCII in its own spelling, \[u6307]. */
static size_t measure(char c)
{
    enum { SPELLING = 8, LEAD = 0xc0, BEYOND_ASCII = 0x80 };
    unsigned char byte = (unsigned char)c;
    if (byte >= LEAD)
        return SPELLING;
    return byte >= BEYOND_ASCII ? 0 : 1;
}

static size_t measure_word(const char *text)
{
    size_t width = 0;
    for (; *text != '\0' && *text != ' '; text++)
        width += measure(*text);
    return width;
}

/* Text that mdoc(7) takes for nothing but text, in lines that mandoc does not find too long.
 */
static void print_escaped(struct buf *out, const char *text)
{
    size_t column = 0;
    for (const char *p = text; *p != '\0'; p++) {
        bool sentence = p > text && p[-1] == '.'; /* begins a line: mdoc(7) spaces it */
        if (*p == ' ' && (sentence || column + measure_word(p + 1) >= COLUMN_MAX)) {
            (void)buf_putc(out, '\n');
            column = 0;
            continue;
        }
        if (column == 0 && (*p == '.' || *p == '\''))
            (void)buf_puts(out, "\\&");
        if (*p == '\\')
            (void)buf_puts(out, "\\e");
        else
            (void)buf_putc(out, *p);
        column += measure(*p);
    }
}

static void print_entry(struct buf *out, const struct key *key)
{
    struct buf facts;
    buf_init(&facts, FACTS_MAX);
    describe(&facts, key);
    (void)buf_printf(out, ".It Cm %s\n", key->name);
    print_escaped(out, key->help);
    (void)buf_puts(out, "\n(");
    print_escaped(out, buf_text(&facts));
    (void)buf_puts(out, ")\n");
    buf_free(&facts);
}

int sample_print_manual(struct buf *out)
{
    size_t count = keys_count();
    for (size_t i = 0; i < count; i++) {
        enum key_section section = keys_at(i)->section;
        if (i == 0 || section != keys_at(i - 1)->section) {
            (void)buf_printf(out, ".Ss Section %s%s\n", keys_section_name(section),
                             section == SECTION_SITE ? "" : " ID");
            print_escaped(out, keys_section_help(section));
            (void)buf_puts(out, "\n.Bl -tag -width Ds\n");
        }
        print_entry(out, keys_at(i));
        if (i + 1 == count || keys_at(i + 1)->section != section)
            (void)buf_puts(out, ".El\n");
    }
    return out->overflow ? -1 : 0;
}
