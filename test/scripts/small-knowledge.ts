import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of its own for one test file, with paths for knowledge and index inside. */
export interface Workspace {
  readonly directory: string;
  readonly knowledge: string;
  readonly index: string;
  /** Writes a file below the knowledge folder. */
  write(path: string, content: string): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a workspace that holds the given knowledge files. */
export async function createWorkspace(
  files: Readonly<Record<string, string>> = smallKnowledge,
): Promise<Workspace> {
  const directory = await mkdtemp(join(tmpdir(), "agenda-"));
  const knowledge = join(directory, "knowledge");
  const write = async (path: string, content: string) => {
    const file = join(knowledge, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  for (const [path, content] of Object.entries(files)) await write(path, content);
  return {
    directory,
    knowledge,
    index: join(directory, "index"),
    write,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** A file with front matter. */
export function item(
  data: Readonly<Record<string, unknown>>,
  body: string,
  common: Readonly<Record<string, unknown>> = { origin: "own", reviewed: "2026-11-23" },
): string {
  const lines = Object.entries({ ...data, ...common }).map(
    ([key, value]) => `${key}: ${JSON.stringify(value)}`,
  );
  return `---\n${lines.join("\n")}\n---\n${body}\n`;
}

const action = { horizon: "short", effort: "low", roles: ["tic"] };
const tree = "eixos/1-seguretat";

/** One axis, one objective, three actions, a page, and documents whose paths need care in an address. */
export const smallKnowledge: Readonly<Record<string, string>> = {
  [`${tree}/eix.md`]: item(
    { id: "1", title: "Seguretat" },
    "L'eix de seguretat protegeix la casa.",
  ),
  [`${tree}/1.1-copies/objectiu.md`]: item(
    { id: "1.1", title: "Còpies & recuperació" },
    "L'objectiu és recuperar els fitxers perduts.",
  ),
  [`${tree}/1.1-copies/1.1.1-copies.md`]: item(
    {
      id: "1.1.1",
      title: "Fer còpies de seguretat",
      ...action,
      related: ["1.1.2"],
      questions: { ca: ["Com recuperem els fitxers d'un servidor espatllat?"] },
      references: [
        {
          title: 'Guia "pràctica"',
          url: "https://example.cat/guia?a=1&b=2",
          checked: "2026-11-23",
        },
      ],
    },
    `Feu còpies de seguretat cada nit i deseu-ne una fora de l'ajuntament.

## Com fer-ho

1. Trieu els servidors que s'han de copiar.
2. Proveu de recuperar un fitxer cada mes.

## Qui us pot ajudar

El consell comarcal us pot ajudar a programar les còpies.`,
  ),
  [`${tree}/1.1-copies/1.1.2-simulacre.md`]: item(
    { id: "1.1.2", title: "Assajar un simulacre", ...action, population: { min: 5000 } },
    "Assageu un simulacre d'atac cada any amb tota la plantilla.",
  ),
  [`${tree}/1.1-copies/1.1.3-inventari.md`]: item(
    { id: "1.1.3", title: "Tenir un inventari d'ordinadors", ...action, population: { max: 5000 } },
    "Apunteu cada ordinador en un inventari.",
  ),
  "pagines/marques.md": item(
    { id: "marques", title: `<script>alert("x")</script> & l'apòstrof` },
    "El text amb `<img src=x onerror=alert(1)>` s'ha de llegir tal com és: 5 < 7 & 7 > 5.",
  ),
  "documents/Actes 2026/sessió núm. 3 (100%).md":
    "La brigada municipal ha pintat les baranes del pont vell de color verd.",
  "documents/50%25/què? #1 & més.md":
    "Els gegants del poble ballen per la festa major de setembre.",
  "documents/pla.md": "# Pla d'estiu\n\nLa piscina municipal obre el vint de juny.",
};
