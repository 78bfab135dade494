import { describe, expect, it } from "vitest";
import { skeleton, stem } from "../../../src/language/stem.ts";

describe("stem", () => {
  it.each([
    ["ciutadà", "ciutadans"],
    ["gestió", "gestions"],
    ["gestió", "gestio"],
    ["dada", "dades"],
    ["àrea", "àrees"],
    ["procés", "processos"],
    ["llengua", "llengües"],
    ["ciudad", "ciudades"],
    ["expediente", "expedientes"],
    ["backup", "backups"],
    ["policy", "policies"],
  ])("joins %s and %s", (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it.each([
    ["casa", "caça"],
    ["portal", "portar"],
    ["pagar", "paga"],
    ["contracte", "contrast"],
  ])("keeps %s and %s apart", (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });
});

describe("skeleton", () => {
  it.each([
    ["escola", "escuela", "school"],
    ["projecte", "proyecto", "project"],
    ["mòbil", "móvil", "mobile"],
    ["accessibilitat", "accesibilidad", "accessibility"],
    ["participació", "participación", "participation"],
    ["servei", "servicio", "service"],
    ["notificació", "notificación", "notification"],
    ["electrònica", "electrónica", "electronic"],
  ])("joins the cognates %s, %s and %s", (catalan, spanish, english) => {
    expect(skeleton(spanish)).toBe(skeleton(catalan));
    expect(skeleton(english)).toBe(skeleton(catalan));
  });
});
