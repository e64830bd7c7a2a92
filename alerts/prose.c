/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prose: see prose.h. */
#include "alerts/prose.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/escape.h"
#include "core/plain.h"
#include "core/str.h"

#define TEXT_LIMIT ((size_t)256 << 10)
#define LINE_SIZE 8192

void prose_init(struct prose *prose)
{
    *prose = (struct prose){0};
    buf_init(&prose->text, TEXT_LIMIT);
    buf_init(&prose->html, 4 * TEXT_LIMIT);
}

void prose_free(struct prose *prose)
{
    buf_free(&prose->text);
    buf_free(&prose->html);
}

static void end_list(struct prose *prose)
{
    if (prose->listing)
        buf_puts(&prose->html, "</ul>\n");
    prose->listing = false;
}

/* What does not fit into a line is cut: nothing that is told is so long. */
static void write_line(char line[LINE_SIZE], const char *format, va_list arguments)
{
    char whole[LINE_SIZE];

    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): begun by the caller */
    if (vsnprintf(whole, sizeof whole, format, arguments) < 0)
        whole[0] = '\0';
    plain_tidy(whole);
    (void)str_copy(line, LINE_SIZE, whole);
}

static void put_element(struct prose *prose, const char *element, const char *style,
                        const char *text)
{
    buf_printf(&prose->html, "<%s style=\"%s\">", element, style);
    escape_markup(&prose->html, text);
    buf_printf(&prose->html, "</%s>\n", element);
}

void prose_head(struct prose *prose, const char *text)
{
    end_list(prose);
    buf_printf(&prose->text, "%s\n", text);
    put_element(prose, "h2",
                "font-size:1em;margin:1.2em 0 .3em;padding-bottom:.2em;"
                "border-bottom:1px solid #ccc",
                text);
}

void prose_line(struct prose *prose, const char *format, ...)
{
    char line[LINE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    write_line(line, format, arguments);
    va_end(arguments);
    end_list(prose);
    buf_printf(&prose->text, "  %s\n", line);
    put_element(prose, "p", "margin:.3em 0", line);
}

void prose_lines(struct prose *prose, const char *text)
{
    while (!str_empty(text)) {
        size_t length = strcspn(text, "\n");

        prose_line(prose, "%.*s", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

void prose_item(struct prose *prose, const char *format, ...)
{
    char line[LINE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    write_line(line, format, arguments);
    va_end(arguments);
    if (!prose->listing)
        buf_puts(&prose->html, "<ul style=\"margin:.3em 0;padding-left:1.4em\">\n");
    prose->listing = true;
    buf_printf(&prose->text, "  - %s\n", line);
    put_element(prose, "li", "margin:.2em 0", line);
}

void prose_command(struct prose *prose, const char *label, const char *command)
{
    end_list(prose);
    buf_printf(&prose->text, "  %s: %s\n", label, command);
    buf_puts(&prose->html, "<p style=\"margin:.3em 0\">");
    escape_markup(&prose->html, label);
    buf_puts(&prose->html, ": <code style=\"background:#f2f2f2;padding:.1em .3em\">");
    escape_markup(&prose->html, command);
    buf_puts(&prose->html, "</code></p>\n");
}

static bool is_web(const char *url)
{
    return str_starts(url, "https://") || str_starts(url, "http://");
}

void prose_link(struct prose *prose, const char *label, const char *url)
{
    const char *between = str_empty(label) ? "" : ": ";

    end_list(prose);
    buf_printf(&prose->text, "  %s%s%s\n", label, between, url);
    buf_puts(&prose->html, "<p style=\"margin:.3em 0;overflow-wrap:anywhere\">");
    escape_markup(&prose->html, label);
    buf_puts(&prose->html, between);
    if (is_web(url)) {
        buf_puts(&prose->html, "<a href=\"");
        escape_markup(&prose->html, url);
        buf_puts(&prose->html, "\">");
    }
    escape_markup(&prose->html, url);
    buf_puts(&prose->html, is_web(url) ? "</a></p>\n" : "</p>\n");
}

bool prose_finish(struct prose *prose)
{
    end_list(prose);
    return !prose->text.overflow && !prose->html.overflow;
}
