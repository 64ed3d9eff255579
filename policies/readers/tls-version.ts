/**
 * A TLS version as a number, however a platform spells it: 1.2 for `TLSv1.2`, `TLS_1_2`, `TLSV1_2`, `VersionTLS12`,
 * `TLS12` and `1.2`; 1 for `TLSv1`; 0 for versions of SSL, which are older. Undefined for what names no version.
 */
export function tlsVersionOf(name: string): number | undefined {
  const text = name.trim();
  if (/^SSLv?[23]?(\.0)?$/i.test(text)) return 0;
  const match = /^(?:Version)?(?:TLS)?[v_-]?1(?:[._-]?([0-3]))?$/i.exec(text);
  return match ? Number(`1.${match[1] ?? "0"}`) : undefined;
}

/** The lowest of the versions in a list such as `TLSv1.2 TLSv1.3`. Undefined when one of them is not understood. */
export function lowestTlsVersionIn(list: string): number | undefined {
  const versions = list.split(/[\s,]+/).filter((name) => name !== "");
  const known = versions.map(tlsVersionOf);
  if (known.length === 0 || known.includes(undefined)) return undefined;
  return Math.min(...known.filter((version) => version !== undefined));
}

/** A version as messages show it: `TLS 1.2`. */
export function showTlsVersion(version: number): string {
  return version === 0 ? "SSL" : `TLS ${version.toFixed(1)}`;
}
