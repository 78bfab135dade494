import { expect, it } from "vitest";
import { readWish } from "../../../src/reception/wish.ts";

it.each(["\ud800", "2.3.1\udc00", "", "x".repeat(101)])(
  "is carried by no button with the id %j, which platforms refuse",
  (item) => {
    expect(readWish({ kind: "plan-add", item })).toBeUndefined();
  },
);

it.each(["2.3.1", "aprovacio", "pàgina 🐝"])("is carried with the id %j", (item) => {
  expect(readWish({ kind: "plan-add", item })).toEqual({ kind: "plan-add", item });
});
