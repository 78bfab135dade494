import type { DatabaseOutcome } from "../../adapters/database/check-database.ts";
import type { ServerOutcome } from "../../adapters/database/check-server.ts";
import type { SlackOutcome } from "../../adapters/slack/check-slack.ts";
import type { TeamsOutcome } from "../../adapters/teams/check-teams.ts";
import type { AddressOutcome } from "../../src/doctor/check-address.ts";
import type { MachineOutcome } from "../../src/doctor/check-machine.ts";
import type { ModelsOutcome } from "../../src/doctor/check-models.ts";
import type { Finding, FindingValues } from "../../src/doctor/finding.ts";
import type { ReachFault } from "../../src/doctor/probe.ts";
import type { Language } from "../../src/language/language.ts";
import { catalan } from "./words-ca.ts";
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";

/** Everything that a check of the installation can find. */
export type Outcome =
  | MachineOutcome
  | ModelsOutcome
  | DatabaseOutcome
  | ServerOutcome
  | AddressOutcome
  | SlackOutcome
  | TeamsOutcome
  | "settings-read"
  | "settings-invalid"
  | "settings-unreadable";

/** What was found and, where there is something to do, what. */
export type Told = readonly [found: string, remedy?: string];

/** The words of the doctor in one language. Labels of Slack's own pages stay in English: so they stand there. */
export interface DoctorWords {
  readonly outcomes: Readonly<Record<Outcome, (values: FindingValues) => Told>>;
  /** Why an address was not reached. */
  readonly causes: Readonly<Record<ReachFault, string>>;
  readonly summary: (faults: number, warnings: number) => string;
}

/** The words of the doctor. */
export const doctorWords: Readonly<Record<Language, DoctorWords>> = {
  ca: catalan,
  es: spanish,
  en: english,
};

/** Says a finding. */
export function tell({ outcome, values = {} }: Finding<Outcome>, language: Language): Told {
  const { outcomes, causes } = doctorWords[language];
  const { why, at } = values;
  return outcomes[outcome]({
    ...values,
    ...(isCause(why, causes) ? { why: causes[why] } : {}),
    ...(at === undefined ? {} : { at: timeOf(String(at), language) }),
  });
}

function isCause(why: unknown, causes: DoctorWords["causes"]): why is ReachFault {
  return typeof why === "string" && Object.hasOwn(causes, why);
}

function timeOf(at: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  return format.format(new Date(at));
}
