import { expect } from "vitest";
import type { AdaptiveCard, OutgoingActivity } from "../../../adapters/teams/activity.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { type ActivityOptions, cardSubmit, invoke } from "./activities.ts";
import { faultsInCard } from "./card-rules.ts";
import { cardOf, textsIn } from "./cards.ts";
import type { SentMessage } from "./connector-server.ts";
import { below, say } from "./conversing.ts";
import { actionOf } from "./reading.ts";
import type { ServedTeams } from "./serve-teams.ts";

/** Somebody writes a whole message that wishes for something; gives the message with the sheet. */
export async function wish(
  served: ServedTeams,
  text: string,
  options: ActivityOptions = {},
): Promise<SentMessage> {
  const asked = await say(served, { ...options, text });
  await served.until(() => expect(below(served, asked)).toHaveLength(1));
  const [sheet] = below(served, asked);
  if (sheet === undefined) throw new Error("nothing was answered");
  return sheet;
}

/** The card of a message; undefined where it has none. */
export function cardIn({ activity }: Pick<SentMessage, "activity">): AdaptiveCard | undefined {
  return cardOf(activity as OutgoingActivity);
}

/** What the card of a message shows, piece by piece. */
export function shownIn(message: Pick<SentMessage, "activity">): string[] {
  return textsIn(cardIn(message));
}

/** What came of a press. */
export interface Pressed {
  /** What stands in the place of the card now, for everybody. */
  readonly message: SentMessage;
  /** The same for who pressed; undefined when something was only told. */
  readonly card: AdaptiveCard | undefined;
  readonly told: string | undefined;
  readonly texts: readonly string[];
}

/** What was filled in, by the labels of the fields. */
export type FilledIn = Readonly<Record<string, string>>;

/** What a button of a card sends, with what somebody filled in beside what stands there already. */
export function sentBy(card: unknown, name: string | RegExp, filledIn: FilledIn = {}): object {
  const inputs = nodesOf(card).filter(({ type }) => String(type).startsWith("Input."));
  const unknown = Object.keys(filledIn).filter(
    (label) => !inputs.some((one) => one["label"] === label),
  );
  expect(unknown).toEqual([]);
  const { data, associatedInputs } = actionOf(card, name);
  const sent = associatedInputs === "none" ? [] : inputs;
  const values = sent.flatMap(({ id, label, value }) => {
    const written = filledIn[String(label)] ?? value;
    return written === undefined ? [] : [[String(id), written]];
  });
  return { ...(data as object), ...Object.fromEntries(values) };
}

/** Somebody presses a button of a sheet, or sends its form, as Teams tells of it. */
export async function press(
  served: ServedTeams,
  { id, conversation, activity }: SentMessage,
  name: string | RegExp,
  { filledIn, ...options }: ActivityOptions & { readonly filledIn?: FilledIn } = {},
): Promise<Pressed> {
  return pressWith(served, { id, conversation }, sentBy(activity, name, filledIn), options);
}

/** Somebody sends whatever value for a message. */
export async function pressWith(
  served: ServedTeams,
  { id, conversation }: Pick<SentMessage, "id" | "conversation">,
  data: unknown,
  options: ActivityOptions = {},
): Promise<Pressed> {
  const value = { action: { type: "Action.Execute", verb: "wish", data }, trigger: "manual" };
  const [base = "", root] = conversation.split(";messageid=");
  const pressed = invoke("adaptiveCard/action", value, "message", {
    conversation: base,
    ...(root === undefined ? {} : { root }),
    ...options,
    replyToId: id,
  });
  const { status, body } = await served.deliver(pressed);
  expect(status).toBe(200);
  const {
    type,
    value: shown,
    statusCode,
  } = body as { type: string; value: unknown; statusCode: number };
  expect(statusCode).toBe(200);
  const message = served.connector.messages.find((one) => one.id === id);
  if (message === undefined) throw new Error("the message is gone");
  const isCard = type === "application/vnd.microsoft.card.adaptive";
  if (!isCard) expect(type).toBe("application/vnd.microsoft.activity.message");
  const card = isCard ? (shown as AdaptiveCard) : undefined;
  if (card !== undefined) {
    expect(
      faultsInCard({ contentType: "application/vnd.microsoft.card.adaptive", content: card }),
    ).toEqual([]);
    // All others see the same.
    expect(cardIn(message)).toEqual(card);
  }
  return { message, card, told: isCard ? undefined : String(shown), texts: textsIn(card) };
}

/** The same press as clients tell of it that know no other way: a message without words. */
export function submitOf(
  { id, conversation, activity }: SentMessage,
  name: string | RegExp,
  options: ActivityOptions = {},
) {
  const { fallback } = actionOf(activity, name);
  const { data } = fallback as { readonly data: unknown };
  return cardSubmit({ conversation, ...options, value: data, replyToId: id });
}
