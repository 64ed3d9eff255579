import type { ApplicationGeneration } from "../evaluation/settings";
import type { ApplicationSettings } from "./application-setting";
import { settingsV1 } from "./application-settings-v1";
import { settingsV2 } from "./application-settings-v2";

/** What a probe of the application has to look like. */
export interface ProbeContract {
  /** The path of its HTTP request. */
  readonly path: string;
  /** Whether a probe that only opens a connection serves as well. */
  readonly acceptsTcp: boolean;
}

/** The names and paths that a generation of the FraiseQL application really answers to. */
export interface ApplicationContract {
  readonly liveness: ProbeContract;
  readonly readiness: ProbeContract;
  readonly port: number;
  /** What it is set by. */
  readonly settings: ApplicationSettings;
}

/** The application's contract by generation. `v1` is the checklist's own. */
export const applicationContracts: Readonly<Record<ApplicationGeneration, ApplicationContract>> = {
  v1: {
    liveness: { path: "/health", acceptsTcp: false },
    readiness: { path: "/ready", acceptsTcp: false },
    port: 8000,
    settings: settingsV1,
  },
  v2: {
    // v2 answers 503 on /health while the database is down, so that a TCP probe is the safer liveness probe.
    liveness: { path: "/health", acceptsTcp: true },
    readiness: { path: "/readiness", acceptsTcp: false },
    port: 8000,
    settings: settingsV2,
  },
};
