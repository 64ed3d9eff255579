/**
 * A resource's properties as evaluation sees them: plain JSON, save for two wrappers that say what plain JSON cannot.
 * `crossguard/` makes these trees from what the engine sends.
 */
export type Tree = null | boolean | number | string | Unknown | Secret | readonly Tree[] | TreeObject;

/** An object node of a tree. */
export interface TreeObject {
  readonly [key: string]: Tree | undefined;
}

/** A value that the engine does not know before the update. */
export class Unknown {
  readonly isUnknown = true;
}

/** The one unknown value. */
export const UNKNOWN = new Unknown();

/**
 * A value that the program marked secret. Its content may be compared, and is never shown. Only leaves are wrapped: of a
 * secret object, every leaf is secret.
 */
export class Secret {
  constructor(readonly value: boolean | number | string | Unknown) {}
}

/** True for an object node: not a list, not a wrapper. */
export function isTreeObject(tree: Tree | undefined): tree is TreeObject {
  return (
    typeof tree === "object" &&
    tree !== null &&
    !Array.isArray(tree) &&
    !(tree instanceof Unknown) &&
    !(tree instanceof Secret)
  );
}
