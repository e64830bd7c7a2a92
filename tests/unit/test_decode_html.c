/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/html. All figures are test data. */
#include "collector/decode/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"

static int decode(const void *bytes, size_t length, const char *type, struct grids *grids,
                  struct err *err)
{
    struct document document = {.bytes = bytes,
                                .length = length,
                                .content_type = type,
                                .encoding = "auto",
                                .rows = ""};
    err_clear(err);
    grid_init(grids);
    return html_decode(&document, grids, err);
}

/* All grids as `name{a|b/c|d}`: cells by |, rows by /, line ends in cells as ~. */
static void print(const struct grids *grids, struct buf *out)
{
    for (size_t g = 0; g < grids->count; g++) {
        const struct grid *grid = &grids->items[g];
        (void)buf_printf(out, "%s{", grid->name);
        for (size_t row = 0; row < grid->row_count; row++) {
            for (size_t i = 0; i < grid->rows[row].count; i++)
                (void)buf_printf(out, "%s%s",
                                 i > 0     ? "|"
                                 : row > 0 ? "/"
                                           : "",
                                 grid_cell(grid, row, i));
            assert_true(grid->rows[row].count <= grid->column_count);
        }
        (void)buf_puts(out, "}");
    }
    for (size_t i = 0; i < out->length; i++)
        if (out->data[i] == '\n')
            out->data[i] = '~';
}

struct shape {
    const char *html;
    const char *want;
};

static void check_shapes(const struct shape *shapes, size_t count)
{
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        struct grids grids;
        struct err err;
        struct buf got;
        buf_init(&got, 100000);
        if (decode(shapes[i].html, strlen(shapes[i].html), "", &grids, &err) != 0)
            (void)buf_printf(&got, "error: %s", err.text);
        else
            print(&grids, &got);
        if (strcmp(buf_text(&got), shapes[i].want) != 0) {
            print_error("%s\n  got  %s\n  want %s\n", shapes[i].html, buf_text(&got),
                        shapes[i].want);
            failed++;
        }
        buf_free(&got);
        grid_free(&grids);
    }
    assert_int_equal(failed, 0);
}

#define CHECK_SHAPES(shapes) check_shapes(shapes, sizeof(shapes) / sizeof((shapes)[0]))

#define ROW "<tr><td>1</td><td>2</td></tr>"

static const struct shape cells[] = {
    {"<table><tr><th>年度<th>数<tr><td>R1<td>2</table>", "{年度|数/R1|2}"},
    {"<table><tr><td>a<div>x<td>b</table>", "{a~x|b}"},
    {"<table><td>a<td>b<tr><td>c<td>d</table>", "{a|b/c|d}"},
    {"<table><tr><td> a\n b </td><td>&nbsp;1,234　</td></tr></table>", "{a b|1,234}"},
    {"<table><tr><td>前年<br>同月比</td><td><p>x</p><p>y</p></td></tr></table>",
     "{前年~同月比|x~y}"},
    {"<table><tr><td>合　計</td><td>&#9650;1.5&minus;</td></tr></table>", "{合 計|▲1.5−}"},
    {"<table><tr><td>1,234<sup>注1</sup></td><td>5<sup>※2</sup></td><td>6<sup>3)</sup></td>"
     "</tr></table>",
     "{1,234|5|6}"},
    {"<table><tr><td>km<sup>2</sup></td><td>10<sup>3</sup></td><td>1,210<sup>3</sup></td>"
     "<td>12<sup>p</sup></td><td>2<sup><a href=#n>1</a></sup></td></tr></table>",
     "{km2|10^3|1,210|12p|2}"},
    {"<table><tr><td><ruby>旭川<rp>(</rp><rt>あさひかわ</rt></ruby></td>"
     "<td><del>1</del>2<s>3</s></td></tr></table>",
     "{旭川|2}"},
    {"<table><tr><td>a<script>1</script></td><td hidden>x</td>"
     "<td><span style='Display : NONE'>y</span>2</td></tr></table>",
     "{a|2}"},
    {"<table><tr><td>a<!-- 5 -->b</td><td>1&#8203;2&shy;3</td></tr></table>", "{ab|123}"},
    {"<table><tr><td>a</td><td><select><option>1<option>2</select></td><td>b</td></tr></"
     "table>",
     "{a||b}"},
    {"<table><tr><td>a</td><td><pre>x\ny</pre></td></tr></table>", "{a|x~y}"},
    {"<table><tr></tr>" ROW "<tr></tr></table>", "{1|2}"},
};

static const struct shape spans[] = {
    {"<table><tr><td rowspan=2>A<td>1<tr><td>2<tr><td>B<td>3</table>", "{A|1/A|2/B|3}"},
    {"<table><tr><th rowspan=2>年<th colspan=2>通行量<tr><th>平日<th>休日"
     "<tr><td>1<td>2<td>3</table>",
     "{年|通行量|通行量/年|平日|休日/1|2|3}"},
    {"<table><tr><td rowspan=0>A<td>1<tr><td>2<tr><td>3</table>", "{A|1/A|2/A|3}"},
    {"<table><tr><td rowspan=65535>A<td>1<tr><td>2</table>", "{A|1/A|2}"},
    {"<table><thead><tr><td rowspan=9>A<td>1</thead><tr><td>B<td>2</table>", "{A|1/B|2}"},
    {"<table><tr><td colspan=-1>A<td rowspan=x>1</td><td colspan=0>2</table>", "{A|1|2}"},
    {"<table><tr><td colspan=3>標題<tr><td>a<td>b<td>c</table>", "標題{標題/a|b|c}"},
    {"<table><tr><td>1<td>2<td rowspan=2>3<tr><td>4<td>5</table>", "{1|2|3/4|5|3}"},
    {"<table><tr><td>a<td>b<td>c<tr><td rowspan=2>d<td colspan=2>休園<tr><td>1<td>2</table>",
     "{a|b|c/d|休園|休園/d|1|2}"},
    {"<table><tfoot><tr><td>計<td>3</tfoot><tbody>" ROW "</tbody>"
     "<thead><tr><th>a<th>b</thead></table>",
     "{a|b/1|2/計|3}"},
    {"<table><tr><td rowspan=3>A<td>1<tr><tr><td>3</table>", "{A|1/A/A|3}"},
};

static const struct shape names[] = {
    {"<h2>x</h2><table><caption>表1 <b>入園者</b></caption>" ROW "</table>",
     "表1 入園者{1|2}"},
    {"<h2>見出し</h2><p>次のとおりです。</p><table>" ROW "</table>", "見出し{1|2}"},
    {"<h2>見出し</h2><p>入園者数</p><p>（単位：人）</p><table>" ROW "</table>",
     "入園者数{（単位：人）/1|2}"},
    {"<h2>見出し</h2>※ 注意<br>4月1日現在<table>" ROW "</table>", "見出し{1|2}"},
    {"<p>a</p><table>" ROW "</table><a href=#>戻る</a><table>" ROW "</table>", "a{1|2}{1|2}"},
    {"<h2>h</h2><table>" ROW "</table><p>(注) x</p><table>" ROW "</table><table>" ROW
     "</table><h2>i</h2><table>" ROW "</table>",
     "h{1|2}h (2){1|2}h (3){1|2}i{1|2}"},
    {"<title>題</title><table>" ROW "</table>", "題{1|2}"},
    {"<table><tr><td colspan=2>(単位:人)</td></tr>" ROW "</table>", "{(単位:人)/1|2}"},
};

static const struct shape layouts[] = {
    {"<table><tr><td>menu</td><td><h2>表</h2><table>" ROW "</table></td></tr></table>",
     "表{1|2}"},
    {"<table><tr><td><table><tr><td><table>" ROW "</table></table></table>", "{1|2}"},
    {"<h2>外</h2><table><tr><th>a<th>b<tr><td>x<table>" ROW "</table>y<td>2<tr><td>3<td>4"
     "</table>",
     "外{a|b/x~y|2/3|4}外 (2){1|2}"},
    {"<table><tr><td>only</td></tr><tr><td>one</td></tr></table>", ""},
    {"<table role=presentation>" ROW "</table>", ""},
    {"<table><tr><td>menu</td><td><h1>平成10年</h1><h2>入園者</h2>5万人</td></tr></table>",
     "平成10年{|平成10年/|menu/入園者|5万人}"},
};

static void test_cells(void **state)
{
    (void)state;
    CHECK_SHAPES(cells);
}

static void test_spans(void **state)
{
    (void)state;
    CHECK_SHAPES(spans);
}

static void test_names(void **state)
{
    (void)state;
    CHECK_SHAPES(names);
}

static void test_layouts(void **state)
{
    (void)state;
    CHECK_SHAPES(layouts);
}

/* --- lists --- */

static const struct shape lists[] = {
    {"<h1>ヒストリー・昭和58年</h1><p>最終更新日 2016年2月24日</p><p>ページID 008726</p>"
     "<p>昭和58年(1983年)</p><h2>入園者</h2>59万7133人<h2>飼育動物数</h2>121種 523点",
     "ヒストリー・昭和58年{ヒストリー・昭和58年|昭和58年/"
     "ヒストリー・昭和58年|昭和58年(1983年)/"
     "入園者|59万7133人/飼育動物数|121種 523点}"},
    {"<h1>昭和58年(1983年)</h1><div>入園者</div><div>59万7133人</div>",
     "昭和58年(1983年){|昭和58年(1983年)/入園者|59万7133人}"},
    {"<h1>h</h1>入園者: 5人", "h{h|/入園者|5人}"},
    {"<h1>ヒストリー・昭和58年</h1>45万8208人<br>82種 496点",
     "ヒストリー・昭和58年{ヒストリー・昭和58年|昭和58年/ヒストリー・昭和58年|45万8208人/"
     "|82種 496点}"},
    {"<h1>昭和58年</h1>更新日 2016年2月4日<dl><dt>入園者<dd>5人</dl>",
     "昭和58年{|昭和58年/入園者|5人}"},
    {"<title>平成元年度</title><p>入園者：41万0016人<br>料金: 大 100円</p>",
     "平成元年度{|平成元年度/入園者|41万0016人/|料金: 大 100円}"},
    {"<p><strong>入園者</strong></p><p>26,667</p><p>終わり</p>", "{入園者|26,667/|終わり}"},
    {"<h1>平成元年から平成3年</h1><h2>平成元年</h2>1人<h2>平成2年</h2>2人",
     "平成元年から平成3年{平成元年から平成3年|内容/平成元年から平成3年|/平成元年|1人/"
     "平成2年|2人}"},
    {"<h1>21年度のまとめ</h1><h2>入園者</h2>5人",
     "21年度のまとめ{21年度のまとめ|/入園者|5人}"},
    {"<h1>h</h1><p>文だけ。</p>", ""},
    {"<h1>令和3年12月</h1><dl><dt>入園者<dd>5人<dd>前年比 3%<dt>休<dd>なし</dl>",
     "令和3年12月{|令和3年12月/入園者|5人/入園者|前年比 3%/休|なし}"},
    {"<h2>推移</h2><dl><div><dt>平成11年<dd>26,667</div><dt>平成12年<dd>27,000</dl>",
     "推移{推移|内容/平成11年|26,667/平成12年|27,000}"},
    {"<dl><dt>4月1日<dd>お知らせ</dl><h2>入園者</h2><p>5人</p>",
     "入園者{4月1日|お知らせ/入園者|5人}"},
};

static const struct shape flat[] = {
    {"<h2>推移</h2><p>年度 | 数 | <br>---|---|<br>R1 | 5 |<br> | 6<br>終わり",
     "推移{年度|数/R1|5/|6}"},
    {"<pre>| a | b |\n|:--|---:|\n| 1 | 2 |\n\n|x|</pre>", "{a|b/1|2/x}"},
    {"a | b<br>c | d<p>---|---", "a | b{c|d}"},
    {"---|---<br>---|---", ""},
};

static void test_flat(void **state)
{
    (void)state;
    CHECK_SHAPES(flat);
}

static void test_lists(void **state)
{
    (void)state;
    CHECK_SHAPES(lists);
}

/* --- running text --- */

static void test_text(void **state)
{
    (void)state;
    static const char html[] =
        "<title>題 名</title><body><h1>見出し</h1><p>一行目<br>二行目</p>"
        "<table><tr><td>業況<br>DI</td><td>▲1.5</td></tr><tr><td>売上<td>2</table>"
        "<ul><li>a<li>b</ul><pre>x\n\ny</pre><script>no</script>尾";
    struct grids grids;
    struct err err;
    assert_int_equal(decode(html, strlen(html), "", &grids, &err), 0);
    assert_string_equal(grids.text, "題 名\n見出し\n一行目\n二行目\n業況 DI ▲1.5\n売上 2\n"
                                    "a\nb\nx\ny\n尾\n");
    assert_string_equal(grids.encoding, "UTF-8");
    grid_free(&grids);
}

/* --- encodings --- */

struct sample {
    const char *bytes;
    const char *type;
    const char *encoding;
};

#define UTF "<table><tr><td>\xE8\xA1\xA8</td><td>1</td></tr></table>"
#define SJIS "<table><tr><td>\x95\x5C</td><td>1</td></tr></table>"
#define EUC "<table><tr><td>\xC9\xBD</td><td>1</td></tr></table>"
#define META(name) "<meta http-equiv=Content-Type content='text/html; charset=" name "'>"

static const struct sample samples[] = {
    {UTF, "", "UTF-8"},
    {SJIS, "", "CP932"},
    {EUC, "text/html; charset=EUC-JP", "EUC-JP"},
    {META("euc-jp") EUC, "text/html", "euc-jp"},
    {"<meta charset=\"x-euc-jp\">" EUC, "", "EUC-JP"},
    {META("UTF-8") EUC, "text/html;charset=\"euc-jp\"", "euc-jp"},
    {META("Shift_JIS") SJIS, "text/html; charset=UTF-8", "CP932"},
    {META("Shift_JIS") UTF, "text/html; charset=Shift_JIS", "UTF-8"},
    {META("Shift_JIS") SJIS, "text/html; charset=ISO-8859-1", "CP932"},
    {SJIS, "text/html; charset=ISO-8859-1", "CP932"},
    {"\xEF\xBB\xBF" UTF, "text/html; charset=Shift_JIS", "UTF-8"},
    {META("no-such-thing") SJIS, "text/html; charset=", "CP932"},
    {META("utf-16") UTF, "", "UTF-8"},
    {"<?xml version=\"1.0\" encoding='EUC-JP'?>" EUC, "", "EUC-JP"},
    {"<table><tr><td>\x1B$BI=\x1B(B</td><td>1</td></tr></table>", "", "ISO-2022-JP"},
};

static void test_encodings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        struct grids grids;
        struct err err;
        if (decode(samples[i].bytes, strlen(samples[i].bytes), samples[i].type, &grids,
                   &err) != 0)
            fail_msg("sample %zu: %s", i, err.text);
        if (strcmp(grids.encoding, samples[i].encoding) != 0 ||
            strcmp(grid_cell(&grids.items[0], 0, 0), "表") != 0)
            fail_msg("sample %zu: %s, \"%s\"", i, grids.encoding,
                     grid_cell(&grids.items[0], 0, 0));
        grid_free(&grids);
    }
}

static void test_configured_encoding(void **state)
{
    (void)state;
    struct document document = {.bytes = META("UTF-8") SJIS,
                                .length = strlen(META("UTF-8") SJIS),
                                .content_type = "text/html; charset=UTF-8",
                                .encoding = "CP932"};
    struct grids grids;
    struct err err;
    grid_init(&grids);
    assert_int_equal(html_decode(&document, &grids, &err), 0);
    assert_string_equal(grid_cell(&grids.items[0], 0, 0), "表");
    grid_free(&grids);
    grid_init(&grids);
    document.encoding = "UTF-8";
    assert_int_equal(html_decode(&document, &grids, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    assert_non_null(strstr(err.text, "is no UTF-8"));
    grid_free(&grids);
}

/* --- pages that are refused, or not --- */

static const struct shape refusals[] = {
    {"<title>お探しのページは見つかりません | 試験市</title><p>1,234",
     "error: this is no data but a page called \"お探しのページは見つかりません | 試験市\""},
    {"<title>試験市</title><h1>ページが見つかりません</h1>",
     "error: this is no data but a page called \"ページが見つかりません\""},
    {"<title>404 Not Found</title><h1>Not Found</h1>",
     "error: this is no data but a page called \"404 Not Found\""},
    {"<title>メンテナンス中</title>",
     "error: this is no data but a page called \"メンテナンス中\""},
    {"<title>ＬＯＧＩＮ</title><form>x</form>",
     "error: this is no data but a page called \"ＬＯＧＩＮ\""},
    {"<title>メンテナンスの記録</title><table>" ROW "</table>", "メンテナンスの記録{1|2}"},
    {"<script>location='x'</script>", "error: the page holds neither a table nor text"},
    {"<html><body></body></html>", "error: the page holds neither a table nor text"},
    {"\xE8\xA1\xA8\xE8\xA1",
     "error: the text ends inside a character of UTF-8 at byte 4: cut off?"},
};

static void test_refusals(void **state)
{
    (void)state;
    CHECK_SHAPES(refusals);
}

static void fill(struct buf *out, const char *text, int times)
{
    for (int i = 0; i < times; i++)
        (void)buf_puts(out, text);
}

static void check_bomb(struct buf *html, const char *want)
{
    struct grids grids;
    struct err err;
    assert_int_equal(decode(html->data, html->length, "", &grids, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    if (strstr(err.text, want) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, want);
    grid_free(&grids);
    buf_free(html);
}

static void test_bombs(void **state)
{
    (void)state;
    struct buf html;
    buf_init(&html, (size_t)1 << 24);
    fill(&html, "<table><tr>", 1);
    fill(&html, "<td colspan=1000 rowspan=65535>x", 16);
    fill(&html, "<tr>", 5000);
    check_bomb(&html, "more than 2000000 rows and cells");
    buf_init(&html, (size_t)1 << 24);
    fill(&html, "<table><tr><td>1", 1);
    fill(&html, "<td colspan=1000>x", 17);
    check_bomb(&html, "line 1: a table of more than 16384 columns");
    buf_init(&html, (size_t)1 << 24);
    fill(&html, "<div>", 300);
    check_bomb(&html, "elements nest more than 256 deep");
    buf_init(&html, (size_t)1 << 24);
    fill(&html, "<table><tr><td>", 200);
    check_bomb(&html, "elements nest more than 256 deep");
}

static void test_recognise(void **state)
{
    (void)state;
    struct document document = {.bytes = "\n <H1 id=x>", .length = 11};
    assert_true(html_recognise(&document));
    document = (struct document){.bytes = "<h1", .length = 3};
    assert_false(html_recognise(&document));
    document = (struct document){.bytes = "<注> x", .length = 7};
    assert_false(html_recognise(&document));
    document = (struct document){.bytes = " ", .length = 1};
    assert_false(html_recognise(&document));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_layouts),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_flat),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_configured_encoding),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_bombs),
        cmocka_unit_test(test_recognise),
    };
    return cmocka_run_group_tests_name("decode/html", tests, NULL, NULL);
}
