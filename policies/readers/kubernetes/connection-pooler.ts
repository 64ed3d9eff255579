import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { connectionPooler } from "../../kinds/connection-pooler";

/**
 * PgBouncer of CloudNativePG. Parameters are texts, under the names and with the defaults of PgBouncer; 0 stands for no
 * limit.
 */
export const pgBouncerPooler = reader(
  "kubernetes:postgresql.cnpg.io/*:Pooler",
  connectionPooler,
  (pooler) => ({
    get poolSize() {
      return parameter(pooler, "default_pool_size", 20, "connections");
    },
    get overflow() {
      return parameter(pooler, "reserve_pool_size", 0, "connections");
    },
    get timeoutSeconds() {
      return parameter(pooler, "query_wait_timeout", 120, "seconds", "no limit");
    },
    get recycleSeconds() {
      return parameter(pooler, "server_lifetime", 3600, "seconds");
    },
  }),
);

/** A parameter; `zero` says what 0 stands for, where it is no number. */
function parameter(pooler: Inputs, name: string, whenAbsent: number, unit: string, zero?: string) {
  const fact = pooler.number(["spec", "pgbouncer", "parameters", name], { whenAbsent, unit, write: String });
  if (zero === undefined || fact.value !== 0) return fact;
  return fact.map(() => Infinity, { says: () => zero, write: String });
}
