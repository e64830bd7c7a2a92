/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pen: see pen.h. libxlsxwriter writes to files alone: this one is in memory. */
#define _GNU_SOURCE /* memfd_create */
#include "daemon/pen.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/str.h"

#define FONT_JA "游ゴシック"
#define FONT_EN "Calibri"
#define FORMAT_SIZE 64
#define BREAKS_MAX 200
/* A digit's width off the border: LibreOffice forgets indents on the right. */
#define OFF "_0"

enum { GREY = 0x595959, SHADE = 0xE7EEF4, INPUT = 0xFFFBE6, LINE = 0x7F7F7F };
enum { PAPER_A4 = 9, PLACES_MAX = 9 };

static const double LINE_HEIGHT = 15;
static const double GAP = 5;
static const double PAGE_HEIGHT = 760; /* points of rows on a page as wide as the columns */
static const double SQUEEZE = 1.4;     /* so much more still goes on one page */

struct pen {
    enum language language;
    int fd;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *styles[PEN_STYLES];
    lxw_format *numbers[PLACES_MAX + 1]; /* NULL until it is needed */
    lxw_row_t row;
    double all;                       /* the height of all rows */
    double height;                    /* of this page so far */
    lxw_row_t candidate;              /* of this page; 0 = none */
    double above;                     /* the height of this page above it */
    lxw_row_t breaks[BREAKS_MAX + 1]; /* ended by 0 */
    size_t break_count;
    lxw_error wrong; /* the first */
};

static void note(struct pen *pen, lxw_error result)
{
    if (pen->wrong == LXW_NO_ERROR)
        pen->wrong = result;
}

/* --- looks --- */

static lxw_format *make_style(struct pen *pen, double size, bool framed, bool number)
{
    lxw_format *format = workbook_add_format(pen->book);

    format_set_font_name(format, words_pick(pen->language, FONT_JA, FONT_EN));
    format_set_font_size(format, size);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (number) {
        format_set_align(format, LXW_ALIGN_RIGHT);
        format_set_shrink(format); /* what does not fit would be ### */
    } else {
        format_set_text_wrap(format);
    }
    if (framed) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, LINE);
    }
    return format;
}

static void make_styles(struct pen *pen)
{
    static const double sizes[PEN_STYLES] = {
        [PEN_TITLE] = 16,   [PEN_HEAD] = 11,  [PEN_NAME] = 10,   [PEN_LEAD] = 10,
        [PEN_HEADING] = 10, [PEN_TEXT] = 10,  [PEN_CENTRE] = 10, [PEN_AMOUNT] = 10,
        [PEN_SMALL] = 8,    [PEN_PLAIN] = 10, [PEN_INPUT] = 10};
    lxw_format **styles = pen->styles;

    for (int i = 0; i < PEN_STYLES; i++)
        styles[i] = make_style(
            pen, sizes[i], i != PEN_TITLE && i != PEN_HEAD && i != PEN_PLAIN, i == PEN_AMOUNT);
    format_set_bold(styles[PEN_TITLE]);
    format_set_align(styles[PEN_TITLE], LXW_ALIGN_CENTER);
    format_set_bold(styles[PEN_HEAD]);
    format_set_indent(styles[PEN_TEXT], 1);
    format_set_indent(styles[PEN_NAME], 1);
    format_set_indent(styles[PEN_LEAD], 1);
    format_set_bold(styles[PEN_LEAD]);
    format_set_bg_color(styles[PEN_LEAD], SHADE);
    format_set_bg_color(styles[PEN_NAME], SHADE);
    format_set_align(styles[PEN_CENTRE], LXW_ALIGN_CENTER);
    format_set_align(styles[PEN_HEADING], LXW_ALIGN_CENTER);
    format_set_bg_color(styles[PEN_HEADING], SHADE);
    format_set_align(styles[PEN_SMALL], LXW_ALIGN_CENTER);
    format_set_font_color(styles[PEN_SMALL], GREY);
    format_set_num_format(styles[PEN_AMOUNT], "#,##0" OFF);
    format_set_bg_color(styles[PEN_INPUT], INPUT);
    format_set_align(styles[PEN_INPUT], LXW_ALIGN_VERTICAL_TOP);
}

static lxw_format *number_style(struct pen *pen, int places)
{
    char code[FORMAT_SIZE];

    places = places > PLACES_MAX ? PLACES_MAX : places;
    if (pen->numbers[places] != NULL)
        return pen->numbers[places];
    const char *digits = places > 0 ? "#,##0.000000000" : "#,##0";
    int length = places > 0 ? 6 + places : 5;

    (void)snprintf(code, sizeof code, "%.*s" OFF ";%s%.*s" OFF, length, digits,
                   words_pick(pen->language, "\"▲\"", "-"), length, digits);
    pen->numbers[places] = make_style(pen, 10, true, true);
    format_set_num_format(pen->numbers[places], code);
    return pen->numbers[places];
}

static void set_up(struct pen *pen)
{
    lxw_worksheet *sheet = pen->sheet;

    worksheet_set_paper(sheet, PAPER_A4);
    worksheet_set_portrait(sheet);
    worksheet_set_margins(sheet, 0.5, 0.4, 0.5, 0.6);
    worksheet_center_horizontally(sheet);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    note(pen, worksheet_set_footer(sheet, "&C&P / &N"));
    note(pen, worksheet_set_column(sheet, PEN_A, PEN_A, PEN_WIDTH_A, NULL));
    note(pen, worksheet_set_column(sheet, PEN_B, PEN_H, PEN_WIDTH, NULL));
}

/* --- writing --- */

struct pen *pen_open(enum language language, const char *sheet, int64_t now, struct err *err)
{
    char path[FORMAT_SIZE];
    struct pen *pen = mem_calloc(1, sizeof *pen);
    lxw_doc_properties about = {.created = (time_t)now};

    pen->language = language;
    pen->fd = memfd_create("sheet", MFD_CLOEXEC);
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", pen->fd);
    pen->book = pen->fd < 0 ? NULL : workbook_new(path);
    if (pen->book == NULL) {
        (void)pen_close(pen, NULL, err);
        (void)err_set(err, ERR_INTERNAL, "no workbook can be made in memory");
        return NULL;
    }
    note(pen, workbook_set_properties(pen->book, &about));
    pen->sheet = workbook_add_worksheet(pen->book, sheet);
    make_styles(pen);
    set_up(pen);
    return pen;
}

void pen_put(struct pen *pen, int from, int to, const char *text, enum pen_style style)
{
    lxw_format *format = pen->styles[style];
    lxw_col_t first = (lxw_col_t)from;

    if (from != to)
        note(pen, worksheet_merge_range(pen->sheet, pen->row, first, pen->row, (lxw_col_t)to,
                                        text, format));
    else if (str_empty(text))
        note(pen, worksheet_write_blank(pen->sheet, pen->row, first, format));
    else
        note(pen, worksheet_write_string(pen->sheet, pen->row, first, text, format));
}

void pen_put_number(struct pen *pen, int column, int places)
{
    note(pen, worksheet_write_blank(pen->sheet, pen->row, (lxw_col_t)column,
                                    number_style(pen, places)));
}

void pen_put_choice(struct pen *pen, int column, const char *const *words)
{
    char *list[16] = {NULL}; /* the library's list is not const, and is only read */
    lxw_data_validation choice = {.validate = LXW_VALIDATION_TYPE_LIST, .value_list = list};
    size_t count = 0;

    for (; words[count] != NULL && count + 1 < sizeof list / sizeof list[0]; count++)
        list[count] = mem_strdup(words[count]);
    pen_put(pen, column, column, "", PEN_INPUT);
    note(pen,
         worksheet_data_validation_cell(pen->sheet, pen->row, (lxw_col_t)column, &choice));
    while (count > 0)
        mem_free(list[--count]);
}

double pen_height(int lines)
{
    return lines == 0 ? GAP : LINE_HEIGHT * lines + 4;
}

void pen_end_row(struct pen *pen, int lines)
{
    double height = pen_height(lines);

    note(pen, worksheet_set_row(pen->sheet, pen->row, height, NULL));
    pen->row++;
    pen->height += height;
    pen->all += height;
    if (pen->height <= PAGE_HEIGHT || pen->candidate == 0 || pen->break_count == BREAKS_MAX)
        return;
    pen->breaks[pen->break_count++] = pen->candidate;
    pen->height -= pen->above;
    pen->candidate = 0;
}

void pen_may_break(struct pen *pen)
{
    pen->candidate = pen->row;
    pen->above = pen->height;
}

unsigned pen_row(const struct pen *pen)
{
    return pen->row + 1;
}

/* Always as wide as the page. Programs that fit so pass over the breaks, some of them. */
static void paginate(struct pen *pen)
{
    bool one = pen->all <= SQUEEZE * PAGE_HEIGHT;

    worksheet_fit_to_pages(pen->sheet, 1, one ? 1 : 0);
    if (!one && pen->break_count > 0)
        note(pen, worksheet_set_h_pagebreaks(pen->sheet, pen->breaks));
    if (pen->row > 0)
        note(pen, worksheet_print_area(pen->sheet, 0, PEN_A, pen->row - 1, PEN_H));
}

int pen_close(struct pen *pen, struct buf *out, struct err *err)
{
    int result = 0;

    if (pen->book != NULL && pen->sheet != NULL)
        paginate(pen);
    if (pen->book != NULL)
        note(pen, workbook_close(pen->book));
    if (pen->wrong != LXW_NO_ERROR)
        result =
            err_set(err, ERR_IO, "the sheet cannot be made: %s", lxw_strerror(pen->wrong));
    else if (out != NULL && lseek(pen->fd, 0, SEEK_SET) != 0)
        result = err_errno(err, ERR_IO, "the sheet cannot be read back");
    else if (out != NULL)
        result = file_read_descriptor(pen->fd, "the sheet", out, err);
    if (pen->fd >= 0)
        (void)close(pen->fd);
    mem_free(pen);
    return result;
}
