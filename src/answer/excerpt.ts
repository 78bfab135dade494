import type { KnowledgeItem } from "../agenda/item.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { itemUrl } from "./address.ts";
import { chooseQuote, locateQuote, quoteDigest } from "./quote.ts";

/** What is shown of an item that stands alone. */
export interface Excerpt {
  /** Words of the item, word for word; absent for one that is nothing but headings. */
  readonly quote?: string;
  /** The paragraph that the words begin or stand in; the words themselves where they were asked for. */
  readonly paragraph?: string;
  /** Address at which the words are seen. */
  readonly url: string;
}

/** The words that were asked for when they stand in the item; else how the item begins. */
export function excerptOf(
  item: KnowledgeItem,
  asked: string | undefined,
  { index, publicUrl }: { readonly index: SearchIndex; readonly publicUrl: string },
): Excerpt {
  const isOwn =
    asked !== undefined && asked !== "" && item.blocks.some(({ text }) => text.includes(asked));
  const chosen = isOwn ? undefined : chooseQuote(item, { words: [] }, index);
  const quote = isOwn ? asked : chosen?.text;
  if (quote === undefined) return { url: itemUrl(publicUrl, item.id) };
  // The page opens at quotes that are cut as answers cut them; else it opens at its beginning.
  const isPlace = locateQuote(item, quoteDigest(quote)) !== undefined;
  return {
    quote,
    paragraph: (chosen && item.blocks[chosen.block]?.text) ?? quote,
    url: itemUrl(publicUrl, item.id, isPlace ? quote : undefined),
  };
}
