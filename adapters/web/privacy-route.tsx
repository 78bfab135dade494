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
import { type Kept, privacyWords } from "./privacy-words.ts";
import { type View, viewOf, viewOfRefused } from "./view.ts";

/** `GET /privadesa`: what is kept, for how long, and whom to ask. Directories of applications want such a page. */
export function privacyRoute(options: WebOptions): Router {
  const { publicUrl, index, platforms = {}, retentionDays = defaultRetentionDays } = options;
  const router = Router();
  router.get(privacyPath, (request, response) => {
    const view = viewOf(request, publicUrl, index());
    const { title, intro } = privacyWords[view.language];
    const frame = { view, title, description: intro, canonical: privacyPath };
    const days = formatNumber(retentionDays, view.language);
    const names = Object.keys(platforms);
    sendPage(response, frame, <PrivacyPage view={view} platforms={names} days={days} />);
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
}

/** One part of the page. */
interface Shown {
  readonly title: string;
  readonly items?: readonly Kept[];
  readonly lines?: readonly string[];
}

function PrivacyPage({ view, platforms, days }: PrivacyPageProps) {
  const say = privacyWords[view.language];
  const names = platforms.map((platform) => platformNames[platform] ?? platform);
  const served = {
    hasSlack: platforms.includes("slack"),
    hasTeams: platforms.includes("teams"),
    days,
  };
  const topics: Shown[] = [
    say.automatic,
    say.everywhere,
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
