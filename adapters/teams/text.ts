import { isWebAddress } from "../../src/answer/address.ts";
import { maxUrlChars } from "./limits.ts";

/** Whether an address can be a link. */
export function isLinkable(url: string): boolean {
  return url.length <= maxUrlChars && isWebAddress(url);
}
