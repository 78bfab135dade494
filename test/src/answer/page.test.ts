import { describe, expect, it } from "vitest";
import { commonOrigin, cutWords, fitPage, pageOf, rangeOf } from "../../../src/answer/page.ts";
import { shownIn } from "../../../src/answer/shown.ts";
import { words } from "../../../src/answer/words.ts";
import { answered, citation, citations } from "../../helpers/made-answers.ts";

const list = answered({ intent: "list", citations: citations(8), total: 20, further: 12 });

describe("pageOf", () => {
  it("shows the first citations, and knows what it leaves out", () => {
    const page = pageOf(list, 2);
    expect(shownIn(page.answer)).toEqual(citations(2));
    expect(page).toMatchObject({ isList: true, cut: 6, more: 12 });
  });
});

describe("fitPage", () => {
  const draw = (most: number, tried: number[] = []) =>
    fitPage(
      answered({ citations: citations(8) }),
      ({ answer }) => {
        tried.push(shownIn(answer).length);
        return shownIn(answer).length;
      },
      (drawn) => drawn <= most,
    );

  it("draws all of it where it fits, without trying less", () => {
    const tried: number[] = [];
    expect(draw(8, tried)).toBe(8);
    expect(tried).toEqual([8]);
  });

  it("draws as much as fits, and never less than one", () => {
    expect([7, 5, 2, 1, 0].map((most) => draw(most))).toEqual([7, 5, 2, 1, 1]);
  });

  it("draws an answer without citations", () => {
    const drawn = fitPage(
      answered({ citations: [] }),
      ({ cut }) => cut,
      () => false,
    );
    expect(drawn).toBe(0);
  });
});

describe("rangeOf", () => {
  it("says which part of a list is shown, in the reader's language", () => {
    expect(rangeOf(pageOf(list, 8))).toBe("1–8 de 20");
    expect(rangeOf(pageOf(list, 3))).toBe("1–3 de 20");
    const far = { ...list, language: "en", offset: 1_000, total: 1_200 } as const;
    expect(rangeOf(pageOf(far, 8))).toBe("1,001–1,008 of 1,200");
  });

  it("says nothing where all is shown, or where what is similar was counted", () => {
    expect(rangeOf(pageOf(answered({ citations: citations(3) }), 3))).toBe("");
    const similar = answered({ citations: citations(3, { score: 0.4 }), further: 4 });
    expect(rangeOf(pageOf(similar, 3))).toBe("");
    expect(rangeOf(pageOf(answered({ citations: [] }), 0))).toBe("");
  });
});

describe("cutWords", () => {
  it("counts what had no room with what asking for more would show", () => {
    expect(cutWords(pageOf(list, 7))).toBe("13 accions");
    expect(cutWords(pageOf(list, 8))).toBe("");
    expect(cutWords(pageOf(answered({ citations: citations(5) }), 2))).toBe("3");
  });
});

describe("commonOrigin", () => {
  it("is that of several items, when it is the same", () => {
    const page = (...shown: Parameters<typeof citation>[]) =>
      pageOf(answered({ citations: shown.map((one) => citation(...one)) }), shown.length);
    expect(commonOrigin(page(["1.1.1"], ["1.1.2"]))).toBe(words.ca.origins.own);
    expect(commonOrigin(page(["1.1.1"], ["1.1.2", { origin: "official" }]))).toBeUndefined();
    expect(commonOrigin(page(["1.1.1"], ["1.1.1"]))).toBeUndefined();
    expect(commonOrigin(page())).toBeUndefined();
  });
});
