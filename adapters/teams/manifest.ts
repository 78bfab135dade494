import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import * as z from "zod";
import { isThisMachine } from "../../src/doctor/check-address.ts";

/** What the manifest of Teams' app is made of, beside its texts in `manifest.json`. */
export interface ManifestOptions {
  /** Id of the bot's registration. It is the app's own id too: so it stays the same from one package to the next. */
  readonly appId: string;
  /** Address under which people reach the agenda, without a slash at the end. */
  readonly publicUrl: string;
  /** Version of the app, see {@link appVersionOf}. */
  readonly version: string;
}

/** Ids of the commands of the message extension, as an invoke brings them. */
export const commandIds = { search: "cercaAccions", askAboutMessage: "preguntaMissatge" } as const;

/** Names of what the search command is asked with. Teams sends one of them at a time. */
export const searchParameters = { text: "text", population: "population" } as const;

/** Object of JSON. */
export type JsonObject = Readonly<Record<string, z.core.util.JSONType>>;

const jsonObject = z.record(z.string(), z.json());
/** What stands in `manifest.json` for the settings of a machine, so that the file is a manifest as it is. */
const exampleId = "00000000-0000-0000-0000-000000000000";
const exampleHost = "agenda.example.cat";
const exampleUrl = `https://${exampleHost}`;

/** The manifest for a machine: `manifest.json` with its address, its registration and its version. */
export async function createManifest({
  appId,
  publicUrl,
  version,
}: ManifestOptions): Promise<JsonObject> {
  const { host, hostname } = new URL(publicUrl);
  const replace = (text: string) => {
    if (text === exampleId) return appId;
    // Of a link only the name counts.
    if (text === exampleHost) return hostname;
    return text.startsWith(exampleUrl) ? publicUrl + text.slice(exampleUrl.length) : text;
  };
  const manifest = mapTexts(await readJson("manifest.json"), replace);
  return { ...jsonObject.parse(manifest), version, validDomains: [host] };
}

/** What Teams shows instead of the manifest's own Catalan texts, by the name of the file in the package. */
export async function readTranslations(): Promise<Readonly<Record<string, JsonObject>>> {
  const [es, en] = await Promise.all([readJson("manifest.es.json"), readJson("manifest.en.json")]);
  return { "es.json": es, "en.json": en };
}

/**
 * Why Teams could not use a machine's address: it is without HTTPS, one that Microsoft cannot send to, or one without a
 * domain, which tabs and previews of links need. Undefined when it could.
 */
export function addressFault(
  publicUrl: string,
): "insecure" | "unreachable" | "nameless" | undefined {
  const { protocol, hostname } = new URL(publicUrl);
  if (isThisMachine(hostname)) return "unreachable";
  if (protocol !== "https:") return "insecure";
  const isNamed = hostname.includes(".") && isIP(hostname) === 0;
  return isNamed ? undefined : "nameless";
}

/**
 * The app's version for a version of this program. One is added to the first number: Teams takes none that begins with 0,
 * and in this way each is still higher than the one before it.
 */
export function appVersionOf(programVersion: string): string {
  const [major = "0", minor = "0", patch = "0"] = programVersion.replace(/[-+].*$/, "").split(".");
  return [Number(major) + 1, Number(minor), Number(patch)].join(".");
}

async function readJson(name: string): Promise<JsonObject> {
  return jsonObject.parse(JSON.parse(await readFile(join(import.meta.dirname, name), "utf8")));
}

function mapTexts(
  value: z.core.util.JSONType,
  map: (text: string) => string,
): z.core.util.JSONType {
  if (typeof value === "string") return map(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, map));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, map)]));
}
