import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import * as z from "zod";
import { AssistantError } from "../../src/errors.ts";
import {
  createManifest,
  type JsonObject,
  type ManifestOptions,
  readTranslations,
} from "./manifest.ts";

/** Files of the package, before they are put together. */
export interface PackageFiles {
  readonly manifest: JsonObject;
  readonly translations: Readonly<Record<string, JsonObject>>;
  readonly icons: Readonly<Record<string, Uint8Array>>;
}

/** Pixels of each side: https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/root-icons */
const iconSides = { "color.png": 192, "outline.png": 32 } as const;

/**
 * The app package that is uploaded to Teams, as a ZIP file. The same bytes for the same options, on every machine.
 * @throws AssistantError CONFIG_INVALID when Teams would not take it, naming every fault
 */
export async function buildPackage(options: ManifestOptions): Promise<Uint8Array> {
  const files = await readPackageFiles(options);
  const faults = await packageFaults(files);
  if (faults.length > 0)
    throw new AssistantError(
      "CONFIG_INVALID",
      `Teams would not take the package: ${faults.join("; ")}. Correct the files manifest*.json and *.png of adapters/teams`,
    );
  return zipSync(
    {
      "manifest.json": encode(files.manifest),
      ...files.icons,
      ...mapValues(files.translations, encode),
    },
    // The oldest date that the format knows. It stores local time, so that any moment would differ between time zones.
    { level: 9, mtime: new Date(1980, 0, 1) },
  );
}

/** What goes into the package for a machine. */
export async function readPackageFiles(options: ManifestOptions): Promise<PackageFiles> {
  const [manifest, translations, ...icons] = await Promise.all([
    createManifest(options),
    readTranslations(),
    ...Object.keys(iconSides).map((name) => readFile(join(import.meta.dirname, name))),
  ]);
  const names = Object.keys(iconSides);
  return {
    manifest,
    translations,
    icons: Object.fromEntries(names.map((name, at) => [name, icons[at] ?? new Uint8Array()])),
  };
}

/** Why Teams would not take the files, in English, by Microsoft's schemas and its other rules; empty when it would. */
export async function packageFaults(files: PackageFiles): Promise<readonly string[]> {
  const { manifest, translations, icons } = files;
  const version = String(manifest["manifestVersion"]);
  const [schema, localization] = await Promise.all([
    readSchema(version, "MicrosoftTeams.schema.json"),
    readSchema(version, "MicrosoftTeams.Localization.schema.json"),
  ]);
  const translationFaults = Object.entries(translations).map(async ([name, translation]) => [
    ...(await schemaFaults(name, translation, localization)),
    ...keyFaults(name, translation, manifest, localization),
    ...descriptionFaults(name, translation["description.short"], translation["description.full"]),
  ]);
  return [
    await schemaFaults("manifest.json", manifest, schema),
    ruleFaults(manifest, Object.values(translations)),
    ...(await Promise.all(translationFaults)),
    ...Object.entries(icons).map(([name, icon]) => iconFaults(name, icon)),
  ].flat();
}

function encode(content: JsonObject): Uint8Array {
  return strToU8(`${JSON.stringify(content, null, 2)}\n`);
}

/** What of a JSON schema is looked at here. */
const schemaParts = z.looseObject({
  properties: z.record(z.string(), z.unknown()),
  patternProperties: z.record(z.string(), z.unknown()).optional(),
});
type Schema = z.infer<typeof schemaParts>;

/** Microsoft's schemas, from its own package: without a network the check is the same. */
async function readSchema(version: string, name: string): Promise<Schema> {
  const path = `@microsoft/app-manifest/build/json-schemas/teams/v${version}/${name}`;
  const file = fileURLToPath(import.meta.resolve(path));
  const schema = schemaParts.parse(JSON.parse(await readFile(file, "utf8")));
  const patterns = Object.entries(schema.patternProperties ?? {});
  // Two of the patterns, for parts that this app has not, are no expressions to the validator.
  return {
    ...schema,
    patternProperties: Object.fromEntries(patterns.filter(([pattern]) => isExpression(pattern))),
  };
}

function isExpression(pattern: string): boolean {
  try {
    RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

async function schemaFaults(name: string, content: JsonObject, schema: Schema): Promise<string[]> {
  // Loaded when it is needed: it is large, and this file is read by every doctor.
  const { AppManifestUtils } = await import("@microsoft/app-manifest");
  // Its types want a manifest of a known version, which is what the schema is to tell.
  const faults = await AppManifestUtils.validateAgainstSchema(content as never, schema as never);
  return faults.map((fault) => `${name}: ${fault}`);
}

/** Names of tabs that Teams fills itself. */
const ownTabs = ["conversations", "about"];

const ruled = z.object({
  id: z.string(),
  version: z.string(),
  $schema: z.string(),
  manifestVersion: z.string(),
  name: z.object({ short: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  bots: z.array(z.object({ botId: z.string() })),
  composeExtensions: z.array(z.object({ botId: z.string() })),
  staticTabs: z.array(
    z.object({
      entityId: z.string(),
      name: z.string().optional(),
      contentUrl: z.url().optional(),
    }),
  ),
  validDomains: z.array(z.string()),
});

/** What Microsoft checks beside the schema: https://learn.microsoft.com/en-us/graph/api/teamsapp-publish */
function ruleFaults(manifest: JsonObject, translations: readonly JsonObject[]): string[] {
  const { data } = ruled.safeParse(manifest);
  if (data === undefined) return ["manifest.json: a part that this program needs is missing"];
  const { id, version, staticTabs, validDomains, description } = data;
  const texts = Object.values(textsOf(manifest));
  const schemas = [data.$schema, ...translations.map(({ $schema }) => String($schema))];
  const isUnnamed = ({ entityId, name }: { entityId: string; name?: string | undefined }) =>
    ownTabs.includes(entityId) === (name !== undefined);
  const faults: [isFault: boolean, fault: string][] = [
    [!/^[1-9]\d*\.\d+\.\d+$/.test(version), `version ${version} is not like 1.0.0`],
    [
      schemas.some((schema) => !schema.includes(`/v${data.manifestVersion}/`)),
      "$schema and manifestVersion are of different versions, here or in a translation",
    ],
    [
      [...data.bots, ...data.composeExtensions].some(({ botId }) => botId !== id),
      "botId and id are not the same",
    ],
    [/microsoft|teams/i.test(data.name.short), "name.short names a product of Microsoft's"],
    [staticTabs.some(isUnnamed), `a tab needs a name, except ${ownTabs.join(" and ")}`],
    [
      staticTabs.some(({ contentUrl: url }) => url && !validDomains.includes(new URL(url).host)),
      "the domain of a tab is not among validDomains",
    ],
    [texts.some((text) => text.startsWith("http://")), "an address is without https"],
    [texts.some((text) => text.includes(".example.")), "an address is still an example"],
  ];
  return [
    ...faults.filter(([isFault]) => isFault).map(([, fault]) => `manifest.json: ${fault}`),
    ...descriptionFaults("manifest.json", description.short, description.full),
  ];
}

function descriptionFaults(name: string, short: unknown, full: unknown): string[] {
  return String(full).includes(String(short))
    ? [`${name}: the full description repeats the short one`]
    : [];
}

/** A translation says what the manifest says, all of it and nothing else. */
function keyFaults(
  name: string,
  translation: JsonObject,
  manifest: JsonObject,
  { properties, patternProperties = {} }: Schema,
): string[] {
  const texts = textsOf(manifest);
  const patterns = Object.keys(patternProperties).map((pattern) => new RegExp(pattern));
  const isTranslated = (path: string) =>
    Object.hasOwn(properties, path) || patterns.some((pattern) => pattern.test(path));
  const needed = Object.keys(texts).filter((path) => path !== "$schema" && isTranslated(path));
  const given = Object.keys(translation).filter((key) => key !== "$schema");
  return [
    ...needed.filter((path) => !given.includes(path)).map((path) => `${name}: ${path} is missing`),
    ...given
      .filter((key) => !needed.includes(key))
      .map((key) => `${name}: there is no ${key} in manifest.json`),
  ];
}

/** Every text, by the path with which translations name it: `bots[0].botId`. */
function textsOf(value: unknown, path = ""): Readonly<Record<string, string>> {
  if (typeof value === "string") return { [path]: value };
  if (typeof value !== "object" || value === null) return {};
  const pathOf = (key: string) => {
    if (Array.isArray(value)) return `${path}[${key}]`;
    return path === "" ? key : `${path}.${key}`;
  };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, each]) => textsOf(each, pathOf(key))),
  );
}

const pngSignature = "89504e470d0a1a0a";

function iconFaults(name: string, icon: Uint8Array): string[] {
  const bytes = Buffer.from(icon);
  const side = name === "color.png" ? iconSides["color.png"] : iconSides["outline.png"];
  // Width and height stand first in the first chunk: https://www.w3.org/TR/png-3/#11IHDR
  const isFit =
    bytes.length > 24 &&
    bytes.toString("hex", 0, 8) === pngSignature &&
    bytes.readUInt32BE(16) === side &&
    bytes.readUInt32BE(20) === side;
  return isFit ? [] : [`${name}: it is not a PNG of ${side} × ${side} pixels`];
}

function mapValues<From, To>(
  values: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
