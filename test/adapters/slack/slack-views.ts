import * as z from "zod";
import { faultsInView } from "./block-kit.ts";
import { type Caller, json, type Method, method, text, userId } from "./slack-methods.ts";
import { Refusal, type SlackState, type StoredView, storedView } from "./slack-state.ts";

/** Methods of views: https://docs.slack.dev/reference/methods?family=views */
export const viewMethods: Readonly<Record<string, Method>> = {
  "views.open": method(triggered(), openView),
  "views.push": method(triggered(), openView),
  "views.update": method(
    {
      view: json(z.unknown()),
      view_id: text.optional(),
      external_id: text.optional(),
      hash: text.optional(),
    },
    (args, caller, state) => {
      if ((args.view_id === undefined) === (args.external_id === undefined))
        throw new Refusal("invalid_arguments", ["expected either view_id or external_id"]);
      const old = [...state.openViews.values()].find(
        ({ id, external_id: external }) => id === args.view_id || external === args.external_id,
      );
      if (old === undefined) throw new Refusal("not_found");
      if (args.hash !== undefined && args.hash !== old.hash) throw new Refusal("hash_conflict");
      return { view: showModal(state, args.view, caller, old.id) };
    },
  ),
  "views.publish": method(
    { user_id: userId, view: json(z.unknown()), hash: text.optional() },
    (args, caller, state) => {
      const old = state.homes.get(args.user_id);
      if (args.hash !== undefined && args.hash !== old?.hash) throw new Refusal("hash_conflict");
      const view = storedView(checkedView(args.view, "home"), caller, old?.id);
      state.homes.set(args.user_id, view);
      return { view };
    },
  ),
};

function triggered() {
  return {
    view: json(z.unknown()),
    trigger_id: z.string().min(1).optional(),
    interactivity_pointer: z.string().min(1).optional(),
  };
}

function openView(
  args: {
    view?: unknown;
    trigger_id?: string | undefined;
    interactivity_pointer?: string | undefined;
  },
  caller: Caller,
  state: SlackState,
) {
  const trigger = args.trigger_id ?? args.interactivity_pointer;
  if (trigger === undefined) throw new Refusal("invalid_arguments", ["expected trigger_id"]);
  if (state.triggers.has(trigger)) throw new Refusal("exchanged_trigger_id", [trigger]);
  const view = showModal(state, args.view, caller);
  state.triggers.add(trigger);
  return { view };
}

function showModal(state: SlackState, view: unknown, caller: Caller, id?: string): StoredView {
  const stored = storedView(checkedView(view, "modal"), caller, id);
  state.openViews.set(stored.id, stored);
  state.views.push(stored);
  return stored;
}

function checkedView(view: unknown, type: "home" | "modal"): Readonly<Record<string, unknown>> {
  const faults = faultsInView(view);
  if (faults.length > 0) throw new Refusal("invalid_arguments", faults);
  const record = view as Readonly<Record<string, unknown>>;
  if (record["type"] !== type) throw new Refusal("invalid_arguments", [`/type: expected ${type}`]);
  return record;
}
