/** Endings of verbs, and of nouns and adjectives beside them, in the three languages, without accents. */
const endings =
  `a e o i u en an in eu iu au ar er ir re ur at ada ats ades it ida its ides ut uda uts udes ant ent int
  ara arem aran areu arien aria era eran ereu eria ira iran ireu iria ava aven avem es is as os em im am amos emos imos aba aban ia ian ien
  ad ed id ado ados adas ido idos idas ando iendo ase aron ieron io iera ieran ere aren iren ing s ed d es ies
  i in iu is im ui uin ui ix eix eixen eixi eixin esc isc esqueu ueix gui guin gueu gues ga gan go qui quin queu ques que c cin ci ceu cen ces
  cio ion cion acio acion aciones acions icio icion icions ment miento mientos ments amiento amientos ament aments imient imiento iment iments ador eis ais eu reu ria rien aba aban an en is adora adors adores edor edora idor`
    .trim()
    .split(/\s+/u);
const known = new Set(endings);
const longestEnding = Math.max(...endings.map(({ length }) => length));
/** Letters of a root at least. */
const shortestRoot = 4;

/** Pronouns that Spanish writes in one word with its verb: "pedidle", "hacerlo". */
const attached = /(?<=\p{L}{2}(?:[aei][dr]|[aeiou]ndo))(?:me|te|se|nos|os|le|les|lo|la|los|las)$/u;

/** A word, without accents, without the pronouns that stand in it. */
export function withoutPronouns(folded: string): string {
  return folded.replace(attached, "");
}

/** What is left of a word, without accents, when the longest ending of a verb is taken off. */
export function rootOf(folded: string): string {
  for (let length = Math.min(longestEnding, folded.length - 3); length > 0; length -= 1)
    if (known.has(folded.slice(-length))) return folded.slice(0, -length);
  return folded;
}

/** Whether two words, without accents, are forms of one: they begin alike and what is left is an ending in both. */
export function haveOneRoot(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && shared < other.length && one[shared] === other[shared]) shared += 1;
  for (let length = shared; length >= shortestRoot; length -= 1)
    if (isEnding(one.slice(length)) && isEnding(other.slice(length))) return true;
  return false;
}

function isEnding(text: string): boolean {
  return text === "" || known.has(text);
}
