import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { createInstallationStore } from "../../../adapters/database/installation-store.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { MessageStore } from "../../../src/ports.ts";
import { incoming } from "../../contracts/message-store.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const patience = { timeout: 20_000 };

const secret = "paraula-secreta-7391";

/** Files of a folder in which the secret stands. */
async function filesWith(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  const contents = await Promise.all(names.map((name) => readFile(join(directory, name))));
  return names.filter((_, at) => contents[at]?.includes(secret));
}

/** While the log is worked in, it may be seen in neither of two files that are read one after the other. */
function untilItStands(directory: string): Promise<void> {
  return vi.waitFor(async () => expect(await filesWith(directory)).not.toEqual([]), patience);
}

async function openErasing() {
  const directory = await temporaryFolder();
  const database = await openDatabase({ directory }, { eraseWithinMs: 20 });
  onTestFinished(() => database.destroy());
  const messages = createMessageStore(database, "slack");
  const installations = createInstallationStore(database, "slack");
  return { directory, messages, installations };
}

const said = incoming("one", { question: `és ${secret}`, address: secret });

const erasures: readonly (readonly [string, (store: MessageStore) => Promise<unknown>])[] = [
  [
    "a question that is taken back, and of what leans on it",
    async (store) => {
      await store.add(incoming("pressed", { history: [said.question] }), 1);
      await store.answered("pressed", "sent", 0);
      for (const { id } of await store.retract("one")) await store.close(id);
    },
  ],
  [
    "a question that is edited, and of where its answer went",
    async (store) => {
      await store.edit({ ...said, question: "una altra" });
      await store.answered("one", "sent", 1);
    },
  ],
  ["what people say to each other", (store) => store.forget("one", 0)],
  ["what is too old", (store) => store.purge(9)],
];

it.each(erasures)("leaves nothing of %s in any file, while it is open", async (_what, erase) => {
  const { directory, messages } = await openErasing();
  await messages.add(said, 1);
  await untilItStands(directory);
  await erase(messages);
  await vi.waitFor(async () => expect(await filesWith(directory)).toEqual([]), patience);
});

it("leaves nothing of a token that was withdrawn", async () => {
  const { directory, installations } = await openErasing();
  await installations.set("T1", JSON.stringify({ token: secret }));
  await untilItStands(directory);
  await installations.remove("T1");
  await vi.waitFor(async () => expect(await filesWith(directory)).toEqual([]), patience);
});
