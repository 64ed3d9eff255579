/** What a reference to a variable leads to: its value, or why there is none to write. */
export type Referred =
  | { readonly is: "set"; readonly value: string }
  /** No variable of this name: the reference stays as it is. */
  | { readonly is: "unset" }
  | { readonly is: "unknown"; readonly why: string };

/** A text with its references to variables: `$(NAME)`. `$$` stands for one dollar sign. */
const REFERENCE = /\$(?:\$|\(([^)]*)\))/g;

/** The text with `$(NAME)` replaced as Kubernetes does it in `env`, `command` and `args`; or why it cannot be told. */
export function expand(
  text: string,
  lookUp: (name: string) => Referred,
): { readonly text: string } | { readonly why: string } {
  let why: string | undefined;
  const expanded = text.replace(REFERENCE, (reference, name: string | undefined) => {
    if (name === undefined) return "$";
    const referred = lookUp(name);
    if (referred.is === "unknown") why ??= referred.why;
    return referred.is === "set" ? referred.value : reference;
  });
  return why === undefined ? { text: expanded } : { why };
}

/** The names that a text refers to. */
export function referencesIn(text: string): readonly string[] {
  return [...text.matchAll(REFERENCE)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
