import { beforeAll, describe, expect, it } from "vitest";
import { quoteDigest } from "../../../src/answer/quote.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { faultsInAttachment } from "./block-kit.ts";
import { answersIn, say } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import { linkShared } from "./events.ts";
import { addressesOf, textsOf } from "./reading.ts";
import { publicUrl, type ServedSlack, serveSlack } from "./serve-slack.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

/** Somebody pastes addresses. Gives what is shown below them, once something else has been dealt with. */
async function pasted(served: ServedSlack, ...urls: string[]): Promise<Record<string, unknown>> {
  const text = urls.map((url) => `<${url}>`).join(" ");
  const message_ts = served.api.write({ channel: ids.channel, user: ids.user, text });
  expect(await served.deliver(linkShared({ urls, message_ts }))).toMatchObject({ status: 200 });
  return shown(served);
}

async function shown(served: ServedSlack): Promise<Record<string, unknown>> {
  const ts = await say(served, { channel: ids.im, text: "2.3.1" });
  await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
  const unfurls = served.api.callsOf("chat.unfurl").map(({ args }) => args["unfurls"]);
  for (const attachment of unfurls.flatMap((one) => Object.values(one as object)))
    expect(faultsInAttachment(attachment)).toEqual([]);
  return Object.assign({}, ...unfurls);
}

/** How the page of an item is addressed, at one of its sentences. */
function quoted(id: string, quote: string): string {
  return `${publicUrl}/agenda/${id}?cita=${quoteDigest(quote)}#cita`;
}

describe("a link to the agenda", () => {
  it("is shown with the item's title and the text that it begins with", async () => {
    const served = await serveSlack(index);
    const url = `${publicUrl}/agenda/2.3.1`;
    const { [url]: attachment } = await pasted(served, url);
    const said = textsOf(attachment).join("\n");
    expect(said).toContain("2.3.1 Tenir un pla de resposta a incidents");
    expect(said).toContain("«Escriviu un pla de resposta a incidents");
    expect(said).toContain("Infraestructures digitals i Ciberseguretat");
    expect(served.api.faults).toEqual([]);
  });

  it("is shown with the quote that it opens at", async () => {
    const served = await serveSlack(index);
    await say(served, { channel: ids.im, text: "què hem de fer si ens entra un ransomware?" });
    await served.until(() => expect(served.api.posted).toHaveLength(2));
    const [url = ""] = addressesOf(served.api.posted[1]).filter((one) =>
      one.includes("2.3.3?cita"),
    );
    expect(url).not.toBe("");
    const { [url]: attachment } = await pasted(served, url);
    expect(textsOf(attachment).join("\n")).toContain(
      "«Tingueu almenys una còpia de seguretat (backup) desconnectada",
    );
    expect(addressesOf(attachment)).toContain(url);
    expect(served.api.faults).toEqual([]);
  });

  it("is shown from the beginning when the quote is no longer there", async () => {
    const served = await serveSlack(index);
    const url = quoted("2.3.1", "Això no ho diu");
    const { [url]: attachment } = await pasted(served, url);
    expect(textsOf(attachment).join("\n")).toContain("«Escriviu un pla de resposta");
    expect(served.api.faults).toEqual([]);
  });

  it("is shown wherever its address is written otherwise", async () => {
    const served = await serveSlack(index);
    const urls = [
      `${publicUrl}/agenda/2%2E3%2E1`,
      `${publicUrl}/agenda/glossari/`,
      `${publicUrl}/agenda/2.3.3?utm_source=butlleti&amp;x=1`,
    ];
    expect(Object.keys(await pasted(served, ...urls))).toHaveLength(3);
    expect(served.api.faults).toEqual([]);
  });

  it("is shown beside others, five of them at most", async () => {
    const served = await serveSlack(index);
    const codes = ["1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5", "1.1.6"];
    const found = await pasted(served, ...codes.map((id) => `${publicUrl}/agenda/${id}`));
    expect(Object.keys(found)).toHaveLength(5);
    expect(served.api.callsOf("chat.unfurl")).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });

  it("is shown while it is being written", async () => {
    const served = await serveSlack(index);
    const url = `${publicUrl}/agenda/2.3.1`;
    const event = linkShared({ url, composing: true });
    await served.deliver(event);
    expect(Object.keys(await shown(served))).toEqual([url]);
    const [call] = served.api.callsOf("chat.unfurl");
    expect(call?.args).toMatchObject({ unfurl_id: event.event.unfurl_id, source: "composer" });
    expect(call?.args).not.toHaveProperty("channel");
    expect(served.api.faults).toEqual([]);
  });

  it("is shown by channel and time where Slack gives no other name for it", async () => {
    const served = await serveSlack(index);
    const url = `${publicUrl}/agenda/2.3.1`;
    const message_ts = served.api.write({ channel: ids.channel, user: ids.user, text: url });
    const more = { unfurl_id: undefined, source: undefined };
    await served.deliver(linkShared({ url, message_ts, more }));
    expect(Object.keys(await shown(served))).toEqual([url]);
    expect(Object.keys(served.api.posted[0]?.unfurls ?? {})).toEqual([url]);
    expect(served.api.faults).toEqual([]);
  });
});

describe("a link that is left alone", () => {
  it.each([
    ["what is gone", `${publicUrl}/agenda/9.9.9`],
    ["another page of ours", `${publicUrl}/`],
    ["elsewhere", "https://example.org/agenda/2.3.1"],
    ["a look-alike", "https://agenda.example.cat.evil.example/agenda/2.3.1"],
    ["another scheme", "http://agenda.example.cat/agenda/2.3.1"],
    ["a look-alike with a name before it", "https://agenda.example.cat@evil.example/agenda/2.3.1"],
    ["a person before it", "https://anna@agenda.example.cat/agenda/2.3.1"],
    ["badly encoded", `${publicUrl}/agenda/%E0%A4%A`],
    ["above the folder", `${publicUrl}/agenda/../2.3.1`],
  ])("%s", async (_what, url) => {
    const served = await serveSlack(index);
    expect(await pasted(served, url)).toEqual({});
    expect(served.api.faults).toEqual([]);
  });

  it("does not keep those beside it from being shown", async () => {
    const served = await serveSlack(index);
    const url = `${publicUrl}/agenda/2.3.1`;
    const found = await pasted(served, "https://example.org/", `${publicUrl}/agenda/9.9.9`, url);
    expect(Object.keys(found)).toEqual([url]);
    expect(served.api.faults).toEqual([]);
  });

  it("one that the assistant wrote itself", async () => {
    const served = await serveSlack(index);
    await served.deliver(linkShared({ url: `${publicUrl}/agenda/2.3.1`, user: ids.bot }));
    expect(await shown(served)).toEqual({});
    expect(served.api.faults).toEqual([]);
  });

  it("one in a channel or a workspace that is not allowed", async () => {
    const served = await serveSlack(index, { settings: { allowedChannels: ["C0ALLOWED0"] } });
    expect(await pasted(served, `${publicUrl}/agenda/2.3.1`)).toEqual({});
    expect(served.api.faults).toEqual([]);
  });
});
