import { isWebAddress } from "../../src/answer/address.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import { maxUrlChars } from "./limits.ts";

export { cutText, oneLine };

/** Whether an address can be a link. */
export function isLinkable(url: string): boolean {
  return url.length <= maxUrlChars && isWebAddress(url);
}
