/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heads of a PDF that pass for one, or stand over others. All figures are test data. */
#include "collector/decode/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/str.h"
#include "core/unicode.h"
#include "tests/unit/gridding.h"

struct shape {
    const char
        *spec; /* lines `y height x word x word ...`; a column of a terminal is 5 wide */
    const char *want; /* name: cell|cell/cell|cell */
};

static const struct shape shapes[] = {
    {"45 10 60 年月 150 電話 178 来所 240 計\n60 10 60 a 160 10 250 10\n75 10 60 b 160 11 193 "
     "5 250 "
     "16\n"
     "90 10 60 c 178 9,106 250 6\n",
     ": 年月|電話|来所|計/a|10||10/b|11|5|16/c||9,106|6\n"},
    {"45 10 60 年月 150 電話 178 来所 240 計\n60 10 60 a 160 10 250 10\n90 10 60 c 178 1006 "
     "250 6\n",
     ": 年月|電話 来所|計/a|電話？来所？ 10|10/c|電話？来所？ 1006|6\n"},
    {"45 10 60 年月 150 電話 178 来所 240 計\n60 10 60 a 160 10 250 10\n75 10 60 b 160 12 250 "
     "6\n",
     ": 年月|電話 来所|計/a|電話？来所？ 10|10/b|電話？来所？ 12|6\n"},
    {"45 10 60 年月 150 電話 178 来所 240 計\n60 10 60 a 150 10 193 - 250 10\n"
     "75 10 60 b 150 - 193 - 250 6\n",
     ": 年月|電話 来所|計/a|電話？来所？ 10 -|10/b|電話？来所？ - -|6\n"},
    {"45 10 60 年月 150 前年 178 同月比 240 計\n60 10 60 a 160 12,345 250 10\n"
     "75 10 60 b 180 123 250 6\n",
     ": 年月|前年 同月比|計/a|12,345|10/b|123|6\n"},
    {"45 10 60 年月 150 電話 178 （件） 240 計\n60 10 60 a 183 12 250 10\n75 10 60 b 188 3 "
     "250 6\n",
     ": 年月|電話 （件）|計/a|12|10/b|3|6\n"},
    {"45 10 60 年月 150 （件） 188 （人） 240 計\n60 10 60 a 163 12 250 10\n75 10 60 b 168 3 "
     "250 6\n",
     ": 年月|（件） （人）|計/a|（件）？（人）？ 12|10/b|（件）？（人）？ 3|6\n"},
    {"45 10 60 年月 150 対前 174.5 年比 240 計\n60 10 60 a 180 12 250 10\n75 10 60 b 185 3 "
     "250 6\n",
     ": 年月|対前 年比|計/a|12|10/b|3|6\n"},
    {"45 10 60 年月 150 電話 173 来所 240 計\n60 10 60 a 160 10 250 10\n"
     "75 10 60 b 160 3 183 5 250 6\n",
     ": 年月|電話 来所|計/a|電話？来所？ 10|10/b|電話？来所？ 3 5|6\n"},
    /* a head over others, set a little lower than they are high */
    {"40 10 155 入込客数 255 宿泊客数\n44 10 60 年度\n48 10 145 実数 185 前年比 245 実数 285 "
     "前年比\n"
     "60 10 60 a 155 1 195 2 255 3 295 4\n75 10 60 b 155 5 195 6 255 7 295 8\n",
     ": 年度|入込客数||宿泊客数/|実数|前年比|実数|前年比/a|1|2|3|4/b|5|6|7|8\n"},
    /* side by side */
    {"10 10 60 表1 90 甲\n45 10 60 表2 100 乙 300 表3 340 丙\n60 10 60 年度 120 人数 310 年度 "
     "370 人数\n"
     "75 10 60 R5 120 1 310 R5 370 2\n90 10 60 R6 120 3 310 R6 370 4\n"
     "105 10 60 R7 120 5 310 R7 370 6\n",
     "表2 乙: 表2 乙/年度|人数/R5|1/R6|3/R7|5\n表3 丙: 表3 丙/年度|人数/R5|2/R6|4/R7|6\n"},
    {"45 10 80 表2 230 表3\n60 10 60 年度 120 人数 190 年度 250 人数\n"
     "75 10 60 R5 120 1 190 R5 250 2\n90 10 60 R6 120 3 190 R6 250 4\n",
     "表2 表3: 表2 表3/年度|人数|年度|人数/R5|1|R5|2/R6|3|R6|4\n"},
    {"45 10 60 年度 150 第1四半期 230 第2四半期\n60 10 60 a 170 1 250 2\n75 10 60 b 170 3 250 "
     "4\n",
     ": 年度|第1四半期|第2四半期/a|1|2/b|3|4\n"},
    {"20 10 60 景況の推移\n45 10 60 調査期間：11月9日 200 回答率：52%\n60 10 60 a 150 1 200 "
     "2\n"
     "75 10 60 b 150 3 200 4\n",
     "景況の推移: 景況の推移/調査期間：11月9日 回答率：52%/a|1|2/b|3|4\n"},
    /* a font that claims 29 points for letters of 10 */
    {"35.5 29 60 年月 150 電話 178 来所 240 計\n60 10 60 a 160 10 250 10\n"
     "75 10 60 b 160 11 188 5 250 16\n90 10 60 c 178 9,10 250 6\n",
     ": 年月|電話|来所|計/a|10||10/b|11|5|16/c||9,10|6\n"},
    {"35.5 29 60 年月 150 電話 185 来所 240 計\n60 10 60 a 160 10 250 10\n"
     "75 10 60 b 200 5 250 16\n",
     ": 年月|電話|来所|計/a|10||10/b||5|16\n"},
};

static void put_word(struct buf *out, double x, double y, double height, const char *text)
{
    (void)buf_printf(out,
                     "<block><line><word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%s"
                     "</word></line></block>\n",
                     x, y, x + 5.0 * unicode_width(text), y + height, text);
}

static void put_page(struct buf *out, const char *spec)
{
    char *copy = strdup(spec);
    (void)buf_puts(out, "<html><body><doc><page width=\"595\" height=\"842\"><flow>");
    for (char *line = strtok(copy, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char *cursor = line;
        double y = strtod(str_word(&cursor), NULL);
        double height = strtod(str_word(&cursor), NULL);
        for (char *word = str_word(&cursor); word != NULL; word = str_word(&cursor)) {
            double x = strtod(word, NULL);
            put_word(out, x, y, height, str_word(&cursor));
        }
    }
    (void)buf_puts(out, "</flow></page></doc></body></html>\n");
    free(copy);
}

static void test_shapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct buf bytes;
        struct buf text;
        struct grids grids;
        struct err err = {0};
        buf_init(&bytes, 1 << 16);
        buf_init(&text, 1 << 16);
        put_page(&bytes, shapes[i].spec);
        struct document document = {.bytes = buf_text(&bytes),
                                    .length = bytes.length,
                                    .content_type = "",
                                    .encoding = "auto"};
        grid_init(&grids);
        assert_int_equal(pdf_decode(&document, &grids, &err), 0);
        gridding_print(&grids, &text);
        assert_string_equal(buf_text(&text), shapes[i].want);
        grid_free(&grids);
        buf_free(&text);
        buf_free(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shapes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
