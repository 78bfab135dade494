import { beforeEach, expect, it } from "vitest";
import { planPath, type Reception } from "../../../src/reception/reception.ts";
import type { Visitor } from "../../../src/reception/visitor.ts";
import { openForTest } from "../../adapters/database/open-for-test.ts";
import { receptionOn } from "../../helpers/reception.ts";
import { knowledgeFolder } from "../../helpers/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../answer/shipped.ts";
import { partsOf, textOf } from "../onboarding/rig.ts";

let reception: Reception;

beforeEach(async () => {
  const { assistant, index } = await openAssistant(await knowledgeFolder());
  const { database } = await openForTest();
  ({ reception } = receptionOn(database, { assistant, index: () => index, publicUrl }));
}, buildTimeoutMs);

const visitor = (platform: string, tenant = "north", person = "anna"): Visitor => ({
  person,
  tenant,
  platform,
  language: "en",
  isAdmin: async () => false,
});
const add = { kind: "plan-add", item: "2.3.1" } as const;
const linkOf = async (platform: string) => {
  const sheet = await reception.serve({ kind: "plan" }, visitor(platform));
  return partsOf(sheet, "link")[0]?.url;
};

it("shares a plan with everybody of the tenant, and with nobody else", async () => {
  await reception.serve(add, visitor("slack"));
  const colleague = await reception.serve(add, visitor("slack", "north", "bernat"));
  expect(textOf(colleague)).toContain("already in the plan");
  expect(await reception.planOf({ tenant: "north" })).toMatchObject([{ item: "2.3.1" }]);
  const stranger = await reception.serve(
    { kind: "plan-entry", item: "2.3.1" },
    visitor("slack", "south"),
  );
  expect(textOf(stranger)).toContain("is not in the plan");
  expect(await reception.planOf({ tenant: "south" })).toEqual([]);
});

it("fits the suggestions to the council that was told", async () => {
  await reception.serve(
    { kind: "keep-council", whose: "own", fields: { population: "4321" } },
    visitor("slack"),
  );
  const [form] = partsOf(
    await reception.serve({ kind: "model", fields: {} }, visitor("slack")),
    "form",
  );
  expect(form?.form.fields[0]?.value).toBe("4321");
});

it("leads to the page with a ticket for that plan alone, from a browser without one", async () => {
  await reception.serve(add, visitor("slack"));
  const prefix = `${publicUrl}${planPath}/`;
  const url = (await linkOf("slack")) ?? "";
  expect(url.startsWith(prefix)).toBe(true);
  const ticket = url.slice(prefix.length);
  expect(reception.planFor(ticket)).toEqual({ person: "", tenant: "north", platform: "slack" });
  expect(await reception.dataFor(ticket)).toBeUndefined();
  expect(reception.planFor(`${ticket}x`)).toBeUndefined();
  await reception.serve(add, visitor("web"));
  expect(await linkOf("web")).toBe(`${publicUrl}${planPath}`);
  expect(await linkOf("terminal")).toBeUndefined();
});

it("forgets the plan of a tenant that has left", async () => {
  await reception.serve(add, visitor("slack"));
  await reception.forgetTenant("north");
  expect(await reception.planOf({ tenant: "north" })).toEqual([]);
});
