import {
  InternalHyperlink,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { Language } from "../../src/language/language.ts";
import type { PlanRow } from "../../src/plan/plan-rows.ts";
import { planWords } from "../../src/plan/words.ts";
import { runs } from "./docx-parts.ts";
import { ink } from "./docx-styles.ts";
import { plainLine } from "./plain.ts";
import { nameOf } from "./plan-columns.ts";
import { quarterOf } from "./plan-document.ts";
import type { AxisRows } from "./plan-order.ts";
import { documentWords } from "./words.ts";

/** In twentieths of a point; together the width between the margins of A4. */
const widths = [1_900, 1_450, 3_038, 1_400, 1_850] as const;

/** The plan in a table: by axis, then by quarter, each action with a link to what the document says of it if it does. */
export function summaryTable(
  groups: readonly AxisRows[],
  isLinked: boolean,
  language: Language,
): Table {
  const words = documentWords[language];
  const headers = [words.axis, words.quarterLabel, words.action, words.status, words.owner];
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths],
    margins: { left: 80, right: 80, top: 20, bottom: 20 },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: headers.map((header, at) =>
          cell([new TextRun({ text: header, bold: true, color: "FFFFFF" })], at, ink),
        ),
      }),
      ...groups.flatMap(({ axis, rows }) =>
        rows.map(({ row, position }) =>
          summaryRow(
            row,
            axis,
            isLinked ? linkTo(row, position) : new TextRun(nameOf(row)),
            language,
          ),
        ),
      ),
    ],
  });
}

/** Name of the place in the document where an action is. Word takes letters, figures and `_`, at most 40. */
export function bookmarkOf({ code }: PlanRow, position: number): string {
  return `a${position}_${code.replace(/[^A-Za-z0-9]/g, "_").slice(0, 20)}`;
}

function linkTo(row: PlanRow, position: number): ParagraphChild {
  return new InternalHyperlink({
    anchor: bookmarkOf(row, position),
    children: [new TextRun({ text: nameOf(row), style: "Hyperlink" })],
  });
}

function summaryRow(
  row: PlanRow,
  axis: string,
  name: ParagraphChild,
  language: Language,
): TableRow {
  const { noOwner } = documentWords[language];
  const { noQuarter, statuses } = planWords[language];
  const owner = plainLine(row.entry.owner);
  return new TableRow({
    cantSplit: true,
    children: [
      cell(runs(axis), 0),
      cell(runs(quarterOf(row.entry, language) ?? noQuarter), 1),
      cell([name], 2),
      cell(runs(statuses[row.entry.status]), 3),
      cell(runs(owner === "" ? noOwner : owner), 4),
    ],
  });
}

function cell(children: ParagraphChild[], column: number, fill?: string): TableCell {
  return new TableCell({
    width: { size: widths[column] ?? 0, type: WidthType.DXA },
    children: [new Paragraph({ style: "Cell", children })],
    ...(fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, color: "auto", fill } }),
  });
}
