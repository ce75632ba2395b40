import js from "@eslint/js";
import globals from "globals";
import hooks from "eslint-plugin-react-hooks";
import accessibility from "eslint-plugin-jsx-a11y";
import typescript from "typescript-eslint";

export default typescript.config(
  { ignores: ["dist", "node_modules", "public", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...typescript.configs.strict,
  hooks.configs.flat["recommended-latest"],
  accessibility.flatConfigs.strict,
  {
    languageOptions: { globals: globals.browser },
    rules: {
      // what noUncheckedIndexedAccess cannot see, as in items[index] within its bounds
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-restricted-globals": ["error", "name", "event", "status"],
      "no-console": "error",
      // the first field of a dialog is what was asked for; whether a text field may have the focus, its user decides
      "jsx-a11y/no-autofocus": ["error", { ignoreNonDOM: true }],
      // what React's compiler, which is not used, would have to leave out
      "react-hooks/incompatible-library": "off",
      eqeqeq: "error",
    },
  },
  { files: ["build/*.mjs"], languageOptions: { globals: globals.node }, rules: { "no-console": "off" } },
);
