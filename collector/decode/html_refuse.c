/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_refuse: what such pages call themselves. */
#include "collector/decode/html_refuse.h"

#include <ctype.h>
#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#define SHORT_PAGE 3000 /* bytes of running text */

/* As keys, in lower case. */
static const char *const missing[] = {
    "見つかりません",     "存在しません",   "notfound",           "404error",
    "error404",           "404エラー",      "403forbidden",       "forbidden",
    "アクセスできません", "表示できません", "serviceunavailable", "internalservererror",
    "badgateway",         "エラーが発生"};
static const char *const closed[] = {"メンテナンス", "maintenance", "ログイン",
                                     "login",        "signin",      "アクセスが集中",
                                     "認証",         "error",       "エラー"};

static bool is_no_document(struct arena *arena, const char *text, bool is_short)
{
    const char *key = unicode_key(arena, text);
    char lower[400];
    size_t n = 0;
    for (; key[n] != '\0' && n + 1 < sizeof lower; n++)
        lower[n] = (char)tolower((unsigned char)key[n]);
    lower[n] = '\0';
    return str_holds_any(lower, missing, sizeof missing / sizeof missing[0]) ||
           (is_short && str_holds_any(lower, closed, sizeof closed / sizeof closed[0]));
}

int html_refuse(const struct html_page *page, struct err *err)
{
    struct arena *arena = arena_new();
    bool is_short = page->text.length < SHORT_PAGE;
    const char *said = NULL;
    if (is_no_document(arena, page->title, is_short))
        said = page->title;
    else if (is_no_document(arena, page->topmost, is_short))
        said = page->topmost;
    int result = said == NULL ? 0
                              : err_set(err, ERR_DATA,
                                        "this is no data but a page called \"%.300s\"", said);
    arena_free(arena);
    return result;
}
