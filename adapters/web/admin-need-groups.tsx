/** @jsxRuntime automatic @jsxImportSource preact */
import { formatNumber, joinList } from "../../src/answer/words.ts";
import type { PopulationBand } from "../../src/council/bands.ts";
import { feedbackWords } from "../../src/feedback/words.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import { formatDate } from "../../src/language/format-date.ts";
import type { Language } from "../../src/language/language.ts";
import type { NeedGroup } from "../../src/owners/report.ts";
import { CoverForm, UnplacedFault } from "./admin-cover.tsx";
import { ItemName, Said } from "./admin-parts.tsx";
import { dayOf } from "./admin-period.ts";
import { type Asked, makeTable, type ReportTable } from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";
import { foreign, knowledgeLanguage } from "./facts.tsx";

/** Groups on the page; the file has all of them. */
const mostShown = 100;

/** Needs that mean the same, with what is to be done about them. */
export function NeedGroups(props: {
  readonly groups: readonly NeedGroup[];
  readonly asked: Asked;
}) {
  const { groups, asked } = props;
  const { view, reports } = asked;
  const say = adminWords[view.language];
  const { catalogue } = reports.index();
  const left = groups.length - mostShown;
  return (
    <section>
      <h2>{say.needs.groups}</h2>
      <UnplacedFault groups={groups.slice(0, mostShown)} asked={asked} />
      {groups.length === 0 && <p>{say.nothing}</p>}
      <ol class="groups">
        {groups.slice(0, mostShown).map((group, at) => (
          <Group group={group} number={at + 1} asked={asked} />
        ))}
      </ol>
      {left > 0 && (
        <p>{feedbackWords[view.language].notShown(left, formatNumber(left, view.language))}</p>
      )}
      {/* What is typed finds the item by its code or its title. */}
      <datalist id="elements">
        {catalogue.items
          .filter(({ kind }) => kind === "action" || kind === "objective")
          .map(({ id, title }) => (
            <option value={id}>{title}</option>
          ))}
      </datalist>
    </section>
  );
}

function Group(props: {
  readonly group: NeedGroup;
  readonly number: number;
  readonly asked: Asked;
}) {
  const { group, number, asked } = props;
  const { view, reports } = asked;
  const { language } = view;
  const say = adminWords[language];
  const axis = group.axis === undefined ? undefined : reports.index().catalogue.get(group.axis);
  const isOpen = (group.covered?.needs ?? 0) < group.needs.length;
  return (
    <li class="card">
      <h3 id={`grup-${number}`}>
        <Said text={group.sample} />
      </h3>
      <ul class="badges">
        <li>
          {say.needs.councilCount(group.councils, formatNumber(group.councils, language))}
          {", "}
          {say.needs.peopleCount(group.people, formatNumber(group.people, language))}
        </li>
        <li lang={axis === undefined ? undefined : foreign(knowledgeLanguage, language)}>
          {axis === undefined ? say.needs.noAxis : `${axis.id}. ${axis.title}`}
        </li>
        <li>{languagesOf(group, language)}</li>
        <li>{daysOf(group, language)}</li>
        {group.bands.length > 0 && <li>{bandsOf(group, language)}</li>}
      </ul>
      {group.names.length > 0 && (
        <p class="names">
          {`${say.columns.names}: `}
          <Said text={joinList(group.names, language)} />
        </p>
      )}
      {group.others.length > 0 && (
        <details>
          <summary>{say.needs.others}</summary>
          <ul>
            {group.others.map((other) => (
              <li>
                <Said text={other} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <State group={group} asked={asked} />
      {isOpen && (
        <CoverForm
          needs={group.needs}
          texts={[group.sample, ...group.others]}
          id={`grup-${number}-item`}
          name={cutText(oneLine(group.sample), mostNameChars)}
          proposed={group.proposed?.item}
          asked={asked}
        />
      )}
    </li>
  );
}

/** Characters of a need that tell its form from others. */
const mostNameChars = 80;

function State({ group, asked }: { readonly group: NeedGroup; readonly asked: Asked }) {
  const { covered } = group;
  if (covered === undefined) return null;
  const { language } = asked.view;
  const write = (count: number) => formatNumber(count, language);
  return (
    <p class="state">
      {adminWords[language].needs.coveredBy(write(covered.needs), write(group.needs.length))}{" "}
      <ItemName id={covered.item} title={`${covered.item}. ${covered.title}`} asked={asked} />
    </p>
  );
}

/** The groups as a file has them. */
export function needsTable(groups: readonly NeedGroup[], asked: Asked): ReportTable {
  const { language } = asked.view;
  const say = adminWords[language];
  const { columns } = say;
  return makeTable("grups", say.needs.groups, groups, [
    { header: columns.need, value: ({ sample }) => sample },
    { header: columns.others, value: ({ others }) => others.join(" | ") },
    { header: columns.axis, value: ({ axis }) => axis },
    { header: columns.councils, value: ({ councils }) => councils },
    { header: columns.people, value: ({ people }) => people },
    { header: columns.names, value: ({ names }) => names.join(" | ") },
    { header: columns.bands, value: (group) => bandsOf(group, language) },
    { header: columns.languages, value: (group) => languagesOf(group, language) },
    { header: columns.first, value: ({ firstAtMs }) => new Date(dayOf(firstAtMs)) },
    { header: columns.last, value: ({ lastAtMs }) => new Date(dayOf(lastAtMs)) },
    { header: say.needs.open, value: ({ needs, covered }) => needs.length - (covered?.needs ?? 0) },
    { header: say.needs.covered, value: ({ covered }) => covered?.needs ?? 0 },
    { header: columns.item, value: ({ covered }) => covered?.item },
  ]);
}

/** A band of population in words. */
export function bandName(band: PopulationBand | "unknown", language: Language): string {
  const say = adminWords[language].needs;
  if (band === "unknown") return say.unknown;
  const [from = "", to = ""] = band.split("-");
  const write = (number: string) => formatNumber(Number(number), language);
  return say.band(write(from), to === "" ? undefined : write(to));
}

function bandsOf({ bands }: NeedGroup, language: Language): string {
  return bands
    .map(({ name, count }) => `${bandName(name, language)}: ${formatNumber(count, language)}`)
    .join("; ");
}

function languagesOf({ languages }: NeedGroup, language: Language): string {
  const { languages: names } = feedbackWords[language];
  return joinList(
    languages.map((one) => names[one]),
    language,
  );
}

function daysOf({ firstAtMs, lastAtMs }: NeedGroup, language: Language): string {
  const [first = "", last = ""] = [firstAtMs, lastAtMs].map((ms) =>
    formatDate(dayOf(ms), language),
  );
  return adminWords[language].needs.between(first, last);
}
