import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppManifestUtils } from "@microsoft/app-manifest";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import {
  addressFault,
  appVersionOf,
  commandIds,
  createManifest,
  readTranslations,
  searchParameters,
} from "../../../adapters/teams/manifest.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { createAssistant } from "../../../src/answer/assistant.ts";
import { readSpokenWish } from "../../../src/reception/spoken-wish.ts";
import { openIndex } from "../../../src/search/index-build.ts";
import { indexFolder, store } from "../../helpers/built-index.ts";

const appId = "11111111-2222-4333-8444-555555555555";
const publicUrl = "https://agenda.poble.cat/assistent";
const options = { appId, publicUrl, version: "1.2.3" };

/** Microsoft's own validator, with the schema of its own package. */
async function faultsOf(content: unknown, name: string): Promise<string[]> {
  const path = `@microsoft/app-manifest/build/json-schemas/teams/v1.30/${name}`;
  const schema = await readFile(fileURLToPath(import.meta.resolve(path)), "utf8");
  return AppManifestUtils.validateAgainstSchema(content as never, JSON.parse(schema) as never);
}

const command = z.strictObject({
  title: z.string().max(40),
  description: z.string().max(80),
  type: z.literal("prompt"),
  prompt: z.string(),
});
const manifestSchema = z.strictObject({
  $schema: z.string(),
  manifestVersion: z.literal("1.30"),
  version: z.string(),
  id: z.string(),
  localizationInfo: z.strictObject({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.strictObject({ languageTag: z.string(), file: z.string() })),
  }),
  developer: z.record(z.string(), z.string()),
  name: z.strictObject({ short: z.string().max(30), full: z.string().max(100) }),
  description: z.strictObject({ short: z.string().max(80), full: z.string().max(4_000) }),
  icons: z.strictObject({ color: z.string(), outline: z.string() }),
  accentColor: z.literal("#8b1a2f"),
  defaultInstallScope: z.literal("personal"),
  defaultGroupCapability: z.record(z.string(), z.literal("bot")),
  supportsChannelFeatures: z.literal("tier1"),
  bots: z.tuple([
    z.strictObject({
      botId: z.string(),
      scopes: z.array(z.string()),
      supportsFiles: z.literal(false),
      isNotificationOnly: z.literal(false),
      commandLists: z
        .array(z.strictObject({ scopes: z.array(z.string()), commands: z.array(command).max(12) }))
        .max(3),
    }),
  ]),
  composeExtensions: z.tuple([
    z.strictObject({
      botId: z.string(),
      commands: z.tuple([
        z.strictObject({
          id: z.string(),
          type: z.literal("query"),
          context: z.array(z.string()),
          title: z.string().max(32),
          description: z.string().max(128),
          initialRun: z.literal(true),
          parameters: z
            .array(z.looseObject({ name: z.string(), title: z.string().max(32) }))
            .max(5),
        }),
        z.strictObject({
          id: z.string(),
          type: z.literal("action"),
          context: z.array(z.string()),
          title: z.string().max(32),
          description: z.string().max(128),
          fetchTask: z.literal(true),
        }),
      ]),
      messageHandlers: z.array(
        z.strictObject({
          type: z.literal("link"),
          value: z.strictObject({ domains: z.array(z.string()) }),
        }),
      ),
    }),
  ]),
  staticTabs: z.array(z.record(z.string(), z.unknown())),
  validDomains: z.array(z.string()),
});

async function manifestFor(given: Partial<typeof options> = {}) {
  return manifestSchema.parse(await createManifest({ ...options, ...given }));
}

describe("manifest.json", () => {
  it("is a manifest as it stands, by Microsoft's schema", async () => {
    const path = join(import.meta.dirname, "../../../adapters/teams/manifest.json");
    const file = JSON.parse(await readFile(path, "utf8"));
    expect(await faultsOf(file, "MicrosoftTeams.schema.json")).toEqual([]);
    expect(file.$schema).toContain(`/v${file.manifestVersion}/`);
  });

  it("asks for no permission, and for nothing that is not used", async () => {
    // These would let the assistant read more than what is addressed to it, or ask people to sign in.
    const manifest = await createManifest(options);
    for (const name of ["authorization", "permissions", "devicePermissions", "webApplicationInfo"])
      expect(manifest).not.toHaveProperty(name);
  });
});

describe("createManifest", () => {
  it("is what Microsoft's schema takes", async () => {
    expect(await faultsOf(await createManifest(options), "MicrosoftTeams.schema.json")).toEqual([]);
  });

  it("puts the registration, the address and the version in each place", async () => {
    const manifest = await manifestFor();
    const { id, version, developer, bots, composeExtensions, staticTabs } = manifest;
    const [{ botId }] = bots;
    const [extension] = composeExtensions;
    expect([id, botId, extension.botId]).toEqual([appId, appId, appId]);
    expect(version).toBe("1.2.3");
    expect(developer).toEqual({
      name: "Assistent de l'Agenda digital",
      websiteUrl: `${publicUrl}/agenda`,
      privacyUrl: `${publicUrl}/privadesa`,
      termsOfUseUrl: `${publicUrl}/privadesa#condicions`,
    });
    expect(extension.messageHandlers).toEqual([
      { type: "link", value: { domains: ["agenda.poble.cat"] } },
    ]);
    expect(manifest.validDomains).toEqual(["agenda.poble.cat"]);
    expect(staticTabs).toEqual([
      { entityId: "conversations", scopes: ["personal"] },
      {
        entityId: "agenda",
        name: "Agenda",
        contentUrl: `${publicUrl}/agenda?theme={app.theme}`,
        websiteUrl: `${publicUrl}/agenda`,
        scopes: ["personal"],
      },
      { entityId: "about", scopes: ["personal"] },
    ]);
    expect(JSON.stringify(manifest)).not.toMatch(/example|0{8}-/);
  });

  it("names the port where pages are loaded, and not where links are looked at", async () => {
    const manifest = await manifestFor({ publicUrl: "https://agenda.poble.cat:8443" });
    expect(manifest.validDomains).toEqual(["agenda.poble.cat:8443"]);
    const [{ messageHandlers }] = manifest.composeExtensions;
    expect(messageHandlers[0]?.value.domains).toEqual(["agenda.poble.cat"]);
  });

  it("serves people, teams and group chats, each scope with its commands once", async () => {
    const [bot] = (await manifestFor()).bots;
    expect(bot.scopes).toEqual(["personal", "team", "groupChat"]);
    expect(bot.commandLists.flatMap(({ scopes }) => scopes).toSorted()).toEqual(
      bot.scopes.toSorted(),
    );
    for (const { commands } of bot.commandLists) {
      expect(commands.length).toBeGreaterThanOrEqual(3);
      expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length);
    }
  });

  it("has the commands of the message extension that the program knows, where they belong", async () => {
    const [{ commands }] = (await manifestFor()).composeExtensions;
    const [search, ask] = commands;
    expect(search.id).toBe(commandIds.search);
    expect(search.context).toEqual(["compose", "commandBox"]);
    expect(search.parameters.map(({ name }) => name)).toEqual(Object.values(searchParameters));
    expect([ask.id, ask.context]).toEqual([commandIds.askAboutMessage, ["message"]]);
  });
});

describe("readTranslations", () => {
  it("has a file of its own for each language that the manifest names, and Catalan for the rest", async () => {
    const { localizationInfo } = await manifestFor();
    expect(localizationInfo).toEqual({
      defaultLanguageTag: "ca",
      additionalLanguages: [
        { languageTag: "es", file: "es.json" },
        { languageTag: "en", file: "en.json" },
      ],
    });
    const files = localizationInfo.additionalLanguages.map(({ file }) => file);
    expect(Object.keys(await readTranslations())).toEqual(files);
  });

  it("is not the Catalan over again", async () => {
    const { description } = await manifestFor();
    const { "es.json": es, "en.json": en } = await readTranslations();
    const full = [description.full, es?.["description.full"], en?.["description.full"]];
    expect(new Set(full).size).toBe(3);
    for (const [key, text] of Object.entries({ ...es }))
      if (key.endsWith(".prompt") || key.endsWith("full")) expect(text).not.toBe(en?.[key]);
  });
});

describe("the prompts", () => {
  it("are answered by the assistant, in the language in which they stand", async () => {
    const knowledge = await readKnowledge(join(import.meta.dirname, "../../../knowledge"));
    const index = await openIndex(await indexFolder(knowledge), store);
    const clock = () => performance.now();
    const assistant = createAssistant({ index: () => index, publicUrl, clock });
    const [{ commandLists }] = (await manifestFor()).bots;
    const { "es.json": es, "en.json": en } = await readTranslations();
    const isPrompt = ([key]: [string, unknown]) => key.endsWith(".prompt");
    const prompts = {
      ca: commandLists.flatMap(({ commands }) => commands.map(({ prompt }) => prompt)),
      es: Object.entries({ ...es })
        .filter(isPrompt)
        .map(([, text]) => String(text)),
      en: Object.entries({ ...en })
        .filter(isPrompt)
        .map(([, text]) => String(text)),
    };
    for (const [language, questions] of Object.entries(prompts)) {
      expect(questions).toHaveLength(11);
      const wishes = questions.flatMap((question) => readSpokenWish(question) ?? []);
      expect(wishes.map(({ kind }) => kind)).toEqual(["itinerary", "plan", "council", "my-data"]);
      for (const question of questions.filter((one) => readSpokenWish(one) === undefined))
        expect(await assistant.respond({ question }), question).toMatchObject({
          kind: "answered",
          language,
        });
    }
  }, 60_000);
});

describe("addressFault", () => {
  it.each([
    ["https://agenda.poble.cat", undefined],
    ["https://www.poble.cat:8443/assistent", undefined],
    ["http://agenda.poble.cat", "insecure"],
    ["http://localhost:3978", "unreachable"],
    ["https://localhost:3978", "unreachable"],
    ["https://127.0.0.1", "unreachable"],
    ["https://[::1]", "unreachable"],
    ["https://servidor", "nameless"],
    ["https://192.0.2.7", "nameless"],
    ["https://[2001:db8::7]", "nameless"],
  ])("of %s is %s", (url, fault) => {
    expect(addressFault(url)).toBe(fault);
  });
});

describe("appVersionOf", () => {
  it.each([
    ["0.1.0", "1.1.0"],
    ["0.9.12", "1.9.12"],
    ["1.0.0", "2.0.0"],
    ["1.2.3-beta.1", "2.2.3"],
  ])("of %s is %s", (version, expected) => {
    expect(appVersionOf(version)).toBe(expected);
  });
});
