import { describe } from "vitest";
import { exactStore } from "../../../adapters/langchain/exact-store.ts";
import { denseStoreContract } from "../../contracts/dense-store.ts";

describe("exactStore", () => {
  denseStoreContract(exactStore);
});
