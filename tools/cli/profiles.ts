import { profileNames, profiles, thresholds, type ProfileName, type ThresholdName } from "../../profiles";
import type { Style } from "./style";
import { formatTable } from "./table";

/** A threshold, as the command lists it. */
export interface ThresholdDescription {
  readonly section: string;
  readonly name: ThresholdName;
  readonly about: string;
  readonly unit: string;
  readonly stricter: "higher" | "lower";
  /** What each profile sets it to; null where the profile does not ask. */
  readonly values: Readonly<Record<ProfileName, number | null>>;
}

/** Every threshold, in the checklist's order. */
export function describeThresholds(): readonly ThresholdDescription[] {
  return (Object.keys(thresholds) as ThresholdName[]).map((name) => ({
    name,
    ...thresholds[name],
    values: {
      STANDARD: profiles.STANDARD[name],
      REGULATED: profiles.REGULATED[name],
      RESTRICTED: profiles.RESTRICTED[name],
    },
  }));
}

/** The thresholds as a table. */
export function thresholdTable(described: readonly ThresholdDescription[], style: Style): string {
  return formatTable(
    [
      ["SECTION", "THRESHOLD", ...profileNames, "UNIT", "ABOUT"],
      ...described.map(({ section, name, values, unit, about }) => [
        section,
        name,
        ...profileNames.map((profile) => String(values[profile] ?? "-")),
        unit,
        about,
      ]),
    ],
    style,
  );
}
