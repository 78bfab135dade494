import type { Wish } from "../../src/reception/wish.ts";
import { isServed, languageOf, readerOf, type SlackContext } from "./context.ts";
import { readHomeState } from "./home-state.ts";
import type { Press } from "./press.ts";
import { renderNoticeForm } from "./render-forms.ts";
import { renderSheetView } from "./render-sheet-view.ts";
import { visitorOf } from "./visitor.ts";
import { calling } from "./web-client.ts";
import { slackWords } from "./words.ts";

/**
 * Opens a sheet as a modal above the App Home, where it was pressed: a message would be in another tab. What is kept
 * of it goes on in conversations too.
 */
export async function openSheet(press: Press, wish: Wish, context: SlackContext): Promise<void> {
  const { actor, trigger, place } = press;
  if (trigger === undefined || place.kind !== "home") return;
  const client = await context.clientFor(actor);
  const { metadata } = place;
  const { language } = readHomeState(metadata, "ca");
  const view = isServed(actor, context)
    ? renderSheetView(await context.reception.serve(wish, visitorOf(actor, context, language)), {
        ...(metadata === undefined ? {} : { home: metadata }),
      })
    : await refusal(press, context);
  await calling("views.open", () => client.views.open({ trigger_id: trigger, view }));
}

async function refusal({ actor }: Press, context: SlackContext) {
  const language = languageOf(await readerOf(actor, context));
  return renderNoticeForm(slackWords[language].refused(context.settings.contact), language);
}
