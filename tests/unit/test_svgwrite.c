/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/svgwrite: well-formed, with texts that are texts, in the places of the PNG.
 */
#include "graphs/svgwrite.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <cmocka.h>

static struct canvas *canvas;

struct fixture {
    struct scene scene;
    struct svgwrite_head head;
    struct buf out;
    struct err err;
    xmlDoc *document;
};

static int open_canvas(void **state)
{
    struct err err;
    (void)state;
    return canvas_new(&canvas, &err);
}

static int close_canvas(void **state)
{
    (void)state;
    canvas_free(canvas);
    xmlCleanupParser();
    return 0;
}

static void start(struct fixture *f)
{
    *f = (struct fixture){.head = {.id = "di",
                                   .title = "題 <1> & \"2\"",
                                   .description = "説明\x01の文",
                                   .language = LANGUAGE_JA,
                                   .paper = {PALETTE_THEME_LIGHT, 2}}};
    scene_init(&f->scene, canvas_measure(canvas));
    f->scene.width = 400;
    f->scene.height = 200;
    buf_init(&f->out, 1u << 20);
}

static void write_svg(struct fixture *f)
{
    assert_int_equal(svgwrite_scene(canvas, &f->scene, &f->head, &f->out, &f->err), 0);
    f->document = xmlReadMemory(f->out.data, (int)f->out.length, NULL, NULL, XML_PARSE_NONET);
    if (f->document == NULL)
        fail_msg("not well-formed: %s", buf_text(&f->out));
}

static void finish(struct fixture *f)
{
    xmlFreeDoc(f->document);
    buf_free(&f->out);
    scene_free(&f->scene);
}

/* What an XPath 1.0 expression says of the document, as text. */
static void expect(struct fixture *f, const char *path, const char *want)
{
    xmlXPathContext *context = xmlXPathNewContext(f->document);
    xmlXPathRegisterNs(context, (const xmlChar *)"s",
                       (const xmlChar *)"http://www.w3.org/2000/svg");
    xmlXPathObject *object = xmlXPathEval((const xmlChar *)path, context);
    assert_non_null(object);
    xmlChar *text = xmlXPathCastToString(object);
    if (strcmp((const char *)text, want) != 0)
        fail_msg("%s is \"%s\", not \"%s\"", path, (const char *)text, want);
    xmlFree(text);
    xmlXPathFreeObject(object);
    xmlXPathFreeContext(context);
}

static void test_head(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    write_svg(&f);
    expect(&f, "string(/s:svg/@viewBox)", "0 0 400 200");
    expect(&f, "string(/s:svg/@width)", "800");
    expect(&f, "string(/s:svg/@xml:lang)", "ja");
    expect(&f, "string(/s:svg/@role)", "img");
    expect(&f, "string(//*[@id=/s:svg/@aria-labelledby])", "題 <1> & \"2\"");
    expect(&f, "string(//*[@id=/s:svg/@aria-describedby])", "説明 の文");
    expect(&f, "name(/s:svg/*[1])", "title"); /* where programs look for it */
    expect(&f, "string(/s:svg/s:rect[1]/@fill)", "#ffffff");
    expect(&f, "starts-with(/s:svg/@font-family, 'IPAexGothic, ')", "true");
    finish(&f);
}

static void test_texts(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    scene_text(&f.scene, &(struct scene_text){.text = "<旭川> & \x02 '98'",
                                              .x = 390,
                                              .y = 10,
                                              .align = SCENE_RIGHT,
                                              .size = 12,
                                              .bold = true,
                                              .halo = true,
                                              .colour = PALETTE_INK});
    scene_text(&f.scene, &(struct scene_text){.text = "一行目の言葉と二行目の言葉と三行目",
                                              .x = 10,
                                              .y = 50,
                                              .size = 20,
                                              .colour = PALETTE_SOFT,
                                              .width = 140,
                                              .lines = 2});
    struct scene_box box = f.scene.items[0].box;
    write_svg(&f);
    expect(&f, "string(//s:text[1])", "<旭川> &   '98'");
    expect(&f, "string(//s:text[1]/@font-weight)", "bold");
    expect(&f, "string(//s:text[1]/@paint-order)", "stroke");
    expect(&f, "string(//s:text[1]/@stroke)", "#ffffff");
    expect(&f, "round(//s:text[1]/@x + //s:text[1]/@textLength)", "390");
    assert_true(box.x + box.w > 389 && box.x + box.w < 391);
    /* two lines, the second cut */
    expect(&f, "count(//s:text)", "3");
    expect(&f, "concat(//s:text[2], '|')", "一行目の言葉と|");
    expect(&f, "contains(//s:text[3], '…') and contains(//s:text[3], '二行目')", "true");
    expect(&f, "//s:text[3]/@y - //s:text[2]/@y > 19", "true");
    expect(&f, "//s:text[2]/@y > 60 and //s:text[2]/@y < 75", "true"); /* a baseline */
    finish(&f);
}

static void test_shapes(void **state)
{
    struct fixture f;
    struct scene_point points[] = {{1, 2}, {3.456, 4}, {5, -0.001}};
    struct scene_style plain = {.fill = PALETTE_MAIN};
    struct scene_style line = {.stroke = PALETTE_TARGET, .width = 1.6, .dash = SCENE_DASHED};
    (void)state;
    start(&f);
    scene_rect(&f.scene, (struct scene_box){10, 20, 30, 40}, plain, SCENE_ROLE_BAR);
    scene_line(&f.scene, points, 3, line, SCENE_ROLE_TARGET);
    plain.fill = PALETTE_BELOW;
    scene_area(&f.scene, points, 3, plain, SCENE_ROLE_AREA);
    scene_dot(&f.scene, (struct scene_point){50, 60}, 3, plain, SCENE_ROLE_CURVE);
    for (int pattern = SCENE_HATCHED; pattern <= SCENE_FADING_OUT; pattern++) {
        plain =
            (struct scene_style){.fill = PALETTE_LOAN, .pattern = (enum scene_fill)pattern};
        scene_rect(&f.scene, (struct scene_box){0, 0, 9, 9}, plain, SCENE_ROLE_STRIP_TAIL);
        scene_rect(&f.scene, (struct scene_box){9, 0, 9, 9}, plain, SCENE_ROLE_STRIP_TAIL);
    }
    write_svg(&f);
    expect(&f, "string(//s:rect[2]/@fill)", "#0072b2");
    expect(&f, "string(//s:rect[2]/@height)", "40");
    expect(&f, "string(//s:polyline/@points)", "1,2 3.46,4 5,0");
    expect(&f, "string(//s:polyline/@fill)", "none");
    expect(&f, "string(//s:polyline/@stroke-dasharray)", "6 4");
    expect(&f, "string(//s:polygon/@fill-opacity)", "0.15");
    expect(&f, "string(//s:circle/@r)", "3");
    expect(&f, "count(//s:defs/*)", "3"); /* each once */
    expect(&f, "count(//s:rect[starts-with(@fill, 'url(#di-')])", "6");
    expect(&f, "count(//s:defs/*[concat('url(#', @id, ')') = //s:rect/@fill])", "3");
    finish(&f);
    start(&f);
    f.head.paper.theme = PALETTE_THEME_DARK;
    write_svg(&f);
    expect(&f, "string(/s:svg/s:rect[1]/@fill)", "#16191d");
    finish(&f);
}

/* Days of forty years: what stands in one column is its ends and extremes. */
static void test_many_points(void **state)
{
    struct fixture f;
    static struct scene_point points[10000];
    (void)state;
    start(&f);
    for (int i = 0; i < 10000; i++)
        points[i] = (struct scene_point){100 + i * 0.01, 50 + i * 7 % 31};
    points[4321].y = 190;
    points[1234].y = 3;
    scene_line(&f.scene, points, 10000,
               (struct scene_style){.stroke = PALETTE_MAIN, .width = 1}, SCENE_ROLE_CURVE);
    write_svg(&f);
    assert_true(f.out.length < 15000);
    expect(&f, "contains(//s:polyline/@points, '143.21,190 ')", "true");
    expect(&f, "contains(//s:polyline/@points, '112.34,3 ')", "true");
    expect(&f, "starts-with(//s:polyline/@points, '100,50 ')", "true");
    expect(&f, "contains(//s:polyline/@points, ' 199.99,')", "true");
    finish(&f);
}

static void test_limit(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    buf_free(&f.out);
    buf_init(&f.out, 100);
    assert_int_equal(svgwrite_scene(canvas, &f.scene, &f.head, &f.out, &f.err), -1);
    assert_int_equal(f.err.code, ERR_DATA);
    finish(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head),   cmocka_unit_test(test_texts),
        cmocka_unit_test(test_shapes), cmocka_unit_test(test_many_points),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests_name("svgwrite", tests, open_canvas, close_canvas);
}
