import type { Language } from "../language/language.ts";
import { choice, text } from "../onboarding/parts.ts";
import type { Choice, Part, Sheet } from "../reception/sheet.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { needWords } from "./words.ts";

/** What the sheets of needs are made with. */
export interface NeedScene {
  readonly index: SearchIndex;
  readonly publicUrl: string;
  readonly language: Language;
  readonly nowMs: number;
  /** The council of the person, as far as it is known. */
  readonly council?: { readonly population: number; readonly name?: string };
  /** Whether the person can be written to first. */
  readonly canBeTold: boolean;
}

/** A sheet that says one thing, with what can be done then. */
export function noteSheet(
  content: string,
  scene: NeedScene,
  tone: "warning" | "good" = "warning",
): Sheet {
  return {
    language: scene.language,
    title: needWords[scene.language].title,
    parts: [text(content, tone), toNeedsPart(scene)],
  };
}

/** The way to all needs. */
export function toNeedsPart({ language }: NeedScene, more: readonly Choice[] = []): Part {
  return {
    kind: "choices",
    choices: [...more, choice(needWords[language].toNeeds, { kind: "needs" })],
  };
}
