/** @jsxRuntime automatic @jsxImportSource preact */
import type { Language } from "../../src/language/language.ts";
import { writeWish } from "../../src/reception/wish.ts";
import { foreign } from "./facts.tsx";
import { planPageWords } from "./plan-words.ts";
import { wishField } from "./sheet-form.tsx";
import type { View } from "./view.ts";
import { planPath } from "./wish-paths.ts";

/** Takes an action into the council's plan. */
export function PlanButton(props: {
  readonly item: string;
  /** Language of what stands around. Default: that of the page. */
  readonly around?: Language;
  readonly view: View;
}) {
  const { item, view, around = view.language } = props;
  const say = planPageWords[view.language];
  return (
    <div
      class="to-plan no-print"
      lang={foreign(view.language, around)}
      data-failed={say.addFailed}
      data-open={say.open}
      data-plan={view.link(planPath)}
    >
      <form method="post" action={view.link(planPath)}>
        <button
          type="submit"
          class="other"
          name={wishField}
          value={writeWish({ kind: "plan-add", item })}
        >
          {say.add}
        </button>
      </form>
    </div>
  );
}
