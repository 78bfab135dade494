import express, { type Request, type Response, Router } from "express";
import * as z from "zod";
import type { Inquiry } from "../../src/answer/inquiry.ts";
import { toJson } from "../../src/answer/json.ts";
import { record } from "../../src/answer/record.ts";
import { mostInhabitants } from "../../src/council/written-population.ts";
import type { Language } from "../../src/language/language.ts";
import type { WebOptions } from "./app.ts";
import { refuse, sendProblem } from "./faults.tsx";
import { anonymous } from "./guest.ts";
import { type Limits, maxBodyBytes } from "./limits.ts";
import { browserLanguage, viewOfRefused } from "./view.ts";
import { webWords } from "./words.ts";

const maxHistory = 20;

const askSchema = z.strictObject({
  question: z.string(),
  population: z.number().int().min(1).max(mostInhabitants).optional(),
  language: z.enum(["ca", "es", "en"]).optional(),
  /** Earlier questions of the conversation, oldest first. */
  history: z.array(z.string()).max(maxHistory).optional(),
  limit: z.number().int().min(1).max(500).optional(),
});

/** What is wrong with a body, in the language of whoever sent it. */
const explain: Readonly<Record<Language, z.core.$ZodErrorMap>> = {
  ca: z.locales.ca().localeError,
  es: z.locales.es().localeError,
  en: z.locales.en().localeError,
};

/** `POST /api/ask`: the answer for programs. */
export function askRoute(options: WebOptions, limits: Limits): Router {
  const router = Router();
  router.post(
    "/api/ask",
    limits.rate,
    // Whatever the content type says: `curl -d` calls its JSON a form.
    express.json({ limit: maxBodyBytes, type: () => true }),
    limits.waiting,
    (request, response) => answer(request, response, options),
  );
  router.all("/api/ask", (request, response) => {
    response.setHeader("Allow", "POST");
    refuse(request, response, 405, viewOfRefused(request, options));
  });
  return router;
}

async function answer(request: Request, response: Response, options: WebOptions): Promise<void> {
  const fallbackLanguage = browserLanguage(request);
  if (typeof request.body !== "object" || request.body === null || Array.isArray(request.body))
    return sendProblem(response, 400, "invalid-request", webWords[fallbackLanguage].api.unreadable);
  const parsed = askSchema.safeParse(request.body, { error: explain[fallbackLanguage] });
  if (!parsed.success)
    return sendProblem(response, 400, "invalid-request", z.prettifyError(parsed.error));
  if (parsed.data.question.trim() === "")
    return sendProblem(
      response,
      400,
      "empty-question",
      webWords[fallbackLanguage].api.emptyQuestion,
    );
  const inquiry = inquiryOf(parsed.data, fallbackLanguage);
  const { answer: given } = await options.reception.answer(inquiry, anonymous);
  record(given, options.log);
  response.status(given.kind === "failed" ? 500 : 200).json(toJson(given));
}

function inquiryOf(data: z.infer<typeof askSchema>, fallbackLanguage: Language): Inquiry {
  const { question, population, language, history, limit } = data;
  return {
    question,
    fallbackLanguage,
    ...(population === undefined ? {} : { population }),
    ...(language === undefined ? {} : { language }),
    ...(history === undefined ? {} : { history }),
    ...(limit === undefined ? {} : { limit }),
  };
}
