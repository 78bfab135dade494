import { beforeAll, describe, expect, it } from "vitest";
import { type DecideWish, decide } from "../../../src/feedback/decide.ts";
import { feedbackWords } from "../../../src/feedback/words.ts";
import { languages } from "../../../src/language/language.ts";
import type { Form, Sheet } from "../../../src/reception/sheet.ts";
import { readWish, writeWish } from "../../../src/reception/wish.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { createAskingStoreFake } from "../../helpers/asking-store-fake.ts";
import { buildTimeoutMs } from "../answer/shipped.ts";

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

const wish = (decision: DecideWish["decision"], fields: DecideWish["fields"] = {}): DecideWish => ({
  kind: "decide",
  group: "group",
  decision,
  fields,
});

async function open(isOwner = true) {
  const askings = createAskingStoreFake();
  const sample = "permís per volar un dron";
  await askings.addGroups([{ id: "group", topic: "abstained", sample, askings: ["a"] }], 1);
  let nowMs = 1_000;
  const now = () => {
    nowMs += 1;
    return nowMs;
  };
  const press = (pressed: DecideWish, language: (typeof languages)[number] = "ca") =>
    decide(pressed, { askings, index, now, language, isOwner });
  return { askings, press, decision: async () => (await askings.group("group"))?.decision };
}

const formOf = ({ parts }: Sheet): Form | undefined =>
  parts.flatMap((part) => (part.kind === "form" ? [part.form] : []))[0];
const written = (sheet: Sheet) => JSON.stringify(sheet.parts);

describe("decide", () => {
  it.each(["to-write", "out-of-scope"] as const)(
    "keeps %s and shows the question",
    async (kind) => {
      const { press, decision } = await open();
      const sheet = await press(wish(kind));
      expect(await decision()).toEqual({ kind });
      expect(sheet.parts[0]).toMatchObject({ tone: "good" });
      expect(written(sheet)).toContain("«permís per volar un dron»");
    },
  );

  it("asks for the item that covers it, and keeps what is sent with the form", async () => {
    const { press, decision } = await open();
    const form = formOf(await press(wish("covered")));
    expect(form?.fields).toMatchObject([{ name: "item", value: "" }]);
    expect(form?.fields[0]).not.toHaveProperty("fault");
    expect(await decision()).toBeUndefined();
    const sent = form && readWish(writeWish(form.wish), { item: "2.3.1" });
    expect(sent?.kind).toBe("decide");
    if (sent?.kind === "decide") await press(sent);
    expect(await decision()).toEqual({ kind: "covered", item: "2.3.1" });
  });

  it("takes the item as people name it", async () => {
    const title = index.catalogue.get("2.3.1")?.title ?? "";
    const names = [
      " 2.3.1 ",
      "acció 2.3.1",
      `2.3.1 ${title}`,
      title.toUpperCase(),
      "https://agenda.example.cat/agenda/2.3.1?cita=abc#cita",
    ];
    for (const item of names) {
      const { press, decision } = await open();
      await press(wish("covered", { item }));
      expect(await decision()).toEqual({ kind: "covered", item: "2.3.1" });
    }
  });

  it.each(languages)("says at the field what is wrong with it: %s", async (language) => {
    const { press, decision } = await open();
    const say = feedbackWords[language];
    for (const [item, fault] of [
      ["  ", say.missingItem],
      ["99.9.9", say.unknownItem],
    ] as const) {
      const form = formOf(await press(wish("covered", { item }), language));
      expect(form?.fields).toMatchObject([{ value: item, fault }]);
    }
    expect(await decision()).toBeUndefined();
  });

  it("decides once what is pressed twice", async () => {
    const { askings, press } = await open();
    await press(wish("to-write"));
    const at = (await askings.decided(1_002, 1)).length;
    const again = await press(wish("to-write"));
    expect(again.parts[0]).toMatchObject({ tone: "good" });
    expect(at).toBe(0);
    expect(await askings.decided(1_002, 1)).toEqual([]);
  });

  it("can be changed", async () => {
    const { press, decision } = await open();
    const sheet = await press(wish("to-write"));
    const choices = sheet.parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
    expect(choices.map((choice) => choice.wish)).toEqual([wish("covered"), wish("out-of-scope")]);
    await press(wish("covered", { item: "2.3.1" }));
    await press(wish("covered", { item: "2.3.2" }));
    expect(await decision()).toEqual({ kind: "covered", item: "2.3.2" });
    expect(formOf(await press(wish("covered")))?.fields).toMatchObject([{ value: "2.3.2" }]);
    await press(wish("out-of-scope"));
    expect(await decision()).toEqual({ kind: "out-of-scope" });
  });

  it.each(languages)("lets nobody else decide: %s", async (language) => {
    const { press, decision } = await open(false);
    const sheet = await press(wish("to-write"), language);
    expect(sheet.parts).toEqual([
      { kind: "text", text: feedbackWords[language].notOwner, tone: "warning" },
    ]);
    expect(await decision()).toBeUndefined();
  });

  it("says when the group is gone, also at the last moment", async () => {
    const { press, askings } = await open();
    const gone = await press({ ...wish("to-write"), group: "other" });
    expect(written(gone)).toContain(feedbackWords.ca.noGroup);
    const late = await decide(wish("to-write"), {
      askings: { ...askings, decide: () => Promise.resolve(false) },
      index,
      now: () => 1,
      language: "ca",
      isOwner: true,
    });
    expect(written(late)).toContain(feedbackWords.ca.noGroup);
  });
});
