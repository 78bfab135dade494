/** @jsxRuntime automatic @jsxImportSource preact */
import express, { type Request, type RequestHandler, type Response, Router } from "express";
import * as z from "zod";
import { maxHistory, maxQuestionChars } from "../../src/answer/inquiry.ts";
import { record } from "../../src/answer/record.ts";
import { firstChars } from "../../src/language/clean-text.ts";
import { readSpokenWish } from "../../src/reception/spoken-wish.ts";
import type { WebOptions } from "./app.ts";
import { ChatPage, type ChatPageProps } from "./chat-page.tsx";
import { refuse } from "./faults.tsx";
import { anonymous, type Guest, guestOf, remember, whoIs } from "./guest.ts";
import { sendPage } from "./layout.tsx";
import { type Limits, maxBodyBytes } from "./limits.ts";
import { isFromOurPages } from "./origin.ts";
import { populationField } from "./population-field.tsx";
import { type View, viewOf, viewOfRefused } from "./view.ts";
import { opinionPath, pathOf, targetOf } from "./wish-paths.ts";
import { webWords } from "./words.ts";

/** The form as a browser sends it; a link to a question sends a part of it. */
const formSchema = z.object({
  q: z.string().default(""),
  /** A suggested question that was pressed: it is asked instead of what stands in the box. */
  suggestion: z.string().default(""),
  population: z.string().default(""),
  history: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .default([])
    .transform((all) => all.slice(-maxHistory).map((one) => firstChars(one, maxQuestionChars))),
});
type ChatForm = z.infer<typeof formSchema>;

/** `GET /` and `POST /`: the chat page. A question goes in the body, so that no log of addresses keeps it. */
export function chatRoute(options: WebOptions, limits: Limits): Router {
  const router = Router();
  const ifAsked =
    (limit: RequestHandler): RequestHandler =>
    (request, response, next) =>
      isAsked(request.query) ? limit(request, response, next) : next();
  // Whoever has told an opinion without a script, and then chooses another language, is back in the chat.
  router.get(
    ["/", opinionPath],
    ifAsked(limits.rate),
    ifAsked(limits.waiting),
    (request, response) => {
      const form = formSchema.safeParse(request.query);
      return reply(request, response, form.success ? form.data : formSchema.parse({}), options);
    },
  );
  router.post(
    "/",
    limits.rate,
    express.urlencoded({ extended: false, limit: maxBodyBytes, parameterLimit: maxFields }),
    limits.waiting,
    async (request, response) => {
      const form = formSchema.safeParse(request.body);
      if (form.success) return await reply(request, response, form.data, options);
      const status = request.is("urlencoded") === "urlencoded" ? 400 : 415;
      refuse(request, response, status, viewOfRefused(request, options));
    },
  );
  router.all("/", (request, response) => {
    response.setHeader("Allow", "GET, HEAD, POST");
    refuse(request, response, 405, viewOfRefused(request, options));
  });
  return router;
}

function isAsked({ q, suggestion }: Request["query"]): boolean {
  return q !== undefined || suggestion !== undefined;
}

async function reply(
  request: Request,
  response: Response,
  form: ChatForm,
  options: WebOptions,
): Promise<void> {
  const index = options.index();
  const view = viewOf(request, options.publicUrl, index);
  const question = (form.suggestion || form.q).trim();
  const { population, history } = form;
  const fault = faultOf(request, question, population, view);
  const guest = whoAsks(request, view, options);
  const who = guest === undefined ? anonymous : whoIs(guest, options.reception);
  const { council } = await options.reception.known(who);
  // The page says which council filters, and its answer may be filtered.
  response.setHeader("Cache-Control", "private, no-cache");
  const state = { question, population, history, council, index, view };
  if (fault !== undefined) return send(response, 400, { ...state, fault });
  if (question === "") return send(response, 200, { ...state, news: await newsFor() });
  const wish = readSpokenWish(question);
  if (wish !== undefined) {
    // "Itinerari", "oblida'm": not asked of the Agenda, as on every platform.
    response.redirect(303, view.link(pathOf(wish) ?? targetOf(wish)));
    return;
  }
  const inhabitants = populationField.safeParse(population);
  const given = await options.reception.answer(
    {
      question,
      history,
      index,
      fallbackLanguage: view.language,
      ...(inhabitants.success ? { population: inhabitants.data } : {}),
    },
    who,
  );
  // What is kept of who asks is kept for longer now: the browser must still lead to it then.
  if (guest !== undefined) remember(response, guest, view, options.retentionDays);
  record(given.answer, options.log);
  if (given.answer.kind === "failed") return send(response, 500, { ...state, given });
  const asked = [...history, firstChars(question, maxQuestionChars)].slice(-maxHistory);
  send(response, 200, { ...state, question: "", history: asked, given });

  /** Told once: not to a browser that loads the page before anybody wants it. */
  async function newsFor() {
    const isSeen = request.method === "GET" && request.headers["sec-purpose"] === undefined;
    return isSeen ? options.reception.newsFor(who, view.language) : undefined;
  }
}

/** The browser of which something is kept, when a page of ours or an address asks; else undefined. */
function whoAsks(request: Request, view: View, { publicUrl }: WebOptions): Guest | undefined {
  const guest = guestOf(request, view);
  const isOwn = request.method !== "POST" || isFromOurPages(request, publicUrl);
  return guest.isKnown && isOwn ? guest : undefined;
}

function faultOf(
  request: Request,
  question: string,
  population: string,
  view: View,
): ChatPageProps["fault"] {
  const say = webWords[view.language].chat;
  if (population.trim() !== "" && !populationField.safeParse(population).success)
    return { field: "population", words: say.populationInvalid };
  if (request.method === "POST" && question === "") return { field: "q", words: say.nothingAsked };
  return undefined;
}

function send(response: Response, status: number, props: ChatPageProps): void {
  const { view } = props;
  const say = webWords[view.language];
  const canonical = props.given === undefined && status === 200 ? { canonical: "/" } : {};
  sendPage(
    response.status(status),
    {
      view,
      title:
        props.given === undefined
          ? say.chat.title
          : firstChars(props.given.answer.question, titleChars),
      description: say.chat.intro,
      section: "ask",
      council: props.council && String(props.council.population),
      ...canonical,
    },
    <ChatPage {...props} />,
  );
}

/** Characters of a question that make a title. */
const titleChars = 80;
/** Fields of a form; as many as the body has room for, of which the last questions are read. */
const maxFields = 200_000;
