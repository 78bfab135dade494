import { defineConfig } from "vitest/config";

/** Long, because busy machines are slow and no test measures time: a test that hangs still ends. */
export default defineConfig({
  test: {
    dir: "test",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
