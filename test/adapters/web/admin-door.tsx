/** @jsxRuntime automatic @jsxImportSource preact */
import express from "express";
import { pino } from "pino";
import { adminGate, csrfOf, ownerOf } from "../../../adapters/web/admin-gate.tsx";
import { refuse } from "../../../adapters/web/faults.tsx";
import { sendPage } from "../../../adapters/web/layout.tsx";
import { createLimits } from "../../../adapters/web/limits.ts";
import { securityHeaders } from "../../../adapters/web/security.ts";
import { type RunningServer, startServer } from "../../../adapters/web/server.ts";
import { basePathOf, viewOf, withoutBase } from "../../../adapters/web/view.ts";
import type { AdminConfig } from "../../../src/config-admin.ts";
import { createSignIn, type OpenIdSignIn } from "../../../src/owners/sign-in.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";

/** A page behind the gate, and what happened there. */
export interface Door {
  readonly base: string;
  readonly server: RunningServer;
  /** Bodies of forms that came through, and who sent them. */
  readonly sent: readonly { readonly body: unknown; readonly name: string }[];
  readonly log: readonly string[];
}

/** What a door may have otherwise. */
export interface DoorOptions {
  readonly admin?: AdminConfig;
  readonly openId?: OpenIdSignIn;
  readonly secret?: string;
  readonly now?: () => number;
  /** Path of the public address, or a whole one. */
  readonly publicUrl?: string;
  readonly perMinute?: number;
}

/** Serves the gate as the web application does, with a page, a table and a form behind it. */
export async function openDoor(index: SearchIndex, options: DoorOptions = {}): Promise<Door> {
  const { admin, openId, secret = "secret", now = Date.now, perMinute = 1_000 } = options;
  const log: string[] = [];
  const logger = pino({ level: "debug" }, { write: (line) => void log.push(line) });
  const sent: { body: unknown; name: string }[] = [];
  const server = await startServer(
    (port) => {
      const publicUrl = options.publicUrl ?? `http://127.0.0.1:${port}`;
      const app = express();
      app.set("trust proxy", "loopback");
      app.use(securityHeaders(["https://teams.microsoft.com"]));
      app.use((request, _response, next) => {
        request.url = withoutBase(request.url, basePathOf(publicUrl));
        next();
      });
      const limits = createLimits({
        perMinute,
        log: logger,
        refuse: (request, response, status) =>
          refuse(request, response, status, viewOf(request, publicUrl)),
      });
      const signIn = createSignIn(admin, openId);
      app.use(
        adminGate({ publicUrl, index: () => index, log: logger, signIn, secret, now }, limits),
      );
      app.get(["/admin", "/admin/needs"], (request, response) => {
        const view = viewOf(request, publicUrl, index);
        const { name, how } = ownerOf(request);
        sendPage(
          response,
          { view, title: "Informes" },
          <>
            <h1>Informes</h1>
            <p id="owner">{`${how}: ${name}`}</p>
            <form method="post" action={view.link("/admin/sign-out")}>
              <input type="hidden" name="csrf" value={csrfOf(request)} />
            </form>
          </>,
        );
      });
      app.get("/admin/needs.csv", (_request, response) => void response.type("csv").send("a;b\n"));
      // As pages do that read their forms themselves, too.
      app.all("/admin/needs", express.urlencoded({ extended: false }), (request, response) => {
        sent.push({ body: request.body, name: ownerOf(request).name });
        response.redirect(303, viewOf(request, publicUrl).link("/admin/needs"));
      });
      app.get("/outside", (request, response) => void response.send(ownerOf(request).name));
      return app;
    },
    { port: 0, host: "127.0.0.1" },
  );
  return { base: `http://127.0.0.1:${server.port}`, server, sent, log };
}
