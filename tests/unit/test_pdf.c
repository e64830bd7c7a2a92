/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/pdf. All figures are test data. */
#include "collector/decode/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/str.h"
#include "core/unicode.h"
#include "tests/unit/gridding.h"

#define DOCUMENT_MAX ((size_t)64 << 20)

/* --- pages from words --- */

static void begin(struct buf *out)
{
    buf_init(out, DOCUMENT_MAX);
    (void)buf_puts(out, "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
                        "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">"
                        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head/><body><doc>");
}

static void begin_page(struct buf *out)
{
    (void)buf_puts(out, "<page width=\"595.000000\" height=\"842.000000\">\n<flow>");
}

static void put_word(struct buf *out, double x, double y, double height, const char *text)
{
    (void)buf_printf(out,
                     "<block><line><word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%s"
                     "</word></line></block>\n",
                     x, y + 5 - height / 2, x + 5.0 * unicode_width(text), y + 5 + height / 2,
                     text);
}

static void end_page(struct buf *out)
{
    (void)buf_puts(out, "</flow></page>");
}

static void end(struct buf *out)
{
    (void)buf_puts(out, "</doc></body></html>\n");
}

/* A line is `y x word x word ...`, a page ends at `=`; 10 points high, half of it wide for
 * each column of a terminal. `!y`: of a font whose boxes are 26 points high. */
static void put_pages(struct buf *out, const char *spec)
{
    char *copy = strdup(spec);
    begin(out);
    begin_page(out);
    for (char *line = strtok(copy, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char *cursor = line;
        char *word = str_word(&cursor);
        if (str_equal(word, "=")) {
            end_page(out);
            begin_page(out);
            continue;
        }
        double height = *word == '!' ? 26 : 10;
        double y = atof(word + (*word == '!' ? 1 : 0));
        for (word = str_word(&cursor); word != NULL; word = str_word(&cursor)) {
            double x = atof(word);
            put_word(out, x, y, height, str_word(&cursor));
        }
    }
    end_page(out);
    end(out);
    free(copy);
}

static int decode(const struct buf *bytes, struct grids *grids, struct err *err)
{
    struct document document = {.bytes = buf_text(bytes),
                                .length = bytes->length,
                                .content_type = "",
                                .encoding = "auto"};
    err_clear(err);
    grid_init(grids);
    return pdf_decode(&document, grids, err);
}

/* --- grids --- */

struct shape {
    const char *spec;
    const char *want;
};

#define BODY "60 60 a 150 1 200 2\n75 60 b 150 3 200 4\n"
#define BODY_GRID "a|1|2/b|3|4\n"

static const struct shape shapes[] = {
    /* what is a table, and its name */
    {"40 60 表題\n" BODY, "表題: 表題/" BODY_GRID},
    {BODY, ": " BODY_GRID},
    /* a font with high boxes: columns 13 points apart, and one row below them */
    {"40 60 表題\n!60 60 年度 93 4月 121 5月 149 6月\n75 60 令和4 93 60.1 121 70.2 149 80.3\n",
     "表題: 表題/年度|4月|5月|6月/令和4|60.1|70.2|80.3\n"},
    /* a dash that stands for no figure */
    {"60 60 年度 100 4月 130 5月 160 6月\n75 60 令和4 100 10.1 130 10.2 160 10.3\n"
     "90 60 令和5 115 ― 130 20.2 160 20.3\n",
     ": 年度|4月|5月|6月/令和4|10.1|10.2|10.3/令和5|―|20.2|20.3\n"},
    /* other columns below it have neither its name nor its unit */
    {"40 60 表1(単位:千人)\n60 60 a 150 1 200 2\n75 60 b 150 3 200 4\n"
     "130 60 c 250 5 300 6 350 7\n145 60 d 250 8 300 9 350 1\n",
     "表1(単位:千人): 表1(単位:千人)/a|1|2/b|3|4\n: c|5|6|7/d|8|9|1\n"},
    {"60 60 a 150 1 200 2\n", ""},
    {"60 60 a 150 1\n75 60 b 150 2\n", ""},
    {"60 60 a 150 1\n75 60 b 150 2\n90 60 c 150 3\n", ": a|1/b|2/c|3\n"},
    {"60 60 文の左 200 文の中 340 文の右\n75 60 文の左 200 文の中 340 文の右\n", ""},
    {"60 60 文の左側の段 300 文の右側の段\n72 60 続き 300 続き\n84 60 続き 300 続き\n", ""},
    {"60 60 景況 150 ◎ 200 ▲\n75 60 客数 150 □ 200 ×\n", ": 景況|◎|▲/客数|□|×\n"},
    {"20 60 表題\n35 180 （単位：人）\n" BODY, "表題: 表題/（単位：人）/" BODY_GRID},
    {"10 60 見出し\n35 60 これは文である。\n" BODY, "見出し: 見出し/" BODY_GRID},
    {"35 60 これは文である。\n" BODY, "これは文である。: これは文である。/" BODY_GRID},
    {"10 60 見出し\n40 60 （注）上の表の注\n" BODY, "見出し: 見出し/" BODY_GRID},
    {"10 60 見出し\n40 300 - 310 12 325 -\n" BODY, "見出し: 見出し/" BODY_GRID},
    /* several */
    {"40 60 甲\n" BODY "100 60 乙\n120 60 a 150 年 200 月\n135 60 b 150 3 200 4\n",
     "甲: 甲/" BODY_GRID "乙: 乙/a|年|月/b|3|4\n"},
    {"40 60 甲\n" BODY "115 60 x 150 年 200 月\n130 60 b 150 3 200 4\n",
     "甲: 甲/" BODY_GRID "甲: 甲/x|年|月/b|3|4\n"},
    {BODY "90 60 小計\n105 60 c 150 5 200 6\n", ": a|1|2/b|3|4/小計/c|5|6\n"},
    {BODY "150 60 x 150 5 200 6\n165 60 y 150 7 200 8\n", ": " BODY_GRID ": x|5|6/y|7|8\n"},
    /* cells */
    {"60 60 a 140 ▲ 153 25.6 200 2\n75 60 b 150 3 200 -\n", ": a|▲ 25.6|2/b|3|-\n"},
    {"60 60 a 140 ▲ 170 25.6 220 2\n75 60 b 170 3.10 220 4\n", ": a|▲ 25.6|2/b|3.10|4\n"},
    {"45 60 a 135 判定 170 件数 220 計\n60 60 a 140 ▲ 170 25 220 2\n75 60 b 140 ▲ 170 31 "
     "220 4\n",
     ": a|判定|件数|計/a|▲|25|2/b|▲|31|4\n"},
    {"60 60 売 80 上 100 高 150 1 200 2\n75 60 業 80 況 150 3 200 4\n",
     ": 売上高|1|2/業況|3|4\n"},
    {"60 60 業 80 況 150 1 200 2\n75 60 従業員 150 3 200 4\n", ": 業況|1|2/従業員|3|4\n"},
    {"60 60 a 150 9, 162 494 200 2\n75 60 b 150 3,000 200 4\n", ": a|9, 494|2/b|3,000|4\n"},
    {"60 60 a 150 1 156 2 200 3\n75 60 b 150 1 156 2 200 3\n", ": a|1|2|3/b|1|2|3\n"},
    {"60 60 a 150 1,234 178 人 220 2\n75 60 b 150 3 220 4\n", ": a|1,234 人|2/b|3|4\n"},
    {"60 60 a 200 2\n75 60 b 150 3 200 4\n90 60 c 150 5\n105 60 d 150 7 200 8\n",
     ": a||2/b|3|4/c|5/d|7|8\n"},
    {"60 60 a 150 1 200 2 260 備考の欄\n75 60 b 150 3 200 4\n", ": a|1|2|備考の欄/b|3|4\n"},
    {"60 60 a 150 1 150.3 1 200 2\n75 60 b 150 3 200 4\n", ": " BODY_GRID},
    {"60 60 a 140 126 158 933 200 2\n75 60 b 140 127 158 041 200 4\n",
     ": a|126 933|2/b|127 041|4\n"},
    {"60 60 of 150 1 200 to\n75 60 in 150 3 200 4\n90 60 is 150 3 200 4\n",
     ": of|1|to/in|3|4/is|3|4\n"},
    {"45 40 区分 130 男性 190 女性\n60 40 a 155 1 215 2\n75 40 b 155 3 215 4\n",
     ": 区分|男性|女性/" BODY_GRID},
    {"45 40 区分 120 とても長い見出し 204 女性\n60 40 a 155 1 201 2\n75 40 b 155 3 201 4\n",
     ": 区分|とても長い見出し|女性/" BODY_GRID},
    {"45 130 男 180 女 230 計\n60 60 a 130 1 230 2\n75 60 b 130 3 230 4\n",
     ": |男|女|計/a|1||2/b|3||4\n"},
    /* heads */
    {"30 150 2016年\n45 150 3月 200 4月\n" BODY, ": |2016年/|3月|4月/" BODY_GRID},
    {"30 125 2015年 225 2016年\n45 130 11月 180 12月 230 1月 280 2月\n"
     "60 60 a 130 1 180 2 230 3 280 4\n75 60 b 130 5 180 6 230 7 280 8\n",
     ": |2015年||2016年/|11月|12月|1月|2月/a|1|2|3|4/b|5|6|7|8\n"},
    {"30 150 2015年 255 2016年\n45 130 11月 180 12月 230 1月 280 2月\n"
     "60 60 a 130 1 180 2 230 3 280 4\n75 60 b 130 5 180 6 230 7 280 8\n",
     ": |2015年||2016年/|11月|12月|1月|2月/a|1|2|3|4/b|5|6|7|8\n"},
    {"30 225 2016年\n45 130 3月 180 4月 230 5月 280 6月 330 7月\n"
     "60 60 a 130 1 180 2 230 3 280 4 330 9\n75 60 b 130 5 180 6 230 7 280 8 330 9\n",
     ": |2016年/|3月|4月|5月|6月|7月/a|1|2|3|4|9/b|5|6|7|8|9\n"},
    {"30 175 甲の計 325 乙\n45 130 男 180 女 230 計 280 男 330 女 380 計\n"
     "60 60 a 130 1 180 2 230 3 280 4 330 9 380 8\n"
     "75 60 b 130 5 180 6 230 7 280 8 330 9 380 7\n",
     ": |甲の計|||乙/|男|女|計|男|女|計/a|1|2|3|4|9|8/b|5|6|7|8|9|7\n"},
    {"39 195 見通し\n45 150 8月\n51 200 9月\n" BODY, ": |8月|見通し9月/" BODY_GRID},
    /* over pages */
    {"40 60 甲\n" BODY "=\n" BODY, "甲: 甲/a|1|2/b|3|4\n"},
    {"40 60 甲\n" BODY "800 300 - 310 1 320 -\n=\n60 60 c 150 5 200 6\n75 60 d 150 7 200 8\n",
     "甲: 甲/a|1|2/b|3|4/c|5|6/d|7|8\n"},
    {"40 60 甲\n" BODY "=\n40 60 甲（続き）\n60 60 c 150 5 200 6\n75 60 d 150 7 200 8\n",
     "甲: 甲/a|1|2/b|3|4/c|5|6/d|7|8\n"},
    {"40 60 甲\n" BODY "=\n40 60 乙\n60 60 c 150 5 200 6\n75 60 d 150 7 200 8\n",
     "甲: 甲/" BODY_GRID "乙: 乙/c|5|6/d|7|8\n"},
    {"25 60 甲\n45 150 数 200 率\n" BODY "=\n25 60 甲\n45 150 数 200 率\n"
     "60 60 c 150 5 200 6\n75 60 d 150 7 200 8\n",
     "甲: 甲/|数|率/a|1|2/b|3|4/c|5|6/d|7|8\n"},
    {"25 60 甲\n45 150 数 200 率\n" BODY "=\n25 60 甲\n45 150 人 200 率\n"
     "60 60 c 150 5 200 6\n75 60 d 150 7 200 8\n",
     "甲: 甲/|数|率/" BODY_GRID "甲: 甲/|人|率/c|5|6/d|7|8\n"},
    {"40 60 甲\n" BODY "120 60 一\n140 60 二\n160 60 三\n180 60 四\n=\n"
     "60 60 c 150 5 200 6\n75 60 d 150 7 200 8\n",
     "甲: 甲/" BODY_GRID ": c|5|6/d|7|8\n"},
    {"40 60 甲\n" BODY "=\n=\n60 60 c 150 5 200 6\n75 60 d 150 7 200 8\n",
     "甲: 甲/" BODY_GRID ": c|5|6/d|7|8\n"},
    /* rows of several lines */
    {"54 60 長い\n66 60 名前\n60 150 1 200 2\n80 60 b 150 3 200 4\n",
     ": 長い名前|1|2/b|3|4\n"},
    {"54 60 long\n66 60 name\n60 150 1 200 2\n80 60 b 150 3 200 4\n",
     ": long name|1|2/b|3|4\n"},
};

static void test_shapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct buf bytes;
        struct buf out;
        struct grids grids;
        struct err err;
        buf_init(&out, 65536);
        put_pages(&bytes, shapes[i].spec);
        int result = decode(&bytes, &grids, &err);
        gridding_print(&grids, &out);
        if (result != 0 || !str_equal(buf_text(&out), shapes[i].want))
            print_error("shape %zu:\n%s%s\n", i, shapes[i].spec, err.text);
        assert_int_equal(result, 0);
        assert_string_equal(buf_text(&out), shapes[i].want);
        buf_free(&bytes);
        buf_free(&out);
        grid_free(&grids);
    }
}

/* --- text --- */

static const struct shape texts[] = {
    {"40 60 見出し\n60 60 a 75 b 200 c\n", "見出し\na b c\n"},
    {"60 60 業 80 況 300 ▲ 312 25.6\n", "業況 ▲ 25.6\n"},
    {"60 60 a 60.5 a 100 b\n", "a b\n"},
    {"54 60 長い\n66 60 名前\n60 150 1 200 2\n80 60 b 150 3 200 4\n", "長い名前 1 2\nb 3 4\n"},
    {"60 60 a\n=\n60 60 b\n", "a\nb\n"},
};

static void test_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct buf bytes;
        struct grids grids;
        struct err err;
        put_pages(&bytes, texts[i].spec);
        assert_int_equal(decode(&bytes, &grids, &err), 0);
        assert_string_equal(grids.text, texts[i].want);
        buf_free(&bytes);
        grid_free(&grids);
    }
}

/* Two columns of prose, given line by line across. */
static void test_columns_of_prose_are_read_one_by_one(void **state)
{
    (void)state;
    struct buf bytes;
    struct grids grids;
    struct err err;
    begin(&bytes);
    begin_page(&bytes);
    for (int column = 0; column < 2; column++) {
        (void)buf_puts(&bytes, "<block>");
        for (int line = 0; line < 3; line++)
            (void)buf_printf(&bytes,
                             "<word xMin=\"%d\" yMin=\"%d\" xMax=\"%d\" yMax=\"%d\">"
                             "%s段の文章の第%d行</word>",
                             60 + 200 * column, 60 + 14 * line, 160 + 200 * column,
                             70 + 14 * line, column == 0 ? "左" : "右", line + 1);
        (void)buf_puts(&bytes, "</block>");
    }
    end_page(&bytes);
    end(&bytes);
    assert_int_equal(decode(&bytes, &grids, &err), 0);
    assert_string_equal(grids.text,
                        "左段の文章の第1行\n左段の文章の第2行\n左段の文章の第3行\n"
                        "右段の文章の第1行\n右段の文章の第2行\n右段の文章の第3行\n");
    assert_int_equal(grids.count, 0);
    buf_free(&bytes);
    grid_free(&grids);
}

/* --- what is refused, and what is passed over --- */

struct refusal {
    const char *page; /* between the tags of a page */
    const char *want; /* "" = none: read without grids */
};

#define PLACE(x0, y0, x1, y1)                                                                 \
    "<word xMin=\"" x0 "\" yMin=\"" y0 "\" xMax=\"" x1 "\" yMax=\"" y1 "\">"

static const struct refusal refusals[] = {
    {"", "no words on 1 page: scanned pictures, which cannot be read"},
    {PLACE("1", "1", "9", "9") " </word>", "no words on 1 page"},
    {PLACE("1", "1", "1", "9") "a</word>", "no words on 1 page"},
    {PLACE("9", "1", "1", "9") "a</word>", "no words on 1 page"},
    {PLACE("nan", "1", "9", "9") "a</word>", "no words on 1 page"},
    {PLACE("1", "1", "inf", "9") "a</word>", "no words on 1 page"},
    {PLACE("1", "1", "1e9", "9") "a</word>", "no words on 1 page"},
    {PLACE("1", "1", "99999999999999999999", "9") "a</word>", "no words on 1 page"},
    {PLACE("-99999", "-99999", "99999", "99999") "a</word>", ""},
    {"<word>a</word>", "no words on 1 page"},
    {PLACE("1", "1", "9", "9") "a\x01\xEF\xBF\xBE\xED\xA0\x80\xFFz</word>", ""},
    {PLACE("1", "1", "9", "9") "<page>a</page></word>", ""},
    {PLACE("1", "1", "9", "9") "a", "this is no XML"},
    {PLACE("10", "10", "20", "60") "縦書き</word>" PLACE("10", "62", "20", "99") "です</word>",
     "page 1: vertical writing cannot be read"},
    {PLACE("10", "10", "20", "20") "縦</word>" PLACE("10", "21", "20", "31") "書</word>" PLACE(
         "10", "32", "20", "42") "き</word>",
     "page 1: vertical writing cannot be read"},
    {PLACE("10", "10", "20", "20") "月</word>" PLACE("10", "28", "20", "38") "火</word>" PLACE(
         "10", "46", "20", "56") "水</word>",
     ""},
};

static void test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct buf bytes;
        struct grids grids;
        struct err err;
        begin(&bytes);
        begin_page(&bytes);
        (void)buf_puts(&bytes, refusals[i].page);
        end_page(&bytes);
        end(&bytes);
        int result = decode(&bytes, &grids, &err);
        if ((result != 0) != (*refusals[i].want != '\0') ||
            strstr(err.text, refusals[i].want) == NULL)
            print_error("refusal %zu: %s: %s\n", i, refusals[i].page, err.text);
        assert_int_equal(result != 0, *refusals[i].want != '\0');
        assert_non_null(strstr(err.text, refusals[i].want));
        buf_free(&bytes);
        grid_free(&grids);
    }
}

static void test_no_pages(void **state)
{
    (void)state;
    struct buf bytes;
    struct grids grids;
    struct err err;
    begin(&bytes);
    end(&bytes);
    assert_int_equal(decode(&bytes, &grids, &err), -1);
    assert_string_equal(err.text, "no pages");
    buf_free(&bytes);
    grid_free(&grids);
}

/* Sideways pages: read from the right (upwards) and from the left. */
static void test_sideways_pages_are_turned(void **state)
{
    (void)state;
    for (int up = 0; up < 2; up++) {
        static const char *const words[2][3] = {{"甲年", "10", "12"}, {"乙年", "30", "32"}};
        struct buf bytes;
        struct buf out;
        struct grids grids;
        struct err err;
        begin(&bytes);
        begin_page(&bytes);
        for (int row = 0; row < 2; row++)
            for (int i = 0; i < 3; i++) {
                int x = up ? 100 + 15 * row : 400 - 15 * row;
                int high = i == 0 ? 20 : 10;
                int y = up ? 700 - 100 * i : 100 + 100 * i;
                (void)buf_printf(&bytes,
                                 "<word xMin=\"%d\" yMin=\"%d\" xMax=\"%d\" yMax=\"%d\">%s"
                                 "</word>",
                                 x, up ? y - high : y, x + 10, up ? y : y + high,
                                 words[row][i]);
            }
        end_page(&bytes);
        end(&bytes);
        buf_init(&out, 4096);
        assert_int_equal(decode(&bytes, &grids, &err), 0);
        gridding_print(&grids, &out);
        assert_string_equal(buf_text(&out), ": 甲年|10|12/乙年|30|32\n");
        buf_free(&bytes);
        buf_free(&out);
        grid_free(&grids);
    }
}

/* --- limits --- */

static void fill_page(struct buf *out, size_t count, size_t across, double step)
{
    begin(out);
    begin_page(out);
    for (size_t i = 0; i < count; i++)
        put_word(out, 10.0 * (double)(i % across), step * (double)(i / across), 10, "1");
    end_page(out);
    end(out);
}

static void test_too_many_words(void **state)
{
    (void)state;
    struct buf bytes;
    struct grids grids;
    struct err err;
    fill_page(&bytes, 100001, 50, 0.01);
    assert_int_equal(decode(&bytes, &grids, &err), -1);
    assert_string_equal(err.text, "page 1: more than 100000 words");
    buf_free(&bytes);
    grid_free(&grids);
}

/* Shapes that would cost the square of the words if something were compared with all. */
static void test_large_pages_are_cheap(void **state)
{
    (void)state;
    static const struct {
        size_t across;
        double step;
    } pages[] = {{1, 0}, {30000, 0}, {2, 0.02}, {2, 12}, {400, 12}, {999, 12}, {3000, 12}};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        struct buf bytes;
        struct grids grids;
        struct err err;
        fill_page(&bytes, 30000, pages[i].across, pages[i].step);
        assert_int_equal(decode(&bytes, &grids, &err), 0);
        buf_free(&bytes);
        grid_free(&grids);
    }
}

static void test_a_word_too_long(void **state)
{
    (void)state;
    struct buf bytes;
    struct grids grids;
    struct err err;
    begin(&bytes);
    begin_page(&bytes);
    (void)buf_puts(&bytes, PLACE("1", "1", "9", "9"));
    for (int i = 0; i < 5000; i++)
        (void)buf_putc(&bytes, 'a');
    (void)buf_puts(&bytes, "</word>");
    end_page(&bytes);
    end(&bytes);
    assert_int_equal(decode(&bytes, &grids, &err), -1);
    assert_string_equal(err.text, "page 1: a word of more than 4096 bytes");
    buf_free(&bytes);
    grid_free(&grids);
}

static void test_recognise(void **state)
{
    (void)state;
    static const char *const yes[] = {"%PDF-1.4\n", "%PDF-2.0", "junk \n%PDF-1.7\n"};
    static const char *const no[] = {"%PDF-", "a,b\n", "", "%PDF-x.1 in a text"};
    for (size_t i = 0; i < 3; i++) {
        struct document document = {.bytes = yes[i], .length = strlen(yes[i])};
        assert_true(pdf_recognise(&document));
    }
    for (size_t i = 0; i < 4; i++) {
        struct document document = {.bytes = no[i], .length = strlen(no[i])};
        assert_false(pdf_recognise(&document));
    }
}

static void test_explain(void **state)
{
    (void)state;
    assert_non_null(
        strstr(pdf_explain("pdftotext: Command Line Error: Incorrect password"), "encrypted"));
    assert_non_null(
        strstr(pdf_explain("pdftotext: Syntax Error: Couldn't read xref table"), "damaged"));
    assert_null(pdf_explain("pdftotext: not done after 9 s"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_columns_of_prose_are_read_one_by_one),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_no_pages),
        cmocka_unit_test(test_sideways_pages_are_turned),
        cmocka_unit_test(test_too_many_words),
        cmocka_unit_test(test_large_pages_are_cheap),
        cmocka_unit_test(test_a_word_too_long),
        cmocka_unit_test(test_recognise),
        cmocka_unit_test(test_explain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
