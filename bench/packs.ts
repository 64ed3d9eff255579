import * as fs from "fs";
import * as os from "os";
import * as path from "path";

/** The folder of this package, which is the pack that is measured. */
export const OUR_PACK = path.resolve(__dirname, "..", "..");

/** The folders of the packs to compare with, and how to remove them. */
export interface EmptyPacks {
  /** One policy on resources that does nothing. */
  readonly resource: string;
  /** One policy on the stack that does nothing. */
  readonly stack: string;
  remove(): void;
}

/** Writes the packs to compare with into a temporary folder: plain JavaScript, with this package's own dependencies. */
export function writeEmptyPacks(): EmptyPacks {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "bench-")));
  fs.symlinkSync(path.join(OUR_PACK, "node_modules"), path.join(root, "node_modules"), "junction");
  return {
    resource: write(root, "empty", "validateResource"),
    stack: write(root, "empty-stack", "validateStack"),
    remove: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

function write(root: string, name: string, validate: "validateResource" | "validateStack"): string {
  const folder = path.join(root, name);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  fs.writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ name, version: "1.0.0", main: "index.js" }),
  );
  fs.writeFileSync(
    path.join(folder, "index.js"),
    `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("${name}", {
  policies: [{ name: "nothing", description: "Nothing.", enforcementLevel: "advisory", ${validate}: () => {} }],
});
`,
  );
  return folder;
}
