import {
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from "docx";
import { isWebAddress } from "../../src/answer/address.ts";
import { plain, plainLine } from "./plain.ts";

/** Runs of a text; its line ends stay line ends. */
export function runs(text: string, look: { readonly bold?: boolean } = {}): TextRun[] {
  return plain(text)
    .split("\n")
    .map((line, at) => new TextRun({ ...look, text: line, ...(at === 0 ? {} : { break: 1 }) }));
}

/** A paragraph of a style; Normal when none is given. */
export function paragraph(text: string, style?: string): Paragraph {
  return new Paragraph({ children: runs(text), ...(style === undefined ? {} : { style }) });
}

/** A heading that a reader's program lists. */
export function heading(level: 1 | 2 | 3, children: string | ParagraphChild[]): Paragraph {
  return new Paragraph({
    heading: HeadingLevel[`HEADING_${level}`],
    children: typeof children === "string" ? [new TextRun(plainLine(children))] : children,
  });
}

/** An address as itself, so that it can be read on paper; as text where it is none that can be opened. */
export function addressRun(url: string): ParagraphChild {
  const address = plainLine(url);
  return isWebAddress(address)
    ? new ExternalHyperlink({
        link: new URL(address).href,
        children: [new TextRun({ text: address, style: "Hyperlink" })],
      })
    : new TextRun(address);
}

/** A point of a list. */
export function bullet(children: ParagraphChild[]): Paragraph {
  return new Paragraph({ bullet: { level: 0 }, spacing: { after: 60 }, children });
}

/** The number of each page, and of all. */
export function pageFooter([page, of]: readonly [string, string]): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: "center",
        style: "Cell",
        children: [
          new TextRun({ children: [page, PageNumber.CURRENT, of, PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}
