import { beforeAll, describe, expect, it } from "vitest";
import { aboutItem, itemsBelow, lookedUp } from "../../../src/answer/looked-up-item.ts";
import { buildTimeoutMs, openAssistant } from "./shipped.ts";

let shipped: Awaited<ReturnType<typeof openAssistant>>;
beforeAll(async () => {
  shipped = await openAssistant();
}, buildTimeoutMs);

async function about(question: string) {
  const answer = await shipped.ask(question);
  return {
    item: lookedUp(answer, shipped.index)?.id,
    about: aboutItem(answer, shipped.index),
    below: itemsBelow(answer, shipped.index).map(({ id }) => id),
  };
}

const idsBelow = (id: string) => shipped.index.catalogue.children(id).map((item) => item.id);

describe("the item that was looked up", () => {
  it("is told with what it asks for, no sentence", async () => {
    const { item, about: said, below } = await about("2.3.1");
    expect(item).toBe("2.3.1");
    expect(said).toMatch(/^Curt termini · .*[^.]$/);
    expect(below).toEqual([]);
  });

  it("is told with what it holds", async () => {
    const { item, about: said, below } = await about("eix 2");
    expect(item).toBe("2");
    expect(said).toMatch(/^\d+ objectius i \d+ accions$/);
    expect(below).toEqual(idsBelow("2"));
  });

  it("is not told of where a part of it was asked for", async () => {
    expect(await about("com es fa la 2.3.1?")).toMatchObject({ item: "2.3.1", about: undefined });
  });

  it("is none where several were, or none was found, or it was searched", async () => {
    for (const question of ["2.3.1 i 1.1.1", "accions a curt termini", "ransomware"])
      expect(await about(question)).toEqual({ item: undefined, about: undefined, below: [] });
  });

  it("is none where it is missing, but what is nearest tells what it holds", async () => {
    expect(await about("2.3.99")).toEqual({
      item: undefined,
      about: undefined,
      below: idsBelow("2.3"),
    });
  });
});
