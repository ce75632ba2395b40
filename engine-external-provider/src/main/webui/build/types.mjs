// Writes the types of the API, of docs/openapi.yaml, unless they are newer than that.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const document = "../../../../docs/openapi.yaml";
const types = "src/api/schema.d.ts";
if (!existsSync(types) || statSync(types).mtimeMs < statSync(document).mtimeMs) {
  execFileSync(process.execPath, ["node_modules/openapi-typescript/bin/cli.js", document, "--output", types], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}
