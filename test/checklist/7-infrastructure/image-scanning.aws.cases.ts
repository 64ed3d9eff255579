import { cases, resource, unknown } from "../../kit/cases";
import { api, batchJob, task, unknownTask } from "../aws/workloads";

const repository = (props: object = {}) =>
  resource("aws:ecr/repository:Repository", "images", { name: "fraiseql", ...props });
const onPush = (scanOnPush: unknown) => ({ imageScanningConfiguration: { scanOnPush } });
const registry = (scanFrequency: unknown, filter: unknown, scanType = "BASIC") =>
  resource("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", "scanning", {
    scanType,
    rules: [{ scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] }],
  });
const inspector = (resourceTypes: readonly unknown[]) =>
  resource("aws:inspector2/enabler:Enabler", "inspector", { accountIds: ["123456789012"], resourceTypes });
const OFF = (says: string) =>
  `7.1 Image scanning: imageScanningConfiguration.scanOnPush ${says}; {profile} needs true. Set imageScanningConfiguration.scanOnPush: true.`;

export default cases({
  requirement: "7.1-image-scanning",
  provider: "aws",
  valid: {
    "a repository that scans, and a tag": { stack: [repository(onPush("true")), task([api()])] },
    "the registry scans all": { stack: [repository(), registry("SCAN_ON_PUSH", "*")] },
    "the registry scans it by name, for ever": {
      stack: [repository(), registry("CONTINUOUS_SCAN", "frai*", "ENHANCED")],
    },
    "Inspector scans": { stack: [repository(onPush(false)), inspector(["EC2", "ECR"])] },
  },
  invalid: {
    "a repository that does not scan": {
      stack: [repository()],
      finds: [OFF("is not set, which means false")],
    },
    "the registry scans others": {
      stack: [repository(onPush(false)), registry("SCAN_ON_PUSH", "shop/*"), inspector(["EC2"])],
      finds: [OFF("is false")],
    },
    "the registry of another region": {
      stack: [
        repository({ region: "eu-west-1" }),
        {
          ...registry("SCAN_ON_PUSH", "*"),
          props: { ...registry("SCAN_ON_PUSH", "*").props, region: "us-east-1" },
        },
      ],
      finds: [OFF("is not set, which means false")],
    },
    "no tag, and the latest": {
      stack: [task([api({ image: "fraiseql" })]), batchJob({ image: "fraiseql/migrate:latest" })],
      remediable: false,
      finds: [
        '7.1 Image scanning: container api (containerDefinitions[0]): image is "fraiseql"; {profile} needs a tag other than latest, or a digest.',
        '7.1 Image scanning: container 1 (containerProperties): image is "fraiseql/migrate:latest"; {profile} needs a tag other than latest, or a digest.',
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "whether it scans is not known yet": {
      stack: [repository(onPush(unknown))],
      mentions: ["imageScanningConfiguration.scanOnPush is not known until the update"],
    },
    "the registry's filter is not known yet": {
      stack: [repository(), registry("SCAN_ON_PUSH", unknown)],
      mentions: [
        "imageScanningConfiguration.scanOnPush is off, and whether scanning has the registry scan it is not known until the update",
      ],
    },
    "the registry overrides it": {
      stack: [repository(onPush(true)), registry("SCAN_ON_PUSH", "shop/*", "ENHANCED")],
      mentions: ["is on, and scanning, whose filters leave it out, overrides it"],
    },
  },
  notApplicable: {
    "a function of a zip file": {
      stack: [resource("aws:lambda/function:Function", "zip", { role: "r", runtime: "nodejs22.x" })],
    },
  },
});
