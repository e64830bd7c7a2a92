#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the documents of the demo publisher (config/asahikawa/documents) from a folder of figures.

usage: make-documents.py DATA-FOLDER        (after `make build/report`, which draws the PDF)

The figures are facts with the address each was printed at; this script only puts them into the
shapes in which publishers print them (CP932, era years, quoted thousands, notes below the table).
Nothing is added or interpolated. The documents are committed: the build does not run this.
"""
import csv
import os
import subprocess
import sys
import tempfile
from urllib.parse import urlparse

OUT = os.path.join(os.path.dirname(__file__), "..", "config", "asahikawa", "documents")
NOTE = "注：この表は、公表された数値を出典の形に並べ直したものです。"


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


def write(name, encoding, lines):
    text = []
    for line in lines:
        cells = line if isinstance(line, list) else [line]
        text.append(",".join('"' + c + '"' if "," in c or '"' in c else c for c in cells))
    with open(os.path.join(OUT, name), "w", encoding=encoding, newline="") as file:
        file.write("\r\n".join(text) + "\r\n")


def zoo_table(name, title, chosen):
    lines = [title, "単位：人", "", ["年度", "入園者数（人）", "区分", "出典"]]
    lines += [[era(int(r["period"]), "年度"), about(r, thousands(r["value"])), flash(r),
               r["source_url"]] for r in chosen]
    write(name, "cp932", lines + ["", NOTE])


def zoo_years(folder):
    primary = [r for r in rows(folder, "zoo_visitors_annual.csv") if r["primary"] == "yes"]
    # The preliminary figures of FY2019 and FY2020 may be season totals that end on 7 April.
    doubtful = [r for r in primary if r["period"] in ("2019", "2020")]
    rest = [r for r in primary if r not in doubtful]
    city = [r for r in rest if "city.asahikawa" in r["source_url"]]
    press = [r for r in rest if "tabizine" in r["source_url"]]
    other = [r for r in rest if r not in city and r not in press]
    zoo_table("zoo-city.csv", "旭山動物園 入園者数の推移（旭山動物園ヒストリー）", city)
    zoo_table("zoo-press.csv", "旭山動物園 入園者数（報道）", press)
    zoo_table("zoo-secondary.csv", "旭山動物園 入園者数（参考値）", other)
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
    for season, title in (("summer", "夏期"), ("winter", "冬期")):
        chosen = [r for r in rows(folder, "zoo_visitors_season.csv") if r["season"].endswith(season)]
        lines = [f"旭山動物園 {title}開園の入園者数", ["年度", "人数", "区分", "出典"]]
        lines += [[era(int(r["season"][:4]), "年度"), about(r, thousands(r["value"])), flash(r),
                   r["source_url"]] for r in chosen]
        write(f"zoo-{season}.csv", "cp932", lines + [NOTE])


def lobo(folder):
    lines = ["旭川市全産業 DI 値(前年同月比)の推移", ["年月", "業況", "出典"]]
    for r in rows(folder, "lobo_di_monthly.csv"):
        if not r["series"].endswith("gyokyo"):
            continue
        first = r["period"].split("/")[0]
        year, month = first.split("-")
        if r["status"] == "forecast":
            last = int(r["period"].split("/")[1].split("-")[1])
            label = f"{year}年{int(month)}～{last}月（先行き見通し）"
        else:
            label = f"{year}年{int(month)}月"
        lines.append([label, triangle(r["value"]), r["source_url"]])
    write("lobo.csv", "utf-8-sig", lines + ["注：回答企業数104社（調査対象200社）。", NOTE])


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
    root = os.path.join(os.path.dirname(__file__), "..")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".spec") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        subprocess.run([os.path.join(root, "build", "report"), file.name,
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
    lines = ["中心市街地の歩行者数", ["年度", "区分", "歩行者数（人）", "出典"]]
    lines += [[era(int(r["period"]), "年度"), "中心部", thousands(r["value"]), r["source_url"]]
              for r in centre]
    write("pedestrians.csv", "cp932", lines + [NOTE])
    lines = ["平和通買物公園の歩行者通行量（1日当たり）", ["年", "歩行者数（人/日）", "出典"]]
    lines += [[era(int(r["period"]), "年"), thousands(r["value"]), r["source_url"]] for r in street]
    write("kaimonokoen.csv", "cp932", lines + [NOTE])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.makedirs(OUT, exist_ok=True)
    for make in (zoo_years, zoo_months, zoo_seasons, lobo, lobo_report, national, pedestrians):
        make(sys.argv[1])


main()
