import { pino } from "pino";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { OutgoingActivity } from "../../../adapters/teams/activity.ts";
import { tellCovered } from "../../../src/needs/tell-covered.ts";
import { needWords } from "../../../src/needs/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { buildTimeoutMs, publicUrl } from "../../src/answer/shipped.ts";
import { ids } from "./activities.ts";
import { faultsInMessage } from "./card-rules.ts";
import { ask, below, cardsBelow, say, settle } from "./conversing.ts";
import { textsOf } from "./reading.ts";
import { serveTeams } from "./serve-teams.ts";
import { press, shownIn, wish } from "./sheets.ts";

vi.setConfig({ testTimeout: 60_000 });

const { ca } = needWords;
const question = "com fem el casament civil d'uns veïns al 612 345 678?";

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

describe("a need in Teams", () => {
  it("goes from an answer that covers nothing to the record, and to the news of what covers it, once", async () => {
    const served = await serveTeams(index);
    const [answer] = cardsBelow(served, await ask(served, { text: question }));
    if (answer === undefined) throw new Error("nothing can be pressed");
    await press(served, answer, ca.record);
    const sheet = served.connector.messagesIn(ids.personal).at(-1);
    if (sheet === undefined) throw new Error("no sheet");
    expect(faultsInMessage(sheet.activity as OutgoingActivity)).toEqual([]);
    expect(textsOf(sheet.activity).join("\n")).toContain(ca.maskedBefore);
    const text = "Voldríem fer la reserva dels casaments en línia. Truqueu al 612345678";
    const refused = await press(served, sheet, ca.save, { filledIn: { [ca.text]: text } });
    expect(textsOf(refused.card).join("\n")).toContain(ca.kinds.phone);
    expect(await served.memory.needs.open(1)).toEqual([]);
    let kept = await press(served, refused.message, ca.save);
    if (kept.texts.includes(ca.answered)) kept = await press(served, kept.message, ca.saveAnyway);
    expect(kept.texts.join("\n")).toContain(ca.recorded);
    expect(kept.texts.join("\n")).toContain(ca.willTell);
    const [need] = await served.memory.needs.open(1);
    expect(need?.text).toContain("[telèfon]");
    await served.memory.needs.cover(need?.id ?? "", "2.3.1", Date.now());
    const tell = () =>
      tellCovered({
        platform: "teams",
        needs: served.memory.needs,
        readers: served.memory.readers,
        index: () => index,
        publicUrl,
        write: (place, news) => served.teams.write(place, news),
        now: Date.now,
        log: pino({ level: "silent" }),
      });
    const before = served.connector.messagesIn(ids.personal).length;
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    const after = served.connector.messagesIn(ids.personal).slice(before);
    expect(after).toHaveLength(1);
    const [news] = after;
    expect(faultsInMessage(news?.activity as OutgoingActivity)).toEqual([]);
    expect(textsOf(news?.activity).join("\n")).toContain("Escriviu un pla de resposta");
  });

  it("lists what one has recorded, to be withdrawn", async () => {
    const served = await serveTeams(index);
    const list = await wish(served, "necessitats");
    expect(shownIn(list).join("\n")).toContain(ca.none);
  });

  it("is not offered where others read", async () => {
    const served = await serveTeams(index);
    const asked = await say(served, { text: question, place: "channel" });
    await served.until(() => expect(below(served, asked).length).toBeGreaterThan(0));
    await settle(served, { place: "channel" });
    expect(textsOf(below(served, asked)).join("\n")).not.toContain(ca.record);
  });
});
