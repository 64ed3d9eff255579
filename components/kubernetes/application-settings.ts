import type { Input } from "@pulumi/pulumi";
import { isProfileName, profileNames, profiles, type Profile } from "../../profiles";
import { isMovingTag, parseImageReference } from "../../policies/kinds/image-reference";
import { STRICT_SSL_MODES } from "../../policies/kinds/database-url";
import type { ApplicationArgs, KeyManagement, NetworkPeer, ResourceAmounts } from "./application-args";
import { Checks, isKnown } from "./checks";
import { quantity } from "./quantity";
import { checkVariables, isFromRegulated, leastRatio } from "./variables";

/** The arguments that a profile has a say in, with their defaults. What is an output is checked once it is known. */
export interface ApplicationSettings {
  readonly profile: Profile;
  readonly image: Input<string>;
  readonly minReplicas: Input<number>;
  readonly maxReplicas: Input<number>;
  readonly cpuTarget: Input<number>;
  readonly rollingUpdate: {
    readonly maxUnavailable: Input<number | string>;
    readonly maxSurge: Input<number | string>;
  };
  readonly resources: {
    readonly requests: Readonly<Required<ResourceAmounts>>;
    readonly limits: Readonly<Required<ResourceAmounts>>;
  };
  readonly runAsUser: Input<number>;
  readonly tmpSize: Input<string>;
  readonly defaultDeny: boolean;
}

const DEFAULT_MAX_REPLICAS = 10;
const DEFAULT_AMOUNTS = {
  requests: { cpu: "250m", memory: "512Mi" },
  limits: { cpu: "1", memory: "1Gi" },
} as const;
const DEFAULT_USER = 1000;
const DEFAULT_TMP_SIZE = "64Mi";
const MAX_USER = 2 ** 31 - 1;
const KEY_MANAGEMENTS: readonly KeyManagement[] = ["aws", "azure", "gcp", "vault"];

/**
 * The arguments' settings.
 *
 * @param subject What errors begin with.
 * @throws RunError with each argument that the profile forbids: its key, its value, what is allowed and who says so.
 */
export function settingsOf(subject: string, name: string, args: ApplicationArgs): ApplicationSettings {
  const checks = new Checks(subject);
  if (!isProfileName(args.profile)) {
    const allowed = `choose ${profileNames.slice(0, -1).join(", ")} or ${profileNames.at(-1) ?? ""}`;
    checks.problem({ key: "profile", value: args.profile, allowed, section: "1.1" });
  }
  checks.end();
  const profile = profiles[args.profile];
  checkName(name, checks);
  const settings: ApplicationSettings = {
    profile,
    image: imageOf(args, profile, checks),
    ...scalingOf(args, profile, checks),
    rollingUpdate: rollingUpdateOf(args, profile, checks),
    resources: resourcesOf(args, checks),
    ...containerOf(args, checks),
    defaultDeny: args.defaultDeny ?? profile.name === "RESTRICTED",
  };
  checkVariables(args.env, profile, checks);
  checkConnections(args, profile, checks);
  checkPeers(args, checks);
  checks.end();
  return settings;
}

function checkName(name: string, checks: Checks): void {
  void checks.input("name", name, {
    allows: (it) => /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(it),
    allowed: "a Kubernetes service allows lower-case letters, digits and hyphens, at most 63, a letter first",
  });
}

/** A tag that moves cannot be rolled back to; from REGULATED on, only a digest proves what runs. */
function imageOf({ image }: ApplicationArgs, profile: Profile, checks: Checks): Input<string> {
  const isDigestNeeded = isFromRegulated(profile);
  return checks.input("image", image, {
    allows: (it) => {
      const { digest, tag } = parseImageReference(it) ?? {};
      return digest !== undefined || (!isDigestNeeded && tag !== undefined && !isMovingTag(tag));
    },
    allowed: isDigestNeeded
      ? `${profile.name} needs a digest: repository@sha256:...`
      : `${profile.name} needs the tag of one release, or a digest: repository@sha256:...`,
    section: isDigestNeeded ? "2.6" : "7.4",
  });
}

function scalingOf(
  args: ApplicationArgs,
  profile: Profile,
  checks: Checks,
): Pick<ApplicationSettings, "cpuTarget" | "minReplicas" | "maxReplicas"> {
  const fewest = profile.minReplicas ?? 1;
  const highest = profile.autoscalingCpuPercent ?? 100;
  const cpuTarget = checks.input("cpuTarget", args.cpuTarget ?? highest, {
    allows: (it) => isWithin(it, 1, highest),
    allowed: `${profile.name} allows 1 to ${highest} percent`,
    section: "7.2",
  });
  const minReplicas = checks.input("minReplicas", args.minReplicas ?? fewest, {
    allows: (it) => isWithin(it, fewest),
    allowed: `${profile.name} allows ${fewest} replicas or more`,
    section: "7.2",
  });
  const least = isKnown(minReplicas) ? minReplicas : fewest;
  const maxReplicas = checks.input("maxReplicas", args.maxReplicas ?? Math.max(DEFAULT_MAX_REPLICAS, least), {
    allows: (it) => isWithin(it, least),
    allowed: `it has to be minReplicas (${least}) or more`,
    section: "7.2",
  });
  return { cpuTarget, minReplicas, maxReplicas };
}

function rollingUpdateOf(
  { rollingUpdate }: ApplicationArgs,
  profile: Profile,
  checks: Checks,
): ApplicationSettings["rollingUpdate"] {
  const percent = profile.rollingUpdatePercent ?? 100;
  const checked = (key: "maxUnavailable" | "maxSurge"): Input<number | string> =>
    checks.input<number | string>(`rollingUpdate.${key}`, rollingUpdate?.[key] ?? 1, {
      allows: (it) => (typeof it === "number" ? it === 0 || it === 1 : isWithin(percentOf(it), 0, percent)),
      allowed: `${profile.name} allows 0 or 1 pods, or up to "${percent}%"`,
      section: "7.2",
    });
  const maxUnavailable = checked("maxUnavailable");
  const maxSurge = checked("maxSurge");
  const isNone = (it: Input<number | string>): boolean =>
    isKnown(it) && (it === 0 || percentOf(String(it)) === 0);
  if (isNone(maxUnavailable) && isNone(maxSurge)) {
    const allowed = "it cannot be 0 while maxUnavailable is 0, or no update could start";
    checks.problem({ key: "rollingUpdate.maxSurge", value: maxSurge, allowed, section: "7.2" });
  }
  return { maxUnavailable, maxSurge };
}

function resourcesOf({ resources }: ApplicationArgs, checks: Checks): ApplicationSettings["resources"] {
  const amount = (kind: "requests" | "limits", what: "cpu" | "memory"): Input<string> =>
    checks.input(`resources.${kind}.${what}`, resources?.[kind]?.[what] ?? DEFAULT_AMOUNTS[kind][what], {
      allows: isSome,
      allowed: `every profile needs a quantity above 0, for example "${DEFAULT_AMOUNTS[kind][what]}"`,
      section: "7.2",
    });
  const of = (what: "cpu" | "memory"): { requests: Input<string>; limits: Input<string> } => {
    const requests = amount("requests", what);
    const limits = amount("limits", what);
    if (isKnown(requests) && isKnown(limits) && isSome(limits) && amountOf(requests) > amountOf(limits)) {
      const allowed = `it may not exceed resources.limits.${what} ("${limits}")`;
      checks.problem({ key: `resources.requests.${what}`, value: requests, allowed, section: "7.2" });
    }
    return { requests, limits };
  };
  const cpu = of("cpu");
  const memory = of("memory");
  return {
    requests: { cpu: cpu.requests, memory: memory.requests },
    limits: { cpu: cpu.limits, memory: memory.limits },
  };
}

function containerOf(
  args: ApplicationArgs,
  checks: Checks,
): Pick<ApplicationSettings, "runAsUser" | "tmpSize"> {
  return {
    runAsUser: checks.input("runAsUser", args.runAsUser ?? DEFAULT_USER, {
      allows: (it) => isWithin(it, 1, MAX_USER),
      allowed: "every profile needs a user other than root, by its id, which is 1 or more",
      section: "7.1",
    }),
    tmpSize: checks.input("tmpSize", args.tmpSize ?? DEFAULT_TMP_SIZE, {
      allows: isSome,
      allowed: `it has to be a quantity above 0, for example "${DEFAULT_TMP_SIZE}"`,
      section: "7.1",
    }),
  };
}

/** What the application talks to, and how. */
function checkConnections(args: ApplicationArgs, profile: Profile, checks: Checks): void {
  const { corsOrigins = [], database, keyManagement, telemetry } = args;
  if (keyManagement !== undefined) {
    void checks.input<string>("keyManagement", keyManagement, {
      allows: (it) => (KEY_MANAGEMENTS as readonly string[]).includes(it),
      allowed: `choose ${listed(KEY_MANAGEMENTS)}`,
      section: "2.4",
    });
  }
  if (database.sslMode !== undefined) {
    void checks.input("database.sslMode", database.sslMode, {
      allows: (it) => STRICT_SSL_MODES.includes(it),
      allowed: `every profile needs ${listed(STRICT_SSL_MODES)}`,
      section: "3.1",
    });
  }
  corsOrigins.forEach((origin, index) => {
    void checks.input(`corsOrigins[${index}]`, origin, {
      allows: (it) => /^https:\/\/[^*\s/]+$/.test(it),
      allowed: "every profile needs an origin such as https://app.example.com",
      section: "4.2",
    });
  });
  if (telemetry !== undefined) {
    const least = leastRatio(profile);
    void checks.input("telemetry.sampleRatio", telemetry.sampleRatio ?? least, {
      allows: (it) => it >= (profile.traceSampleRatio ?? 0) && it <= 1,
      allowed: `${profile.name} allows ${profile.traceSampleRatio ?? 0} to 1`,
      section: "5.4",
    });
  }
  if (!isFromRegulated(profile)) return;
  if (keyManagement === undefined) {
    const allowed = `${profile.name} needs the key management service that the application uses: ${listed(KEY_MANAGEMENTS)}`;
    checks.missing("keyManagement", { allowed, section: "2.4" });
  }
  if (telemetry === undefined) {
    const allowed = `${profile.name} needs a collector of traces: its endpoint, and who answers there`;
    checks.missing("telemetry", { allowed, section: "5.4" });
  }
}

function checkPeers(args: ApplicationArgs, checks: Checks): void {
  const peers: readonly (readonly [key: string, peer: NetworkPeer | undefined])[] = [
    ["database.peer", args.database.peer],
    ["ingressController", args.ingressController],
    ["monitoring", args.monitoring],
    ["cache.peer", args.cache?.peer],
    ["telemetry.peer", args.telemetry?.peer],
    ["dns", args.dns],
  ];
  for (const [key, peer] of peers) {
    if (peer === undefined || !("cidr" in peer)) continue;
    void checks.input(`${key}.cidr`, peer.cidr, {
      allows: (it) => !/\/0+$/.test(it),
      allowed: "name the addresses that are meant, not every address",
      section: "7.3",
    });
  }
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;
}

function percentOf(text: string): number {
  return Number(/^(\d+)%$/.exec(text)?.[1] ?? NaN);
}

function amountOf(text: string): number {
  return quantity(text) ?? 0;
}

function isSome(text: string): boolean {
  return amountOf(text) > 0;
}

/** True for a whole number within the bounds. */
function isWithin(value: number, min: number, max = Infinity): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
