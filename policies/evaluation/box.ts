import type { ProfileName } from "../../profiles/index";

/** A box of the checklist. */
export interface Box {
  /** `3.3.1` is the first box of section 3.3; `x.1` is the first of what only a profile's summary names. */
  readonly item: string;
  readonly section: string;
  /** The checklist's own words. */
  readonly title: string;
  /** The first profile that asks for it. */
  readonly from: ProfileName;
  /** The points below it. */
  readonly asks: readonly string[];
}

/** A section of the checklist, or a part of one. */
export interface Section {
  /** `3`, or `3.3`. */
  readonly number: string;
  readonly title: string;
}
