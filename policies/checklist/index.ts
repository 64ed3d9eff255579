// Written by `npm run build` from the files of this folder. Do not edit.
import type { Requirement } from "../evaluation/requirement";
import { securityProfileSelected } from "./1-planning/security-profile-selected";
import { keyRotation } from "./2-security/key-rotation";
import { automatedBackups } from "./3-database/automated-backups";
import { pointInTimeRecovery } from "./3-database/point-in-time-recovery";
import { autoscaling } from "./7-infrastructure/autoscaling";
import { healthProbes } from "./7-infrastructure/health-probes";
import { networkPolicies } from "./7-infrastructure/network-policy";
import { nonRoot } from "./7-infrastructure/non-root";
import { readOnlyFilesystem } from "./7-infrastructure/read-only-filesystem";
import { resourceLimits } from "./7-infrastructure/resource-limits";

/** Every requirement, in the checklist's order. */
export const requirements: readonly Requirement[] = [
  securityProfileSelected,
  keyRotation,
  automatedBackups,
  pointInTimeRecovery,
  autoscaling,
  healthProbes,
  networkPolicies,
  nonRoot,
  readOnlyFilesystem,
  resourceLimits,
].sort((a, b) => a.item.localeCompare(b.item, undefined, { numeric: true }) || a.name.localeCompare(b.name));
