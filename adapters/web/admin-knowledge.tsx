/** @jsxRuntime automatic @jsxImportSource preact */
import type { Change } from "../../src/agenda/changes.ts";
import { formatNumber } from "../../src/answer/words.ts";
import { clean } from "../../src/language/clean-text.ts";
import { formatDate } from "../../src/language/format-date.ts";
import type { Language } from "../../src/language/language.ts";
import type {
  ItemChange,
  KnowledgeReport,
  KnowledgeVersion,
  TextPiece,
} from "../../src/owners/report.ts";
import { Download, ItemName } from "./admin-parts.tsx";
import { dayOf } from "./admin-period.ts";
import { type Asked, makeTable, type Report, reportPaths } from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";
import { foreign, knowledgeLanguage } from "./facts.tsx";

const path = reportPaths.knowledge;

/** What changed in the knowledge between two states of it. */
export async function knowledgeReport(asked: Asked): Promise<Report> {
  const { before, after } = asked.query;
  const knowledge = await asked.reports.office.knowledge(digestOf(before), digestOf(after));
  const { language } = asked.view;
  const { knowledge: say, columns } = adminWords[language];
  const table = makeTable("canvis", say.changes, knowledge.changes, [
    { header: columns.code, value: ({ itemId }) => itemId },
    { header: columns.title, value: ({ title }) => title },
    { header: columns.change, value: ({ change }) => say.kinds[change] },
    { header: columns.sections, value: (change) => sectionsOf(change, language).join(" | ") },
  ]);
  const page = (
    <>
      <VersionForm knowledge={knowledge} asked={asked} />
      {knowledge.before !== undefined && (
        <section>
          <h2>{say.changes}</h2>
          {knowledge.changes.length === 0 ? (
            <p>{say.same}</p>
          ) : (
            <>
              <p>{changeCounts(knowledge.changes, language)}</p>
              <p class="marks">
                {say.legend} <ins>{say.added}</ins> <del>{say.removed}</del>
              </p>
              {knowledge.changes.map((change) => (
                <ChangedItem change={change} asked={asked} />
              ))}
              <Download table={table} asked={asked} path={path} />
            </>
          )}
        </section>
      )}
    </>
  );
  return { tables: [table], page: () => Promise.resolve(page) };
}

/** How many items came, changed and went, in words. */
export function changeCounts(changes: readonly ItemChange[], language: Language): string {
  const count = (kind: Change["change"]) =>
    formatNumber(changes.filter(({ change }) => change === kind).length, language);
  return adminWords[language].knowledge.counts(count("added"), count("edited"), count("removed"));
}

function VersionForm(props: { readonly knowledge: KnowledgeReport; readonly asked: Asked }) {
  const { knowledge, asked } = props;
  const { view } = asked;
  const say = adminWords[view.language].knowledge;
  if (knowledge.before === undefined || knowledge.after === undefined) return <p>{say.few}</p>;
  const { versions, before, after } = knowledge;
  return (
    <form class="search no-print" method="get" action={view.link(path)} aria-label={say.versions}>
      {Object.entries(view.carried).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Versions name="before" versions={versions} chosen={before} language={view.language} />
      <Versions name="after" versions={versions} chosen={after} language={view.language} />
      <p class="wide buttons">
        <button type="submit">{say.compare}</button>
      </p>
    </form>
  );
}

function Versions(props: {
  readonly name: "before" | "after";
  readonly versions: readonly KnowledgeVersion[];
  readonly chosen: KnowledgeVersion;
  readonly language: Language;
}) {
  const { name, versions, chosen, language } = props;
  const say = adminWords[language].knowledge;
  return (
    <p>
      <label for={`version-${name}`}>{say[name]}</label>
      <select id={`version-${name}`} name={name}>
        {versions.map(({ digest, seenAtMs, items }) => (
          <option value={digest} selected={digest === chosen.digest}>
            {say.version(
              formatDate(dayOf(seenAtMs), language),
              formatNumber(items, language),
              digest.slice(0, shownDigestChars),
            )}
          </option>
        ))}
      </select>
    </p>
  );
}

const shownDigestChars = 7;

function ChangedItem({ change, asked }: { readonly change: ItemChange; readonly asked: Asked }) {
  const { language } = asked.view;
  const say = adminWords[language].knowledge;
  const sections = sectionsOf(change, language);
  return (
    <article class="change card">
      <h3>
        {/* Said, not only coloured. */}
        <strong class={`kind ${change.change}`}>{say.kinds[change.change]}</strong>{" "}
        <ItemName id={change.itemId} title={`${change.itemId}. ${change.title}`} asked={asked} />
      </h3>
      {sections.length > 0 && (
        <p>
          {`${say.sections}: `}
          <span lang={foreign(knowledgeLanguage, language)}>{clean(sections.join(" · "))}</span>
        </p>
      )}
      {change.pieces.length === 0 ? (
        <p>{say.noText}</p>
      ) : (
        <div class="pieces" lang={foreign(knowledgeLanguage, language)}>
          {change.pieces.map((piece) => (
            <Piece piece={piece} />
          ))}
        </div>
      )}
    </article>
  );
}

function Piece({ piece }: { readonly piece: TextPiece }) {
  switch (piece.kind) {
    case "same":
      return <>{clean(piece.text)}</>;
    case "added":
      return <ins>{clean(piece.text)}</ins>;
    case "removed":
      return <del>{clean(piece.text)}</del>;
  }
}

function sectionsOf({ sections }: ItemChange, language: Language): string[] {
  const { beginning } = adminWords[language].knowledge;
  return sections.map((section) => (section === "" ? beginning : section));
}

/** What cannot be a digest is not asked for. */
function digestOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{1,128}$/.test(value) ? value : undefined;
}
