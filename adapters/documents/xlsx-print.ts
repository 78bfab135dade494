/** What of a sheet is printed, and what every page repeats beside the header. */
interface PrintedSheet {
  /** The name of the sheet, without an apostrophe. */
  readonly sheet: string;
  /** Columns from the first on, 26 at most. */
  readonly columns: number;
  /** Without the header. */
  readonly rows: number;
  /** Columns that stand on every page, like `$A:$B`. */
  readonly names: string;
}

const worksheetStart = /<worksheet[^>]*>/;
const noNames = /<definedNames\s*\/>|<definedNames>\s*<\/definedNames>/;

/**
 * Prints each sheet as wide as a page, with its header on each. The library has no setting for that: this adds to what it
 * writes (ECMA-376 part 1, 18.3.1.65, 18.3.1.63 and 18.2.5).
 */
export function printSetup(sheets: readonly PrintedSheet[]) {
  return {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform: (xml: string) =>
            xml.replace(
              worksheetStart,
              (start) => `${start}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
            ),
          transformElementAttributes: (tag: string, attributes: Record<string, string | number>) =>
            tag === "pageSetup" ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
        },
        "xl/workbook.xml": {
          transform: (xml: string) => xml.replace(noNames, () => namesOf(sheets)),
        },
      },
    },
  };
}

function namesOf(sheets: readonly PrintedSheet[]): string {
  const names = sheets.flatMap(({ sheet, columns, rows, names: repeated }, at) => {
    const last = String.fromCharCode("A".charCodeAt(0) + columns - 1);
    const area = `'${sheet}'!$A$1:$${last}$${rows + 1}`;
    const titles = `'${sheet}'!${repeated},'${sheet}'!$1:$1`;
    return [
      `<definedName name="_xlnm.Print_Area" localSheetId="${at}">${area}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${titles}</definedName>`,
    ];
  });
  return `<definedNames>${names.join("")}</definedNames>`;
}
