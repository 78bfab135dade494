import type { Language } from "../language/language.ts";
import type { Who } from "../reception/visitor.ts";

/** Something that councils need and that the Agenda does not cover. */
export interface Need {
  /** Cannot be guessed. The same for all who have it. */
  readonly id: string;
  /** What is needed, without what tells of persons. */
  readonly text: string;
  readonly language: Language;
  /** Id of the axis that it belongs to; absent when the person named none. */
  readonly axis?: string;
  /** Ids of items with which the assistant answered it when it was recorded, and which were not what was needed. */
  readonly rejected: readonly string[];
}

/** A need as one person has it. */
export interface NewNeed extends Need {
  /** Name of the person's council, as it was known then. */
  readonly council?: string;
  /** Inhabitants of the council, as they were known then. */
  readonly population?: number;
  /** Whether the council agreed to be named to the owners of the Agenda. */
  readonly isNamed: boolean;
  readonly recordedAtMs: number;
  /** Where to write that it is covered, in the platform's own notation; absent where nobody can be written to first. */
  readonly place?: string;
  /** Digest of the knowledge with which it was compared. */
  readonly knowledge: string;
}

/** The item that covers a need. */
interface Covering {
  readonly item: string;
  readonly atMs: number;
}

/** A need of a person, with how it stands. */
export interface OwnNeed extends Need {
  readonly recordedAtMs: number;
  readonly isNamed: boolean;
  /** Different councils that have it. */
  readonly councils: number;
  readonly covered?: Covering;
}

/** A need with how many have it. */
export interface SharedNeed extends Need {
  /** Different councils: by their names or, without one, by tenant. */
  readonly councils: number;
  readonly people: number;
  readonly recordedAtMs: number;
  readonly covered?: Covering;
}

/** Somebody's need that is covered and of which the person is to be told. */
export interface CoveredNeed {
  readonly who: Who;
  readonly place: string;
  readonly need: Need;
  readonly item: string;
}

/** One person's need, as the owners' report counts it. It names nobody. */
export interface RecordedNeed extends Need {
  /** Tells the councils apart: the name without case and accents or, without one, the tenant. */
  readonly councilKey: string;
  readonly council?: string;
  readonly population?: number;
  readonly isNamed: boolean;
  /** Tells people apart. Those who are forgotten are each another. */
  readonly personKey: string;
  readonly recordedAtMs: number;
  readonly covered?: Covering;
}
