import { isProfileName, profileNames, profiles, type Profile } from "../../profiles";
import type { ApplicationArgs, NetworkPeer, ResourceAmounts } from "./application-args";
import { quantity } from "./quantity";

/** The arguments that a profile has a say in, checked, with their defaults. */
export interface ApplicationSettings {
  readonly profile: Profile;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly cpuTarget: number;
  readonly rollingUpdate: {
    readonly maxUnavailable: number | string;
    readonly maxSurge: number | string;
  };
  readonly resources: {
    readonly requests: Readonly<Required<ResourceAmounts>>;
    readonly limits: Readonly<Required<ResourceAmounts>>;
  };
  readonly runAsUser: number;
  readonly tmpSize: string;
}

/** What is wrong with one argument, in the words of the error. */
interface Problem {
  readonly key: string;
  readonly value: unknown;
  /** What is allowed, as a clause: `STANDARD allows 1 to 70 percent`. */
  readonly allowed: string;
  /** The checklist section that says so. */
  readonly section?: string;
}

/** Variables that the component sets itself. */
export const OWN_VARIABLES = [
  "FRAISEQL_ENVIRONMENT",
  "FRAISEQL_SECURITY_PROFILE",
  "FRAISEQL_DATABASE_URL",
  "DATABASE_URL",
  "JWT_SECRET_KEY",
] as const;

const DEFAULT_MAX_REPLICAS = 10;
const DEFAULT_REQUESTS = { cpu: "250m", memory: "512Mi" };
const DEFAULT_LIMITS = { cpu: "1", memory: "1Gi" };
const DEFAULT_USER = 1000;
const DEFAULT_TMP_SIZE = "64Mi";
const MAX_USER = 2 ** 31 - 1;

/** The arguments' settings, or what is wrong with them: for each, the key, its value, what is allowed and who says so. */
export function settingsOf(
  name: string,
  args: ApplicationArgs,
): ApplicationSettings | { readonly problems: readonly string[] } {
  if (!isProfileName(args.profile)) {
    const allowed = `choose ${profileNames.slice(0, -1).join(", ")} or ${profileNames.at(-1) ?? ""}`;
    return { problems: [sentence({ key: "profile", value: args.profile, allowed, section: "1.1" })] };
  }
  const profile = profiles[args.profile];
  const minReplicas = args.minReplicas ?? profile.minReplicas ?? 1;
  const settings: ApplicationSettings = {
    profile,
    minReplicas,
    maxReplicas: args.maxReplicas ?? Math.max(DEFAULT_MAX_REPLICAS, minReplicas),
    cpuTarget: args.cpuTarget ?? profile.autoscalingCpuPercent ?? 100,
    rollingUpdate: {
      maxUnavailable: args.rollingUpdate?.maxUnavailable ?? 1,
      maxSurge: args.rollingUpdate?.maxSurge ?? 1,
    },
    resources: {
      requests: amounts(args.resources?.requests, DEFAULT_REQUESTS),
      limits: amounts(args.resources?.limits, DEFAULT_LIMITS),
    },
    runAsUser: args.runAsUser ?? DEFAULT_USER,
    tmpSize: args.tmpSize ?? DEFAULT_TMP_SIZE,
  };
  const problems = [
    ...nameProblems(name),
    ...scalingProblems(settings),
    ...rollingUpdateProblems(settings),
    ...resourceProblems(settings),
    ...containerProblems(settings),
    ...variableProblems(args),
    ...peerProblems(args),
  ];
  return problems.length > 0 ? { problems: problems.map(sentence) } : settings;
}

function amounts(
  given: ResourceAmounts | undefined,
  defaults: Required<ResourceAmounts>,
): Required<ResourceAmounts> {
  return { cpu: given?.cpu ?? defaults.cpu, memory: given?.memory ?? defaults.memory };
}

function nameProblems(name: string): readonly Problem[] {
  return /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)
    ? []
    : [
        {
          key: "name",
          value: name,
          allowed:
            "a Kubernetes service allows lower-case letters, digits and hyphens, at most 63, a letter first",
        },
      ];
}

function scalingProblems({
  profile,
  minReplicas,
  maxReplicas,
  cpuTarget,
}: ApplicationSettings): readonly Problem[] {
  const fewest = profile.minReplicas ?? 1;
  const highest = profile.autoscalingCpuPercent ?? 100;
  return [
    ...unless(isWithin(cpuTarget, 1, highest), {
      key: "cpuTarget",
      value: cpuTarget,
      allowed: `${profile.name} allows 1 to ${highest} percent`,
      section: "7.2",
    }),
    ...unless(isWithin(minReplicas, fewest), {
      key: "minReplicas",
      value: minReplicas,
      allowed: `${profile.name} allows ${fewest} replicas or more`,
      section: "7.2",
    }),
    ...unless(isWithin(maxReplicas, minReplicas), {
      key: "maxReplicas",
      value: maxReplicas,
      allowed: `it has to be minReplicas (${minReplicas}) or more`,
      section: "7.2",
    }),
  ];
}

function rollingUpdateProblems({ profile, rollingUpdate }: ApplicationSettings): readonly Problem[] {
  const percent = profile.rollingUpdatePercent ?? 100;
  const allowed = `${profile.name} allows 0 or 1 pods, or up to "${percent}%"`;
  const fits = (value: number | string): boolean =>
    typeof value === "number" ? value === 0 || value === 1 : isWithin(percentOf(value), 0, percent);
  const isNone = (value: number | string): boolean => value === 0 || percentOf(String(value)) === 0;
  const { maxUnavailable, maxSurge } = rollingUpdate;
  return [
    ...(["maxUnavailable", "maxSurge"] as const).flatMap((key) =>
      unless(fits(rollingUpdate[key]), {
        key: `rollingUpdate.${key}`,
        value: rollingUpdate[key],
        allowed,
        section: "7.2",
      }),
    ),
    ...unless(!isNone(maxUnavailable) || !isNone(maxSurge), {
      key: "rollingUpdate.maxSurge",
      value: maxSurge,
      allowed: "it cannot be 0 while maxUnavailable is 0, or no update could start",
      section: "7.2",
    }),
  ];
}

function resourceProblems({ resources: { requests, limits } }: ApplicationSettings): readonly Problem[] {
  return (["cpu", "memory"] as const).flatMap((what) => {
    const amounts = { requests: quantity(requests[what]), limits: quantity(limits[what]) };
    const wrong = (["requests", "limits"] as const).filter((kind) => !((amounts[kind] ?? 0) > 0));
    if (wrong.length > 0) {
      return wrong.map((kind) => ({
        key: `resources.${kind}.${what}`,
        value: (kind === "requests" ? requests : limits)[what],
        allowed: `every profile needs a quantity above 0, for example "${(kind === "requests" ? DEFAULT_REQUESTS : DEFAULT_LIMITS)[what]}"`,
        section: "7.2",
      }));
    }
    return unless((amounts.requests ?? 0) <= (amounts.limits ?? 0), {
      key: `resources.requests.${what}`,
      value: requests[what],
      allowed: `it may not exceed resources.limits.${what} ("${limits[what]}")`,
      section: "7.2",
    });
  });
}

function containerProblems({ runAsUser, tmpSize }: ApplicationSettings): readonly Problem[] {
  return [
    ...unless(isWithin(runAsUser, 1, MAX_USER), {
      key: "runAsUser",
      value: runAsUser,
      allowed: "every profile needs a user other than root, by its id, which is 1 or more",
      section: "7.1",
    }),
    ...unless((quantity(tmpSize) ?? 0) > 0, {
      key: "tmpSize",
      value: tmpSize,
      allowed: `it has to be a quantity above 0, for example "${DEFAULT_TMP_SIZE}"`,
      section: "7.1",
    }),
  ];
}

/** Values of variables may be secret, so that only names are told. */
function variableProblems({ env = {} }: ApplicationArgs): readonly Problem[] {
  return OWN_VARIABLES.filter((variable) => variable in env).map((variable) => ({
    key: `env.${variable}`,
    value: undefined,
    allowed: "the component sets it itself; leave it out",
    section: "4.1",
  }));
}

/** Ranges that are outputs are not known here; the policy pack judges them. */
function peerProblems(args: ApplicationArgs): readonly Problem[] {
  const peers: readonly (readonly [key: string, peer: NetworkPeer | undefined])[] = [
    ["database.peer", args.database.peer],
    ["ingressController", args.ingressController],
    ["monitoring", args.monitoring],
    ["cache.peer", args.cache?.peer],
    ["telemetry.peer", args.telemetry?.peer],
    ["dns", args.dns],
  ];
  return peers.flatMap(([key, peer]) =>
    peer !== undefined && "cidr" in peer && typeof peer.cidr === "string" && /\/0+$/.test(peer.cidr)
      ? [
          {
            key: `${key}.cidr`,
            value: peer.cidr,
            allowed: "name the addresses that are meant, not every address",
            section: "7.3",
          },
        ]
      : [],
  );
}

function percentOf(text: string): number {
  return Number(/^(\d+)%$/.exec(text)?.[1] ?? NaN);
}

/** True for a whole number within the bounds. */
function isWithin(value: number, min: number, max = Infinity): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function unless(fine: boolean, problem: Problem): readonly Problem[] {
  return fine ? [] : [problem];
}

function sentence({ key, value, allowed, section }: Problem): string {
  const is = value === undefined ? "is set" : `is ${JSON.stringify(value)}`;
  return `${key} ${is}; ${allowed}${section === undefined ? "" : ` (checklist ${section})`}.`;
}
