import { Fact } from "../../evaluation/fact";
import type { Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { connectionPooler, type PoolerSettings } from "../../kinds/connection-pooler";
import { parameterOf } from "./server-parameter";

/** What Azure sets of the parameters of PgBouncer. */
const DEFAULTS = {
  "pgbouncer.enabled": "false",
  "pgbouncer.default_pool_size": "50",
  "pgbouncer.query_wait_timeout": "120",
} as const;

/**
 * `azure-native:dbforpostgresql:Server`, as the PgBouncer that it runs where `pgbouncer.enabled` says so; the parameters
 * are resources of their own. It keeps its own time for the renewal of connections.
 */
export const flexibleServerPooler = reader("azure-native:dbforpostgresql:Server", connectionPooler, () => ({
  settingsIn,
}));

function settingsIn(self: Subject<unknown>, stack: StackView): PoolerSettings | undefined {
  const enabled = parameter("pgbouncer.enabled", "true", self, stack);
  if (enabled.isAbsent) return undefined;
  const { value } = enabled;
  if (value !== undefined && !/^(?:true|on|1|yes)$/i.test(value.trim())) return undefined;
  const of = (name: keyof typeof DEFAULTS, to: string, unit: string) =>
    value === undefined
      ? enabled.map<number>(() => undefined)
      : new NumberParameter(parameter(name, to, self, stack), unit);
  return {
    poolSize: of("pgbouncer.default_pool_size", "20", "connections"),
    timeoutSeconds: of("pgbouncer.query_wait_timeout", "30", "seconds"),
  };
}

function parameter(
  name: keyof typeof DEFAULTS,
  to: string,
  self: Subject<unknown>,
  stack: StackView,
): Fact<string> {
  const advice = `Add an azure-native:dbforpostgresql:Configuration with configurationName ${name} and value ${to}.`;
  return parameterOf(name, { whenAbsent: DEFAULTS[name], advice }, self, stack);
}

/** A parameter's text as a number. */
class NumberParameter extends Fact<number> {
  constructor(
    private readonly text: Fact<string>,
    private readonly inUnits: string,
  ) {
    const { state } = text.map(numberIn, { why: "is not a number, so it cannot be judged" });
    super(state, text.path, text.format.called === undefined ? {} : { called: text.format.called });
  }

  override satisfies(test: (value: number) => boolean, needs: string, suggestion?: number): Outcome {
    if (!this.isDecided) return super.satisfies(test, needs, suggestion);
    return this.text.satisfies(
      (text) => test(numberIn(text) ?? NaN),
      // The text is shown as it is, without a unit.
      `${needs} ${this.inUnits}`,
      suggestion === undefined ? undefined : String(suggestion),
    );
  }
}

function numberIn(text: string): number | undefined {
  const value = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
