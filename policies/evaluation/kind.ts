/** A cloud-neutral noun: a database, a workload, an entry point. `T` holds the facts that requirements ask for. */
export interface Kind<T> {
  readonly name: string;
  /** Never set: it ties `T` to the kind. */
  readonly facts?: T;
}

/** Declares a kind. */
export function kind<T>(name: string): Kind<T> {
  return { name };
}
