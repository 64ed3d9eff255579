// Bundles the policy pack into one file, dist/pack.js, which the engine starts without compiling or resolving anything.
import { build } from "esbuild";

/**
 * Parts of @pulumi/pulumi that load at start and that a policy pack never calls: the Automation API, providers, functions
 * that are serialised, and the protocols of language hosts and providers. They would double its start-up.
 */
const UNUSED_PARTS =
  /@pulumi[\\/]pulumi[\\/](?:automation|provider|dynamic|runtime[\\/]closure)[\\/]|proto[\\/](?:language|provider|callback|codegen|converter|testing)[_\\/]/;

const unused = {
  name: "unused",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(@npmcli\/arborist|typescript|ts-node)$/ }, ({ path }) => ({
      path,
      namespace: "unused",
    }));
    onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {};" }));
    onLoad({ filter: UNUSED_PARTS }, () => ({ contents: "module.exports = {};" }));
  },
};

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
  plugins: [unused],
});
