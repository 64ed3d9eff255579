import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { findInputs, namedInputs, type NamedInputs } from "./named-inputs";

/** Traefik's middlewares: what happens to requests and responses on the way. */
export const traefikMiddleware = kind<NamedInputs>("middleware");
/** Traefik's TLS options: versions and client certificates. */
export const traefikTlsOption = kind<NamedInputs>("TLS options");
/** Traefik's default certificates. */
export const traefikTlsStore = kind<NamedInputs>("TLS store");

export const traefikMiddlewareObject = reader(
  ["kubernetes:traefik.io/*:Middleware", "kubernetes:traefik.containo.us/*:Middleware"],
  traefikMiddleware,
  namedInputs,
);
export const traefikTlsOptionObject = reader(
  ["kubernetes:traefik.io/*:TLSOption", "kubernetes:traefik.containo.us/*:TLSOption"],
  traefikTlsOption,
  namedInputs,
);
export const traefikTlsStoreObject = reader(
  ["kubernetes:traefik.io/*:TLSStore", "kubernetes:traefik.containo.us/*:TLSStore"],
  traefikTlsStore,
  namedInputs,
);

/** A middleware of the stack. */
export interface Middleware {
  /** What messages call it: `Middleware limits`. */
  readonly title: string;
  readonly inputs: Inputs;
}

/** A middleware as a route names it. */
export interface MiddlewareName {
  readonly name: Fact<string>;
  readonly namespace: Fact<string>;
}

/** The names of middlewares in a list of objects: `name`, and `namespace`, that of the object unless set. */
export function middlewareNames(refs: Listing<Inputs>, namespace: Fact<string>): Listing<MiddlewareName> {
  return refs.map((ref) => ({
    name: ref.string("name"),
    namespace: ref.string("namespace").orElse(namespace),
  }));
}

/** The middlewares that names stand for, chains resolved. Incomplete where one is not in the stack. */
export function middlewaresNamed(
  names: Listing<MiddlewareName>,
  from: Subject<unknown>,
  stack: StackView,
  depth = 0,
): Listing<Middleware> {
  const lists = names.items.map(({ name, namespace }): Listing<Middleware> => {
    const found = findInputs(traefikMiddleware, name, namespace, from, stack);
    if ("missing" in found) return Listing.unknown(unseen(name));
    const { inputs } = found;
    const chained = inputs.list("spec.chain.middlewares");
    if (chained.items.length === 0 || depth > 8) {
      return new Listing([{ title: `Middleware ${found.name}`, inputs }], chained.missing);
    }
    return middlewaresNamed(middlewareNames(chained, namespace), from, stack, depth + 1);
  });
  const all = Listing.of(...lists);
  return new Listing(all.items, names.missing ?? all.missing);
}

function unseen({ path, state, value }: Fact<string>): Undetermined {
  if (state.is === "unknown") return { path, why: state.why };
  return { why: `Middleware ${value ?? ""}, which a route names, is not in this stack` };
}
