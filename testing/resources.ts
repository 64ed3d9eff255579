/** A resource of a test stack. */
export interface TestResource {
  readonly type: string;
  readonly name: string;
  /** Inputs, in which `unknown`, `secret(...)` and `ref(...)` may stand anywhere. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** A value that is not known before the update. */
export const unknown = { marker: "unknown" } as const;

/** A secret value. */
export function secret(value: unknown) {
  return { marker: "secret", value } as const;
}

/**
 * An output of another resource of the test stack, by that resource's name. It is unknown at preview, and the engine
 * records the dependency. With a `value` it is known already, as auto-named properties are.
 */
export function ref(resourceName: string, value?: unknown) {
  return { marker: "ref", resourceName, value } as const;
}

/** A resource of a test stack. */
export function resource(type: string, name: string, props: Readonly<Record<string, unknown>>): TestResource {
  return { type, name, props };
}
