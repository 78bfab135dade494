import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPersonalData, maskPersonalData } from "../../../src/feedback/mask-personal-data.ts";

/** What people write, with what is to be kept of it. */
const personal: readonly (readonly [written: string, masked: string])[] = [
  ["el meu DNI és 12345678Z", "el meu DNI és [DNI]"],
  ["DNI 12345678-z, gràcies", "DNI [DNI], gràcies"],
  ["soc en Joan, 12.345.678-Z", "soc en Joan, [DNI]"],
  ["mi NIF: 12 345 678Z", "mi NIF: [DNI]"],
  ["12345678 Z ha demanat cita", "[DNI] ha demanat cita"],
  ["la lletra del 12345678A no surt", "la lletra del [DNI] no surt"],
  ["12345678 A", "[DNI]"],
  ["12345678 z no funciona", "[DNI] no funciona"],
  ["el DNI 12345678 no té lletra", "el DNI [DNI] no té lletra"],
  ["my DNI number is 12345678z.", "my DNI number is [DNI]."],
  ["el DNI antic 1234567-L", "el DNI antic [DNI]"],
  ["NIF M1234567X", "NIF [DNI]"],
  ["el NIE X1234567L ha caducat", "el NIE [NIE] ha caducat"],
  ["mi NIE es y-1234567-x", "mi NIE es [NIE]"],
  ["truqueu-me al 612 345 678", "truqueu-me al [telèfon]"],
  ["612345678 mil gràcies", "[telèfon] mil gràcies"],
  ["<tel:+34612345678|612 345 678>", "<tel:[telèfon]|[telèfon]>"],
  ["Tel. 612345678", "Tel. [telèfon]"],
  ["612.34.56.78 a partir de les 9", "[telèfon] a partir de les 9"],
  ["el fix és 93 123 45 67", "el fix és [telèfon]"],
  ["972-12-34-56", "[telèfon]"],
  ["llámame al +34 612 34 56 78", "llámame al [telèfon]"],
  ["+34612345678", "[telèfon]"],
  ["0034 977 123 456", "[telèfon]"],
  ["call me on +44 20 7946 0958", "call me on [telèfon]"],
  ["mòbil francès +33 6 12 34 56 78?", "mòbil francès [telèfon]?"],
  ["escriviu a maria.puig@ajuntament.cat", "escriviu a [correu]"],
  ["correo: jose_lopez+padron@example.co.uk.", "correo: [correu]."],
  ["«anna@exemple.cat»", "«[correu]»"],
  ["<mailto:a.b@c.cat|a.b@c.cat>", "<mailto:[correu]|[correu]>"],
  ["pere.nogué (arroba) exemple.cat", "[correu]"],
  ["maria arroba gencat punt cat", "[correu]"],
  ["el compte ES91 2100 0418 4502 0005 1332", "el compte [IBAN]"],
  ["ES9121000418450200051332", "[IBAN]"],
  ["mal copiat: ES91 2100 0418 4502 0005 1333", "mal copiat: [IBAN]"],
  ["IBAN DE89 3704 0044 0532 0130 00 del proveïdor", "IBAN [IBAN] del proveïdor"],
  ["CCC 2100 0418 45 0200051332", "CCC [IBAN]"],
  ["la targeta 4111 1111 1111 1111", "la targeta [targeta]"],
  ["card 4111111111111111 was refused", "card [targeta] was refused"],
  ["tarjeta 5500-0000-0000-0005", "tarjeta [targeta]"],
  ["una xifra mal: 4111 1111 1111 1112", "una xifra mal: [targeta]"],
  ["NAF 281234567840", "NAF [NAF]"],
  ["afiliació 28/12345678/40", "afiliació [NAF]"],
  ["número de la seguridad social: 28 12345678 99", "número de la seguridad social: [NAF]"],
  ["CIP PUNO 1 900101 00 1", "CIP [CIP]"],
  ["registre E/000123-2026", "registre [núm. de registre]"],
  ["què passa amb 2026-E-RC-1234?", "què passa amb [núm. de registre]?"],
  ["l'expedient 1234/2026 no avança", "l'expedient [núm. de registre] no avança"],
  ["núm. de registre: 2026/004512", "núm. de registre: [núm. de registre]"],
  ["expediente núm. 77/2025", "expediente núm. [núm. de registre]"],
  ["registre d'entrada núm. 2026-12345", "registre d'entrada núm. [núm. de registre]"],
  ["file no. 123/2026 is lost", "file no. [núm. de registre] is lost"],
  ["REGAGE26e00012345678", "[núm. de registre]"],
  ["https://seu.exemple.cat/tramit?token=abc&dni=1", "https://seu.exemple.cat/[adreça web]"],
  ["mireu (https://seu.exemple.cat/a/b).", "mireu (https://seu.exemple.cat/[adreça web])."],
  ["https://maria:clau@exemple.cat", "https://[adreça web]"],
  ["<https://exemple.cat/x|el tràmit>", "<https://exemple.cat/[adreça web]|el tràmit>"],
  ["seu.exemple.cat/?id=77", "seu.exemple.cat/[adreça web]"],
  ["pregunta-ho a <@U0123ABCD>", "pregunta-ho a [usuari]"],
  ["<@W12345678|maria> ho sap", "[usuari] ho sap"],
  ["<at>Maria Puig</at> ho sap", "[usuari] ho sap"],
  ["ho va dir @maria.puig ahir", "ho va dir [usuari] ahir"],
  ["U04AB12CD9 no pot entrar", "[usuari] no pot entrar"],
  ["user 29:1abcDEF_ghiJKLmnoPQRstu cannot enter", "user [usuari] cannot enter"],
  ["el cotxe 1234 BCD", "el cotxe [matrícula]"],
  ["soc 12345678Z, tel 612345678 i a@b.cat", "soc [DNI], tel [telèfon] i [correu]"],
];

/** What questions are made of. */
const impersonal: readonly string[] = [
  "accions per a un poble de 12.500 habitants",
  "un municipio de 800 habitantes",
  "a council of 12 345 678 people",
  "Barcelona té 1.655.956 habitants",
  "municipis de 900.000.000 habitants",
  "què diu la Llei 39/2015?",
  "com afecta el registre, Llei 39/2015",
  "Reial decret 311/2022",
  "Real Decreto-ley 14/2019, artículo 3",
  "el Reglament (UE) 2016/679",
  "Regulation (EU) 2024/1689, article 50",
  "Directiva (UE) 2022/2555",
  "acció 2.3.1",
  "accions 2.3.1, 2.3.2 i 2.3.10",
  "objectiu 4.2 de l'eix 4",
  "el pressupost és de 612.345.678 euros",
  "una ajuda de 600000000 €",
  "1.234,56 €",
  "del 2024 al 2026",
  "plans 2024 2025 2026 2027",
  "plans 2021-2027",
  "el 23/11/2026 a les 9.30",
  "el dia 23 de novembre de 2026",
  "article 17.2 de l'ENS",
  "ISO 27001 i ISO/IEC 27701:2019",
  "WCAG 2.2 i EN 301 549",
  "què és l'@firma i Cl@ve",
  "@channel algú ho sap?",
  "@tothom: què és el NAS?",
  "servidor Windows 2019 a 192.168.1.10",
  "on és https://www.aoc.cat?",
  "www.seu-e.cat",
  "100 Mbps, 5G i 3,5 GHz",
  "truqueu al 012 o al 112",
  "qui porta el CIF P0801900J de l'ajuntament?",
  "2024 TLS",
  "codi 0801 i codi postal 08001",
  "un expedient electrònic per a 500 habitants",
  "registre de 2026",
  "expedients de 2020-2024",
  "el registre d'entrada de 23/11/2026",
  "un registre 24/7",
  "a file with 2-3 pages",
  "in case of 5-10 users",
  "el 90 % de 1.200 empadronats",
  "10000 contrasenyes de 12 caràcters",
];

describe("maskPersonalData", () => {
  it.each(personal)("makes of «%s» «%s»", (written, masked) => {
    expect(maskPersonalData(written)).toBe(masked);
  });

  it.each(impersonal)("leaves «%s» alone", (written) => {
    expect(maskPersonalData(written)).toBe(written);
  });

  it("masks no more when it masks again", () => {
    for (const [, masked] of personal) expect(maskPersonalData(masked)).toBe(masked);
  });

  it("takes time that grows with the text only, whatever the text", () => {
    const pieces = [
      "a",
      "1",
      "1 ",
      "6",
      "@",
      ".",
      "a.",
      "a@",
      "-",
      "/",
      "ES",
      "E/1",
      "[at]",
      "<@",
      "http://",
      "<at>",
      "12345678",
      "+34 ",
      "é",
      "registre ",
      "exp. n",
      "AB12 ",
      "\n",
      "612 34 ",
    ];
    const hostile = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
      .map((some) => some.join("").repeat(100_000).slice(0, 100_000));
    fc.assert(
      fc.property(hostile, (text) => {
        const startMs = performance.now();
        maskPersonalData(text);
        // Milliseconds where it grows as it should; minutes where it does not.
        expect(performance.now() - startMs).toBeLessThan(5_000);
      }),
      { numRuns: 60 },
    );
  });
});

describe("findPersonalData", () => {
  it("says what stands where", () => {
    const text = "soc 12345678Z, tel 612345678";
    expect(
      findPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]),
    ).toEqual([
      ["dni", "12345678Z"],
      ["phone", "612345678"],
    ]);
  });

  it("gives pieces in order that do not overlap, of any text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        let from = 0;
        for (const { start, end } of findPersonalData(text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
