import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { createManifest, readTranslations } from "../../../adapters/teams/manifest.ts";
import {
  buildPackage,
  type PackageFiles,
  packageFaults,
  readPackageFiles,
} from "../../../adapters/teams/package.ts";

const options = {
  appId: "11111111-2222-4333-8444-555555555555",
  publicUrl: "https://agenda.poble.cat",
  version: "1.2.3",
};

// Microsoft's schemas are large, and compiled for each check.
vi.setConfig({ testTimeout: 30_000 });

/** Samples of a PNG, four to a pixel: 8 bits, red, green, blue and alpha, without interlacing. */
function samplesOf(png: Uint8Array): { side: number; samples: Buffer } {
  const bytes = Buffer.from(png);
  const chunks: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      chunks.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const side = bytes.readUInt32BE(16);
  expect([bytes[24], bytes[25], bytes[28]]).toEqual([8, 6, 0]);
  const lines = inflateSync(Buffer.concat(chunks));
  const lineLength = 1 + side * 4;
  const samples = Array.from({ length: side }, (_, line) => {
    // Of the filters only "none" is read here: what we draw uses no other.
    expect(lines[line * lineLength]).toBe(0);
    return lines.subarray(line * lineLength + 1, (line + 1) * lineLength);
  });
  return { side, samples: Buffer.concat(samples) };
}

describe("buildPackage", () => {
  it("is a ZIP file with the manifest, the icons and the translations, and no folder", async () => {
    const files = unzipSync(await buildPackage(options));
    expect(Object.keys(files)).toEqual([
      "manifest.json",
      "color.png",
      "outline.png",
      "es.json",
      "en.json",
    ]);
    const json = (name: string) => JSON.parse(strFromU8(files[name] ?? new Uint8Array()));
    expect(json("manifest.json")).toEqual(await createManifest(options));
    const translations = await readTranslations();
    for (const [name, translation] of Object.entries(translations))
      expect(json(name)).toEqual(translation);
  });

  it("holds every file that the manifest names", async () => {
    const files = unzipSync(await buildPackage(options));
    const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
    const languages: { file: string }[] = manifest.localizationInfo.additionalLanguages;
    for (const name of [...Object.values(manifest.icons), ...languages.map(({ file }) => file)])
      expect(files).toHaveProperty([String(name)]);
  });

  it("is the same to the last byte whenever and wherever it is built", async () => {
    const here = Buffer.from(await buildPackage(options)).toString("base64");
    const script = join(import.meta.dirname, "../../../adapters/teams/package.ts");
    const code = `import(${JSON.stringify(script)}).then(async ({ buildPackage }) =>
      process.stdout.write(Buffer.from(await buildPackage(${JSON.stringify(options)})).toString("base64")))`;
    const zones = ["Pacific/Auckland", "America/Los_Angeles"];
    const elsewhere = await Promise.all(zones.map((zone) => outputOf(code, zone)));
    expect(elsewhere).toEqual([here, here]);
  });

  it("differs for another address, registration or version", async () => {
    const others = [
      options,
      { ...options, publicUrl: "https://agenda.vila.cat" },
      { ...options, appId: "99999999-2222-4333-8444-555555555555" },
      { ...options, version: "1.2.4" },
    ];
    const built = await Promise.all(others.map(async (each) => String(await buildPackage(each))));
    expect(new Set(built).size).toBe(others.length);
  });

  it("is not built when Teams would not take it, and says every reason", async () => {
    const wrong = { ...options, version: "0.1.0", publicUrl: "http://agenda.poble.cat" };
    await expect(buildPackage(wrong)).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      message: expect.stringMatching(/version 0\.1\.0.*without https.*adapters\/teams/),
    });
  });
});

async function outputOf(code: string, zone: string): Promise<string> {
  const args = ["--import", import.meta.resolve("tsx"), "--input-type=module", "-e", code];
  const child = spawn(process.execPath, args, { env: { PATH: process.env["PATH"], TZ: zone } });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  await once(child, "close");
  return output;
}

type Change = (files: PackageFiles) => Partial<PackageFiles>;

async function faultsAfter(change: Change): Promise<readonly string[]> {
  const files = await readPackageFiles(options);
  return packageFaults({ ...files, ...change(files) });
}

/** Changes one part of the manifest. */
function inManifest(part: Readonly<Record<string, unknown>>): Change {
  return ({ manifest }) => ({ manifest: { ...manifest, ...part } as PackageFiles["manifest"] });
}

function inSpanish(part: Readonly<Record<string, string>>): Change {
  return ({ translations }) => ({
    translations: { ...translations, "es.json": { ...translations["es.json"], ...part } },
  });
}

describe("packageFaults", () => {
  it("finds none in what is shipped", async () => {
    expect(await faultsAfter(() => ({}))).toEqual([]);
  });

  const otherId = "99999999-2222-4333-8444-555555555555";
  const tab = {
    entityId: "agenda",
    name: "Agenda",
    contentUrl: "https://agenda.poble.cat/agenda",
    scopes: ["personal"],
  };
  const changes: [string, Change, RegExp][] = [
    [
      "a part that nobody knows",
      inManifest({ packageName: "cat.agenda" }),
      /additional properties/,
    ],
    [
      "a name that is too long",
      inManifest({ name: { short: "a".repeat(31), full: "A" } }),
      /\/name\/short must NOT have more than 30 characters/,
    ],
    ["an id that is none", inManifest({ id: "agenda" }), /\/id must match pattern/],
    ["a version that begins with 0", inManifest({ version: "0.1.0" }), /version 0\.1\.0/],
    ["a version of two numbers", inManifest({ version: "1.0" }), /version 1\.0 is not/],
    ["another bot than the app's", inManifest({ id: otherId }), /botId and id are not the same/],
    [
      "a product of Microsoft's in the name",
      inManifest({ name: { short: "Agenda per a Teams", full: "Agenda" } }),
      /name\.short names a product/,
    ],
    [
      "a name for a tab of Teams' own",
      inManifest({ staticTabs: [{ entityId: "about", name: "Sobre", scopes: ["personal"] }, tab] }),
      /a tab needs a name, except conversations and about/,
    ],
    [
      "a tab without a name",
      inManifest({ staticTabs: [{ ...tab, name: undefined }] }),
      /a tab needs a name/,
    ],
    ["a tab from elsewhere", inManifest({ validDomains: ["vila.cat"] }), /among validDomains/],
    [
      "a long description that repeats the short one",
      inManifest({ description: { short: "Cita l'Agenda.", full: "Hola. Cita l'Agenda. Adéu." } }),
      /manifest\.json: the full description repeats/,
    ],
    [
      "an address that is still an example",
      inManifest({ validDomains: ["agenda.poble.cat", "agenda.example.cat"] }),
      /still an example/,
    ],
    [
      "another version of the schema",
      inManifest({
        $schema:
          "https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json",
      }),
      /of different versions/,
    ],
    ["a part of it missing", inManifest({ bots: undefined }), /a part that this program needs/],
    [
      "a translation of what is not there",
      inSpanish({ "staticTabs[7].name": "Otra" }),
      /^es\.json: there is no staticTabs\[7\]\.name in manifest\.json$/,
    ],
    [
      "a translation of a tab that has no name",
      inSpanish({ "staticTabs[0].name": "Chat" }),
      /^es\.json: there is no staticTabs\[0\]\.name/,
    ],
    [
      "a translation that is too long",
      inSpanish({ "composeExtensions[0].commands[0].title": "a".repeat(33) }),
      /^es\.json: .*must NOT have more than 32 characters/,
    ],
    [
      "a translation under a path that Teams does not translate",
      inSpanish({ "developer.name": "Agenda" }),
      /^es\.json: .*additional properties/,
    ],
  ];
  it.each(changes)("finds %s", async (_what, change, fault) => {
    expect(await faultsAfter(change)).toContainEqual(expect.stringMatching(fault));
  });

  it("finds each text that is not translated", async () => {
    const faults = await faultsAfter(({ translations }) => ({
      translations: {
        ...translations,
        "en.json": { $schema: translations["en.json"]?.["$schema"] ?? "" },
      },
    }));
    const missing = faults.filter((fault) => /^en\.json: .* is missing$/.test(fault));
    const { $schema: _, ...texts } = (await readTranslations())["en.json"] ?? {};
    expect(missing).toEqual(Object.keys(texts).map((key) => `en.json: ${key} is missing`));
  });

  it("finds icons of another size, and what is no picture", async () => {
    const faults = await faultsAfter(({ icons }) => ({
      icons: {
        "color.png": icons["outline.png"] ?? new Uint8Array(),
        "outline.png": new Uint8Array(40),
      },
    }));
    expect(faults).toEqual([
      "color.png: it is not a PNG of 192 × 192 pixels",
      "outline.png: it is not a PNG of 32 × 32 pixels",
    ]);
  });
});

describe("the icons", () => {
  it("are a full square of colour, and white on nothing", async () => {
    const { icons } = await readPackageFiles(options);
    const color = samplesOf(icons["color.png"] ?? new Uint8Array());
    expect(color.side).toBe(192);
    expect(color.samples.every((sample, at) => at % 4 !== 3 || sample === 255)).toBe(true);
    expect([...color.samples.subarray(0, 3)]).toEqual([0x8b, 0x1a, 0x2f]);
    // Teams takes no other outline: https://learn.microsoft.com/en-us/graph/api/teamsapp-publish
    const outline = samplesOf(icons["outline.png"] ?? new Uint8Array());
    expect(outline.side).toBe(32);
    const kinds = new Set<string>();
    for (let at = 0; at < outline.samples.length; at += 4)
      kinds.add(outline.samples.subarray(at, at + 4).toString("hex"));
    expect([...kinds].toSorted()).toEqual(["ffffff00", "ffffffff"]);
  });
});
