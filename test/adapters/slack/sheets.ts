import { nodesOf } from "../../helpers/nodes.ts";
import { elementOf, pressed } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import { ephemeralAction } from "./interactions.ts";
import { textsOf } from "./reading.ts";
import type { ServedSlack } from "./serve-slack.ts";
import type { EphemeralMessage, PostedMessage } from "./slack-state.ts";

/** What stands in the fields of what is shown, as Slack sends it with a press: what is not filled in stays as it is. */
export function fieldsOf(
  shown: unknown,
  filled: Readonly<Record<string, string>> = {},
  form = 0,
): Record<string, Record<string, unknown>> {
  const values: Record<string, Record<string, unknown>> = {};
  for (const node of nodesOf(shown)) {
    if (node["type"] !== "input") continue;
    const block = String(node["block_id"]);
    const element = node["element"] as Record<string, unknown>;
    const id = String(element["action_id"]);
    const isMeant = block.startsWith(`sheet-field-${form}-`);
    const given = isMeant ? filled[id.replace("field-", "")] : undefined;
    values[block] = { [id]: filledValue(element, given) };
  }
  return values;
}

function filledValue(element: Record<string, unknown>, given: string | undefined) {
  const { type, initial_value: value = null, initial_option: option = null } = element;
  if (type === "plain_text_input") return { type, value: given ?? value };
  const chosen = given === undefined ? option : { text: {}, value: given };
  return { type, selected_option: chosen };
}

/** What a person sees of a message, line by line. */
export function wordsOf(shown: unknown): string {
  return textsOf((shown as { blocks?: unknown } | undefined)?.blocks).join("\n");
}

/** How a sheet is pressed. */
export interface Pressing {
  readonly user?: string;
  readonly fill?: Readonly<Record<string, string>>;
  readonly form?: number;
  /** Instead of what the button carries. */
  readonly value?: string;
  readonly team?: string;
}

/** Presses a button of a message that its readers see, with what is filled in. */
export function pressIn(
  served: ServedSlack,
  message: PostedMessage | undefined,
  name: string | RegExp,
  { user = ids.user, fill, form, value, team }: Pressing = {},
) {
  const payload = pressed(served, message, name, { user, state: fieldsOf(message, fill, form) });
  const [action] = payload.actions;
  return served.deliver({
    ...payload,
    user: { ...payload.user, ...(team === undefined ? {} : { team_id: team }) },
    actions: [{ ...action, ...(value === undefined ? {} : { value }) }],
  });
}

/** Presses a button of a message that one person sees. */
export function pressPrivately(
  served: ServedSlack,
  message: Pick<EphemeralMessage, "channel" | "user" | "ts" | "blocks"> | undefined,
  name: string | RegExp,
  { fill, form, value, user = message?.user ?? ids.user }: Pressing = {},
) {
  const { channel = ids.channel, ts = "" } = message ?? {};
  const action = elementOf(message, name);
  return served.deliver(
    ephemeralAction({
      user,
      channel,
      message_ts: ts,
      state: fieldsOf(message, fill, form),
      action: { ...action, ...(value === undefined ? {} : { value }) },
      response_url: served.api.responseUrl({ channel, user, message_ts: ts }),
    }),
  );
}
