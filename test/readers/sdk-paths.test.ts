import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import * as ts from "typescript";
import { Inputs, type PropertyRead } from "../../policies/evaluation/inputs";
import { Listing } from "../../policies/evaluation/listing";
import { formatPath } from "../../policies/evaluation/path";
import { registry } from "../../policies/readers";
import { canonicalToken } from "../../policies/readers/token";
import { treeOf } from "../../policies/crossguard/decode";
import { plainProps } from "../kit/analyzer";
import { allTables } from "../kit/tables";

/** The properties that readers look at in the resources of all cases, by type token. */
function readsByToken(): ReadonlyMap<string, readonly PropertyRead[]> {
  const reads = new Map<string, PropertyRead[]>();
  for (const table of allTables()) {
    for (const group of [table.valid, table.invalid, table.unknown, table.notApplicable ?? {}]) {
      for (const it of Object.values(group).flatMap(({ stack }) => stack)) {
        const token = canonicalToken(it.type).replace(/Patch$/, "");
        const own = reads.get(token) ?? [];
        reads.set(token, own);
        const inputs = new Inputs(treeOf(plainProps(it)), [], { onRead: (read) => own.push(read) });
        const resource = {
          urn: it.name,
          type: it.type,
          name: it.name,
          inputs,
          dependencies: {},
          identifiers: [],
        };
        for (const { thing } of registry.identify(resource)) touch(thing, 0);
      }
    }
  }
  return reads;
}

/** Reads every fact of a thing, and of the things in it. */
function touch(thing: unknown, depth: number): void {
  if (typeof thing !== "object" || thing === null || depth > 5) return;
  if (thing instanceof Listing) {
    for (const item of thing.items) touch(item, depth + 1);
    return;
  }
  if (Object.getPrototypeOf(thing) !== Object.prototype) return;
  for (const key of Object.keys(thing)) touch((thing as Record<string, unknown>)[key], depth + 1);
}

const PACKAGES: Readonly<Record<string, string>> = {
  "aws": "@pulumi/aws",
  "gcp": "@pulumi/gcp",
  "azure-native": "@pulumi/azure-native",
  "kubernetes": "@pulumi/kubernetes",
};

/** The declaration file of a token's class; undefined for a custom resource, which no SDK declares. */
function declarationOf(token: string): { readonly file: string; readonly args: string } | undefined {
  const [provider = "", module = "", name = ""] = token.split(":");
  const [folder = "", ...rest] = module.split("/");
  const sdk = PACKAGES[provider];
  if (sdk === undefined) return undefined;
  const root = path.dirname(require.resolve(`${sdk}/package.json`));
  const base = name.charAt(0).toLowerCase() + name.slice(1);
  const candidates =
    provider === "aws" || provider === "gcp" ? [[folder, rest.join("/") || base]] : [[module, base]];
  for (const [where = "", file = ""] of candidates) {
    const declaration = path.join(root, where.replace(/\.k8s\.io|\.io/g, ""), `${file}.d.ts`);
    if (fs.existsSync(declaration)) return { file: declaration, args: `${name}Args` };
  }
  return undefined;
}

/** The declared properties at the end of `segments`, or the segment that no alternative declares. */
function undeclared(
  checker: ts.TypeChecker,
  start: ts.Type,
  segments: PropertyRead["path"],
): string | undefined {
  let types = unwrapped(checker, start);
  for (const segment of segments) {
    if (typeof segment === "number") continue;
    // Text holds JSON, and a map has any key: nothing is declared inside them.
    if (types.some((type) => isOpen(checker, type))) return undefined;
    const next = types.flatMap((type) => {
      const property = checker.getPropertyOfType(type, segment);
      return property ? unwrapped(checker, checker.getTypeOfSymbol(property)) : [];
    });
    if (next.length === 0) return segment;
    types = next;
  }
  return undefined;
}

function isOpen(checker: ts.TypeChecker, type: ts.Type): boolean {
  return (
    (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 ||
    checker.getIndexTypeOfType(type, ts.IndexKind.String) !== undefined
  );
}

/** What an `Input<T>`, a list or an optional property may hold. */
function unwrapped(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  if (type.isUnion()) return type.types.flatMap((part) => unwrapped(checker, part));
  // Intrinsic types have no symbol, whatever the declaration says.
  const { name } = (type.symbol as ts.Symbol | undefined) ?? {};
  if (name === "Promise" || name === "OutputInstance" || type.isIntersection()) return [];
  const element = checker.isArrayType(type)
    ? checker.getIndexTypeOfType(type, ts.IndexKind.Number)
    : undefined;
  return element ? unwrapped(checker, element) : [type];
}

describe("readers", function () {
  this.timeout(120_000);

  it("look at properties that the SDKs declare", () => {
    const reads = readsByToken();
    const declared = [...reads.keys()].flatMap((token) => {
      const declaration = declarationOf(token);
      return declaration ? [{ token, ...declaration }] : [];
    });
    const clouds = new Set(declared.map(({ token }) => token.split(":")[0]));
    assert.deepEqual([...clouds].sort(), ["aws", "azure-native", "gcp", "kubernetes"]);
    const program = ts.createProgram(
      declared.map(({ file }) => file),
      { skipLibCheck: true, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
    );
    const checker = program.getTypeChecker();
    const wrong = declared.flatMap(({ token, file, args }) => {
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      const symbol = module && checker.getExportsOfModule(module).find(({ name }) => name === args);
      if (!symbol) return [`${token}: ${args} is not declared`];
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      return (reads.get(token) ?? []).flatMap((read) => {
        const segment = undeclared(checker, type, read.path);
        return segment === undefined ? [] : [`${token}: ${formatPath(read.path)} (${segment})`];
      });
    });
    assert.deepEqual([...new Set(wrong)].sort(), []);
  });
});
