// Bundles the policy pack into one file, dist/pack.js, which the engine starts without compiling or resolving anything.
import { build } from "esbuild";

await build({
  entryPoints: ["dist/policies/index.js"],
  outfile: "dist/pack.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minifySyntax: true,
  sourcemap: false,
  logLevel: "warning",
  // Optional parts of @pulumi/pulumi that a policy pack never reaches.
  external: ["typescript", "ts-node", "@npmcli/arborist"],
});
