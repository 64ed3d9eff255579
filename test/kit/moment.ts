import type { Moment } from "../../policies/evaluation/settings";

/** When tests take place. */
export const moment: Moment = { today: "2026-11-24", isPreview: true };
