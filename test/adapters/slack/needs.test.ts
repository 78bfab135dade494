import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { tellCovered } from "../../../src/needs/tell-covered.ts";
import { needWords } from "../../../src/needs/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInMessage } from "./block-kit.ts";
import { answersIn, answerTo, called } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import { type ServedSlack, serveSlack } from "./serve-slack.ts";
import { pressIn, wordsOf } from "./sheets.ts";

const { ca } = needWords;
const question = "com fem el casament civil d'uns veïns al 612 345 678?";
const elsewhere = "T0OTHER000";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

/** The need that was recorded last. */
async function lastNeed({ memory }: ServedSlack) {
  const [need] = await memory.needs.open(1);
  return need;
}

describe("a need in Slack", () => {
  it("goes from an answer that covers nothing to the record, and to the news of what covers it, once", async () => {
    const served = await serveSlack(index);
    const answer = await answerTo(served, { channel: ids.im, text: question });
    const thread = answer.thread_ts ?? "";
    await pressIn(served, answer, ca.record);
    await served.until(() => expect(answersIn(served, thread)).toHaveLength(2));
    const sheet = () => answersIn(served, thread)[1];
    expect(faultsInMessage({ text: "x", blocks: sheet()?.blocks ?? [] })).toEqual([]);
    // What tells of persons has been taken out of the question, and that is said.
    expect(JSON.stringify(sheet())).toContain("[telèfon]");
    expect(wordsOf(sheet())).toContain(ca.maskedBefore);
    const text = "Voldríem fer la reserva dels casaments en línia. Truqueu al 612345678";
    await pressIn(served, sheet(), ca.save, { fill: { text } });
    await served.until(() => expect(JSON.stringify(sheet())).toContain(ca.kinds.phone));
    expect(await lastNeed(served)).toBeUndefined();
    await pressIn(served, sheet(), ca.save);
    // What the Agenda says of something near is shown first.
    await served.until(() =>
      expect([ca.recorded, ca.answered].some((said) => wordsOf(sheet()).includes(said))).toBe(true),
    );
    if (wordsOf(sheet()).includes(ca.answered)) await pressIn(served, sheet(), ca.saveAnyway);
    await served.until(() => expect(wordsOf(sheet())).toContain(ca.recorded));
    expect(wordsOf(sheet())).toContain(ca.willTell);
    const need = await lastNeed(served);
    expect(need?.text).toBe(
      "Voldríem fer la reserva dels casaments en línia. Truqueu al [telèfon]",
    );
    await served.memory.needs.cover(need?.id ?? "", "2.3.1", Date.now());
    const tell = () =>
      tellCovered({
        platform: "slack",
        needs: served.memory.needs,
        readers: served.memory.readers,
        index: () => index,
        publicUrl,
        write: (place, news) => served.slack.write(place, news),
        now: Date.now,
        log: pino({ level: "silent" }),
      });
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    const news = served.api.posted.filter((message) => wordsOf(message).includes(ca.news(1)));
    expect(news).toMatchObject([{ channel: ids.im }]);
    expect(wordsOf(news[0])).toContain("Escriviu un pla de resposta a incidents");
    expect(served.api.faults).toEqual([]);
  });

  it("is seen in a channel by nobody but who pressed", async () => {
    const served = await serveSlack(index);
    const answer = await answerTo(served, { text: `${called} ${question}` });
    await pressIn(served, answer, ca.record, { user: "U0BERTA000" });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]).toMatchObject({ user: "U0BERTA000" });
    expect(wordsOf(served.api.ephemerals[0])).toContain(ca.intro);
    expect(answersIn(served, answer.thread_ts ?? "")).toHaveLength(1);
  });

  it("is none of a guest's from another workspace", async () => {
    const settings = { allowedWorkspaces: [ids.team, elsewhere] };
    const served = await serveSlack(index, { settings });
    const answer = await answerTo(served, { text: `${called} ${question}` });
    await pressIn(served, answer, ca.record, { team: elsewhere });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]?.text).toContain("no puc respondre");
  });

  it("is not offered below what is covered", async () => {
    const served = await serveSlack(index);
    const covered = await answerTo(served, { channel: ids.im, text: "acció 2.3.1" });
    expect(JSON.stringify(covered.blocks)).not.toContain(ca.record);
  });
});
