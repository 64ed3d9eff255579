import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "coverage/", "node_modules/", "examples/", "templates/", "**/*.mjs"] },
  {
    files: ["{policies,profiles,components,testing,tools,bench,test}/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // `() => log(line)` and `return callback(error);` say what they do; braces and lines around them say no more.
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Numbers and truth values read well inside messages; objects, which do not, stay forbidden.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // `while (true)` and the like are meant.
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      // An underscore marks a parameter that an interface asks for and the function does not need.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // A kind ties a type to a name; its parameter is used once on purpose.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
);
