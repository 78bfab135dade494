import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Language } from "../../src/language/language.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import { readWish, type Wish } from "../../src/reception/wish.ts";
import { receptionWords } from "../../src/reception/words.ts";
import { acknowledge } from "./acknowledge.ts";
import { type Actor, isServed, languageOf, readerOf, type SlackContext } from "./context.ts";
import { createDoubleClicks } from "./double-click.ts";
import { updateForm } from "./listen-forms.ts";
import { refreshHome } from "./listen-home.ts";
import { openSheet } from "./open-sheet.ts";
import { type Press, parsePress } from "./press.ts";
import type { SlackMessage } from "./render-answer.ts";
import { renderNoticeForm } from "./render-forms.ts";
import { renderRefusal } from "./render-refusal.ts";
import { renderSheet } from "./render-sheet.ts";
import { readSheetOrigin, renderSheetView } from "./render-sheet-view.ts";
import { type Manner, replace, reply } from "./response-url.ts";
import { sayStale, threadOf } from "./say-to.ts";
import { readFields, valuesSchema } from "./sheet-form.ts";
import { readSheetId, sheetIds, sheetPattern } from "./sheet-ids.ts";
import { isGuest, isInOwnersChannel, isOfCouncil, visitorOf } from "./visitor.ts";
import { slackWords } from "./words.ts";

/** What came of a wish. Whoever presses is served for oneself: a value names nobody. */
type Outcome =
  | { readonly kind: "sheet"; readonly wish: Wish; readonly sheet: Sheet }
  | { readonly kind: "refused"; readonly text: string; readonly message: SlackMessage };

/** What is pressed and filled in where a sheet stands, and what opens one below an answer. */
export function listenToSheets(app: App, context: SlackContext): void {
  const isDoubleClick = createDoubleClicks(context.reception.digest);
  app.action(sheetPattern, async ({ ack, body }) => {
    const press = parsePress(body);
    const wish = press && wishOf(press);
    if (press === undefined || wish === undefined) {
      await ack();
      return press && sayOld(press, context);
    }
    // Below an answer in the App Home.
    if (press.place.kind === "home") {
      await ack();
      return openSheet(press, wish, context);
    }
    // What opens a sheet beside would open two; what changes one in its place may be pressed again.
    const { opens, language } = readSheetId(press.actionId);
    if (opens && isDoubleClick(press)) return ack();
    const serving = serve(wish, press.actor, language, context);
    // Kept before Slack is told that it was pressed, for as long as Slack waits.
    await acknowledge(
      serving,
      () => ack(),
      async () => {},
    );
    await show(press, await serving, context);
  });
  app.view(sheetIds.view, async ({ ack, body, view }) => {
    const actor: Actor = {
      team: view.app_installed_team_id ?? body.team?.id ?? body.user.team_id,
      enterprise: body.enterprise?.id,
      home: body.user.team_id,
      user: body.user.id,
    };
    const { wish: written, home, language: spoken } = readSheetOrigin(view.private_metadata);
    const { data: values } = valuesSchema.safeParse(view.state.values);
    const wish = readWish(written, readFields(values, 0));
    const language = (await readerOf(actor, context)).language ?? spoken ?? "ca";
    const say = slackWords[language];
    const shown =
      wish === undefined
        ? Promise.resolve(renderNoticeForm(say.staleButton, language))
        : serve(wish, actor, language, context).then((outcome) => viewOf(outcome, home, language));
    await acknowledge(
      shown,
      (next = renderNoticeForm(say.working, language)) =>
        ack({ response_action: "update", view: next }),
      (next) => updateForm(actor, view.id, next, context),
    );
    if (home !== undefined) await refreshHome(actor, home, context);
  });
}

function wishOf({ actionId, value, values }: Press): Wish | undefined {
  const { form } = readSheetId(actionId);
  return form === undefined ? readWish(value) : readWish(value, readFields(values, form));
}

async function serve(
  wish: Wish,
  actor: Actor,
  language: Language,
  context: SlackContext,
): Promise<Outcome> {
  const isOwners = wish.kind === "decide" && isInOwnersChannel(actor, context);
  const isBarred = isOfCouncil(wish) && isGuest(actor);
  if ((isServed(actor, context) && !isBarred) || isOwners) {
    const sheet = await context.reception.serve(wish, visitorOf(actor, context, language));
    return { kind: "sheet", wish, sheet };
  }
  const { contact } = context.settings;
  const { language: chosen = language } = await readerOf(actor, context);
  const text = slackWords[chosen].refused(contact);
  return { kind: "refused", text, message: renderRefusal(chosen, contact) };
}

async function show(press: Press, outcome: Outcome, context: SlackContext): Promise<void> {
  const { actor, place, responseUrl } = press;
  if (place.kind === "modal") return showInView(press, outcome, context);
  if (responseUrl === undefined) return;
  const message = outcome.kind === "sheet" ? renderSheet(outcome.sheet) : outcome.message;
  if (outcome.kind === "sheet" && takesPlace(press, outcome, context))
    return replace(responseUrl, message);
  const isDirect = actor.channel?.startsWith("D") === true;
  // In the conversation with the assistant a sheet stays, as an answer does; elsewhere it is for one person only.
  const isLasting =
    place.kind === "message" &&
    isDirect &&
    outcome.kind === "sheet" &&
    !isUnavailable(outcome.sheet);
  const manner: Manner = { inChannel: isLasting, thread: threadOf(press) };
  await reply(responseUrl, message, manner);
}

/** Whether a sheet stands from now on where the pressed one stood. */
function takesPlace(
  { actor, actionId, place }: Press,
  { sheet, wish }: Extract<Outcome, { readonly kind: "sheet" }>,
  context: SlackContext,
): boolean {
  // Below an answer the answer stays. And what cannot be done now is pressed again.
  if (readSheetId(actionId).opens || isUnavailable(sheet)) return false;
  if (place.kind === "private" || actor.channel?.startsWith("D") === true) return true;
  // What everybody sees is about nobody: only what the owners decide.
  return wish.kind === "decide" && isInOwnersChannel(actor, context);
}

function isUnavailable({ title, language }: Sheet): boolean {
  return title === receptionWords[language].unavailable.title;
}

async function showInView(press: Press, outcome: Outcome, context: SlackContext): Promise<void> {
  const { actor, place } = press;
  if (place.kind !== "modal") return;
  const { home } = readSheetOrigin(place.metadata);
  const { language } = readSheetId(press.actionId);
  await updateForm(actor, place.viewId, viewOf(outcome, home, language), context);
  if (home !== undefined) await refreshHome(actor, home, context);
}

function viewOf(outcome: Outcome, home: string | undefined, language: Language): ModalView {
  if (outcome.kind === "refused") return renderNoticeForm(outcome.text, language);
  return renderSheetView(outcome.sheet, home === undefined ? {} : { home });
}

async function sayOld(press: Press, context: SlackContext): Promise<void> {
  if (press.place.kind !== "modal") return sayStale(press, context);
  const language = languageOf(await readerOf(press.actor, context));
  const view = renderNoticeForm(slackWords[language].staleButton, language);
  await updateForm(press.actor, press.place.viewId, view, context);
}
