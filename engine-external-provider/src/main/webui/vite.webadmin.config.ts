import { defineConfig } from "vite";

/** The plug-in for oVirt's webadmin: a page in a hidden frame and its script, which Maven puts beside the engine. */
export default defineConfig({
  root: "src/webadmin/plugin",
  publicDir: false,
  // webadmin serves it below plugin/v2v/
  base: "./",
  build: {
    target: "es2022",
    outDir: "../../../../../../target/webadmin",
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: "src/webadmin/plugin/plugin.html",
      output: { entryFileNames: "plugin.js" },
    },
  },
});
