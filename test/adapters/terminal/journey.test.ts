import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { terminalWords } from "../../../adapters/terminal/words.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { stepsFor } from "../../../src/onboarding/itinerary.ts";
import { onboardingWords } from "../../../src/onboarding/words.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { createWorkspace, type Workspace } from "../../scripts/small-knowledge.ts";
import { shippedFolder } from "../../src/answer/shipped.ts";
import { indexOf } from "../web/serve.ts";
import { talk } from "./talking.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace({});
  await indexOf({ knowledge: shippedFolder, index: workspace.index });
});
afterAll(() => workspace.remove());

async function folders() {
  return { index: workspace.index, data: await temporaryFolder() };
}

const { ca } = receptionWords;
const say = onboardingWords.ca;

it("tells once that it is an automatic system, and remembers the council from one day to the next", async () => {
  const places = await folders();
  const first = await talk(places);
  expect(first.greeting).toContain(ca.notice);
  await first.say("el meu ajuntament");
  await first.choose(ca.council.save);
  await first.say("Ajuntament de Rupit");
  const refused = await first.say("molts");
  await first.choose(ca.council.save);
  await first.say("");
  const saved = await first.say("800");
  await first.leave();
  const second = await talk(places);
  const answer = await second.say("quines accions de ciberseguretat ens toquen?");
  const other = await second.say("i per a 60.000 habitants?");
  await second.leave();

  expect(refused).toContain(ca.council.badPopulation("10.000.000"));
  expect(saved).toContain(ca.council.saved("Ajuntament de Rupit", "800"));
  expect(second.greeting).not.toContain(ca.notice);
  expect(answer).toContain("800 habitants (Ajuntament de Rupit)");
  expect(answer).toContain(terminalWords.ca.changeCouncil);
  expect(other).toContain("60.000 habitants");
  expect(other).not.toContain(terminalWords.ca.changeCouncil);
});

it("walks a new officer through the whole itinerary, with a night between, to the summary", async () => {
  const places = await folders();
  const { itinerary } = await readKnowledge(shippedFolder);
  const steps = stepsFor(itinerary, "secretaria", 800);
  let person = await talk(places);
  await person.say("itinerari");
  await person.choose(say.start);
  await person.say("2");
  await person.say("molts");
  await person.choose(say.start);
  await person.say("2");
  let shown = await person.say("800");
  for (const [at, step] of steps.entries()) {
    if (at === 3) {
      await person.leave();
      person = await talk(places);
      const overview = await person.say("itinerari");
      expect(overview).toContain(say.progress(3, steps.length));
      shown = await person.choose(say.goOn(step.title));
    }
    expect(shown).toContain(step.title);
    shown = await person.choose(say.check(step.questions.length));
    for (const [number, question] of step.questions.entries()) {
      expect(shown).toContain(question.ask);
      const wrong = question.options.findIndex((_, option) => option !== question.right);
      if (number === 0) {
        shown = await person.choose(question.options[wrong] ?? "");
        // It is to be read again: the reason would tell which one is right.
        expect(shown).not.toContain(question.because.slice(0, 40));
        shown = await person.choose(say.tryAgain);
      }
      shown = await person.choose(question.options[question.right] ?? "");
      expect(shown.replaceAll(/\s+/gu, " ")).toContain(question.because);
      expect(shown).toContain(`https://agenda.example.cat/agenda/${question.item}?cita=`);
      if (number < step.questions.length - 1) shown = await person.choose(say.nextQuestion);
    }
    shown = await person.choose(say.finish);
  }
  const questions = steps.reduce((sum, step) => sum + step.questions.length, 0);
  const summary = await person.say("el meu resum");
  await person.leave();

  expect(summary).toContain(say.summary.stepsValue(steps.length, steps.length));
  expect(summary).toContain(say.summary.checksValue(questions - steps.length, questions));
  for (const step of steps) expect(summary).toContain(step.title);
});

it("shows what it keeps, gives it as JSON, and forgets it all when it is told to", async () => {
  const places = await folders();
  const person = await talk(places);
  await person.say("Què hem de fer si ens entra un ransomware?");
  const thanks = await person.say("- hi falta el telèfon 612 345 678");
  const kept = await person.say("les meves dades");
  await person.leave();
  const exported = dataOf(places);
  const again = await talk(places);
  await again.say("oblida'm");
  const erased = await again.choose(ca.data.yesForget);
  await again.leave();

  expect(thanks).toContain(ca.opinion.kept);
  expect(kept).toMatch(new RegExp(`${ca.data.questions}: 1`));
  expect(exported).toMatchObject({
    questions: [{ kind: "answered" }],
    opinions: [{ isPositive: false }],
  });
  expect(JSON.stringify(exported)).not.toContain("612");
  expect(erased).toContain(ca.data.forgotten);
  expect(dataOf(places)).toEqual({
    questions: [],
    opinions: [],
    messages: [],
    conversations: 0,
    plan: [],
    needs: [],
  });
});

function dataOf({ index, data }: Awaited<ReturnType<typeof folders>>): unknown {
  const { stdout } = spawnSync(
    process.execPath,
    ["--import", "tsx", "scripts/ask.ts", "--my-data"],
    {
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        KNOWLEDGE_DIR: shippedFolder,
        INDEX_DIR: index,
        DATA_DIR: data,
      },
    },
  );
  return JSON.parse(stdout);
}
