import { UNTIL_UPDATE } from "../../evaluation/fact";
import { pass, undetermined, type Outcome } from "../../evaluation/outcome";
import type { Resource } from "../../evaluation/resource";
import { no } from "./outcome";

/** Where a type's name stands in its ARN, and which property holds the name. */
const arnForms: Readonly<Record<string, { readonly type: string; readonly name: string }>> = {
  "aws:rds/instance:Instance": { type: "db", name: "identifier" },
  "aws:rds/cluster:Cluster": { type: "cluster", name: "clusterIdentifier" },
};

/** True when `text` matches a pattern in which `*` stands for any text and `?` for one character. */
export function globMatches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`, "s").test(text);
}

/**
 * Whether an ARN or ARN pattern names the database. The ARN of a database that is yet to be created is known as far as
 * `arn:aws:rds:<some region>:<some account>:db:<identifier>`.
 */
export function matchesDatabaseArn(pattern: string, { type, inputs, identifiers }: Resource): Outcome {
  const arn = identifiers.find((identifier) => identifier.startsWith("arn:"));
  if (arn !== undefined) return globMatches(pattern, arn) ? pass : other;
  const form = arnForms[type];
  if (form === undefined) return other;
  const [scheme = "*", partition = "*", service = "*", , , resource = "*", ...rest] = pattern.split(":");
  const matches =
    globMatches(scheme, "arn") && globMatches(service, "rds") && globMatches(resource, form.type);
  if (!matches || !(partition.startsWith("aws") || partition === "*")) return other;
  const name = inputs.string(form.name);
  const namePattern = rest.length > 0 ? rest.join(":") : "*";
  if (namePattern === "*") return pass;
  if (name.value === undefined) return undetermined({ path: [form.name], why: UNTIL_UPDATE });
  return globMatches(namePattern, name.value) ? pass : other;
}

const other = no("the pattern names another resource");
