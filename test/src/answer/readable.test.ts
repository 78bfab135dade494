import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameOf, readable } from "../../../src/answer/readable.ts";
import { shownIn } from "../../../src/answer/shown.ts";
import { hostileAnswer } from "../../helpers/hostile-answers.ts";
import { answered, citation } from "../../helpers/made-answers.ts";

describe("readable", () => {
  it("leaves what is well kept as it stands, its place on one line", () => {
    const answer = answered({ citations: [citation("1.1.1", { quote: "Primer.\nSegon." })] });
    const [first] = shownIn(readable(answer));
    expect(first).toEqual({ ...shownIn(answer)[0], place: ["Eix › Objectiu"] });
  });

  it("makes whatever an answer holds short and whole, and loses no citation", () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const shown = shownIn(readable(answer));
        expect(shown.map(({ url }) => url)).toEqual(shownIn(answer).map(({ url }) => url));
        for (const one of shown) {
          const { title, place, quote } = one;
          expect(place.length).toBeLessThanOrEqual(1);
          expect(quote.length).toBeLessThanOrEqual(1_500);
          for (const text of [title, nameOf(one), ...place]) {
            expect(text.length).toBeLessThanOrEqual(300);
            expect(text).not.toContain("\n");
          }
          expect(`${nameOf(one)}${quote}`).not.toMatch(/\p{Cs}/u);
          expect(nameOf(one)).not.toBe("");
        }
      }),
    );
  });
});
