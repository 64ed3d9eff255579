import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** What a pooler is set to. */
export interface PoolerSettings {
  /** Connections that it keeps for each user and database. Undefined where it is not a number of connections. */
  readonly poolSize?: Fact<number> | undefined;
  /** Connections beyond those. */
  readonly overflow?: Fact<number> | undefined;
  /** Seconds that a client waits for a connection; infinite when it waits for good. */
  readonly timeoutSeconds?: Fact<number> | undefined;
  /** Seconds after which a connection is renewed. */
  readonly recycleSeconds?: Fact<number> | undefined;
}

/** Something between the application and its database that keeps connections open: PgBouncer, a proxy. */
export interface ConnectionPooler extends PoolerSettings {
  /** The same where other resources hold all of it. Undefined where they leave it off. Left out: its own hold it. */
  settingsIn?(self: Subject<ConnectionPooler>, stack: StackView): PoolerSettings | undefined;
  /** Seconds that a client waits, where nothing else in the stack sets them for this pooler. */
  timeoutUnlessSet?(self: Subject<ConnectionPooler>, stack: StackView): Fact<number> | undefined;
  /** Whether it refuses connections without TLS. Undefined where its resource cannot show it. */
  readonly refusesPlainText?: Fact<boolean> | undefined;
}

export const connectionPooler = kind<ConnectionPooler>("connection pooler");
