import type { ModalView } from "@slack/types";
import * as z from "zod";
import { oneLine } from "../../src/language/clean-text.ts";
import { languages } from "../../src/language/language.ts";
import { parseJson } from "../../src/parse-json.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import {
  maxHeaderChars,
  maxModalTitleChars,
  maxPrivateMetadataChars,
  maxViewBlocks,
  maxViewChars,
} from "./limits.ts";
import { sheetBlocks } from "./render-sheet.ts";
import { plain } from "./rich-text.ts";
import { encodeWish, sheetIds } from "./sheet-ids.ts";
import { slackWords } from "./words.ts";

const schema = z.object({
  /** What the view's own button sends. */
  wish: z.string().optional(),
  language: z.enum(languages).optional().catch(undefined),
  /** State of the App Home below, which shows some of the same. */
  home: z.string().optional(),
});
/** What travels with a sheet in a modal. */
export type SheetOrigin = z.infer<typeof schema>;

/** A sheet as a modal. Where it has a form the view's own button sends the first, for a modal with fields needs one. */
export function renderSheetView(sheet: Sheet, { home }: Pick<SheetOrigin, "home">): ModalView {
  const { title, language, parts } = sheet;
  const form = parts.find((part) => part.kind === "form")?.form;
  const isWhole = oneLine(title).length <= maxModalTitleChars;
  const wish = form === undefined ? {} : { wish: encodeWish({ ...form.wish, fields: {} }) };
  return {
    type: "modal",
    callback_id: sheetIds.view,
    private_metadata: writeOrigin({ language, ...wish, ...(home === undefined ? {} : { home }) }),
    title: plain(isWhole ? title : slackWords[language].form.title, maxModalTitleChars),
    close: plain(slackWords[language].form.close, maxModalTitleChars),
    ...(form === undefined ? {} : { submit: plain(form.submit, maxModalTitleChars) }),
    blocks: [
      ...(isWhole ? [] : [{ type: "header" as const, text: plain(title, maxHeaderChars) }]),
      ...sheetBlocks(sheet, {
        maxBlocks: maxViewBlocks - 1,
        maxChars: maxViewChars,
        isView: true,
      }),
    ],
  };
}

/** Reads what travels with a sheet in a modal; nothing where it is none of ours. */
export function readSheetOrigin(metadata: string | undefined): SheetOrigin {
  return schema.safeParse(parseJson(metadata ?? "")).data ?? {};
}

function writeOrigin(origin: SheetOrigin): string {
  const written = JSON.stringify(origin);
  if (written.length <= maxPrivateMetadataChars) return written;
  return JSON.stringify({ wish: origin.wish, language: origin.language });
}
