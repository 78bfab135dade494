/** @jsxRuntime automatic @jsxImportSource preact */
import { Router } from "express";
import type { Language } from "../../src/language/language.ts";
import type { WebOptions } from "./app.ts";
import { refuse } from "./faults.tsx";
import { LinkedText } from "./item-text.tsx";
import { sendPage } from "./layout.tsx";
import { privacyPath, type View, viewOf, viewOfRefused } from "./view.ts";
import { webWords } from "./words.ts";

/** `GET /privadesa`: what is kept, for how long, and whom to ask. Directories of applications want such a page. */
export function privacyRoute(options: WebOptions): Router {
  const { publicUrl, index, platforms = {} } = options;
  const router = Router();
  router.get(privacyPath, (request, response) => {
    const view = viewOf(request, publicUrl, index().catalogue);
    const { title, intro } = webWords[view.language].privacy;
    const frame = { view, title, description: intro, canonical: privacyPath };
    sendPage(response, frame, <PrivacyPage view={view} platforms={Object.keys(platforms)} />);
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
}

function PrivacyPage({ view, platforms }: PrivacyPageProps) {
  const say = webWords[view.language].privacy;
  const names = platforms.map((platform) => platformNames[platform] ?? platform);
  const hasSlack = platforms.includes("slack");
  const topics = [
    say.automatic,
    say.everywhere,
    say.web,
    ...(names.length === 0 ? [] : [say.chat(listed(names, view.language), hasSlack)]),
    say.ask,
  ];
  return (
    <article class="item">
      <h1>{say.title}</h1>
      <p>{say.intro}</p>
      {topics.map(({ title, lines }) => (
        <section>
          <h2>{title}</h2>
          <ul>
            {lines.map((line) => (
              <li>
                <LinkedText text={line} outside={view.outside} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </article>
  );
}

function listed(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language).format(names);
}
