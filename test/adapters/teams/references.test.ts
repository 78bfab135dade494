import { expect, it } from "vitest";
import { createReferences } from "../../../adapters/teams/references.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { digestOf } from "../../helpers/reception.ts";
import { ids, installationUpdate, message } from "./activities.ts";
import { serveTeams } from "./serve-teams.ts";

it("remembers where it was written to, so that it can write first, after a restart too", async () => {
  const served = await serveTeams(await shippedIndex());
  const { connector } = served;
  await served.deliver(message({ text: "acció 2.3.1" }));
  await served.deliver(message({ place: "channel", text: "acció 2.3.1" }));
  await served.settled();
  await served.restart();
  const { installations } = served;
  const references = createReferences({ installations, digest: digestOf, settings: {} });
  const known = { serviceUrl: connector.serviceUrl, tenant: ids.tenant, bot: ids.bot };
  expect(await references.get(ids.personal)).toMatchObject({ ...known, id: ids.personal });
  // A thread is written to by who answers in it only.
  expect(await references.get(`${ids.channel};messageid=1`)).toMatchObject({ id: ids.channel });
});

it("follows a conversation whose service moves, and keeps nobody's name", async () => {
  const served = await serveTeams(await shippedIndex());
  await served.deliver(message());
  await served.settled();
  const kept = await served.installations.get(ids.personal);
  for (const name of [ids.userName, ids.user, ids.userObject]) expect(kept).not.toContain(name);
  await served.installations.set(ids.personal, kept?.replace(ids.bot, "28:older") ?? "");
  await served.restart();
  await served.deliver(message());
  await served.settled();
  expect(await served.installations.get(ids.personal)).toBe(kept);
});

it("forgets where it was taken away, and keeps nothing of whom it refuses", async () => {
  const served = await serveTeams(await shippedIndex());
  await served.deliver(message());
  await served.settled();
  await served.deliver(installationUpdate({ action: "remove" }));
  expect(await served.installations.get(ids.personal)).toBeUndefined();
  const tenant = "00000000-0000-4000-8000-000000000001";
  await served.deliver(message({ tenant, conversation: "a:stranger" }));
  await served.settled();
  expect(await served.installations.get("a:stranger")).toBeUndefined();
});
