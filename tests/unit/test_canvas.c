/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/canvas, scene and pngwrite: what is put is where it was put, at every scale.
 */
#include "graphs/canvas.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <png.h>

#include "core/mem.h"
#include "graphs/palette.h"

static struct canvas *canvas;
static enum palette_theme theme; /* light, but where a test says dark */

static unsigned value_of(enum palette_colour colour)
{
    return palette_rgba(theme, colour) >> 8;
}

static int open_canvas(void **state)
{
    (void)state;
    struct err err;
    return canvas_new(&canvas, &err);
}

static int close_canvas(void **state)
{
    (void)state;
    canvas_free(canvas);
    canvas_free(NULL);
    return 0;
}

static struct scene make_scene(double width, double height)
{
    struct scene scene;
    scene_init(&scene, canvas_measure(canvas));
    scene.width = width;
    scene.height = height;
    return scene;
}

/* The colour 0xRRGGBB of a pixel of the drawn scene. */
static unsigned pixel(const struct scene *scene, int scale, unsigned x, unsigned y)
{
    struct buf bytes;
    struct err err;
    buf_init(&bytes, 1u << 22);
    assert_int_equal(
        canvas_draw(canvas, scene, (struct canvas_paper){theme, scale}, &bytes, &err), 0);
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, bytes.data, bytes.length));
    assert_int_equal(image.width, (unsigned)(scene->width * scale));
    assert_int_equal(image.height, (unsigned)(scene->height * scale));
    image.format = PNG_FORMAT_RGB;
    unsigned char *pixels = mem_calloc(PNG_IMAGE_SIZE(image), 1);
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    const unsigned char *here = pixels + (y * image.width + x) * 3;
    unsigned colour = (unsigned)here[0] << 16 | (unsigned)here[1] << 8 | here[2];
    mem_free(pixels);
    buf_free(&bytes);
    return colour;
}

static void test_pixels(void **state)
{
    (void)state;
    struct scene scene = make_scene(40, 30);
    scene_rect(&scene, (struct scene_box){10, 10, 10, 5},
               (struct scene_style){.fill = PALETTE_MAIN}, SCENE_ROLE_BAR);
    for (int scale = 1; scale <= 2; scale++) {
        unsigned s = (unsigned)scale;
        assert_int_equal(pixel(&scene, scale, 10 * s, 10 * s), value_of(PALETTE_MAIN));
        assert_int_equal(pixel(&scene, scale, 20 * s - 1, 15 * s - 1), value_of(PALETTE_MAIN));
        assert_int_equal(pixel(&scene, scale, 10 * s - 1, 10 * s), 0xFFFFFF);
        assert_int_equal(pixel(&scene, scale, 20 * s, 15 * s - 1), 0xFFFFFF);
    }
    scene_free(&scene);
}

static void test_styles(void **state)
{
    (void)state;
    struct scene scene = make_scene(100, 60);
    struct scene_point line[] = {{0, 5}, {100, 5}};
    struct scene_style dashed = {.stroke = PALETTE_TARGET, .width = 2, .dash = SCENE_DASHED};
    scene_line(&scene, line, 2, dashed, SCENE_ROLE_TARGET);
    scene_line(&scene, line, 1, dashed, SCENE_ROLE_TARGET);
    assert_int_equal(scene.count, 1);
    scene_rect(&scene, (struct scene_box){0, 20, 100, 10},
               (struct scene_style){.fill = PALETTE_PROGRAM, .pattern = SCENE_FADING_IN},
               SCENE_ROLE_STRIP_TAIL);
    scene_rect(&scene, (struct scene_box){0, 32, 100, 6},
               (struct scene_style){.fill = PALETTE_PROGRAM, .pattern = SCENE_FADING_OUT},
               SCENE_ROLE_STRIP_TAIL);
    scene_rect(&scene, (struct scene_box){0, 40, 100, 10},
               (struct scene_style){.fill = PALETTE_LOAN, .pattern = SCENE_HATCHED},
               SCENE_ROLE_STRIP_YEAR);
    scene_dot(&scene, (struct scene_point){50, 55}, 3,
              (struct scene_style){.fill = PALETTE_MAIN}, SCENE_ROLE_CURVE);
    assert_int_equal(pixel(&scene, 1, 2, 5), value_of(PALETTE_TARGET));
    assert_int_equal(pixel(&scene, 1, 8, 5), 0xFFFFFF);
    unsigned left = pixel(&scene, 1, 1, 25) >> 16;
    unsigned right = pixel(&scene, 1, 98, 25) >> 16;
    assert_true(left > 0xF0 && right < 0x70);
    left = pixel(&scene, 1, 1, 35) >> 16;
    right = pixel(&scene, 1, 98, 35) >> 16;
    assert_true(left < 0x70 && right > 0xF0);
    assert_int_equal(pixel(&scene, 1, 50, 55), value_of(PALETTE_MAIN));
    scene_free(&scene);
}

/* The same scene in another theme: other values of the same names. */
static void test_dark(void **state)
{
    (void)state;
    struct scene scene = make_scene(40, 30);
    scene_rect(&scene, (struct scene_box){10, 10, 10, 5},
               (struct scene_style){.fill = PALETTE_MAIN}, SCENE_ROLE_BAR);
    unsigned light = pixel(&scene, 1, 12, 12);
    theme = PALETTE_THEME_DARK;
    assert_int_equal(pixel(&scene, 1, 12, 12), value_of(PALETTE_MAIN));
    assert_int_not_equal(pixel(&scene, 1, 12, 12), light);
    assert_int_equal(pixel(&scene, 1, 1, 1), value_of(PALETTE_PAPER));
    assert_true(value_of(PALETTE_PAPER) < 0x303030);
    theme = PALETTE_THEME_LIGHT;
    scene_free(&scene);
}

/* A text takes the same room at both scales, and wraps and is cut as told. */
static void test_texts(void **state)
{
    (void)state;
    struct scene scene = make_scene(400, 100);
    struct scene_text text = {
        .text = "旭川 Asahikawa 1,378,900", .x = 200, .y = 50, .size = 12};
    struct scene_box left = scene_text_box(&scene, &text);
    text.align = SCENE_RIGHT;
    struct scene_box right = scene_text_box(&scene, &text);
    text.align = SCENE_CENTRE;
    text.middle = true;
    struct scene_box middle = scene_text_box(&scene, &text);
    assert_true(left.w > 100 && left.h >= 11 && left.h < 24);
    assert_true(fabs(right.x + right.w - 200) < 0.01);
    assert_true(fabs(middle.x + middle.w / 2 - 200) < 0.01);
    assert_true(fabs(middle.y + middle.h / 2 - 50) < 0.01);
    text.width = 80;
    text.lines = 1;
    assert_true(scene_text_box(&scene, &text).w <= 80);
    text.lines = 2;
    assert_true(scene_text_box(&scene, &text).h > 1.6 * left.h);
    text = (struct scene_text){
        .text = "■", .x = 10, .y = 10, .size = 40, .halo = true, .colour = PALETTE_INK};
    struct scene_box box = scene_text(&scene, &text);
    assert_int_equal(
        pixel(&scene, 1, (unsigned)(box.x + box.w / 2), (unsigned)(box.y + box.h / 2)),
        value_of(PALETTE_INK));
    scene_free(&scene);
}

static void test_overlap(void **state)
{
    (void)state;
    struct scene_box a = {0, 0, 10, 10};
    assert_true(scene_overlap(a, (struct scene_box){9, 9, 5, 5}, 0));
    assert_false(scene_overlap(a, (struct scene_box){10, 0, 5, 5}, 0));
    assert_true(scene_overlap(a, (struct scene_box){11, 0, 5, 5}, 2));
    assert_false(scene_overlap(a, (struct scene_box){0, 30, 5, 5}, 2));
}

static void test_refusals(void **state)
{
    (void)state;
    struct buf bytes;
    struct err err;
    buf_init(&bytes, 200);
    struct scene scene = make_scene(400, 300);
    assert_int_equal(
        canvas_draw(canvas, &scene, (struct canvas_paper){.scale = 1}, &bytes, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    const double sides[] = {0, -5, 1e6, (double)NAN};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        scene.height = sides[i];
        assert_int_equal(
            canvas_draw(canvas, &scene, (struct canvas_paper){.scale = 1}, &bytes, &err), -1);
        assert_int_equal(err.code, ERR_INTERNAL);
    }
    scene_free(&scene);
    buf_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pixels),  cmocka_unit_test(test_styles),
        cmocka_unit_test(test_dark),    cmocka_unit_test(test_texts),
        cmocka_unit_test(test_overlap), cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests_name("canvas", tests, open_canvas, close_canvas);
}
