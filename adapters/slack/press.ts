import * as z from "zod";
import type { Actor } from "./context.ts";
import { valuesSchema } from "./sheet-form.ts";

/** Something that was pressed, chosen or typed, and where. */
export interface Press {
  readonly actor: Actor;
  readonly actionId: string;
  /** What the button carries, was chosen or was typed. */
  readonly value?: string;
  /** What stands in the fields beside it, by block and by element. */
  readonly values?: z.infer<typeof valuesSchema>;
  /** Opens a modal, for three seconds. */
  readonly trigger?: string;
  readonly place:
    | { readonly kind: "message"; readonly ts: string; readonly thread: string }
    | { readonly kind: "private"; readonly ts: string; readonly thread?: string }
    | {
        readonly kind: "home" | "modal";
        readonly viewId: string;
        readonly hash?: string;
        readonly metadata?: string;
        /** Name of a modal. */
        readonly callback?: string;
      };
  /** Absent in views. */
  readonly responseUrl?: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** None where nothing can be filled in. */
const stateSchema = z.object({ values: valuesSchema }).nullish().catch(undefined);
const name = z.object({ id: z.string() });
const schema = z.object({
  user: name.extend({ team_id: z.string().nullish() }),
  team: name.nullish(),
  enterprise: name.nullish(),
  channel: name.nullish(),
  container: z.object({
    type: z.string(),
    message_ts: z.string().optional(),
    channel_id: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  message: z.object({ thread_ts: z.string().optional() }).nullish(),
  view: z
    .object({
      id: z.string(),
      type: z.string(),
      hash: z.string().optional(),
      private_metadata: z.string().optional(),
      app_installed_team_id: z.string().nullish(),
      callback_id: z.string().optional(),
      state: stateSchema,
    })
    .nullish(),
  response_url: z.string().optional(),
  trigger_id: z.string().optional(),
  state: stateSchema,
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().optional(),
        value: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
type Body = z.infer<typeof schema>;

/** Reads a `block_actions` payload; undefined for a shape that we never sent. */
export function parsePress(payload: unknown): Press | undefined {
  const parsed = schema.safeParse(payload);
  const [action] = parsed.data?.actions ?? [];
  if (!parsed.success || action === undefined) return undefined;
  const { data } = parsed;
  const place = placeOf(data);
  if (place === undefined) return undefined;
  const values = (data.view?.state ?? data.state)?.values;
  const value = action.selected_option?.value ?? action.value ?? undefined;
  return {
    actor: {
      team: data.view?.app_installed_team_id ?? data.team?.id ?? data.user.team_id ?? undefined,
      enterprise: data.enterprise?.id,
      home: data.user.team_id ?? undefined,
      user: data.user.id,
      channel: data.channel?.id ?? data.container.channel_id,
    },
    actionId: action.action_id,
    ...(value === undefined ? {} : { value }),
    ...(values === undefined ? {} : { values }),
    ...(data.trigger_id === undefined ? {} : { trigger: data.trigger_id }),
    place,
    ...(data.response_url === undefined ? {} : { responseUrl: data.response_url }),
    atMs: Math.round(Number(action.action_ts ?? "") * 1_000) || Date.now(),
  };
}

function placeOf({ container, view, message }: Body): Press["place"] | undefined {
  if (view != null)
    return {
      kind: view.type === "home" ? "home" : "modal",
      viewId: view.id,
      ...(view.hash === undefined ? {} : { hash: view.hash }),
      ...(view.private_metadata === undefined ? {} : { metadata: view.private_metadata }),
      ...(view.callback_id === undefined ? {} : { callback: view.callback_id }),
    };
  const { message_ts: ts } = container;
  if (ts === undefined) return undefined;
  const thread = container.thread_ts ?? message?.thread_ts;
  if (container.is_ephemeral === true)
    return { kind: "private", ts, ...(thread === undefined ? {} : { thread }) };
  return { kind: "message", ts, thread: thread ?? ts };
}
