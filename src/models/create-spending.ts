import type { Logger } from "pino";
import type { SpendingStore, Spent } from "../ports.ts";
import { dayOf } from "./day.ts";
import { costOf, type ModelCall, type Price, type Purse, type Spending } from "./spending.ts";

/** What {@link createSpending} needs. */
export interface SpendingOptions {
  /** Where it is kept; undefined while the database is away. */
  readonly store: () => SpendingStore | undefined;
  /** Tokens in and out that each council may spend in a day of UTC. */
  readonly dailyTokens: number;
  readonly price?: Price | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  /** Told of every call, with the price. */
  readonly onCall?: ((call: ModelCall, price?: Price) => void) | undefined;
}

/** Milliseconds that the database is given: an answer waits for it. */
const patienceMs = 500;
/** Councils of which this process remembers something; each takes some hundred bytes. */
const mostCouncils = 10_000;
/** What no call takes: a provider that tells more is not believed. */
const mostTokens = 100_000_000;

/** What this process knows of a council's day. */
interface Account {
  readonly council: string;
  readonly day: string;
  /** Tokens by the store when it was last asked, and those that this process had put there before. */
  stored: number;
  savedBefore: number;
  /** Tokens that this process has put into the store. */
  saved: number;
  /** Not in the store yet. */
  owed: Spent;
  /** Tokens for which room is kept: those of the calls under way. */
  reserved: number;
  /** Ends when what is owed is in the store or cannot be. */
  saving: Promise<boolean> | undefined;
  isTold: boolean;
}

/**
 * Keeps within the limit of each council. Calls under way count with what they may take at most, so that many at once do not
 * slip through. While the database is away this process counts alone, and puts down later what it
 * counted; it remembers 10,000 councils at most.
 */
export function createSpending(options: SpendingOptions): Spending {
  const { store, dailyTokens, price, now, log, onCall } = options;
  const accounts = createAccounts();

  /** Puts down what the council owes. False when it could not be; then it stays owed. */
  async function save(account: Account): Promise<boolean> {
    const kept = store();
    const use = account.owed;
    if (kept === undefined) return false;
    try {
      await kept.add(account.council, account.day, use);
    } catch {
      return false;
    }
    account.saved += tokensOf(use);
    account.owed = sum(account.owed, negative(use));
    return true;
  }

  /** One after the other of the same council: what is owed must not be put down twice. */
  async function settle(account: Account): Promise<boolean> {
    while (account.owed.calls > 0) {
      account.saving ??= save(account).finally(() => {
        account.saving = undefined;
      });
      if (!(await account.saving)) return false;
    }
    accounts.settled(account);
    return true;
  }

  async function settleAll(): Promise<void> {
    for (const account of accounts.owing()) if (!(await settle(account))) return;
  }

  async function look(account: Account): Promise<void> {
    const savedBefore = account.saved;
    const spent = await store()?.of(account.council, account.day);
    if (spent === undefined) return;
    account.stored = tokensOf(spent);
    account.savedBefore = savedBefore;
  }

  function end(account: Account, call: ModelCall): Promise<void> {
    const usage = {
      inputTokens: counted(call.usage.inputTokens),
      outputTokens: counted(call.usage.outputTokens),
    };
    account.owed = sum(account.owed, { calls: 1, ...usage });
    accounts.owes(account);
    const { task, fault, durationMs } = call;
    const cost = price === undefined ? {} : { cost: costOf(usage, price) };
    log.debug({ task, fault, durationMs, ...usage, ...cost }, "a model was called");
    onCall?.({ ...call, usage }, price);
    return inTime(settleAll());
  }

  return {
    async begin(council, tokens) {
      const account = accounts.of(council, dayOf(now()));
      await inTime(look(account));
      // From here on nothing is waited for: two that ask at once must not both get the last of it.
      const spent = spentOf(account);
      if (spent >= dailyTokens) tell(account);
      if (spent + account.reserved + tokens > dailyTokens) return undefined;
      account.reserved += tokens;
      return openPurse(account, tokens, (call) => end(account, call));
    },
  };

  function tell(account: Account): void {
    if (account.isTold) return;
    account.isTold = true;
    const { council, day } = account;
    log.warn({ council, day, dailyTokens }, "a council has spent what it may on models today");
  }
}

function openPurse(
  account: Account,
  tokens: number,
  end: (call: ModelCall) => Promise<void>,
): Purse {
  let isOpen = true;
  const close = () => {
    const wasOpen = isOpen;
    if (wasOpen) account.reserved -= tokens;
    isOpen = false;
    return wasOpen;
  };
  return {
    async end(call) {
      if (close()) await end(call);
    },
    giveBack() {
      close();
    },
  };
}

/** The accounts of today, and those of which something is still owed; the oldest give way when they are too many. */
function createAccounts() {
  const accounts = new Map<string, Account>();
  const owing = new Set<Account>();
  return {
    of(council: string, day: string): Account {
      const key = `${day} ${council}`;
      const known = accounts.get(key);
      // The last that was used stands last.
      accounts.delete(key);
      const account = known ?? openAccount(council, day);
      accounts.set(key, account);
      if (known === undefined) forgetSome(accounts, owing, day);
      return account;
    },
    owes: (account: Account) => void owing.add(account),
    settled: (account: Account) => void owing.delete(account),
    owing: (): readonly Account[] => [...owing],
  };
}

function openAccount(council: string, day: string): Account {
  const owed = { calls: 0, inputTokens: 0, outputTokens: 0 };
  const numbers = { stored: 0, savedBefore: 0, saved: 0, reserved: 0 };
  return { council, day, ...numbers, owed, saving: undefined, isTold: false };
}

function forgetSome(accounts: Map<string, Account>, owing: Set<Account>, today: string): void {
  for (const [key, account] of accounts) {
    // Those that were used last stand last: what is behind one of today is of today, too.
    if (accounts.size <= mostCouncils && account.day === today) break;
    accounts.delete(key);
  }
  for (const account of owing) {
    if (owing.size <= mostCouncils) break;
    owing.delete(account);
  }
}

function spentOf({ stored, saved, savedBefore, owed }: Account): number {
  return stored + (saved - savedBefore) + tokensOf(owed);
}

function tokensOf({ inputTokens, outputTokens }: Spent): number {
  return inputTokens + outputTokens;
}

function sum(a: Spent, b: Spent): Spent {
  return {
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}

function negative({ calls, inputTokens, outputTokens }: Spent): Spent {
  return { calls: -calls, inputTokens: -inputTokens, outputTokens: -outputTokens };
}

/** What a provider tells, as a whole number that can be kept. */
function counted(tokens: number): number {
  return tokens > 0 ? Math.min(mostTokens, Math.ceil(tokens)) : 0;
}

/** Ends when the work does, however it does, or when an answer can wait no longer. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  try {
    await Promise.race([work, patience]);
  } catch {
    // Counted in this process: what is known of the store is not newer, and that must do.
  } finally {
    clearTimeout(timer);
  }
}
