/** @jsxRuntime automatic @jsxImportSource preact */
import { Router } from "express";
import { formatNumber } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";
import { privacyPath } from "../../src/reception/reception.ts";
import type { WebOptions } from "./app.ts";
import { refuse } from "./faults.tsx";
import { defaultRetentionDays } from "./guest.ts";
import { LinkedText } from "./item-text.tsx";
import { sendPage } from "./layout.tsx";
import {
  type Kept,
  type ModelNames,
  type ModelsShown,
  type PrivacyWords,
  privacyWords,
  type WhereModelsAre,
} from "./privacy-words.ts";
import { type View, viewOf, viewOfRefused } from "./view.ts";

/** `GET /privadesa`: what is kept, for how long, and whom to ask. Directories of applications want such a page. */
export function privacyRoute(options: WebOptions): Router {
  const { publicUrl, index, platforms = {}, models = {} } = options;
  const { retentionDays = defaultRetentionDays } = options;
  const router = Router();
  router.get(privacyPath, (request, response) => {
    const view = viewOf(request, publicUrl, index());
    const { title, intro } = privacyWords[view.language];
    const frame = { view, title, description: intro, canonical: privacyPath };
    const days = formatNumber(retentionDays, view.language);
    const names = Object.keys(platforms);
    const page = <PrivacyPage view={view} platforms={names} days={days} models={models} />;
    sendPage(response, frame, page);
  });
  router.all(privacyPath, (request, response) => {
    response.setHeader("Allow", "GET, HEAD");
    refuse(request, response, 405, viewOfRefused(request, options));
  });
  return router;
}

const platformNames: Readonly<Record<string, string>> = {
  slack: "Slack",
  teams: "Microsoft Teams",
};

interface PrivacyPageProps {
  readonly view: View;
  /** Chat platforms that are served. */
  readonly platforms: readonly string[];
  /** For which most of what is kept is kept. */
  readonly days: string;
  readonly models: ModelsShown;
}

/** One part of the page. */
interface Shown {
  readonly title: string;
  readonly items?: readonly Kept[];
  readonly lines?: readonly string[];
}

function PrivacyPage({ view, platforms, days, models }: PrivacyPageProps) {
  const say = privacyWords[view.language];
  const names = platforms.map((platform) => platformNames[platform] ?? platform);
  const served = {
    hasSlack: platforms.includes("slack"),
    hasTeams: platforms.includes("teams"),
    days,
  };
  const where = whereAre(models);
  const { searched, lines } = say.everywhere;
  const hasWriter = (models.chat ?? models.here?.chat) !== undefined;
  const topics: Shown[] = [
    { title: say.automatic.title, lines: say.automatic.lines(hasWriter) },
    { title: say.everywhere.title, lines: [searched[where], ...lines] },
    ...(where === "nowhere" ? [] : [topicOfModels(models, say.models)]),
    { title: say.kept.title, items: say.kept.items(days) },
    { title: say.web.title, lines: say.web.lines(days) },
    ...(names.length === 0 ? [] : [say.chat(listed(names, view.language), served)]),
    say.own,
    say.ask,
  ];
  return (
    <article class="item">
      <h1>{say.title}</h1>
      <p>{say.intro}</p>
      {topics.map(({ title, items = [], lines = [] }) => (
        <section>
          <h2>{title}</h2>
          {items.length > 0 && <KeptList items={items} />}
          {lines.length > 0 && (
            <ul>
              {lines.map((line) => (
                <li>
                  <LinkedText text={line} outside={view.outside} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </article>
  );
}

function whereAre({ here = {}, ...elsewhere }: ModelsShown): WhereModelsAre {
  if (hasAny(elsewhere)) return "elsewhere";
  return hasAny(here) ? "here" : "nowhere";
}

/** Each model with what it is for and what it gets, those on other machines first. */
function topicOfModels(models: ModelsShown, say: PrivacyWords["models"]): Shown {
  const told = (names: ModelNames, tell: (task: keyof ModelNames, name: string) => string) =>
    modelTasks.flatMap((task) => {
      const name = names[task];
      return name === undefined ? [] : [tell(task, name)];
    });
  const elsewhere = told(models, (task, name) => {
    const { use, gets } = say.tasks[task];
    return `${use}: ${name}. ${gets}`;
  });
  const here = told(
    models.here ?? {},
    (task, name) => `${say.tasks[task].use}, ${say.here}: ${name}.`,
  );
  const advice = elsewhere.length > 0 ? say.elsewhere : [];
  return { title: say.title, lines: [...elsewhere, ...here, ...advice] };
}

const modelTasks = ["embeddings", "reranker", "chat"] as const;

function hasAny({ embeddings, reranker, chat }: ModelNames): boolean {
  return (embeddings ?? reranker ?? chat) !== undefined;
}

/** What is kept, why and for how long. */
function KeptList({ items }: { readonly items: readonly Kept[] }) {
  return (
    <dl class="kept">
      {items.map(({ what, why, until }) => (
        <div>
          <dt>{what}</dt>
          <dd>{why}</dd>
          <dd class="until">{until}</dd>
        </div>
      ))}
    </dl>
  );
}

function listed(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language).format(names);
}
