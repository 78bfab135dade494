import { describe, expect, it } from "vitest";
import { isWebAddress } from "../../../src/answer/address.ts";

describe("isWebAddress", () => {
  it.each([
    "https://agenda.example/agenda/2.3.1?cita=a6ffc7cb6f#cita",
    "HTTP://localhost:3978/agenda/a(b)",
  ])("knows %s", (text) => {
    expect(isWebAddress(text)).toBe(true);
  });

  it.each([
    "",
    "https://",
    "/agenda",
    "2.3.1",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://a.example/b c",
    "https://a.example/<b>",
    "https://a.example/\u0007",
    "https://a.example/\u202Eb",
    "https://a.example/\ud83d",
  ])("takes %j for none", (text) => {
    expect(isWebAddress(text)).toBe(false);
  });
});
