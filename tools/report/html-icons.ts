import type { ReportVerdict } from "../../policies/evaluation/report";
import { markup, raw, type Markup } from "./markup";

/** Drawings of 16 by 16; each verdict has a shape of its own, so that nobody needs the colour. */
const shapes: Readonly<Record<ReportVerdict, string>> = {
  "violation":
    '<path d="M5 .5h6L15.5 5v6L11 15.5H5L.5 11V5z" fill="currentColor"/><path d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6" stroke="var(--on-mark)" stroke-width="1.8" stroke-linecap="round"/>',
  "open":
    '<rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="none" stroke="currentColor" stroke-width="2"/>',
  "undetermined":
    '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M5.9 6.2a2.15 2.15 0 1 1 3.2 1.9C8.3 8.6 8 9 8 9.8" fill="none" stroke="var(--on-mark)" stroke-width="1.7" stroke-linecap="round"/><circle cx="8" cy="12.2" r="1.050" fill="var(--on-mark)"/>',
  "exempt":
    '<path d="M8 .4 14.5 2.8v4.7c0 4-2.7 6.7-6.5 8.1C4.2 14.2 1.5 11.5 1.5 7.5V2.8z" fill="currentColor"/><path d="M5.3 8h5.4" stroke="var(--on-mark)" stroke-width="1.8" stroke-linecap="round"/>',
  "pass":
    '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="m4.7 8.3 2.3 2.3 4.3-4.8" fill="none" stroke="var(--on-mark)" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
  "not-applicable":
    '<circle cx="8" cy="8" r="6.7" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M5 8h6" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>',
  "not-asked":
    '<circle cx="8" cy="8" r="6.7" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.2 2.2"/>',
};

/** The drawings, once in the page. */
export const iconSprite: Markup = raw(
  `<svg class="sprite" aria-hidden="true">${Object.entries(shapes)
    .map(([verdict, shape]) => `<symbol id="i-${verdict}" viewBox="0 0 16 16">${shape}</symbol>`)
    .join("")}</svg>`,
);

/** The drawing of a verdict; words stand beside it. */
export function icon(verdict: ReportVerdict): Markup {
  return markup`<svg class="icon ${verdict}" aria-hidden="true"><use href="#i-${verdict}"/></svg>`;
}
