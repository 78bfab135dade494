import type { SearchIndex } from "../search/search-index.ts";
import { itemUrl } from "./address.ts";
import type { Citation } from "./answer.ts";
import { locateQuote, quoteDigest } from "./quote.ts";

/**
 * Whether a citation is true: its item exists, its quote stands word for word in the item's text, and its address is
 * the one at which that very quote opens. Run on every citation of every answer.
 */
export function isVerified(citation: Citation, index: SearchIndex, publicUrl: string): boolean {
  const item = index.catalogue.get(citation.itemId);
  if (item === undefined || citation.quote === "") return false;
  const found = locateQuote(item, quoteDigest(citation.quote));
  if (found === undefined || found.text !== citation.quote) return false;
  return (
    item.blocks[found.block]?.text.includes(citation.quote) === true &&
    citation.url === itemUrl(publicUrl, item.id, citation.quote)
  );
}
