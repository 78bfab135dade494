/** @jsxRuntime automatic @jsxImportSource preact */
import { type Request, type Response, Router } from "express";
import { dataPath, privacyPath } from "../../src/reception/reception.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { WebOptions } from "./app.ts";
import { refuse } from "./faults.tsx";
import { sendPage } from "./layout.tsx";
import type { Limits } from "./limits.ts";
import { type View, viewOf, viewOfRefused } from "./view.ts";
import { webWords } from "./words.ts";

const jsonEnding = ".json";
const fileName = "les-meves-dades.json";
const pathWithTicket = `${dataPath}/:ticket`;

/** `GET /les-meves-dades/{ticket}`: what is kept of a person, on every platform, for who has the person's ticket. */
export function dataRoute(options: WebOptions, limits: Limits): Router {
  const router = Router();
  router.get(pathWithTicket, limits.rate, (request, response) => show(request, response, options));
  router.all(pathWithTicket, (request, response) => {
    response.setHeader("Allow", "GET, HEAD");
    refuse(request, response, 405, viewOfRefused(request, options));
  });
  return router;
}

async function show(request: Request, response: Response, options: WebOptions): Promise<void> {
  const view = viewOf(request, options.publicUrl, options.index());
  const given = String(request.params["ticket"]);
  const isFile = given.endsWith(jsonEnding);
  const ticket = isFile ? given.slice(0, -jsonEnding.length) : given;
  response.setHeader("Cache-Control", "no-store");
  const read = await readData(ticket, options);
  if (read === "unavailable")
    sendWords(response, 503, view, receptionWords[view.language].unavailable);
  // One that was never good is told like one that no longer is: who guesses learns nothing.
  else if (read === undefined) sendWords(response, 404, view, webWords[view.language].data.gone);
  else if (isFile) {
    response.attachment(fileName);
    response.send(`${JSON.stringify(read, undefined, 2)}\n`);
  } else sendData(response, view, ticket, read);
}

type Data = Readonly<Record<string, unknown>>;

async function readData(
  ticket: string,
  { reception, log }: WebOptions,
): Promise<Data | "unavailable" | undefined> {
  try {
    return await reception.dataFor(ticket);
  } catch (err) {
    log.error({ err }, "what is kept of a person could not be read");
    return "unavailable";
  }
}

function sendWords(
  response: Response,
  status: number,
  view: View,
  { title, text }: { readonly title: string; readonly text: string },
): void {
  const content = (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <a href={view.link(privacyPath)}>{webWords[view.language].privacy.title}</a>
      </p>
    </>
  );
  sendPage(response.status(status), { view, title }, content);
}

function sendData(response: Response, view: View, ticket: string, data: Data): void {
  const say = webWords[view.language].data;
  const file = view.link(`${dataPath}/${encodeURIComponent(ticket)}${jsonEnding}`);
  const content = (
    <article class="sheet">
      <h1>{say.title}</h1>
      <p>{say.intro}</p>
      <p class="no-print">
        <a class="button main" href={file} download={fileName}>
          {say.download}
        </a>
      </p>
      <details>
        <summary>{say.show}</summary>
        <pre>{JSON.stringify(data, undefined, 2)}</pre>
      </details>
      <p>
        <a href={view.link(privacyPath)}>{receptionWords[view.language].data.more}</a>
      </p>
    </article>
  );
  sendPage(response, { view, title: say.title }, content);
}
