import { formatNumber } from "../answer/words.ts";
import type { Language } from "../language/language.ts";
import type { Memory, PersonalCounts } from "../ports.ts";
import type { Fact, Part, Sheet } from "./sheet.ts";
import type { Visitor } from "./visitor.ts";
import type { Wish } from "./wish.ts";
import { receptionWords } from "./words.ts";

/** Wishes that are about what is kept of a person. */
export type DataWish = Extract<Wish, { readonly kind: "my-data" | "forget" }>;

/** What they are served with. */
export interface DataOptions {
  readonly memory: Pick<Memory, "personal">;
  readonly language: Language;
  readonly retentionDays: number;
  /** Where a person may fetch what is kept, for a while. */
  readonly dataUrl: (person: string) => string;
  /** What is typed instead, where there is no page. */
  readonly exportCommand?: string;
  /** Where it stands what is kept, why and until when. */
  readonly privacyUrl: string;
}

/** Shows what is kept of a person, or erases it. */
export async function serveData(
  wish: DataWish,
  visitor: Visitor,
  options: DataOptions,
): Promise<Sheet> {
  const { memory, language } = options;
  const say = receptionWords[language].data;
  if (wish.kind === "forget" && wish.isSure) {
    const erased = say.erased(await memory.personal.erase(visitor.person));
    return {
      language,
      title: say.forgotten,
      parts: [
        erased.length === 0
          ? { kind: "text", text: say.nothing }
          : { kind: "list", items: erased, isNumbered: false },
        { kind: "text", text: say.backToUse },
      ],
    };
  }
  const { counts } = await memory.personal.of(visitor.person);
  const isNothing = Object.values(counts).every((count) => count === 0);
  const more: Part = { kind: "link", label: say.more, url: options.privacyUrl };
  if (isNothing)
    return { language, title: say.title, parts: [{ kind: "text", text: say.nothing }, more] };
  const facts: Part = { kind: "facts", facts: factsOf(counts, language) };
  const kept: Part = {
    kind: "text",
    text: `${say.intro} ${say.retention(String(options.retentionDays))}`,
  };
  if (wish.kind === "forget")
    return {
      language,
      title: say.forget,
      parts: [
        facts,
        { kind: "text", text: say.sure, tone: "warning" },
        {
          kind: "choices",
          choices: [
            { label: say.yesForget, wish: { kind: "forget", isSure: true }, tone: "danger" },
            { label: say.cancel, wish: { kind: "my-data" } },
          ],
        },
      ],
    };
  return {
    language,
    title: say.title,
    parts: [
      facts,
      kept,
      ...downloadOf(visitor, options),
      more,
      {
        kind: "choices",
        choices: [{ label: say.forget, wish: { kind: "forget", isSure: false }, tone: "danger" }],
      },
    ],
  };
}

function downloadOf(visitor: Visitor, options: DataOptions): Part[] {
  const say = receptionWords[options.language].data;
  if (options.exportCommand !== undefined)
    return [{ kind: "text", text: `${say.download}: ${options.exportCommand}` }];
  return [
    { kind: "link", label: say.download, url: options.dataUrl(visitor.person) },
    { kind: "text", text: say.downloadHint },
  ];
}

function factsOf(counts: PersonalCounts, language: Language): Fact[] {
  const say = receptionWords[language].data;
  const isKept = (count: number) => (count > 0 ? say.yes : say.no);
  const number = (count: number) => formatNumber(count, language);
  return [
    { label: say.profile, value: isKept(counts.profile) },
    { label: say.journey, value: isKept(counts.journey) },
    { label: say.questions, value: number(counts.questions) },
    { label: say.opinions, value: number(counts.opinions) },
    { label: say.messages, value: number(counts.messages) },
    ...(counts.needs === 0 ? [] : [{ label: say.needs, value: number(counts.needs) }]),
    ...(counts.plan === 0 ? [] : [{ label: say.plan, value: number(counts.plan) }]),
  ];
}
