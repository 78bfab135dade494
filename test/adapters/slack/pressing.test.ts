import { beforeAll, describe, expect, it } from "vitest";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { answersIn, called, pressed, say } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import { textsOf } from "./reading.ts";
import { type ServedSlack, type SlackDeviations, serveSlack } from "./serve-slack.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const colleague = "U0BERTA000";
const whoHelps = "Qui ens hi pot ajudar?";

/** A thread with an answer that has buttons. */
async function answered(channel: string = ids.channel, deviations: SlackDeviations = {}) {
  const served = await serveSlack(index, deviations);
  const text = channel.startsWith("D") ? "2.3.1" : `${called} 2.3.1`;
  const thread = await say(served, { channel, text });
  await served.until(() => expect(answersIn(served, thread)).toHaveLength(1));
  const [answer] = answersIn(served, thread);
  const press = (options: { user?: string; home?: string; secondsLater?: number } = {}) => {
    const { user = ids.user, home = ids.team, secondsLater = 0 } = options;
    const payload = pressed(served, answer, whoHelps, { user });
    const [action] = payload.actions;
    const action_ts = String(Number(action?.action_ts) + secondsLater);
    return served.deliver({
      ...payload,
      user: { ...payload.user, team_id: home },
      actions: [{ ...action, action_ts }],
    });
  };
  return { served, thread, press };
}

/** Waits for another answer to all that was asked in a thread before. */
async function settle(served: ServedSlack, channel: string = ids.channel): Promise<void> {
  const text = channel.startsWith("D") ? "1.1.1" : `${called} 1.1.1`;
  const ts = await say(served, { channel, user: "U0LAST0000", text });
  await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
}

describe("a button pressed in a channel", () => {
  it("brings an answer that says who asked what", async () => {
    const { served, thread, press } = await answered();
    await press({ user: colleague });
    await served.until(() => expect(answersIn(served, thread)).toHaveLength(2));
    const [first, second] = answersIn(served, thread);
    expect(textsOf(first?.blocks).join("\n")).not.toContain("ha demanat");
    expect(textsOf(second?.blocks)[0]).toBe(`<@${colleague}> ha demanat: «${whoHelps}»`);
    expect(second?.text.startsWith(`«${whoHelps}»`)).toBe(true);
    expect(served.api.faults).toEqual([]);
  });

  it("is answered once, and a colleague who presses it too is told so alone", async () => {
    const { served, thread, press } = await answered();
    await Promise.all([press(), press({ user: colleague })]);
    await settle(served);
    expect(answersIn(served, thread)).toHaveLength(2);
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]).toMatchObject({ channel: ids.channel, thread_ts: thread });
    expect(served.api.ephemerals[0]?.text).toBe(
      "Això ja s'ha demanat: la resposta és en aquest fil.",
    );
    expect(served.api.faults).toEqual([]);
  });

  it("says nothing to who presses it twice at once, and says it to who comes back to it", async () => {
    const { served, thread, press } = await answered();
    await Promise.all([press(), press(), press({ secondsLater: 1 })]);
    await settle(served);
    expect(answersIn(served, thread)).toHaveLength(2);
    expect(served.api.ephemerals).toEqual([]);
    await press({ secondsLater: 60 });
    await press({ secondsLater: 61 });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]).toMatchObject({ user: ids.user, thread_ts: thread });
    await settle(served);
    expect(answersIn(served, thread)).toHaveLength(2);
    expect(served.api.ephemerals).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });

  it("speaks the language of the question", async () => {
    const served = await serveSlack(index);
    const thread = await say(served, { text: `${called} action 2.3.1` });
    await served.until(() => expect(answersIn(served, thread)).toHaveLength(1));
    const [answer] = answersIn(served, thread);
    await served.deliver(pressed(served, answer, "Who can help us?"));
    await served.deliver(pressed(served, answer, "Who can help us?", { user: colleague }));
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]?.text).toContain("This has been asked already");
    await served.until(() => expect(answersIn(served, thread)).toHaveLength(2));
    expect(textsOf(answersIn(served, thread)[1])[1]).toContain("asked: “Who can help us?”");
    expect(served.api.faults).toEqual([]);
  });

  it("is answered to who is served, though a guest was refused before", async () => {
    const { served, thread, press } = await answered();
    const guest = { user: "U0GUEST000", home: "T0OTHER000" };
    await press(guest);
    await press({ ...guest, secondsLater: 60 });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    await press();
    await served.until(() => expect(answersIn(served, thread)).toHaveLength(2));
    expect(served.api.ephemerals).toHaveLength(1);
    expect(served.api.ephemerals[0]?.text).toContain("Des d'aquí no puc respondre");
    expect(served.api.faults).toEqual([]);
  });
});

describe("a button pressed in a direct conversation", () => {
  it("brings an answer with its question, and nobody's name", async () => {
    const { served, thread, press } = await answered(ids.im);
    await press();
    await served.until(() => expect(answersIn(served, thread)).toHaveLength(2));
    const [, second] = answersIn(served, thread);
    expect(textsOf(second?.blocks)[0]).toBe(`«${whoHelps}»`);
    expect(JSON.stringify(second)).not.toContain(`<@${ids.user}>`);
    expect(served.api.faults).toEqual([]);
  });
});
