import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** Something between the application and its database that keeps connections open: PgBouncer, a proxy. */
export interface ConnectionPooler {
  /** Connections that it keeps for each user and database. Undefined where it is not a number of connections. */
  readonly poolSize?: Fact<number> | undefined;
  /** Connections beyond those. */
  readonly overflow?: Fact<number> | undefined;
  /** Seconds that a client waits for a connection; infinite when it waits for good. */
  readonly timeoutSeconds?: Fact<number> | undefined;
  /** Seconds after which a connection is renewed. */
  readonly recycleSeconds?: Fact<number> | undefined;
  /** Seconds that a client waits, where nothing else in the stack sets them for this pooler. */
  timeoutUnlessSet?(self: Subject<ConnectionPooler>, stack: StackView): Fact<number> | undefined;
  /** Whether it refuses connections without TLS. Undefined where its resource cannot show it. */
  readonly refusesPlainText?: Fact<boolean> | undefined;
}

export const connectionPooler = kind<ConnectionPooler>("connection pooler");
