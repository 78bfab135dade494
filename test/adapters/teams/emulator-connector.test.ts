import { expect, it } from "vitest";
import type { OutgoingActivity } from "../../../adapters/teams/activity.ts";
import type { BotFramework } from "../../../adapters/teams/connector.ts";
import { forEmulator } from "../../../adapters/teams/emulator-connector.ts";
import { renderGreeting } from "../../../adapters/teams/render-greeting.ts";
import { nodesOf } from "../../helpers/nodes.ts";

/** Collects what is written. */
function collecting() {
  const written: OutgoingActivity[] = [];
  const framework: BotFramework = {
    receive: () => Promise.reject(new Error("not asked for")),
    checkIdentity: () => Promise.reject(new Error("not asked for")),
    send: async (_conversation, activity) => {
      written.push(activity);
      return "1";
    },
    update: async (_conversation, _id, activity) => void written.push(activity),
    remove: async () => {},
  };
  return { written, bots: forEmulator(framework) };
}

const chat = { serviceUrl: "http://localhost:1", id: "a:chat", bot: "28:bot" };
const thread = { ...chat, id: "19:channel;messageid=1" };

it("leaves out of buttons what the emulator's page does not bear, and nothing else", async () => {
  const { written, bots } = collecting();
  const greeting = renderGreeting("ca");
  await bots.send(chat, greeting);
  await bots.update(chat, "1", greeting);
  const buttons = (shown: unknown) => nodesOf(shown).filter(({ type }) => type === "Action.Submit");
  expect(buttons(greeting).length).toBeGreaterThan(2);
  for (const activity of written) {
    expect(nodesOf(activity).some((node) => "msteams" in node)).toBe(false);
    expect(buttons(activity).map(({ title }) => title)).toEqual(
      buttons(greeting).map(({ title }) => title),
    );
    expect(activity.text).toBe(greeting.text);
  }
});

it("shows no typing in a thread, and all else there", async () => {
  const { written, bots } = collecting();
  await bots.send(thread, { type: "typing" });
  await bots.send(chat, { type: "typing" });
  await bots.send(thread, { type: "message", text: "resposta" });
  expect(written).toEqual([{ type: "typing" }, { type: "message", text: "resposta" }]);
});
