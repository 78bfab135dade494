import type { Catalogue } from "../../src/agenda/catalogue.ts";
import type { Block, KnowledgeItem } from "../../src/agenda/item.ts";
import { itemPath, quoteParameter } from "../../src/answer/address.ts";
import type { Answer, Citation } from "../../src/answer/answer.ts";
import { label } from "../../src/answer/markdown.ts";
import type { Quote } from "../../src/answer/quote.ts";
import { formatNumber, provenance, words } from "../../src/answer/words.ts";
import { type Html, html } from "./html.ts";

const siteName = "Agenda digital dels municipis de Catalunya";
const say = words.ca;

/** A whole page around its content. */
export function page(title: string, content: Html, language = "ca"): string {
  return `<!doctype html>\n${
    html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${siteName}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/">Pregunta</a> <a href="/agenda">Agenda</a></header>
<main>${content}</main>
</body>
</html>
`.markup
  }`;
}

/** The question box, with the answer below it once something was asked. */
export function chatPage(question: string, answer: Answer | undefined): Html {
  return html`<h1>${siteName}</h1>
<form method="get" action="/" role="search">
<label for="q">Què voleu saber?</label>
<input id="q" name="q" value="${question}" maxlength="2000" autofocus>
<button type="submit">Pregunta</button>
</form>
${answer === undefined ? suggestions(say.suggestions.examples) : answerSection(answer)}`;
}

function suggestions(questions: readonly string[]): Html {
  return html`<ul>${questions.map((question) => html`<li><a href="/?q=${encodeURIComponent(question)}">${question}</a></li>`)}</ul>`;
}

function answerSection(answer: Answer): Html {
  const shown =
    answer.kind === "abstained" ? answer.nearest : answer.kind === "failed" ? [] : answer.citations;
  return html`<section aria-live="polite">
<p><strong>${answer.lead}</strong></p>
${answer.kind === "abstained" && shown.length > 0 ? html`<p>${words[answer.language].nearest}</p>` : undefined}
${shown.map((citation) => citationCard(citation, answer))}
${answer.notes.map((note) => html`<p>${note}</p>`)}
${suggestions(answer.suggestions)}
</section>`;
}

function citationCard(citation: Citation, answer: Answer): Html {
  const { open } = words[answer.language];
  return html`<article>
<h2>${label(citation)}</h2>
<p><small>${citation.place.join(" › ")}</small></p>
<blockquote lang="ca">${citation.quote}</blockquote>
<p><a href="${citation.url}">${open}</a> · <small>${provenance(citation, answer.language)}</small></p>
</article>`;
}

/** Everything there is, as nested lists. */
export function agendaPage(catalogue: Catalogue): Html {
  const branch = (item: KnowledgeItem): Html => {
    const children = catalogue.children(item.id);
    return html`<li>${link(item)}${children.length > 0 ? html`<ul>${children.map(branch)}</ul>` : undefined}</li>`;
  };
  const pages = [...catalogue.list("page"), ...catalogue.list("document")];
  return html`<h1>${siteName}</h1>
<ul>${catalogue.list("axis").map(branch)}</ul>
${pages.length > 0 ? html`<h2>Pàgines</h2><ul>${pages.map((item) => html`<li>${link(item)}</li>`)}</ul>` : undefined}`;
}

/** An item's page. A quote is marked where it stands. */
export function itemPage(
  item: KnowledgeItem,
  catalogue: Catalogue,
  quote: Quote | undefined,
): Html {
  const above = ancestors(item, catalogue);
  const children = catalogue.children(item.id);
  const related = item.related.flatMap((id) => catalogue.get(id) ?? []);
  return html`<nav aria-label="Lloc a l'agenda">${above.map((parent) => html`${link(parent)} › `)}</nav>
<h1>${label({ itemId: item.id, kind: item.kind, title: item.title })}</h1>
<p><small>${describe(item)}</small></p>
${item.blocks.map((block, at) => blockHtml(block, quote?.block === at ? quote : undefined))}
${children.length > 0 ? html`<h2>Conté</h2><ul>${children.map((child) => html`<li>${link(child)}</li>`)}</ul>` : undefined}
${related.length > 0 ? html`<h2>Relacionat</h2><ul>${related.map((other) => html`<li>${link(other)}</li>`)}</ul>` : undefined}
${
  item.references.length > 0
    ? html`<h2>Fonts</h2><ul>${item.references.map(({ title, url, checked }) => html`<li><a href="${url}">${title}</a> (consultada el ${checked})</li>`)}</ul>`
    : undefined
}`;
}

/** Page for an address that leads nowhere. */
export function notFoundPage(): Html {
  return html`<h1>No hi ha cap pàgina en aquesta adreça</h1>
<p>Potser ha canviat de lloc. <a href="/agenda">Mireu tota l'agenda</a> o <a href="/">feu una pregunta</a>.</p>`;
}

/** Page for an address that cannot be read, or for a fault on our side. */
export function faultPage(status: number): Html {
  return status < 500
    ? html`<h1>L'adreça no es pot llegir</h1>
<p>Potser s'ha tallat en copiar-la. <a href="/agenda">Mireu tota l'agenda</a> o <a href="/">feu una pregunta</a>.</p>`
    : html`<h1>Alguna cosa ha fallat</h1>
<p>Torneu-ho a provar d'aquí a uns minuts.</p>`;
}

function ancestors(item: KnowledgeItem, catalogue: Catalogue): KnowledgeItem[] {
  const parent = catalogue.parent(item);
  return parent === undefined ? [] : [...ancestors(parent, catalogue), parent];
}

function describe(item: KnowledgeItem): string {
  const facts = [provenance(item, "ca")];
  if (item.applicability !== undefined) {
    const { population, horizon, effort } = item.applicability;
    facts.push(say.horizons[horizon], say.efforts[effort]);
    if (population.min !== undefined)
      facts.push(`a partir de ${formatNumber(population.min, "ca")} habitants`);
    if (population.max !== undefined)
      facts.push(`fins a ${formatNumber(population.max, "ca")} habitants`);
  }
  if (item.reviewed !== undefined) facts.push(`revisat el ${item.reviewed}`);
  return facts.join(" · ");
}

function blockHtml(block: Block, quote: Quote | undefined): Html {
  const text = quote === undefined ? html`${block.text}` : marked(block.text, quote);
  switch (block.kind) {
    case "heading":
      return html`<h2>${text}</h2>`;
    case "code":
      return html`<pre>${text}</pre>`;
    case "list-item":
      return block.ordinal === undefined
        ? html`<ul><li>${text}</li></ul>`
        : html`<ol start="${block.ordinal}"><li>${text}</li></ol>`;
    case "paragraph":
    case "table-row":
      return html`<p>${text}</p>`;
  }
}

function marked(text: string, { start, end }: Quote): Html {
  return html`${text.slice(0, start)}<mark id="${quoteParameter}">${text.slice(start, end)}</mark>${text.slice(end)}`;
}

function link(item: KnowledgeItem): Html {
  return html`<a href="${itemPath(item.id)}">${label({ itemId: item.id, kind: item.kind, title: item.title })}</a>`;
}
