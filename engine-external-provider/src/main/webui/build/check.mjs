// Types, rules and tests of the pages, beside each other.
import { spawn } from "node:child_process";

await import("./types.mjs");

const checks = {
  tsc: ["node_modules/typescript/bin/tsc"],
  eslint: ["node_modules/eslint/bin/eslint.js", "--cache", "--cache-location", "node_modules/.cache/eslint/", "--max-warnings", "0", "."],
  vitest: ["node_modules/vitest/vitest.mjs", "run", "--reporter=dot", "--silent=passed-only"],
};

const results = await Promise.all(
  Object.entries(checks).map(
    ([name, command]) =>
      new Promise((resolve) => {
        let said = "";
        const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
        child.stdout.on("data", (part) => (said += part));
        child.stderr.on("data", (part) => (said += part));
        child.on("close", (code) => resolve({ name, code, said }));
      }),
  ),
);
for (const { name, code, said } of results) {
  console.log(code === 0 ? `${name}: good` : `${name}:\n${said}`);
}
process.exit(results.every(({ code }) => code === 0) ? 0 : 1);
