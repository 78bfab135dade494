import type { App } from "@slack/bolt";
import type { Sheet } from "../../src/reception/sheet.ts";
import { acknowledge } from "./acknowledge.ts";
import { actionIds, decodeOpinion, type Opinion } from "./buttons.ts";
import { isServed, languageOf, readerOf, type SlackContext } from "./context.ts";
import { createDoubleClicks } from "./double-click.ts";
import { type Press, parsePress } from "./press.ts";
import { renderRefusal } from "./render-refusal.ts";
import { renderSheet } from "./render-sheet.ts";
import { reply } from "./response-url.ts";
import { sayTo, threadOf } from "./say-to.ts";
import { visitorOf } from "./visitor.ts";
import { slackWords } from "./words.ts";

/** What people think of answers: kept for the owners, counted, and thanked for. */
export function listenToOpinions(app: App, context: SlackContext): void {
  const isDoubleClick = createDoubleClicks(context.reception.digest);
  app.action(actionIds.feedback, async ({ ack, body }) => {
    const press = parsePress(body);
    const opinion = decodeOpinion(press?.value);
    if (press === undefined || opinion === undefined || isDoubleClick(press)) return ack();
    if (!isServed(press.actor, context)) {
      await ack();
      return refuse(press, context);
    }
    const { isPositive, about } = opinion;
    const keeping = keep(press, opinion, context);
    await acknowledge(
      keeping,
      () => ack(),
      async () => {},
    );
    if (about !== undefined) context.onFeedback?.(isPositive, about);
    const sheet = await keeping;
    const { feedback } =
      slackWords[sheet?.language ?? languageOf(await readerOf(press.actor, context))];
    if (sheet === undefined) return sayTo(press, isPositive ? feedback.thanks : feedback.sorry);
    const advice = isPositive ? [] : [{ kind: "text" as const, text: feedback.sorry }];
    await show(press, { ...sheet, parts: [...advice, ...sheet.parts] });
  });
}

/** Undefined for a button of before answers had names: then it is only counted. */
async function keep(
  { actor }: Press,
  { answer, language, isPositive }: Opinion,
  context: SlackContext,
): Promise<Sheet | undefined> {
  if (answer === undefined) return undefined;
  const wish = { kind: "opinion", answer, isPositive, fields: {} } as const;
  return context.reception.serve(wish, visitorOf(actor, context, language));
}

async function show(press: Press, sheet: Sheet): Promise<void> {
  const { responseUrl } = press;
  if (responseUrl !== undefined)
    await reply(responseUrl, renderSheet(sheet), { thread: threadOf(press) });
}

async function refuse(press: Press, context: SlackContext): Promise<void> {
  const { responseUrl, actor } = press;
  const language = languageOf(await readerOf(actor, context));
  if (responseUrl !== undefined)
    await reply(responseUrl, renderRefusal(language, context.settings.contact), {
      thread: threadOf(press),
    });
}
