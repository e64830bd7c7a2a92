/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/paper: what is left out and in which order, and the three forms. */
#include "graphs/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "graphs/palette.h"
#include "graphs/scene.h"

#define MADE 1700000000

struct fixture {
    struct arena *arena;
    struct paper paper;
    struct buf out;
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    f->arena = arena_new();
    paper_init(&f->paper, f->arena, LANGUAGE_JA);
    f->paper.id = "di";
    f->paper.title = "題 <1> & \"2\"";
    f->paper.mark = "種別";
    f->paper.stamp = "日付";
    f->paper.made = MADE;
    buf_init(&f->out, 1u << 22);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    buf_free(&f->out);
    arena_free(f->arena);
    free(f);
    return 0;
}

static const char *write_form(struct fixture *f, enum paper_form form)
{
    buf_reset(&f->out);
    assert_int_equal(paper_write(&f->paper, form, &f->out, NULL, &f->err), 0);
    return buf_text(&f->out);
}

static void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("no \"%s\" in: %.2000s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("\"%s\" in: %.2000s", part, text);
}

static void compose_square(const void *subject, double stretch, struct scene *scene)
{
    (void)subject;
    scene->width = 100;
    scene->height = 20 + 20 * stretch;
    scene_text(scene,
               &(struct scene_text){
                   .text = "図の文字", .x = 5, .y = 5, .size = 8, .colour = PALETTE_INK});
}

static void put_everything(struct paper *paper)
{
    static const struct paper_column columns[] = {{"系列", 2, false}, {"値|", 1, true}};
    const char *const cells[] = {"行<1>", "▲15.4"};

    paper_say(paper, PAPER_LEAD, PAPER_KEPT, "大きな値");
    paper_head(paper, "意味");
    paper_list(paper);
    paper_item(paper, 3, "1. 項目 *強*");
    paper_item(paper, 2, "");
    paper_head(paper, "空の節");
    paper_list(paper);
    paper_head(paper, "図と表");
    paper_picture(paper, compose_square, NULL, "図の説明");
    paper_table(paper, columns, 2);
    paper_cells(paper, 1, cells);
    paper_say(paper, PAPER_SOFT, PAPER_KEPT, "小さな字\x01の末尾");
}

/* --- what is left out --- */

static void the_greatest_rank_goes_first(void **state)
{
    struct fixture *f = *state;
    struct buf out;

    buf_init(&out, 4096);
    put_everything(&f->paper);
    paper_left_out(&f->paper, &out);
    assert_string_equal(buf_text(&out), "");
    assert_true(paper_cut(&f->paper));
    paper_left_out(&f->paper, &out);
    assert_string_equal(buf_text(&out), "1枚に収まらないため載せていないもの：意味。");
    assert_has(write_form(f, PAPER_MARKDOWN), "▲15.4");
    assert_lacks(buf_text(&f->out), "## 意味");
    assert_true(paper_cut(&f->paper));
    assert_false(paper_cut(&f->paper)); /* the rest is kept */
    buf_reset(&out);
    paper_left_out(&f->paper, &out);
    assert_string_equal(buf_text(&out),
                        "1枚に収まらないため載せていないもの：意味、図と表1件。");
    buf_free(&out);
}

static void what_tells_more_has_its_own_name(void **state)
{
    static const struct paper_column columns[] = {{"事業", 1, false}};
    const char *const cells[] = {"広場"};
    struct fixture *f = *state;
    struct buf out;

    buf_init(&out, 4096);
    paper_head(&f->paper, "事業");
    paper_table(&f->paper, columns, 1);
    paper_cells(&f->paper, 1, cells);
    paper_more(&f->paper, 2, cells, "前年度の予算");
    assert_true(paper_cut(&f->paper));
    paper_left_out(&f->paper, &out);
    assert_string_equal(buf_text(&out),
                        "1枚に収まらないため載せていないもの：前年度の予算1件。");
    assert_true(paper_cut(&f->paper));
    buf_reset(&out);
    paper_left_out(&f->paper, &out);
    assert_string_equal(buf_text(&out), "1枚に収まらないため載せていないもの：事業。");
    buf_free(&out);
}

static void small_print_is_of_no_section(void **state)
{
    struct fixture *f = *state;

    paper_head(&f->paper, "空の節");
    paper_list(&f->paper);
    paper_say(&f->paper, PAPER_SOFT, PAPER_KEPT, "出典");
    assert_lacks(write_form(f, PAPER_MARKDOWN), "空の節");
    assert_has(buf_text(&f->out), "出典");
}

static void a_long_text_loses_its_last_sentences(void **state)
{
    struct fixture *f = *state;
    struct buf out;

    buf_init(&out, 4096);
    paper_head(&f->paper, "要因");
    paper_tell(&f->paper, 4, 1, "一つ目。二つ目。\n次の段落。");
    assert_true(paper_cut(&f->paper));
    assert_true(paper_cut(&f->paper));
    assert_has(write_form(f, PAPER_MARKDOWN), "一つ目。…\n");
    assert_lacks(buf_text(&f->out), "次の段落");
    paper_left_out(&f->paper, &out);
    assert_string_equal(buf_text(&out), "1枚に収まらないため載せていないもの：要因の一部。");
    buf_free(&out);
}

static void one_without_an_end_is_cut_between_characters(void **state)
{
    struct fixture *f = *state;
    char text[3001];

    for (size_t i = 0; i < 1000; i++)
        memcpy(text + 3 * i, "長", 3);
    text[3000] = '\0';
    paper_tell(&f->paper, 1, 1, text);
    assert_true(f->paper.blocks[0].count > 5);
    for (size_t i = 0; i < f->paper.blocks[0].count; i++)
        assert_int_equal(strlen(f->paper.blocks[0].rows[i].cells[0]) % 3, 0);
}

/* --- forms --- */

static void markdown_escapes(void **state)
{
    struct fixture *f = *state;

    put_everything(&f->paper);
    const char *text = write_form(f, PAPER_MARKDOWN);
    assert_has(text, "# 題 \\<1\\> \\& \"2\"\n\n種別　日付\n\n**大きな値**\n");
    assert_has(text, "- 1\\. 項目 \\*強\\*\n");
    assert_has(text, "| 系列 | 値\\| |\n|---|--:|\n| 行\\<1\\> | ▲15.4 |\n");
    assert_has(text, "図の説明\n");
    assert_has(text, "小さな字 の末尾");
    assert_lacks(text, "空の節");
}

static void html_stands_alone(void **state)
{
    struct fixture *f = *state;

    put_everything(&f->paper);
    const char *text = write_form(f, PAPER_HTML);
    assert_has(text, "<title>題 &lt;1&gt; &amp; &quot;2&quot;</title>");
    assert_has(text, "<th scope=\"row\">行&lt;1&gt;</th><td class=\"figure\">▲15.4</td>");
    assert_has(text, "<img alt=\"図の説明\" src=\"data:image/svg+xml;base64,PD94bWwg");
    assert_lacks(text, "空の節");
    assert_lacks(text, "http://");
}

static void pdf_is_the_same_again(void **state)
{
    struct fixture *f = *state;
    struct buf first;

    put_everything(&f->paper);
    buf_init(&first, 1u << 22);
    const char *bytes = write_form(f, PAPER_PDF);
    assert_memory_equal(bytes, "%PDF-1.", 7);
    buf_append(&first, f->out.data, f->out.length);
    write_form(f, PAPER_PDF);
    assert_int_equal(first.length, f->out.length);
    assert_memory_equal(first.data, f->out.data, first.length);
    buf_free(&first);
}

/* Pages of what cairo wrote: "/Type /Page" of each, and one "/Type /Pages". */
static size_t count_pages(const struct buf *out)
{
    size_t count = 0;

    for (size_t i = 0; i + 12 < out->length; i++)
        count += memcmp(out->data + i, "/Type /Page\n", 12) == 0 ||
                 memcmp(out->data + i, "/Type /Page ", 12) == 0;
    return count;
}

static void put_rows(struct paper *paper, int count)
{
    static const struct paper_column columns[] = {{"番号", 1, false}};

    paper_head(paper, "行");
    paper_table(paper, columns, 1);
    for (int i = 0; i < count; i++) {
        const char *cell = arena_printf(paper->arena, "行%d", i);
        paper_cells(paper, 1 + i, &cell);
    }
}

static void a_single_sheet_is_cut_until_it_fits(void **state)
{
    struct fixture *f = *state;

    f->paper.single = true;
    put_rows(&f->paper, 200);
    const char *text = write_form(f, PAPER_HTML);
    assert_has(text, ">行0<");
    assert_has(text, ">行30<");
    assert_lacks(text, ">行199<");
    assert_has(text, "1枚に収まらないため載せていないもの：行1");
    write_form(f, PAPER_PDF);
    assert_int_equal(count_pages(&f->out), 1);
}

static void others_go_on_on_further_pages(void **state)
{
    struct fixture *f = *state;

    put_rows(&f->paper, 200);
    write_form(f, PAPER_PDF);
    assert_int_equal(count_pages(&f->out), 4);
    assert_has(write_form(f, PAPER_HTML), ">行199<");
}

/* A cell is never higher than a page, whatever is in it. */
static void a_very_long_cell_ends_with_its_page(void **state)
{
    static const struct paper_column columns[] = {{"", 1, false}, {"", 6, false}};
    struct fixture *f = *state;
    char text[9001];

    for (size_t i = 0; i < 3000; i++)
        memcpy(text + 3 * i, "長", 3);
    text[9000] = '\0';
    const char *const cells[] = {text, "隣"};
    const char *const after[] = {"次の行", "隣"};
    paper_table(&f->paper, columns, 2);
    paper_cells(&f->paper, PAPER_KEPT, cells);
    paper_cells(&f->paper, PAPER_KEPT, after);
    write_form(f, PAPER_PDF);
    assert_int_equal(count_pages(&f->out), 1);
}

static void what_is_low_enough_comes_back(void **state)
{
    struct fixture *f = *state;
    char text[3901]; /* some 24 lines: two of them fit, three do not */

    for (size_t i = 0; i < 1300; i++)
        memcpy(text + 3 * i, "長", 3);
    text[3900] = '\0';
    f->paper.single = true;
    paper_head(&f->paper, "節");
    paper_say(&f->paper, PAPER_PLAIN, PAPER_KEPT, "残す。");
    paper_list(&f->paper);
    for (int i = 0; i < 3; i++)
        paper_item(&f->paper, 2, text);
    paper_item(&f->paper, 3, "低い行。");
    paper_head(&f->paper, "要因");
    paper_tell(&f->paper, 4, 1, "一つ目。二つ目。");
    const char *html = write_form(f, PAPER_HTML);
    assert_has(html, "<li>低い行。");
    assert_has(html, "一つ目。二つ目。");
    assert_has(html, "1枚に収まらないため載せていないもの：節1件。");
}

static void json_is_the_whole(void **state)
{
    struct fixture *f = *state;

    put_everything(&f->paper);
    const char *json = write_form(f, PAPER_JSON);
    assert_has(json, "{\"version\":1,\"id\":\"di\",\"title\":\"題 <1> & \\\"2\\\"\"");
    assert_has(json, "\"made\":\"2023-11-14T22:13:20Z\"");
    assert_has(json,
               "{\"heading\":null,\"parts\":[{\"kind\":\"words\",\"text\":\"大きな値\"}]}");
    assert_has(
        json,
        "{\"heading\":\"意味\",\"parts\":[{\"kind\":\"list\",\"items\":[\"1. 項目 *強*\"]}]}");
    assert_has(json, "{\"kind\":\"picture\",\"text\":\"図の説明\"}");
    assert_has(json, "\"columns\":[\"系列\",\"値|\"],\"rows\":[[\"行<1>\",\"▲15.4\"]]");
    assert_lacks(json, "空の節");
}

static void what_may_not_be_left_out_must_fit(void **state)
{
    struct fixture *f = *state;

    f->paper.single = true;
    for (int i = 0; i < 100; i++)
        paper_say(&f->paper, PAPER_PLAIN, PAPER_KEPT, "残す。");
    assert_int_equal(paper_write(&f->paper, PAPER_PDF, &f->out, NULL, &f->err), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_has(f->err.text, "does not fit on one sheet");
}

static void names_say_the_form(void **state)
{
    enum paper_form form;

    (void)state;
    assert_true(paper_form_of("a.b/c.pdf", &form));
    assert_int_equal(form, PAPER_PDF);
    assert_true(paper_form_of("x.html", &form));
    assert_int_equal(form, PAPER_HTML);
    assert_true(paper_form_of("x.md", &form));
    assert_int_equal(form, PAPER_MARKDOWN);
    assert_true(paper_form_of("x.json", &form));
    assert_int_equal(form, PAPER_JSON);
    assert_false(paper_form_of("pdf", &form));
    assert_false(paper_form_of("x.PDF.gz", &form));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_greatest_rank_goes_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(small_print_is_of_no_section, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_tells_more_has_its_own_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_text_loses_its_last_sentences, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_without_an_end_is_cut_between_characters, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(markdown_escapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(html_stands_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pdf_is_the_same_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_single_sheet_is_cut_until_it_fits, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(others_go_on_on_further_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_very_long_cell_ends_with_its_page, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_low_enough_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json_is_the_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_may_not_be_left_out_must_fit, set_up, tear_down),
        cmocka_unit_test(names_say_the_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
