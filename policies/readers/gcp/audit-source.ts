import { sideBySide } from "../../evaluation/additions";
import type { Inputs } from "../../evaluation/inputs";
import { allOf, notApplicable, pass, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { StackView } from "../../evaluation/stack";
import { auditSource } from "../../kinds/audit-source";

const CONFIGS = "auditLogConfigs";
const EVERYTHING = "allServices";

/** What the logs of data access are of: who reads, who reads settings, and who writes. */
const TYPES = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"];

/** Services that hold the application's data, or its keys. */
const AUDITED = [
  EVERYTHING,
  "cloudsql.googleapis.com",
  "alloydb.googleapis.com",
  "secretmanager.googleapis.com",
  "cloudkms.googleapis.com",
];

/**
 * `gcp:projects/iAMAuditConfig:IAMAuditConfig`, and those of folders and organizations: what administrators change is
 * always logged, and access to data only where it is listed.
 */
export const iamAuditConfig = reader(
  [
    "gcp:projects/iAMAuditConfig:IAMAuditConfig",
    "gcp:folder/iamAuditConfig:IamAuditConfig",
    "gcp:organizations/iamAuditConfig:IamAuditConfig",
  ],
  auditSource,
  (inputs) => ({ records: (_, stack) => records(inputs, stack) }),
);

function records(inputs: Inputs, stack: StackView): Outcome {
  const service = inputs.string("service");
  if (service.state.is === "unknown") return undetermined({ path: service.path, why: service.state.why });
  if (!AUDITED.includes(service.value ?? "")) return notApplicable("it is about another service");
  const { types, missing, end } = logged(inputs);
  const others = service.value === EVERYTHING ? [] : ofAllServices(stack);
  const elsewhere = others.flatMap((it) => it.types);
  const lacking = TYPES.filter((type) => !types.includes(type) && !elsewhere.includes(type));
  const untold = [missing, ...others.map((it) => it.missing)].find((it) => it !== undefined);
  if (lacking.length > 0 && untold !== undefined) return untold;
  return sideBySide(
    allOf(
      pass,
      ...lacking.map((logType) =>
        violation({
          path: [CONFIGS],
          says: `does not list ${logType}`,
          needs: "the logs of who reads and writes data",
          fix: [{ path: [CONFIGS, end], value: { logType } }],
        }),
      ),
    ),
  );
}

interface Logged {
  readonly types: readonly string[];
  /** Why there may be more. */
  readonly missing: Outcome | undefined;
  readonly end: number;
}

function logged(inputs: Inputs): Logged {
  const configs = inputs.list(CONFIGS);
  const facts = configs.items.map((config) => config.string("logType"));
  const unread = facts.find(({ state }) => state.is === "unknown");
  const missing =
    configs.missing ??
    (unread?.state.is === "unknown" ? { path: unread.path, why: unread.state.why } : undefined);
  return {
    types: facts.flatMap(({ value }) => (value === undefined ? [] : [value])),
    missing: missing && undetermined(missing),
    end: configs.items.length,
  };
}

/** What is logged of every service is logged of each. */
function ofAllServices(stack: StackView): readonly Logged[] {
  return stack.subjects(auditSource).flatMap(({ resource: { inputs, name, type } }) => {
    if (!type.startsWith("gcp:")) return [];
    const { state, value } = inputs.string("service");
    if (state.is === "unknown") {
      const why = `what ${name} logs the access to is not known until the update`;
      return [{ types: [], missing: undetermined({ why }), end: 0 }];
    }
    return value === EVERYTHING ? [logged(inputs)] : [];
  });
}
