import { itemKinds } from "../agenda/item.ts";
import { composeListing } from "./compose-listing.ts";
import { composeLookup } from "./compose-lookup.ts";
import { composeSearch } from "./compose-search.ts";
import {
  abstention,
  type Composition,
  type Content,
  describeCounts,
  examples,
  folderWords,
} from "./content.ts";
import type { Query } from "./understand.ts";
import { words } from "./words.ts";

/** Answers a query from the catalogue or from similarity. */
export async function compose(query: Query, composition: Composition): Promise<Content> {
  switch (query.kind) {
    case "help":
      return composeHelp(composition);
    case "courtesy":
      return { ...composeHelp(composition), lead: words[composition.language].courtesy };
    case "nothing":
      return abstention("nothing-asked", folderWords(composition).nothingAsked, [], composition);
    case "lookup":
      return composeLookup(query, composition);
    case "list":
    case "count":
      return composeListing(query, composition);
    case "search":
      return composeSearch(query, composition);
  }
}

function composeHelp(composition: Composition): Content {
  const { help } = folderWords(composition);
  return {
    kind: "answered",
    lead: help(describeCounts(itemKinds, composition)),
    notes: [],
    filters: {},
    suggestions: examples(composition),
    citations: [],
    total: 0,
    offset: 0,
    further: 0,
  };
}
