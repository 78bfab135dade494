import { describe, expect, it } from "vitest";
import { languages } from "../../../src/language/language.ts";
import { onboardingWords } from "../../../src/onboarding/words.ts";

describe("onboardingWords", () => {
  it("counts one and many as people say it", () => {
    const { ca, es, en } = onboardingWords;
    expect([ca.progress(0, 1), ca.progress(1, 10), ca.progress(3, 11)]).toEqual([
      "0 d'1 pas fets",
      "1 de 10 passos fet",
      "3 d'11 passos fets",
    ]);
    expect([es.progress(1, 1), es.progress(2, 10)]).toEqual([
      "1 de 1 paso hecho",
      "2 de 10 pasos hechos",
    ]);
    expect([en.progress(1, 1), en.progress(2, 10)]).toEqual([
      "1 of 1 step done",
      "2 of 10 steps done",
    ]);
    expect([30, 60, 90, 120].map(ca.minutes)).toEqual([
      "30 minuts",
      "una hora",
      "una hora i mitja",
      "2 hores",
    ]);
    expect(en.summary.checksValue(0, 0)).toBe("none answered yet");
  });

  it("has labels that fit on a button in every language", () => {
    for (const language of languages) {
      const say = onboardingWords[language];
      const { summary, restart } = say;
      const labels = [
        say.change,
        say.toItinerary,
        say.check(3),
        say.checkAgain,
        say.finish,
        say.finishUnchecked,
        say.remindMe,
        say.stopReminders,
        summary.label,
        restart.label,
        restart.sure,
        restart.keep,
      ];
      for (const label of labels) expect(label.length, label).toBeLessThanOrEqual(75);
    }
  });
});
