import { BorderStyle, type IStylesOptions } from "docx";

/** Dark enough on white, and on the header row under white text: more than 7:1. */
export const ink = "1F4E79";
const grey = "595959";

/** The looks of a document in a language, as styles: whoever edits it changes a look in one place. */
export function documentStyles(locale: string): IStylesOptions {
  const heading = (size: number, before: number, after: number) => ({
    run: { size, bold: true, color: ink, font: "Calibri" },
    paragraph: { spacing: { before, after }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font: "Calibri", size: 22, language: { value: locale } },
        paragraph: { spacing: { after: 120, line: 269 } },
      },
      title: heading(52, 0, 60),
      heading1: heading(32, 480, 160),
      heading2: heading(26, 360, 80),
      heading3: heading(22, 160, 60),
      hyperlink: { run: { color: "0B5394", underline: {} } },
    },
    paragraphStyles: [
      {
        id: "Council",
        name: "Council",
        basedOn: "Normal",
        run: { size: 30, color: grey },
        paragraph: { spacing: { after: 20 } },
      },
      {
        id: "Date",
        name: "Date",
        basedOn: "Normal",
        run: { color: grey },
        paragraph: { spacing: { after: 280 } },
      },
      {
        id: "Place",
        name: "Place",
        basedOn: "Normal",
        run: { size: 20, color: grey },
        paragraph: { spacing: { after: 60 }, keepNext: true },
      },
      {
        id: "AgendaQuote",
        name: "Agenda quote",
        basedOn: "Normal",
        paragraph: {
          indent: { left: 284 },
          spacing: { after: 60 },
          border: { left: { style: BorderStyle.SINGLE, size: 18, space: 10, color: ink } },
        },
      },
      {
        id: "Provenance",
        name: "Provenance",
        basedOn: "Normal",
        run: { size: 19, color: grey },
        paragraph: { indent: { left: 284 }, spacing: { after: 60 } },
      },
      {
        id: "Cell",
        name: "Cell",
        basedOn: "Normal",
        run: { size: 19 },
        paragraph: { spacing: { before: 30, after: 30, line: 240 } },
      },
    ],
  };
}
