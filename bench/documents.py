#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""documents.py FOLDER: table.csv, 50 columns by 100,000 rows, and table.xlsx of the same kind, grown
to 20 MB. All figures are made up; the same ones every time."""
import datetime
import os
import random
import sys
import zipfile

COLUMNS = 50
ROWS = 100_000
AREAS = 100
WORKBOOK_BYTES = 20_000_000

HEAD = ["年月日", "地区"] + [f"値{i}" for i in range(1, COLUMNS - 1)]


def rows():
    """One row after the other: a day, an area, and figures."""
    numbers = random.Random(1)
    first = datetime.date(2000, 1, 1)
    n = 0
    while True:
        day = first + datetime.timedelta(days=n // AREAS)
        yield [day.isoformat(), f"第{n % AREAS + 1}地区"] + [
            str(numbers.randrange(1_000_000)) for _ in range(COLUMNS - 2)
        ]
        n += 1


def write_csv(path):
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(",".join(HEAD) + "\r\n")
        for _, row in zip(range(ROWS), rows()):
            out.write(",".join(row) + "\r\n")


def name_of(column):
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


NAMES = [name_of(i) for i in range(COLUMNS)]


def xml_row(n, row, texts):
    cells = []
    for i, (name, text) in enumerate(zip(NAMES, row)):
        if i < texts:
            cells.append(f'<c r="{name}{n}" t="inlineStr"><is><t>{text}</t></is></c>')
        else:
            cells.append(f'<c r="{name}{n}"><v>{text}</v></c>')
    return f'<row r="{n}">{"".join(cells)}</row>'.encode()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
}


def write_xlsx(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in PARTS.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>'.encode())
            sheet.write(xml_row(1, HEAD, COLUMNS))
            for n, row in enumerate(rows(), 2):
                sheet.write(xml_row(n, row, 2))
                if n % 100 == 0 and os.path.getsize(path) >= WORKBOOK_BYTES:
                    break
            sheet.write(b"</sheetData></worksheet>")


if __name__ == "__main__":
    write_csv(os.path.join(sys.argv[1], "table.csv"))
    write_xlsx(os.path.join(sys.argv[1], "table.xlsx"))
