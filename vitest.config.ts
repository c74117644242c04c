import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/built.ts",
    setupFiles: "test/setup.ts",
    // Nothing in the source has global state, so files of tests may share what they import.
    isolate: false,
    // The main process has little to do: by itself vitest would leave a core of two to it.
    maxWorkers: availableParallelism(),
    // How long a test takes is no evidence of anything: a busy machine must not fail one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: ["text-summary", "html", "lcovonly"],
      thresholds: { branches: 88.5 },
    },
  },
});
