import { kind } from "../evaluation/kind";

/** Who is on call, and when: a schedule of PagerDuty or Opsgenie. */
export interface OnCallSchedule {
  /** How many people or teams take turns, as far as they are listed. */
  readonly participants: number;
}

export const onCallSchedule = kind<OnCallSchedule>("on-call schedule");
