#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the documents of the demo publisher (config/asahikawa/documents) from a folder of figures.

usage: make-documents.py DATA-FOLDER        (after `make build/report`, which draws the PDF)

The figures are facts with the address each was printed at; this script only puts them into the
shapes in which publishers print them: the report of a chamber of commerce (PDF), a city's pages
(HTML), a workbook (XLSX), tables in CP932 with era years and quoted thousands. Figures stand as
they were printed where the data have that (26万0822人). Nothing is added or interpolated: what a
page has beside its figure and is not known is left out. The documents are committed: the build
does not run this. The same figures give the same bytes.
"""
import csv
import html
import os
import subprocess
import sys
import tempfile
from urllib.parse import urlparse

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, "tests", "golden", "make"))
import xlsx  # noqa: E402  (the workbooks of the tests come from there too)

OUT = os.path.join(ROOT, "config", "asahikawa", "documents")
NOTE = "注：この表は、公表された数値を出典の形に並べ直したものです。"
PAGE_NOTE = NOTE.replace("この表", "このページ")


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def era(year, first):
    """昭和42年度, 平成元年度, 令和元年度; 2019 as a calendar year would need the month."""
    for name, start in (("令和", 2019), ("平成", 1989), ("昭和", 1926)):
        if year >= start:
            n = year - start + 1
            return f"{name}{'元' if n == 1 else n}{first}"
    raise ValueError(year)


def thousands(text):
    return f"{int(text):,}"


def triangle(text):
    return text.replace("-", "▲")


def about(row, text):
    """A figure rounded to thousands or more is printed as approximate, so that it is read as such."""
    return "約" + text if float(row["precision"]) >= 1000 or row["status"] == "approx" else text


def flash(row):
    return "速報値" if row["status"] == "preliminary" else ""


def put(name, data):
    path = os.path.join(OUT, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def write(name, encoding, lines):
    text = []
    for line in lines:
        cells = line if isinstance(line, list) else [line]
        text.append(",".join('"' + c + '"' if "," in c or '"' in c else c for c in cells))
    put(name, ("\r\n".join(text) + "\r\n").encode(encoding))


def zoo_table(name, title, chosen):
    lines = [title, "単位：人", "", ["年度", "入園者数（人）", "区分", "出典"]]
    lines += [[era(int(r["period"]), "年度"), about(r, thousands(r["value"])), flash(r),
               r["source_url"]] for r in chosen]
    write(name, "cp932", lines + ["", NOTE])


def zoo_row(name, title, chosen):
    """The years side by side, as yearbooks print them."""
    said = [f"（{flash(r)}）" if flash(r) else "" for r in chosen]
    write(name, "cp932", [
        title, "単位：人", "",
        ["年度"] + [era(int(r["period"]), "年度") for r in chosen],
        ["入園者数"] + [about(r, thousands(r["value"])) + s for r, s in zip(chosen, said)],
        ["出典"] + [r["source_url"] for r in chosen], "", NOTE])


# --- pages of the city ---

# What else is known of single pages: the lines below the figure, by the page's name.
PAGES = {
    "p008726": {"最終更新日": "2016年2月24日", "飼育動物数": "121種 523点"},
    "p008710": {"飼育動物数": "82種 496点"},
}


def page(title, body, url, charset):
    text = f"""<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="{charset}">
<title>{title} | 旭川市</title>
</head>
<body>
{body}
<hr>
<p><small>{PAGE_NOTE}<br>
<a href="{html.escape(url)}">出典のページ</a></small></p>
</body>
</html>
"""
    return text.encode("cp932" if charset == "Shift_JIS" else "utf-8")


def headings(name, title, year, facts):
    """Labels are headings; the date of the last change and the number of the page stand above."""
    day = PAGES.get(name, {}).get("最終更新日")
    lines = [f"<h1>{title}</h1>",
             f"<p>最終更新日 {day}　ページID {name[1:]}</p>" if day else "", f"<p>{year}</p>"]
    lines += [f"<h2>{label}</h2>\n<p>{value}</p>" for label, value in facts]
    return page(title, "\n".join(line for line in lines if line), "{url}", "UTF-8")


def definitions(name, title, year, facts):
    """Labels are terms of a list; older pages are in Shift_JIS."""
    items = "\n".join(f"<dt>{label}\n<dd>{value}" for label, value in facts)
    return page(title, f"<h1>{title}</h1>\n<p>{year}</p>\n<dl>\n{items}\n</dl>", "{url}",
                "Shift_JIS")


def columns(name, title, year, facts):
    """A layout table around all; labels are bold lines."""
    lines = "<br><br>\n".join(f"<b>{label}</b><br>{value}" for label, value in facts)
    return page(title, '<table width="760"><tr><td width="160"><a href="./">旭山動物園ヒストリー</a>'
                f"</td>\n<td><h1>{title}</h1>\n{year}<br><br>\n{lines}</td></tr></table>", "{url}",
                "Shift_JIS")


def blocks(name, title, year, facts):
    """The headings have become plain blocks."""
    lines = "\n".join(f"<div>{label}</div><div>{value}</div>" for label, value in facts)
    return page(title, f"<h1>旭山動物園ヒストリー</h1>\n<div>{year}</div>\n{lines}", "{url}", "UTF-8")


def zoo_pages(chosen):
    """旭山動物園ヒストリー: a page a year. The site has pages of several forms; which page has which
    is not known, so they take turns. The label is 入園者, but 入園者数 on the page of 1999."""
    forms = [headings, definitions, columns, blocks]
    for row in chosen:
        address = urlparse(row["source_url"]).path
        name = os.path.splitext(os.path.basename(address))[0]
        year = era(int(row["period"]), "年")
        facts = [("入園者数" if "入園者数" in row["note"] else "入園者", row["raw"])]
        facts += [(k, v) for k, v in PAGES.get(name, {}).items() if k != "最終更新日"]
        form = headings if name in PAGES else forms[int(row["period"]) % len(forms)]
        text = form(name, f"旭山動物園ヒストリー・{year}", f"{year}({row['period']}年)", facts)
        put(address.lstrip("/"), text.replace(b"{url}", row["source_url"].encode()))


def two_columns(name, title, heads, chosen):
    lines = "\n".join(f"<tr><td>{era(int(r['period'][:4]), '年')}</td><td>{r['raw']}</td></tr>"
                      for r in chosen)
    body = (f"<h1>{title}</h1>\n<table border=\"1\">\n<tr><th>{heads[0]}</th><th>{heads[1]}</th>"
            f"</tr>\n{lines}\n</table>")
    put(name, page(title, body, chosen[0]["source_url"], "UTF-8"))


# --- the zoo ---


def zoo_years(folder):
    primary = [r for r in rows(folder, "zoo_visitors_annual.csv") if r["primary"] == "yes"]
    # The preliminary figures of FY2019 and FY2020 may be season totals that end on 7 April.
    doubtful = [r for r in primary if r["period"] in ("2019", "2020")]
    rest = [r for r in primary if r not in doubtful]
    city = [r for r in rest if "city.asahikawa" in r["source_url"]]
    press = [r for r in rest if "tabizine" in r["source_url"]]
    other = [r for r in rest if r not in city and r not in press]
    zoo_pages(city)
    zoo_row("zoo-press.csv", "旭山動物園 入園者数（報道）", press)
    zoo_row("zoo-secondary.csv", "旭山動物園 入園者数（参考値）", other)
    zoo_table("zoo-flash.csv", "旭山動物園 入園者数（速報値、開園期間の計の可能性）", doubtful)


def zoo_months(folder):
    chosen = [r for r in rows(folder, "zoo_visitors_monthly.csv") if r["primary"] == "yes"]
    lines = ["旭山動物園 月別入園者数", "単位：人", ["年月", "入園者数", "出典"]]
    for r in chosen:
        year, month = r["period"].split("-")
        lines.append([f"平成{int(year) - 1988}年{int(month)}月", thousands(r["value"]),
                      r["source_url"]])
    write("zoo-monthly.csv", "cp932", lines + [NOTE])


def zoo_seasons(folder):
    seasons = rows(folder, "zoo_visitors_season.csv")
    summers = [r for r in seasons if r["season"].endswith("summer")]
    winters = [dict(r, period=r["season"]) for r in seasons if r["season"].endswith("winter")]
    lines = ["旭山動物園 夏期開園の入園者数", ["年度", "人数", "区分", "出典"]]
    lines += [[era(int(r["season"][:4]), "年度"), about(r, thousands(r["value"])), flash(r),
               r["source_url"]] for r in summers]
    write("zoo-summer.csv", "cp932", lines + [NOTE])
    # The page has a head over the figures and none over the years.
    two_columns(urlparse(winters[0]["source_url"]).path.lstrip("/"), "冬期入園者の推移",
                ("", "人数"), winters)


# --- the chambers of commerce ---


def lobo_report(folder):
    """The Chamber's report of August 2016, laid out as it is: survey box, prose, and the table of six
    months with the outlook. Cells whose figures are not known stay empty; the prose holds the
    figures that the stored copy prints, in words of this script."""
    series = {}
    for r in rows(folder, "lobo_di_monthly.csv"):
        series.setdefault(r["series"].split(".")[-1], []).append(r)
    columns = [r["period"] for r in series["gyokyo"]]
    centre = {period: 150 + 60 * i for i, period in enumerate(columns)}
    lines = ["title 8月 - 旭川商工会議所", "size 15", "centre 297 56 旭川市LOBO調査",
             "size 11", "text 60 92 -2016年8月調査結果-----------------------------------------",
             "size 10", "text 60 120 調査期間", "text 150 120 2016 年 8 月 9 日∼29 日",
             "rule 58 136 540 136", "text 60 140 調査対象数", "text 150 140 200社",
             "text 230 140 回答数", "text 300 140 104社", "text 380 140 回答率",
             "text 450 140 52.0%", "rule 58 156 540 156",
             "para 60 172 478 DI値は、前年同月に比べ「好転」とした企業の割合から「悪化」とした企業の割合を"
             "引いた値です。", "size 12", "text 60 214 旭川市概況", "size 10",
             "para 60 236 478 全産業の業況DIは、前月より7.7ポイント回復の▲15.4となった。先行き見通しは、"
             "3.0ポイント回復の▲12.5となっている。", "size 11",
             "text 60 290 旭川市全産業 DI 値(前年同月比)の推移", "size 10"]
    years = set()
    for period in columns:
        first, _, last = period.partition("/")
        year, month = first.split("-")
        if last:
            lines += [f"centre {centre[period]} 312 先行き見通し",
                      f"centre {centre[period]} 328 {int(month)}∼{int(last.split('-')[1])}月"]
            continue
        if year not in years:
            lines.append(f"centre {centre[period]} 312 {year}年")
        years.add(year)
        lines.append(f"centre {centre[period]} 328 {int(month)}月")
    for i, (name, label) in enumerate((("gyokyo", "業況"), ("uriage", "売上"))):
        y = 348 + 18 * i
        lines += [f"rule 58 {y - 4} 540 {y - 4}", f"text 60 {y} {label}"]
        lines += [f"centre {centre[r['period']]} {y} {triangle(r['value'])}" for r in series[name]]
    lines += ["size 7", "text 60 400 " + NOTE.replace("出典", "報告書") + "空欄は写しに値のない欄。",
              "para 60 412 478 出典：" + series["gyokyo"][0]["source_url"]]
    draw("lobo-201608.pdf", lines)


def draw(name, lines):
    """The same lines give the same bytes."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".spec") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        subprocess.run([os.path.join(ROOT, "build", "report"), file.name,
                        os.path.join(OUT, name)], check=True)


def national(folder):
    chosen = [r for r in rows(folder, "national_lobo_di_monthly.csv") if r["primary"] == "yes"]
    own = [r for r in chosen if urlparse(r["source_url"]).netloc.endswith("jcci.or.jp")]
    for name, title, part in (
            ("lobo-national.csv", "商工会議所LOBO調査 全産業 業況DI（日本商工会議所）", own),
            ("lobo-national-others.csv", "商工会議所LOBO調査 全産業 業況DI（各地商工会議所・報道）",
             [r for r in chosen if r not in own])):
        lines = [title, ["年月", "業況DI", "出典"]]
        for r in part:
            year, month = r["period"].split("-")
            lines.append([f"{year}年{int(month)}月", triangle(r["value"]), r["source_url"]])
        write(name, "utf-8-sig", lines + [NOTE])


def pedestrians(folder):
    chosen = [r for r in rows(folder, "pedestrians_annual.csv") if r["primary"] == "yes"]
    centre = [r for r in chosen if r["series"] == "chushinbu.hokosha"]
    street = [r for r in chosen if r["series"] == "kaimonokoen.perday"]
    put("pedestrians.xlsx", workbook(centre))
    two_columns("kaimonokoen.html", "平和通買物公園の歩行者通行量（1日当たり）", ("年", "歩行者数（人/日）"),
                [dict(r, raw=r["raw"].removesuffix("人")) for r in street])


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES = (
    xlsx.HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>' + "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{SHEET}.{kind}+xml"/>' for part, kind in (
            ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"),
            ("sharedStrings", "sharedStrings"))) + "</Types>")
FONT = '<font><sz val="{}"/><name val="IPAexGothic"/></font>'
STYLES = (
    f'{xlsx.HEAD}<styleSheet xmlns="{xlsx.MAIN}"><fonts count="2">{FONT.format(11)}{FONT.format(6)}'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '</styleSheet>')


def kana(*parts):
    """A shared string with its reading: (text, reading) pairs, a reading of None has none."""
    text = "".join(part for part, _ in parts)
    runs, at = "", 0
    for part, reading in parts:
        if reading:
            runs += f'<rPh sb="{at}" eb="{at + len(part)}"><t>{reading}</t></rPh>'
        at += len(part)
    return xlsx.Shared(f'<t>{text}</t>{runs}<phoneticPr fontId="1"/>')


def workbook(chosen):
    """Heads merged over two rows, furigana as offices type them, figures as 9万7735人: in whole 万人
    they would be rounded."""
    book = xlsx.Book().sheet("歩行者数", {
        1: [kana(("中心市街地", "チュウシンシガイチ"), ("の", None), ("歩行者数", "ホコウシャスウ"))],
        3: [kana(("年度", "ネンド")), kana(("中心部", "チュウシンブ")), None],
        4: [None, kana(("歩行者数", "ホコウシャスウ")), kana(("出典", "シュッテン"))],
        **{5 + i: [era(int(r["period"]), "年度"), r["raw"], r["source_url"]]
           for i, r in enumerate(chosen)},
        6 + len(chosen): [NOTE],
    }, ["A1:C1", "A3:A4", "B3:C3", f"A{6 + len(chosen)}:C{6 + len(chosen)}"])
    parts = book.parts()
    # The tests' workbooks have no more than our decoder reads; this one is for people too.
    parts["[Content_Types].xml"] = CONTENT_TYPES
    parts["xl/styles.xml"] = STYLES
    return xlsx.pack(parts)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.makedirs(OUT, exist_ok=True)
    for make in (zoo_years, zoo_months, zoo_seasons, lobo_report, national, pedestrians):
        make(sys.argv[1])


main()
