const PREFIX = "ELBSecurityPolicy-";

/** Names that hold the lowest version: `TLS13-1-2-Res-2021-06`, `TLS-1-1-2017-01`, `FS-1-2-Res-2020-10`. */
const VERSIONED = /^(?:TLS(?:\d+)?|FS)-1-(\d)(?=-|$)/;

/** Names of a time when every policy accepted TLS 1.0: `2016-08`, `FS-2018-06`. */
const UNVERSIONED = /^(?:FS-2018-06|201[1-6]-\d{2})$/;

/**
 * The lowest TLS version that a predefined policy of Elastic Load Balancing accepts, by the policy's name: 1.2 for
 * `ELBSecurityPolicy-TLS13-1-2-2021-06`. Undefined for a name that does not say.
 */
export function lowestTlsVersion(policy: string): number | undefined {
  if (!policy.startsWith(PREFIX)) return undefined;
  const name = policy.slice(PREFIX.length);
  const minor = VERSIONED.exec(name)?.[1];
  if (minor !== undefined) return Number(`1.${minor}`);
  return UNVERSIONED.test(name) ? 1 : undefined;
}

/** A predefined policy that accepts nothing older than `version`. */
export function tlsPolicyFor(version: number): string {
  return version > 1.2 ? `${PREFIX}TLS13-1-3-2021-06` : `${PREFIX}TLS13-1-2-2021-06`;
}
