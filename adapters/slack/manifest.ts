import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import { type Document, isScalar, isSeq, type Node, parseDocument, visit } from "yaml";
import * as z from "zod";
import { isThisMachine } from "../../src/doctor/check-address.ts";

/** How a machine is set up, as far as Slack's manifest of the app tells it. */
export interface ManifestOptions {
  /** Address under which people reach the agenda, without a slash at the end. */
  readonly publicUrl: string;
  /** The program connects to Slack, and Slack needs no address of it. */
  readonly isSocket: boolean;
  /** Workspaces install the app themselves. */
  readonly hasOauth: boolean;
}

const file = join(import.meta.dirname, "manifest.yaml");
/** Address that stands for ours in the file. */
const exampleUrl = "https://agenda.example.cat";
const requestUrls = [
  ["settings", "event_subscriptions", "request_url"],
  ["settings", "interactivity", "request_url"],
  ["features", "slash_commands", 0, "url"],
] as const;
const scopesPath = ["oauth_config", "scopes", "bot"] as const;
const eventsPath = ["settings", "event_subscriptions", "bot_events"] as const;

/** The manifest for a machine, ready to be pasted. */
export async function writeManifest(options: ManifestOptions): Promise<string> {
  // Folded lines would be hard to compare with what Slack shows.
  return (await manifestFor(options)).toString({ lineWidth: 0 });
}

/** What the bot must be allowed to, for all that it does under a public address. */
export async function neededScopes(publicUrl: string): Promise<readonly string[]> {
  const manifest = await manifestFor({ publicUrl, isSocket: true, hasOauth: false });
  const node = manifest.getIn(scopesPath);
  return z.array(z.string()).parse(isSeq(node) ? node.toJS(manifest) : node);
}

/**
 * Why Slack would not take the manifest for a machine: its address is without HTTPS, or one that Slack cannot send to.
 * Undefined when it would.
 */
export function manifestFault({
  publicUrl,
  isSocket,
  hasOauth,
}: ManifestOptions): "insecure" | "unreachable" | undefined {
  const { protocol, hostname } = new URL(publicUrl);
  // Where the program connects, Slack is told an address only for the way back from an installation.
  if (protocol !== "https:" && (!isSocket || hasOauth)) return "insecure";
  return isThisMachine(hostname) && !isSocket ? "unreachable" : undefined;
}

/** Domain of links that Slack can show a preview of; undefined for an address that has none. */
export function unfurlDomainOf(publicUrl: string): string | undefined {
  const host = new URL(publicUrl).hostname.replace(/\.$/, "");
  const isLocal = !host.includes(".") || isThisMachine(host);
  return isIP(host) === 0 && !isLocal && unfurlable.test(host) ? host : undefined;
}

/** What Slack takes for a domain: https://github.com/slackapi/manifest-schema */
const unfurlable = /^(?![.-])[-a-z0-9.]+[a-z0-9]$/;

async function manifestFor({
  publicUrl,
  isSocket,
  hasOauth,
}: ManifestOptions): Promise<Document.Parsed> {
  const document = parseDocument(await readFile(file, "utf8"));
  removeComments(document);
  const domain = unfurlDomainOf(publicUrl);
  if (domain === undefined) removePreviews(document);
  else document.setIn(["features", "unfurl_domains", 0], domain);
  if (isSocket) {
    document.setIn(["settings", "socket_mode_enabled"], true);
    for (const path of requestUrls) document.deleteIn(path);
  }
  if (!hasOauth) document.deleteIn(["oauth_config", "redirect_urls"]);
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === "string" && node.value.startsWith(exampleUrl))
        node.value = publicUrl + node.value.slice(exampleUrl.length);
    },
  });
  return document;
}

/** Without a domain there is nothing to show, and no reason to be told of people's links. */
function removePreviews(document: Document.Parsed): void {
  document.deleteIn(["features", "unfurl_domains"]);
  keep(document, eventsPath, (event) => event !== "link_shared");
  keep(document, scopesPath, (scope) => !scope.startsWith("links:"));
}

function keep(
  document: Document.Parsed,
  path: readonly string[],
  isKept: (name: string) => boolean,
): void {
  const list = document.getIn(path);
  if (!isSeq(list)) return;
  list.items = list.items.filter((item) => isScalar(item) && isKept(String(item.value)));
}

function removeComments(document: Document.Parsed): void {
  const strip = (node: Pick<Node, "comment" | "commentBefore">) => {
    node.comment = null;
    node.commentBefore = null;
  };
  strip(document);
  visit(document, { Node: (_key, node) => strip(node) });
}
