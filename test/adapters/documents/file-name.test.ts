import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileNameOf } from "../../../adapters/documents/file-name.ts";
import { hostileText } from "./made-plan.ts";

describe("fileNameOf", () => {
  it.each([
    ["Ajuntament de l'Ametlla", "pla-ajuntament-de-l-ametlla.docx"],
    ["Castelló d'Empúries", "pla-castello-d-empuries.docx"],
    ["La Garriga / Sant Cugat\\..", "pla-la-garriga-sant-cugat.docx"],
    ["Sant Marcel·lí", "pla-sant-marcelli.docx"],
    ["../../etc/passwd", "pla-etc-passwd.docx"],
    ["CON", "pla-con.docx"],
    ["北京", "pla.docx"],
    ["", "pla.docx"],
  ])("names the file of %s %s", (name, file) => {
    expect(fileNameOf({ name }, "docx")).toBe(file);
  });

  it("needs no council", () => {
    expect(fileNameOf(undefined, "ics")).toBe("pla.ics");
  });

  it("gives a name that every system takes, whatever the council's", () => {
    void fc.assert(
      fc.property(hostileText, (name) => {
        expect(fileNameOf({ name }, "xlsx")).toMatch(/^pla(?:-[a-z0-9]+)*\.xlsx$/);
        expect(fileNameOf({ name }, "xlsx").length).toBeLessThan(80);
      }),
    );
  });
});
