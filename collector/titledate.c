/* SPDX-License-Identifier: GPL-3.0-or-later */
/* titledate: lists of words, since a title can say anything. */
#include "collector/titledate.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* --- days of issue --- */

static bool is_issue(struct arena *arena, const char *key, size_t at, size_t length)
{
    static const char *const behind[] = {"公表", "発表", "更新", "作成", "掲載", "発行",
                                         "改定", "改訂", "訂正", "修正", "公開", "報道",
                                         "提供", "印刷", "付",   "版",   "号"};
    static const char *const before[] = {"公表日", "発表日", "更新日", "作成日",    "掲載日",
                                         "発行日", "改定日", "公表",   "発表",      "更新",
                                         "作成",   "掲載",   "発行",   "公表年月日"};
    const char *rest = key + at + length;
    rest += strspn(rest, ")");
    while (at > 0 && (key[at - 1] == ':' || key[at - 1] == '('))
        at--;
    const char *front = arena_strndup(arena, key, at);
    return str_ends_any(front, before, COUNT(before)) ||
           str_starts_any(rest, behind, COUNT(behind));
}

/* --- what stands round it --- */

/* True if white space stands in the title at byte `at` of its key. */
static bool is_set_off(struct arena *arena, const char *text, const char *key, size_t at)
{
    size_t reached = 0;
    while (*text != '\0' && reached < at) {
        text += unicode_space(text);
        const char *end = text;
        while (*end != '\0' && unicode_space(end) == 0)
            end++;
        const char *word =
            unicode_key(arena, arena_strndup(arena, text, (size_t)(end - text)));
        if (!str_starts(key + reached, word))
            return false;
        reached += strlen(word);
        text = end;
    }
    return reached == at;
}

/* What makes a year that of an event, a plan, a base or a comparison, wherever it stands. */
static bool speaks_of_other(const char *key)
{
    static const char *const words[] = {
        "基準",     "=100",         "策定",   "計画", "問題", "予算", "集計中", "以前",
        "以降",     "以来",         "から",   "開館", "開園", "開設", "開業",   "開校",
        "開始",     "開催",         "設立",   "創立", "創設", "制定", "施行",   "改正",
        "地震",     "豪雨",         "災害",   "震災", "改築", "改修", "建設",   "竣工",
        "完成",     "導入",         "移転",   "閉館", "閉園", "廃止", "有料化", "合併",
        "資料",     "未集計",       "対象外", "除く", "予定", "記念", "周年",   "改称",
        "設置",     "認定",         "指定",   "採択", "選定", "締結", "補正",   "オープン",
        "スタート", "リニューアル", "流行"};
    return str_holds_any(key, words, COUNT(words));
}

static bool is_compared(const char *front, const char *rest)
{
    static const char *const before[] = {"対", "前年", "前年度", "基準年", "比較"};
    front = *front != '\0' && str_ends(front, "(") ? front : "";
    return str_starts(rest, "比") || str_starts(rest, ")比") || str_starts(rest, "=") ||
           (*front != '\0' &&
            (str_ends_any(front, (const char *const[]){"対(", "前年(", "前年度(", "前回("},
                          4) ||
             str_ends_any(front, before, COUNT(before))));
}

/* A number of the table, a bracket or a mark: what may stand before the date without space. */
static bool may_stand_before(const char *front)
{
    static const char *const ends[] = {
        "(", "[", "「", "『", "【", "<", "〈", "《", "の", "・", ":",  ",",  "、",   "-", "|",
        "/", "■", "●",  "○",  "◆",  "◇", "□",  ".",  ")",  "】", "」", "』", "年度", "年"};
    static const char *const tables[] = {"表", "第", "図", "Table", "table"};
    if (*front == '\0' || str_ends_any(front, ends, COUNT(ends)))
        return true;
    return str_starts_any(front, tables, COUNT(tables)) && strlen(front) < 16;
}

/* Words of figures right behind a date. */
static bool may_stand_behind(const char *rest)
{
    static const char *const words[] = {
        ")",        "]",    "」",   "』",       "】",       ">",      "〉",   "》",   "(",
        "[",        "・",   ":",    ",",        "、",       "|",      "/",    "の",   "現在",
        "時点",     "末",   "分",   "中",       "実績",     "決算",   "確定", "速報", "確報",
        "概数",     "月別", "月次", "各月",     "毎月",     "四半期", "期別", "年間", "年計",
        "調査結果", "結果", "通期", "累計",     "における", "入園",   "入館", "入場", "入込",
        "入域",     "来館", "来場", "来園",     "来訪",     "来街",   "利用", "使用", "相談",
        "観光",     "宿泊", "人口", "推計人口", "世帯",     "出生",   "死亡", "婚姻", "離婚",
        "転入",     "転出", "件数", "人数",     "回数",     "売上",   "販売", "生産", "製造",
        "出荷",     "輸出", "輸入", "輸送",     "貸出",     "登録",   "申請", "交付", "受付",
        "発生",     "救急", "火災", "交通",     "歩行",     "通行",   "乗降", "乗車", "乗客",
        "旅客",     "搭乗", "参加", "受講",     "受診",     "受入",   "収入", "支出", "収集",
        "排出",     "税収", "歳入", "歳出",     "寄附",     "寄付",   "就職", "求人", "求職",
        "雇用",     "失業", "有効", "消費",     "電力",     "気温",   "降水", "降雪", "市民",
        "市内",     "市税", "施設", "地区",     "男女",     "年齢",   "国籍", "外国", "図書",
        "動物園",   "公園", "統計", "データ",   "一覧",     "業況",   "景況", "景気", "指数",
        "LOBO",     "DI",   "見込", "見通し"};
    return *rest == '\0' || str_starts_any(rest, words, COUNT(words));
}

enum titledate titledate_judge(struct arena *arena, const char *text, const char *key,
                               const struct spanread_found *found)
{
    const char *front = arena_strndup(arena, key, found->at);
    const char *rest = key + found->at + found->length;
    bool note = str_starts(key, "※") || str_starts(key, "注") || str_starts(key, "(注");
    if (is_issue(arena, key, found->at, found->length))
        return TITLEDATE_ISSUE;
    if (note || is_compared(front, rest) || speaks_of_other(front) || speaks_of_other(rest))
        return TITLEDATE_OTHER;
    if (found->several) {
        size_t second = found->at + 1;
        struct spanread_found other;
        /* 2016年度~2020年度 */
        if (spanread_find(key, &second, &other) && other.at < found->at + found->length)
            return TITLEDATE_OTHER;
    }
    /* the month of a survey stands behind its name: 景気観測調査2026年2月 */
    bool before = found->month != 0 || *rest == '\0' || may_stand_before(front) ||
                  is_set_off(arena, text, key, found->at);
    bool behind =
        may_stand_behind(rest) || is_set_off(arena, text, key, found->at + found->length);
    return before && behind ? TITLEDATE_FIGURES : TITLEDATE_OTHER;
}
