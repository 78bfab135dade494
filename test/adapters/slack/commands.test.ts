import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { parseCommand } from "../../../adapters/slack/command.ts";
import type { Assistant } from "../../../src/answer/assistant.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { faultsInMessage } from "./block-kit.ts";
import { pressedPrivately } from "./conversing.ts";
import { ids, nextTs } from "./event-parts.ts";
import { messageShortcut, slashCommand } from "./interactions.ts";
import { buttonsOf, textsOf } from "./reading.ts";
import { type ServedSlack, serveSlack } from "./serve-slack.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const ransomware = "què hem de fer si ens entra un ransomware?";

/** What stands in the HTTP answer to a command. */
async function command({ api, deliver }: ServedSlack, text: string) {
  const response_url = api.responseUrl({ channel: ids.channel, user: ids.user });
  const { status, body } = await deliver(slashCommand({ text, response_url }));
  expect(status).toBe(200);
  const message = body as { text: string; blocks: unknown[]; response_type: string };
  expect(message.response_type).toBe("ephemeral");
  const { response_type: _type, ...shown } = message;
  expect(faultsInMessage(shown)).toEqual([]);
  return { ...shown, said: textsOf(shown.blocks).join("\n") };
}

describe("/agenda", () => {
  it.each([
    [ransomware, "2.3.1 Tenir un pla de resposta a incidents"],
    ["2.3.1", "2.3.1 Tenir un pla de resposta a incidents"],
    ["eix 3", "3 Societat i Economia digital"],
    ["accions --població 800", "131 accions · 800 habitants"],
    ["accions --poblacion=800", "131 accions · 800 habitants"],
    ["accions — population 800", "131 accions · 800 habitants"],
    ["—habitants 1.200 accions", "accions · 1.200 habitants"],
    ["accions --població 1 200", "accions · 1.200 habitants"],
  ])(
    "answers %s in the HTTP answer, to the asker alone, ready to be shared",
    async (text, lead) => {
      const served = await serveSlack(index);
      const { said, blocks } = await command(served, text);
      expect(said).toContain(lead);
      expect(buttonsOf(blocks).map(({ id }) => id)).toContain("share");
      expect(served.api.posted).toEqual([]);
      expect(served.api.calls).toEqual([]);
      expect(served.api.faults).toEqual([]);
    },
  );

  it.each(["ajuda", "AYUDA", "help", "-h", "?", "", "   "])(
    "explains itself: «%s»",
    async (text) => {
      const served = await serveSlack(index);
      const { said, blocks } = await command(served, text);
      expect(said).toContain("`/agenda accions --població 800`");
      expect(buttonsOf(blocks)).toEqual([]);
      expect(served.api.faults).toEqual([]);
    },
  );

  it.each(["mil", "0", "-5", "99999999", "", "<!channel>", "800,5", "800.5", "1,2", "1.200,300"])(
    "says how inhabitants are written: «%s»",
    async (value) => {
      const served = await serveSlack(index);
      const { said } = await command(served, `accions --població ${value}`);
      expect(said).toContain("no és un nombre d'habitants");
      expect(said).not.toContain("<!");
      expect(served.api.faults).toEqual([]);
    },
  );

  it("answers under another name, where that one is taken", async () => {
    const served = await serveSlack(index);
    const { body } = await served.deliver(
      slashCommand({ command: "/agenda-digital", text: "2.3.1" }),
    );
    expect(textsOf(body).join()).toContain("2.3.1 Tenir un pla");
    expect(served.api.faults).toEqual([]);
  });
});

describe("/agenda with a slow assistant", () => {
  it("is acknowledged in time, and the answer follows", async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const assistant = (real: Assistant): Partial<Assistant> => ({
      async respond(inquiry) {
        await finished;
        return real.respond(inquiry);
      },
    });
    const served = await serveSlack(index, { assistant });
    const { api, deliver, until } = served;
    const response_url = api.responseUrl({ channel: ids.channel, user: ids.user });
    const began = performance.now();
    const { status, body } = await deliver(slashCommand({ text: ransomware, response_url }));
    expect(performance.now() - began).toBeLessThan(3_000);
    expect([status, body]).toEqual([200, ""]);
    expect(api.ephemerals).toEqual([]);
    finish();
    await until(() => expect(api.ephemerals).toHaveLength(1));
    expect(api.ephemerals[0]).toMatchObject({ channel: ids.channel, user: ids.user });
    expect(api.ephemerals[0]?.text).toContain("2.3.1");
    expect(api.posted).toEqual([]);
    expect(api.faults).toEqual([]);
  });
});

/** A private answer that stands in the channel. */
async function answeredPrivately(served: ServedSlack) {
  const response_url = served.api.responseUrl({ channel: ids.channel, user: ids.user });
  await served.deliver(messageShortcut({ text: ransomware, response_url }));
  await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
  const [answer] = served.api.ephemerals;
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

describe("a private answer", () => {
  it("is shared with the channel once, however often it is pressed, and taken away", async () => {
    const served = await serveSlack(index);
    const { api, deliver, until } = served;
    const answer = await answeredPrivately(served);
    const presses = [1, 2, 3].map(() => pressedPrivately(served, answer, "share", answer));
    await Promise.all(presses.map((press) => deliver(press)));
    await until(() => expect(api.ephemerals).toEqual([]));
    expect(api.posted).toHaveLength(1);
    const [shared] = api.posted;
    expect(shared).toMatchObject({ channel: ids.channel });
    expect(textsOf(shared?.blocks).join("\n")).toContain(`<@${ids.user}> comparteix la resposta`);
    expect(textsOf(shared?.blocks).join("\n")).toContain("2.3.1 Tenir un pla");
    expect(buttonsOf(shared).map(({ id }) => id)).not.toContain("share");
    expect(api.faults).toEqual([]);
  });

  it("is shared from the HTTP answer of a command with its inhabitants", async () => {
    const served = await serveSlack(index);
    const { blocks } = await command(served, "accions --població 800");
    await served.deliver(pressedPrivately(served, blocks, "share", { ts: nextTs() }));
    await served.until(() => expect(served.api.posted).toHaveLength(1));
    expect(textsOf(served.api.posted).join("\n")).toContain("131 accions · 800 habitants");
    expect(served.api.faults).toEqual([]);
  });

  it("stays private when one asks on", async () => {
    const served = await serveSlack(index);
    const { api, deliver, until } = served;
    const answer = await answeredPrivately(served);
    await deliver(pressedPrivately(served, answer, "Qui ens hi pot ajudar?", answer));
    await until(() => expect(api.ephemerals).toHaveLength(2));
    const [, next] = api.ephemerals;
    expect(next?.user).toBe(ids.user);
    expect(textsOf(next).join("\n")).toContain("2.3.1 Tenir un pla");
    expect(buttonsOf(next).map(({ id }) => id)).toContain("share");
    expect(api.posted).toEqual([]);
    expect(api.faults).toEqual([]);
  });

  it("is shared again after Slack did not take it", async () => {
    const served = await serveSlack(index);
    const { api, deliver, until } = served;
    const answer = await answeredPrivately(served);
    api.misbehave("response_url", { kind: "status", status: 500 });
    await deliver(pressedPrivately(served, answer, "share", answer));
    await until(() => expect(api.callsOf("response_url")).toHaveLength(2));
    await until(() => expect(served.log.join()).toContain("could not be served"));
    await deliver(pressedPrivately(served, answer, "share", answer));
    await until(() => expect(api.posted).toHaveLength(1));
    expect(api.faults).toEqual([]);
  });
});

describe("the shortcut on a message", () => {
  it.each([
    ["plain", ransomware],
    ["with its notation", `*<@U0BERTA000|berta>* ${ransomware.replace("?", "")}? :fire: `],
    ["with a link", `<https://example.org|què> hem de fer si ens entra un \`ransomware\`?`],
    ["quoted", `&gt; ${ransomware}`],
  ])("answers about it to the asker alone: %s", async (_what, text) => {
    const served = await serveSlack(index);
    const { api, deliver, until } = served;
    const response_url = api.responseUrl({ channel: ids.channel, user: ids.user });
    expect(await deliver(messageShortcut({ text, response_url }))).toMatchObject({ status: 200 });
    await until(() => expect(api.ephemerals).toHaveLength(1));
    expect(api.ephemerals[0]?.user).toBe(ids.user);
    expect(textsOf(api.ephemerals).join("\n")).toContain("2.3.1 Tenir un pla");
    expect(api.posted).toEqual([]);
    expect(api.faults).toEqual([]);
  });

  it.each(["", "   ", ":fire:"])("says so when there is nothing to be read: «%s»", async (text) => {
    const served = await serveSlack(index);
    const { api, deliver, until } = served;
    const response_url = api.responseUrl({ channel: ids.channel, user: ids.user });
    await deliver(messageShortcut({ text, response_url }));
    await until(() => expect(api.ephemerals).toHaveLength(1));
    expect(api.ephemerals[0]?.text).toContain("no té text");
    expect(api.faults).toEqual([]);
  });
});

describe("parseCommand", () => {
  it.each([
    ["accions --població 800 d'accessibilitat", "accions d'accessibilitat", 800],
    ["--habitantes=1.200", "hola", 1_200],
    ["accions —poblacio 800", "accions", 800],
    ["accions – inhabitants 800", "accions", 800],
    ["accions --poblacio\u0301 800", "accions", 800],
    ["accions --població 1.200 habitants", "accions", 1_200],
    ["accions --població 1 200 habitants sobre fibra", "accions sobre fibra", 1_200],
    ["--population 1,200 inhabitants wifi", "wifi", 1_200],
    ["accions --població 1’200", "accions", 1_200],
    ["accions --població 1\u202f200", "accions", 1_200],
    ["--població 800 2.3.1", "2.3.1", 800],
  ])("takes the inhabitants out of %s", (text, question, population) => {
    expect(parseCommand(text)).toEqual({ kind: "ask", question, population });
  });

  it.each([
    "accions per a un poble de 800 habitants",
    "ajuts — població i turisme",
    "què és --verbose?",
    "població 800",
  ])("leaves the question as it is: %s", (text) => {
    expect(parseCommand(text)).toEqual({ kind: "ask", question: text });
  });

  it("takes inhabitants from the option only, and never throws", () => {
    const part = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom("--", "—", " ", "=", "800", "--població", "habitants", "<@U1>", "ajuda"),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        const read = parseCommand(text);
        const isOption = /(?:--|[—–])\s*(?:poblaci|habitant|inhabitant|population)/iu.test(
          text.normalize("NFC"),
        );
        if (!isOption) expect(read).not.toHaveProperty("population");
        if (read.kind === "ask") expect(read.question.trim()).not.toBe("");
      }),
    );
  });

  it("reads every number that is behind the option", () => {
    const separator = fc.constantFrom(" ", "=", " = ");
    const name = fc.constantFrom("--població", "--poblacion", "—population", "– habitants");
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        separator,
        name,
        (population, by, option) => {
          expect(parseCommand(`accions ${option}${by}${population}`)).toEqual({
            kind: "ask",
            question: "accions",
            population,
          });
        },
      ),
    );
  });
});
