import type { Selectable } from "kysely";
import * as z from "zod";
import type { Decision, QuestionGroup } from "../../src/feedback/asking.ts";
import type { AskingStore } from "../../src/ports.ts";
import type { Step } from "./atomically.ts";
import type { Database, QuestionGroupRow } from "./tables.ts";

/** Groups of questions that were shown to the owners, kept in a database. */
export function createQuestionGroups(
  database: Database,
): Pick<AskingStore, "addGroups" | "group" | "decided" | "decide"> {
  return {
    async addGroups(groups, nowMs) {
      if (groups.length === 0) return;
      await database
        .insertInto("questionGroups")
        .values(
          groups.map(({ id, topic, sample, askings, decision }) => ({
            id,
            topic,
            sample,
            askings: JSON.stringify(askings),
            ...columnsOf(decision),
            decidedAtMs: decision === undefined ? null : nowMs,
            createdAtMs: nowMs,
          })),
        )
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async group(id) {
      const row = await database
        .selectFrom("questionGroups")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row && groupOf(row);
    },
    async decided(sinceMs, limit) {
      const rows = await database
        .selectFrom("questionGroups")
        .selectAll()
        .where("decidedAtMs", ">=", sinceMs)
        .orderBy("decidedAtMs", "desc")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(groupOf);
    },
    async decide(id, decision, nowMs) {
      const { numUpdatedRows } = await database
        .updateTable("questionGroups")
        .set({ ...columnsOf(decision), decidedAtMs: nowMs })
        .where("id", "=", id)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

/** Ids that are looked for at once: engines take some ten thousand. */
const idsAtOnce = 1_000;

/** Forgets in the groups what is not kept any more: a question that was erased stands for no others. */
export async function forgetInGroups(step: Step): Promise<void> {
  const rows = await step
    .selectFrom("questionGroups")
    .select(["id", "sample", "askings"])
    .execute();
  const groups = rows.map((row) => ({ ...row, askings: texts.parse(JSON.parse(row.askings)) }));
  const kept = await questionsOf([...new Set(groups.flatMap(({ askings }) => askings))], step);
  for (const { id, sample, askings } of groups) {
    const rest = askings.filter((asking) => kept.has(asking));
    if (rest.length === askings.length) continue;
    const questions = rest.flatMap((asking) => kept.get(asking) ?? []);
    const [first] = questions;
    if (first === undefined) await step.deleteFrom("questionGroups").where("id", "=", id).execute();
    else
      await step
        .updateTable("questionGroups")
        .set({
          askings: JSON.stringify(rest),
          sample: questions.includes(sample) ? sample : first,
        })
        .where("id", "=", id)
        .execute();
  }
}

/** Questions by the ids of askings that are still kept. */
async function questionsOf(ids: readonly string[], step: Step): Promise<Map<string, string>> {
  const questions = new Map<string, string>();
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const rows = await step
      .selectFrom("askings")
      .select(["id", "question"])
      .where("id", "in", ids.slice(start, start + idsAtOnce))
      .execute();
    for (const { id, question } of rows) questions.set(id, question);
  }
  return questions;
}

function columnsOf(decision: Decision | undefined) {
  return {
    decision: decision?.kind ?? null,
    item: decision?.kind === "covered" ? decision.item : null,
  };
}

const texts = z.array(z.string());

function groupOf(row: Selectable<QuestionGroupRow>): QuestionGroup {
  const { id, topic, sample, askings, decision, item } = row;
  const group = { id, topic, sample, askings: texts.parse(JSON.parse(askings)) };
  if (decision === null) return group;
  const decided =
    decision === "covered" ? { kind: decision, item: item ?? "" } : { kind: decision };
  return { ...group, decision: decided };
}
