/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Whether one of the claims is among who may. `oid` and `sub` never change hands, and who is in a role or a group is
 * decided by who keeps the provider. An address may be anybody's until the provider says that it has looked: in Entra its
 * owner can change it.
 */
export function isAllowed(claims: Claims, allowed: readonly string[]): boolean {
  const { oid, sub, roles, groups, email } = claims;
  const held = [oid, sub, ...listOf(roles), ...listOf(groups)].filter(isText).map(folded);
  const address = claims["email_verified"] === true && isText(email) ? email.toLowerCase() : "";
  return allowed.some((one) => (one.includes("@") ? one === address : held.includes(one)));
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Such an id is the same in capitals; it is allowed in small letters. */
function folded(value: string): string {
  return guid.test(value) ? value.toLowerCase() : value;
}

/** A name or an address for people, never empty: what there is, from the friendliest on. */
export function nameOf({ name, preferred_username: account, email, sub }: Claims): string {
  const names = [name, account, email, sub].filter(isText).map(inOneLine);
  return names.find((shown) => shown !== "") ?? "?";
}

/** Some providers send one alone as it is. */
function listOf(claim: unknown): readonly unknown[] {
  return Array.isArray(claim) ? claim : [claim];
}

function isText(claim: unknown): claim is string {
  return typeof claim === "string" && claim !== "";
}

/** The cookie has to hold it. */
const mostChars = 120;

function inOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, mostChars);
}
