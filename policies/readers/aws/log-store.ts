import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { auditSource } from "../../kinds/audit-source";
import { database } from "../../kinds/database";
import { logStore, type LogStore } from "../../kinds/log-store";
import { customerKey } from "../data-at-rest";
import { deliveriesTo, saysAudit } from "./log-delivery";

/** The days that CloudWatch Logs accepts. */
const ACCEPTED = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Log groups that AWS names after what writes to them: databases, and the control planes of clusters. */
const AUDITED = /^\/aws\/(rds\/(instance|cluster)\/[^/]+\/|eks\/[^/]+\/cluster$|docdb\/)/;

/** `aws:cloudwatch/logGroup:LogGroup`: kept for good unless set, and encrypted always. */
export const cloudWatchLogGroup = reader(
  "aws:cloudwatch/logGroup:LogGroup",
  logStore,
  (inputs, { name }): LogStore => ({
    purpose: (self, stack) =>
      isAudit(inputs, name, self, stack) ? "audit" : isApplication(inputs) ? "application" : "any",
    retentionDays: () => retention(inputs),
    storage: () =>
      new Listing([
        {
          encrypted: Fact.given(true),
          get customerManagedKey() {
            return customerKey(inputs, "kmsKeyId");
          },
        },
      ]),
  }),
);

/** `aws:cloudtrail/eventDataStore:EventDataStore`: seven years unless set, and nobody can change what it keeps. */
export const cloudTrailLake = reader(
  "aws:cloudtrail/eventDataStore:EventDataStore",
  logStore,
  (inputs): LogStore => ({
    purpose: () => "audit",
    retentionDays: () => inputs.number("retentionPeriod", { unit: "days", whenAbsent: 2555 }),
    immutable: () => Fact.given(true),
    storage: () =>
      new Listing([
        {
          encrypted: Fact.given(true),
          get customerManagedKey() {
            return customerKey(inputs, "kmsKeyId");
          },
        },
      ]),
  }),
);

function isAudit(inputs: Inputs, name: string, self: Subject<unknown>, stack: StackView): boolean {
  const written = inputs.reference("name");
  const { value } = written.fact;
  if (saysAudit(name, value) || AUDITED.test(value ?? "")) return true;
  if (deliveriesTo(self, stack).some(({ thing }) => thing.purpose === "audit")) return true;
  // A name that is made of another's that is not known yet tells whose logs it keeps.
  return (
    written.fact.state.is === "unknown" &&
    (stack.follow(self, written, database).state === "found" ||
      stack.follow(self, written, auditSource).state === "found")
  );
}

function isApplication(inputs: Inputs): boolean {
  return /^\/(aws\/(lambda|ecs|apprunner|containerinsights)|ecs)\//.test(inputs.string("name").value ?? "");
}

function retention(inputs: Inputs): Fact<number> {
  if (inputs.string("logGroupClass").value === "DELIVERY") {
    return new Fact({ is: "known", value: 2, shown: '"DELIVERY"' }, ["logGroupClass"], {
      unit: "days",
      fixable: false,
    });
  }
  return inputs.number("retentionInDays", { whenAbsent: 0 }).map((days) => (days === 0 ? Infinity : days), {
    unit: "days",
    write: (days) => ACCEPTED.find((accepted) => accepted >= days) ?? 0,
  });
}
