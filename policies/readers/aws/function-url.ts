import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { workload } from "../../kinds/workload";
import { lostReference } from "./parts";
import { platformTls } from "./platform-tls";

/** `aws:lambda/functionUrl:FunctionUrl`: always HTTPS, and public, whoever may call it. */
export const lambdaFunctionUrl = reader(
  "aws:lambda/functionUrl:FunctionUrl",
  entryPoint,
  (inputs): EntryPoint => ({
    type: "function URL",
    isInternal: Fact.given(false),
    workloads: (self, stack) => {
      const reference = inputs.reference("functionName");
      const found = stack.follow(self, reference, workload).subjects;
      return found.length > 0 ? new Listing(found) : Listing.unknown(lostReference(reference, "a function"));
    },
    plainText: () => new Listing([]),
    tls: () => new Listing([platformTls("Lambda", "its HTTPS endpoint")]),
    cors: () => (inputs.has("cors") ? { origins: inputs.at("cors").strings("allowOrigins") } : undefined),
  }),
);
