import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds an engine; its own certificate is taken as it is. */
const engine = process.env.V2V_ENGINE ?? "https://localhost:8443";

export default defineConfig({
  base: "/ovirt-engine/v2v/",
  plugins: [react()],
  build: {
    target: "es2022",
    // fonts and pictures as files: the Content-Security-Policy lets no data into the pages
    assetsInlineLimit: 0,
    license: { fileName: "licenses.md" },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: Object.fromEntries(
      ["/ovirt-engine/api", "/ovirt-engine/sso", "/ovirt-engine/services"].map((path) => [
        path,
        { target: engine, secure: false },
      ]),
    ),
  },
  test: {
    // a test that draws says so: // @vitest-environment jsdom
    environment: "node",
    setupFiles: "./src/testing/setup.ts",
    css: false,
    // machines that build are busy
    testTimeout: 30_000,
  },
});
