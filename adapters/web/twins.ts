import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemUrl } from "../../src/answer/address.ts";
import type { Found } from "../../src/answer/find.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { ancestorsOf } from "./items.ts";

/** A page's content for programs: an item with its text. */
export function itemTwin(item: KnowledgeItem, index: SearchIndex, publicUrl: string): object {
  const { catalogue } = index;
  const { applicability, blocks, references, reviewed, origin, sourcePath } = item;
  const toLink = (other: KnowledgeItem) => linkTo(other, publicUrl);
  return {
    ...toLink(item),
    origin,
    place: ancestorsOf(item, index).map(toLink),
    ...(applicability ?? {}),
    blocks,
    children: catalogue.children(item.id).map(toLink),
    related: item.related.flatMap((id) => catalogue.get(id) ?? []).map(toLink),
    references,
    ...(reviewed === undefined ? {} : { reviewed }),
    sourcePath,
  };
}

/** The tree for programs, with pages and documents beside it. */
export function agendaTwin({ catalogue }: SearchIndex, publicUrl: string): object {
  const branch = (item: KnowledgeItem): object => {
    const children = catalogue.children(item.id);
    return {
      ...linkTo(item, publicUrl),
      ...(children.length === 0 ? {} : { children: children.map(branch) }),
    };
  };
  const flat = (kind: "page" | "document") =>
    catalogue.list(kind).map((item) => linkTo(item, publicUrl));
  return {
    axes: catalogue.list("axis").map(branch),
    pages: flat("page"),
    documents: flat("document"),
  };
}

/** A stretch of what was found, for programs. */
export function searchTwin({ citations, total }: Found, page: number): object {
  return { total, page, citations };
}

function linkTo({ id, kind, title }: KnowledgeItem, publicUrl: string) {
  return { id, kind, title, url: itemUrl(publicUrl, id) };
}
