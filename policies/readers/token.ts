import { canonicalAzureToken } from "./azure/token";

/** AWS type tokens of older majors and twin families, by prefix. */
const AWS_FAMILIES: readonly (readonly [prefix: string, canonical: string])[] = [
  ["aws:alb/", "aws:lb/"],
  ["aws:elasticloadbalancingv2/", "aws:lb/"],
  ["aws:applicationloadbalancing/", "aws:lb/"],
];

/** The token that readers are registered under, for any alias or explicitly versioned form of it. */
export function canonicalToken(type: string): string {
  if (type.startsWith("azure-native")) return canonicalAzureToken(type);
  const family = AWS_FAMILIES.find(([prefix]) => type.startsWith(prefix));
  return family ? family[1] + type.slice(family[0].length) : type;
}
