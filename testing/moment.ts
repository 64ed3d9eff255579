import type { Moment } from "../policies/evaluation/settings";

/** When tests take place: always the same, whatever the day. */
export const TEST_MOMENT: Moment = { today: "2026-11-24", isPreview: true };
