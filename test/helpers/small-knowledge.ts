import { type Knowledge, readKnowledge } from "../../src/agenda/read-knowledge.ts";
import { temporaryFolder, writeFiles } from "./temporary-folder.ts";

/** Files of a knowledge folder by path. */
export type KnowledgeFiles = Readonly<Record<string, string | Uint8Array>>;

/** A file with front matter. Values stand as they are written; an empty one leaves its key out. */
export function itemFile(
  data: Readonly<Record<string, string>>,
  body = "Primer paràgraf.",
): string {
  const defaults = { title: "Un títol", origin: "own", reviewed: "2026-01-31" };
  const lines = Object.entries({ ...defaults, ...data })
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `${key}: ${value}`);
  return `---\n${lines.join("\n")}\n---\n${body}\n`;
}

/** A file of an action; `id` without quotes. */
export function actionFile(
  id: string,
  data: Readonly<Record<string, string>> = {},
  body?: string,
): string {
  return itemFile(
    { id: `"${id}"`, horizon: "short", effort: "low", roles: "[tic]", ...data },
    body,
  );
}

/** A whole, correct knowledge folder: an axis, an objective, two actions, a page, a document and a thesaurus. */
export const smallKnowledge: KnowledgeFiles = {
  "eixos/2-seguretat/eix.md": itemFile({ id: '"2"', title: "Ciberseguretat" }),
  "eixos/2-seguretat/2.3-incidents/objectiu.md": itemFile({ id: '"2.3"', title: "Incidents" }),
  "eixos/2-seguretat/2.3-incidents/2.3.1-pla.md": actionFile(
    "2.3.1",
    { title: "Pla de resposta", related: '["2.3.2"]' },
    "Escriviu qui decideix durant un atac.\n\n## Com fer-ho\n\n1. Desconnecteu els equips.\n2. Truqueu a l'informàtic.",
  ),
  "eixos/2-seguretat/2.3-incidents/2.3.2-copies.md": actionFile(
    "2.3.2",
    { title: "Còpies de seguretat" },
    "Feu una còpia de les dades cada nit i proveu de recuperar-la.",
  ),
  "pagines/aprovacio.md": itemFile({ id: "aprovacio" }, "El document es va aprovar al juny."),
  "documents/acta.md": "# Acta del ple\n\nEl ple aprova el pressupost de la biblioteca.",
  "tesaurus/seguretat.md":
    "| concepte | català | castellà | anglès | més general |\n|---|---|---|---|---|\n| copia | còpia de seguretat | copia de seguridad | backup | |\n",
};

/** Writes a knowledge folder that is removed when the test ends. */
export async function knowledgeFolder(files: KnowledgeFiles = smallKnowledge): Promise<string> {
  const folder = await temporaryFolder();
  await writeFiles(folder, files);
  return folder;
}

/** The small knowledge with one page more, so that different names are different knowledge. */
export async function knowledgeNamed(name: string): Promise<Knowledge> {
  const page = itemFile({ id: name }, `La pàgina ${name} parla d'un altre assumpte.`);
  return readKnowledge(await knowledgeFolder({ ...smallKnowledge, [`pagines/${name}.md`]: page }));
}
