import type { Sheet } from "../../src/reception/sheet.ts";
import type { View } from "./view.ts";
import { webWords } from "./words.ts";

/** In the tab of Teams without https: browsers keep no cookie there. */
export function forgetfulSheet({ language, publicUrl }: View): Sheet {
  const { title, text, link } = webWords[language].sheet.forgetful;
  return {
    language,
    title,
    parts: [
      { kind: "text", text, tone: "warning" },
      { kind: "link", label: link, url: publicUrl },
    ],
  };
}
