import { Fact, type FactFormat, type FactState } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { PathLike } from "../../evaluation/path";
import { showShare, type Share } from "../../kinds/rollout";

/** A number of pods, or a part of them: `1`, `"1"`, `"25%"`. */
export function parseIntOrPercent(written: string | number): Share | undefined {
  const [, digits, percent] = /^\s*(\d+)(%)?\s*$/.exec(String(written)) ?? [];
  if (digits === undefined) return undefined;
  return { amount: Number(digits), unit: percent === undefined ? "replicas" : "percent" };
}

const FORMAT: FactFormat<Share> = {
  says: showShare,
  write: (share) => (share.unit === "percent" ? showShare(share) : share.amount),
};

/** The number or the part of pods at `path`. `whenAbsent` is what applies unless it is set. */
export function intOrPercentAt(inputs: Inputs, path: PathLike, whenAbsent?: Share): Fact<Share> {
  const written = inputs.scalar(path);
  return new Fact<Share>(stateOf(written, whenAbsent), written.path, FORMAT);
}

function stateOf({ state }: Fact<string | number>, whenAbsent: Share | undefined): FactState<Share> {
  switch (state.is) {
    case "known": {
      const value = parseIntOrPercent(state.value);
      if (value === undefined) return { is: "unknown", why: "is neither a number nor a percentage" };
      return { is: "known", value, ...(state.secret ? { secret: true } : {}) };
    }
    case "absent":
      return whenAbsent === undefined ? { is: "absent" } : { is: "absent", value: whenAbsent };
    default:
      return state;
  }
}
