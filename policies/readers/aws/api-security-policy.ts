import type { FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { showTlsVersion } from "../tls-version";

/**
 * The lowest TLS version of a security policy of API Gateway, by its name: 1.2 for `TLS_1_2` and
 * `SecurityPolicy_TLS13_1_2_2021_06`, 1.3 for `SecurityPolicy_TLS13_1_3_2025_09`. Undefined for a name that does not say.
 */
export function apiSecurityPolicy(name: string): number | undefined {
  if (name === "TLS_1_0") return 1;
  if (name === "TLS_1_2") return 1.2;
  const [, highest, lowest] = /^SecurityPolicy_TLS(\d{2})(?:_1_(\d))?_/.exec(name) ?? [];
  if (lowest !== undefined) return Number(`1.${lowest}`);
  if (highest === "13") return 1.3;
  return highest === "12" ? 1.2 : undefined;
}

/** How a security policy is shown and written. Endpoints at the edge have policies of their own, which are not suggested. */
export function securityPolicyFormat(inputs: Inputs): FactFormat<number> & { readonly why: string } {
  const type = inputs.at("endpointConfiguration").string("types", { whenAbsent: "EDGE" }).value;
  return {
    says: showTlsVersion,
    why: "names a policy whose lowest TLS version is not known",
    ...(type === "REGIONAL" || type === "PRIVATE"
      ? {
          write: (version) =>
            version > 1.2 ? "SecurityPolicy_TLS13_1_3_2025_09" : "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
          beside: [{ path: ["endpointAccessMode"], value: "BASIC" }],
        }
      : { fixable: false }),
  };
}
