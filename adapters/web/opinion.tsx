/** @jsxRuntime automatic @jsxImportSource preact */
import { readAbout } from "../../src/answer/about.ts";
import type { Given } from "../../src/reception/reception.ts";
import { writeWish } from "../../src/reception/wish.ts";
import { foreign } from "./facts.tsx";
import { wishField } from "./sheet-form.tsx";
import type { View } from "./view.ts";
import { opinionPath } from "./wish-paths.ts";
import { webWords } from "./words.ts";

/** Name of the field that says what the answer was, for those who count. */
export const aboutField = "about";

/** Kind and intent of an answer with a colon between; undefined when they are none that we know. */
export function readAboutField(written: string | undefined): string | undefined {
  const [kind = "", intent = "", ...more] = written?.split(":") ?? [];
  return more.length === 0 ? readAbout(kind, intent) : undefined;
}

/** Asks what somebody thinks of an answer; of one that helps to use the assistant, or that failed, nothing is asked. */
export function Opinion({ given, view }: { readonly given: Given; readonly view: View }) {
  const { answer, id } = given;
  const { kind, intent } = answer;
  if (kind === "failed" || intent === "help") return null;
  const say = webWords[view.language].opinion;
  const wish = (isPositive: boolean) =>
    writeWish({ kind: "opinion", answer: id, isPositive, fields: {} });
  return (
    <div class="opinion" lang={foreign(view.language, answer.language)} data-failed={say.failed}>
      <form method="post" action={view.link(opinionPath)}>
        <input type="hidden" name={aboutField} value={`${kind}:${intent}`} />
        <fieldset>
          <legend>{say.question}</legend>
          <button type="submit" class="other" name={wishField} value={wish(true)}>
            {say.useful}
          </button>
          <button type="submit" class="other" name={wishField} value={wish(false)}>
            {say.notUseful}
          </button>
        </fieldset>
      </form>
    </div>
  );
}
