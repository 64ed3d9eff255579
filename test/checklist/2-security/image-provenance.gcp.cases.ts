import { cases, resource, unknown } from "../../kit/cases";
import { api, application, applicationV1, IN_RUN, runService, unknownContainers } from "../gcp/workloads";

type Props = Readonly<Record<string, unknown>>;

const REPOSITORY = "europe-docker.pkg.dev/shop-prod/apps/fraiseql";
const DIGEST = `${REPOSITORY}@sha256:${"0123456789abcdef".repeat(4)}`;
const variables = { FRAISEQL_ENVIRONMENT: "production" };
const pinned = (props: Props = {}) => application(variables, { image: DIGEST }, props);
const policy = (rule: Props = {}, props: Props = {}) =>
  resource("gcp:binaryauthorization/policy:Policy", "signed", {
    defaultAdmissionRule: {
      evaluationMode: "REQUIRE_ATTESTATION",
      enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG",
      requireAttestationsBies: ["projects/shop-prod/attestors/ci"],
      ...rule,
    },
    admissionWhitelistPatterns: [{ namePattern: "gcr.io/google_containers/*" }],
    ...props,
  });
const uses = { binaryAuthorization: { useDefault: true } };
const cluster = (props: Props = {}) =>
  resource("gcp:container/cluster:Cluster", "prod", {
    binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
    ...props,
  });
const deployment = resource("kubernetes:apps/v1:Deployment", "pods", {
  metadata: { name: "pods", namespace: "shop" },
  spec: { template: { spec: { containers: [{ name: "api", image: DIGEST }] } } },
});
const IN_POLICY = "2.6 Image provenance: Binary Authorization policy signed:";

export default cases({
  requirement: "2.6-image-provenance",
  provider: "gcp",
  valid: {
    "a digest": { stack: [pinned()] },
    "a sidecar is not the application": {
      stack: [
        runService([api(variables, { image: DIGEST }), { name: "proxy", image: "envoyproxy/envoy:v1.30" }]),
      ],
    },
    "a policy that demands an attestation": { stack: [pinned(uses), policy()] },
    "the same, in the first version of the API": {
      stack: [
        applicationV1(variables, { image: DIGEST }, { "run.googleapis.com/binary-authorization": "default" }),
        policy(),
      ],
    },
    "pods of a GKE cluster that asks": { stack: [deployment, cluster(), policy()] },
  },
  invalid: {
    "a tag": {
      stack: [application(variables, { image: `${REPOSITORY}:1.8.1` })],
      remediable: false,
      finds: [
        `2.6 Image provenance: ${IN_RUN}image is "${REPOSITORY}:1.8.1"; {profile} needs a digest (@sha256:...).`,
      ],
    },
    "a policy that the service does not ask": {
      stack: [pinned(), policy()],
      remediable: false,
      finds: [
        `2.6 Image provenance: ${IN_RUN}binaryAuthorization.useDefault is not set, which means false; {profile} needs true. Set binaryAuthorization.useDefault: true.`,
      ],
    },
    "an emergency that has no end": {
      stack: [
        pinned({ binaryAuthorization: { useDefault: true, breakglassJustification: "outage" } }),
        policy(),
      ],
      remediable: false,
      finds: [
        `2.6 Image provenance: ${IN_RUN}binaryAuthorization.breakglassJustification is set, which lets every image in; {profile} needs no exception. Remove it once the emergency is over.`,
      ],
    },
    "a policy that allows everything": {
      stack: [pinned(uses), policy({ evaluationMode: "ALWAYS_ALLOW", requireAttestationsBies: [] })],
      remediable: false,
      finds: [
        `${IN_POLICY} defaultAdmissionRule.evaluationMode is "ALWAYS_ALLOW"; {profile} needs "REQUIRE_ATTESTATION". Set defaultAdmissionRule.evaluationMode: "REQUIRE_ATTESTATION".`,
        `${IN_POLICY} defaultAdmissionRule.requireAttestationsBies names no attestor.`,
      ],
    },
    "a policy that only logs, and excepts the registry": {
      stack: [
        pinned(uses),
        policy(
          { enforcementMode: "DRYRUN_AUDIT_LOG_ONLY" },
          { admissionWhitelistPatterns: [{ namePattern: "europe-docker.pkg.dev/shop-prod/**" }] },
        ),
      ],
      remediable: false,
      finds: [
        `${IN_POLICY} defaultAdmissionRule.enforcementMode is "DRYRUN_AUDIT_LOG_ONLY"; {profile} needs "ENFORCED_BLOCK_AND_AUDIT_LOG". Set defaultAdmissionRule.enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG".`,
        `${IN_POLICY} admissionWhitelistPatterns[0].namePattern is "europe-docker.pkg.dev/shop-prod/**"; {profile} needs no pattern that matches the image.`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "the image is not known yet": {
      stack: [application(variables, { image: unknown })],
      mentions: ["image is not known until the update"],
    },
    "the project's policy is elsewhere": {
      stack: [pinned(uses)],
      mentions: ["binaryAuthorization asks the project's policy, which is not in this stack"],
    },
    "a policy for Cloud Run": {
      stack: [pinned({ binaryAuthorization: { policy: "projects/p/platforms/cloudRun/signed" } })],
      mentions: ["binaryAuthorization.policy names a policy for Cloud Run, which is not read"],
    },
    "one cluster may have another rule": {
      stack: [
        deployment,
        cluster(),
        policy(
          {},
          {
            clusterAdmissionRules: [
              {
                cluster: "europe-west1.prod",
                evaluationMode: "ALWAYS_ALLOW",
                enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG",
              },
            ],
          },
        ),
      ],
      mentions: ["clusterAdmissionRules differ from the default rule"],
    },
  },
  notApplicable: {
    "another application": { stack: [runService([{ image: "nginx:1.27" }], { name: "web" })] },
  },
});
