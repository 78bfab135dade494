import type { App } from "@slack/bolt";
import { acknowledge } from "./acknowledge.ts";
import { answerPrivately } from "./answer-privately.ts";
import { callbackIds } from "./buttons.ts";
import { parseCommand } from "./command.ts";
import type { Actor, SlackContext } from "./context.ts";
import { textOfBlocks, toQuestion } from "./mrkdwn.ts";
import type { SlackMessage } from "./render-answer.ts";
import { reply } from "./response-url.ts";

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

function answerCommand(text: string, actor: Actor, context: SlackContext): Promise<SlackMessage> {
  const command = parseCommand(text);
  switch (command.kind) {
    case "help":
      return answerPrivately(actor, context, (say) => say.commandHelp);
    case "bad-population":
      return answerPrivately(actor, context, (say) => say.badPopulation(command.value));
    case "wish":
      return answerPrivately(actor, context, command);
    case "ask": {
      const { kind: _, ...ask } = command;
      return answerPrivately(actor, context, { ...ask, history: [] });
    }
  }
}

function answerAboutMessage(
  text: string,
  actor: Actor,
  context: SlackContext,
): Promise<SlackMessage> {
  const question = toQuestion(text);
  if (question === "") return answerPrivately(actor, context, (say) => say.messageWithoutText);
  return answerPrivately(actor, context, { question, history: [] });
}

function mutable({ text, blocks }: SlackMessage) {
  return { text, blocks: [...blocks] };
}
