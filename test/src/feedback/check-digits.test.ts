import { describe, expect, it } from "vitest";
import { isAffiliation, isCard, isDniLetter, isIban } from "../../../src/feedback/check-digits.ts";

describe("check digits", () => {
  it("know the letter of a DNI", () => {
    expect(isDniLetter("12345678", "z")).toBe(true);
    expect(isDniLetter("12345678", "A")).toBe(false);
    expect(isDniLetter("00000000", "T")).toBe(true);
  });

  it("know an IBAN of any country", () => {
    for (const iban of [
      "ES9121000418450200051332",
      "DE89370400440532013000",
      "GB82WEST12345698765432",
    ])
      expect(isIban(iban)).toBe(true);
    expect(isIban("ES9121000418450200051333")).toBe(false);
  });

  it("know a card", () => {
    for (const card of ["4111111111111111", "5500000000000004", "340000000000009"])
      expect(isCard(card)).toBe(true);
    expect(isCard("4111111111111112")).toBe(false);
  });

  it("know a number of the social security, those with a low number too", () => {
    expect(isAffiliation("281234567840")).toBe(true);
    expect(isAffiliation("281234567841")).toBe(false);
    // Below ten million the number is counted with seven digits: 081234567 % 97.
    expect(isAffiliation(`0801234567${81_234_567 % 97}`)).toBe(true);
  });
});
