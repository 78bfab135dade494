import type { App } from "@slack/bolt";
import { callbackIds } from "./buttons.ts";
import { parseCommand } from "./command.ts";
import {
  type Actor,
  answerTo,
  isServed,
  languageOf,
  readerOf,
  renderContextOf,
  type SlackContext,
} from "./context.ts";
import { textOfBlocks, toQuestion } from "./mrkdwn.ts";
import { renderAnswer, type SlackMessage } from "./render-answer.ts";
import { renderNotice, renderRefusal } from "./render-refusal.ts";
import { reply } from "./response-url.ts";
import { slackWords } from "./words.ts";

/** Milliseconds after which a command is acknowledged without its answer, which then follows: Slack waits for three seconds. */
const soonMs = 2_000;

/** Any command that the workspace calls us by: `/agenda`, or another name where that one is taken. */
const anyCommand = /^\//;

/** `/agenda …` and the shortcut on somebody's message: both are answered to the asker alone. */
export function listenToCommands(app: App, context: SlackContext): void {
  app.command(anyCommand, async ({ command, ack }) => {
    const actor: Actor = {
      team: command.team_id,
      enterprise: command.enterprise_id,
      user: command.user_id,
      channel: command.channel_id,
    };
    await acknowledge(
      answerCommand(command.text ?? "", actor, context),
      (message) => ack(message && { ...mutable(message), response_type: "ephemeral" }),
      (message) => reply(command.response_url, message, {}),
    );
  });
  app.shortcut(
    { callback_id: callbackIds.askAboutMessage, type: "message_action" },
    async ({ shortcut, ack }) => {
      await ack();
      const { team, user, channel, message, response_url: url } = shortcut;
      const actor: Actor = {
        team: team?.id,
        enterprise: shortcut.enterprise?.id ?? team?.enterprise_id,
        home: user.team_id,
        user: user.id,
        channel: channel.id,
      };
      const text = message.text || textOfBlocks(message["blocks"]);
      const { ts, thread_ts: root } = message;
      const answer = await answerAboutMessage(text, actor, context);
      await reply(url, answer, {
        thread: typeof root === "string" && root !== ts ? root : undefined,
      });
    },
  );
}

/** Answers within the acknowledgement, so that nothing can be lost between the two; when it takes long, after it. */
export async function acknowledge<T>(
  answer: Promise<T>,
  ack: (answer?: T) => Promise<void>,
  later: (answer: T) => Promise<void>,
): Promise<void> {
  const soon = await Promise.race([
    answer,
    new Promise<undefined>((resolve) => setTimeout(resolve, soonMs, undefined).unref()),
  ]);
  await ack(soon);
  if (soon === undefined) await later(await answer);
}

async function answerCommand(
  text: string,
  actor: Actor,
  context: SlackContext,
): Promise<SlackMessage> {
  const reader = await readerOf(actor, context);
  const language = languageOf(reader);
  if (!isServed(actor, context)) return renderRefusal(language, context.settings.contact);
  const command = parseCommand(text);
  switch (command.kind) {
    case "help":
      return renderNotice(slackWords[language].commandHelp);
    case "bad-population":
      return renderNotice(slackWords[language].badPopulation(command.value));
    case "ask": {
      const ask = { ...command, history: [] };
      const answer = await answerTo(ask, reader, context);
      return renderAnswer(answer, { ...renderContextOf(ask, context), isPrivate: true });
    }
  }
}

async function answerAboutMessage(
  text: string,
  actor: Actor,
  context: SlackContext,
): Promise<SlackMessage> {
  const reader = await readerOf(actor, context);
  const language = languageOf(reader);
  if (!isServed(actor, context)) return renderRefusal(language, context.settings.contact);
  const question = toQuestion(text);
  if (question === "") return renderNotice(slackWords[language].messageWithoutText);
  const ask = { question, history: [] };
  const answer = await answerTo(ask, reader, context);
  return renderAnswer(answer, { ...renderContextOf(ask, context), isPrivate: true });
}

function mutable({ text, blocks }: SlackMessage) {
  return { text, blocks: [...blocks] };
}
