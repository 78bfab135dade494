import { type CheerioAPI, load } from "cheerio";
import { strFromU8, unzipSync } from "fflate";
import { xmlFault } from "../../helpers/well-formed-xml.ts";

/** The XML files of an office document by their path. */
export function unzipped(bytes: Uint8Array): Map<string, string> {
  return new Map(
    Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]),
  );
}

/** What is wrong with any file of an office document; empty when nothing is. */
export function faultsOf(bytes: Uint8Array): string[] {
  return [...unzipped(bytes)].flatMap(([path, xml]) => {
    const fault = xmlFault(xml);
    return fault === undefined ? [] : [`${path}: ${fault}`];
  });
}

/** One file of an office document, read as XML. */
export function part(bytes: Uint8Array, path: string): CheerioAPI {
  return load(unzipped(bytes).get(path) ?? "", { xml: true });
}
