import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Ask } from "../../src/answer/ask.ts";
import type { Language } from "../../src/language/language.ts";
import { languageOfWish, readSpokenWish } from "../../src/reception/spoken-wish.ts";
import { acknowledge } from "./acknowledge.ts";
import { callbackIds } from "./buttons.ts";
import {
  type Actor,
  answerTo,
  isServed,
  knownOf,
  languageOf,
  noteTold,
  readerOf,
  renderContextOf,
  type SlackContext,
} from "./context.ts";
import { conversationOf, millisecondsOf, personOf, tenantKeyOf } from "./ids.ts";
import { writeAddress } from "./message-address.ts";
import type { Press } from "./press.ts";
import {
  readAskForm,
  readFormLanguage,
  renderAnswerForm,
  renderAskForm,
  renderNoticeForm,
} from "./render-forms.ts";
import { renderNotice } from "./render-refusal.ts";
import { renderSheetView } from "./render-sheet-view.ts";
import { visitorOf } from "./visitor.ts";
import { calling } from "./web-client.ts";
import { slackWords } from "./words.ts";

/** The shortcut that opens a form, and the form. */
export function listenToForms(app: App, context: SlackContext): void {
  app.shortcut(
    { callback_id: callbackIds.askForm, type: "shortcut" },
    async ({ shortcut, ack }) => {
      await ack();
      const { team, user, enterprise, trigger_id } = shortcut;
      const actor: Actor = {
        team: team?.id ?? user.team_id,
        enterprise: enterprise?.id,
        home: user.team_id,
        user: user.id,
      };
      const { reader, council } = await knownOf(actor, context);
      const language = languageOf(reader);
      // Shown, not filled in: what is given beside a question rules over the council.
      const view = isServed(actor, context)
        ? renderAskForm(language, council === undefined ? {} : { council: council.population })
        : renderNoticeForm(slackWords[language].refused(context.settings.contact), language);
      const client = await context.clientFor(actor);
      await calling("views.open", () => client.views.open({ trigger_id, view }));
    },
  );
  app.view(callbackIds.askForm, async ({ ack, body, view }) => {
    const actor: Actor = {
      team: view.app_installed_team_id ?? body.team?.id ?? body.user.team_id,
      enterprise: body.enterprise?.id,
      home: body.user.team_id,
      user: body.user.id,
    };
    const language = readFormLanguage(view.private_metadata);
    if (!isServed(actor, context)) {
      const refused = slackWords[language].refused(context.settings.contact);
      return ack({ response_action: "update", view: renderNoticeForm(refused, language) });
    }
    const form = readAskForm(view.state, language);
    if ("errors" in form) return ack({ response_action: "errors", errors: { ...form.errors } });
    const ask: Ask = { ...form, history: [] };
    const wish = readSpokenWish(ask.question);
    await acknowledge(
      wish === undefined
        ? answerFor(ask, actor, context)
        : context.reception
            .serve(wish, visitorOf(actor, context, languageOfWish(ask.question)))
            .then((sheet) => renderSheetView(sheet, {})),
      (shown = renderNoticeForm(slackWords[language].working, language)) =>
        ack({ response_action: "update", view: shown }),
      (shown) => updateForm(actor, view.id, shown, context),
    );
  });
}

/** The answer to what was pressed in the form takes the place of the one before. */
export async function answerInForm(press: Press, ask: Ask, context: SlackContext): Promise<void> {
  const { actor, place } = press;
  if (place.kind !== "modal") return;
  const reader = await readerOf(actor, context);
  if (!isServed(actor, context)) return showRefusal(press, languageOf(reader), context);
  await showForm(press, await answerFor(ask, actor, context), context);
}

async function answerFor(ask: Ask, actor: Actor, context: SlackContext): Promise<ModalView> {
  const language = languageOf(await readerOf(actor, context));
  const given = await answerTo(ask, actor, context, language);
  await noteTold(given, actor, context);
  return renderAnswerForm(given.answer, renderContextOf(ask, given, context));
}

/** Sends what was asked in the form, and its answer, to the person's own conversation with the assistant. */
export async function keepAnswer(press: Press, ask: Ask, context: SlackContext): Promise<void> {
  const { actor } = press;
  const language = languageOf(await readerOf(actor, context));
  if (!isServed(actor, context)) return showRefusal(press, language, context);
  const say = slackWords[language];
  const client = await context.clientFor(actor);
  try {
    const opened = await calling("conversations.open", () =>
      client.conversations.open({ users: actor.user }),
    );
    const channel = opened.channel?.id ?? "";
    const { text, blocks } = renderNotice(say.asked(ask.question));
    const root = await calling("chat.postMessage", () =>
      client.chat.postMessage({ channel, text, blocks: [...blocks], unfurl_links: false }),
    );
    await answerBelow(channel, root.ts ?? "", press, ask, context);
  } catch (error) {
    await showForm(press, renderNoticeForm(say.notSent, language), context);
    throw error;
  }
  await showForm(press, renderNoticeForm(say.kept, language), context);
}

/** As if the person had written the question there: what is asked in its thread leans on it. */
async function answerBelow(
  channel: string,
  ts: string,
  { actor }: Press,
  ask: Ask,
  context: SlackContext,
): Promise<void> {
  const { team, enterprise, user } = actor;
  await context.delivery.accept({
    id: `slack:kept:${channel}:${ts}`,
    conversation: conversationOf(channel, ts),
    channel: `slack:${channel}`,
    person: personOf(team, user),
    tenant: tenantKeyOf(actor),
    isPrivate: true,
    ...ask,
    audience: "assistant",
    isRefused: false,
    sentAtMs: millisecondsOf(ts),
    address: writeAddress({ team, enterprise, channel, thread: ts, ts, user, isDirect: true }),
  });
}

function showRefusal(press: Press, language: Language, context: SlackContext): Promise<void> {
  const refused = slackWords[language].refused(context.settings.contact);
  return showForm(press, renderNoticeForm(refused, language), context);
}

async function showForm(
  { actor, place }: Press,
  view: ModalView,
  context: SlackContext,
): Promise<void> {
  if (place.kind === "modal") await updateForm(actor, place.viewId, view, context);
}

/** Shows another view where a modal is open. @throws SendError */
export async function updateForm(
  actor: Actor,
  viewId: string,
  view: ModalView,
  context: SlackContext,
): Promise<void> {
  const client = await context.clientFor(actor);
  await calling("views.update", () => client.views.update({ view_id: viewId, view }));
}
