import type { Language } from "../language/language.ts";

/** Stands for a person and for where that person works: what is kept hangs on them. */
export interface Who {
  /** Digest of the person's id; empty for who is not known. */
  readonly person: string;
  /** Digest of the workspace, the tenant, the browser or the machine. */
  readonly tenant: string;
  /** `slack`, `teams`, `web` or `terminal`. */
  readonly platform: string;
}

/** Somebody who asks something of the assistant, as a platform knows them. */
export interface Visitor extends Who {
  /** Language of the interface, for who has not chosen one. */
  readonly language: Language;
  /** Whether the person may set the council for everybody of the tenant. Asked only when somebody wants to. */
  isAdmin(): Promise<boolean>;
  /** Nothing of what is served is shown as it stands: the person is told nothing with it. */
  readonly isPeek?: boolean;
  /** Whether it is the owners' channel in which something was pressed. */
  readonly isOwner?: boolean;
  /** Where the person can be written to first, in the platform's own notation; absent where that cannot be. */
  readonly place?: string;
}

/** What a person has told, and when the assistant was last used. */
export interface Reader {
  readonly population?: number;
  /** Name of the council. */
  readonly council?: string;
  readonly language?: Language;
  /** Whether the person was told that the assistant is an automatic system. */
  readonly isTold?: boolean;
}

/** The council of a tenant, as its administrator has set it: the default for everybody there. */
export interface Council {
  readonly name: string;
  readonly population: number;
  /** Who keeps it, in words: a name, a department or an address to write to. */
  readonly keeper: string;
}
