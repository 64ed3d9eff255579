// The application: Cloud Run, two instances at least.
import * as pulumi from "@pulumi/pulumi";
import { Account } from "@pulumi/gcp/serviceaccount";
import { Service } from "@pulumi/gcp/cloudrunv2";
import { CryptoKeyIAMMember } from "@pulumi/gcp/kms";
import { IAMMember } from "@pulumi/gcp/projects";
import { key } from "./key";
import { network, subnet } from "./network";
import { profile } from "./profile";
import { project, region } from "./project";
import { secretsFor } from "./secrets";
import { settings } from "./settings";

const account = new Account("api", { accountId: "fraiseql-api" });
const member = pulumi.interpolate`serviceAccount:${account.email}`;
const roles = ["roles/monitoring.metricWriter", "roles/cloudtrace.agent", "roles/logging.logWriter"];
for (const role of roles) new IAMMember(role.slice(role.indexOf("/") + 1), { project, role, member });
new CryptoKeyIAMMember("api", {
  cryptoKeyId: key.id,
  role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
  member,
});
const { envs, versions } = secretsFor(member);

const AGENTS = "us-docker.pkg.dev/cloud-ops-agents-artifacts";
const limits = (cpu: string, memory: string) => ({ limits: { cpu, memory } });
const answers = (path: string) => ({ httpGet: { path, port: 8000 }, periodSeconds: 15 });

export const service = new Service(
  "api",
  {
    name: "fraiseql-api",
    location: region,
    // The load balancer answers for it; there is no other way in.
    ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
    defaultUriDisabled: true,
    invokerIamDisabled: true,
    template: {
      serviceAccount: account.email,
      timeout: "60s",
      scaling: { minInstanceCount: profile.minReplicas ?? 2, maxInstanceCount: 10 },
      vpcAccess: {
        egress: "PRIVATE_RANGES_ONLY",
        networkInterfaces: [{ network: network.id, subnetwork: subnet.id }],
      },
      containers: [
        {
          name: "api",
          image: new pulumi.Config().require("image"),
          ports: { containerPort: 8000 },
          envs: [...Object.entries(settings).map(([name, value]) => ({ name, value })), ...envs],
          resources: limits("1", "1Gi"),
          startupProbe: { ...answers("/ready"), failureThreshold: 10 },
          livenessProbe: answers("/health"),
          readinessProbe: answers("/ready"),
        },
        // Takes the application's metrics from /metrics.
        {
          name: "metrics",
          image: `${AGENTS}/cloud-run-gmp-sidecar/cloud-run-gmp-sidecar:1.2.0@sha256:8f5e9c0d1b2a3948576a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e`,
          resources: limits("250m", "256Mi"),
        },
        // Takes its traces at localhost:4318.
        {
          name: "traces",
          image: `${AGENTS}/google-cloud-opentelemetry-collector/otelcol-google:0.122.1@sha256:1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809`,
          resources: limits("250m", "256Mi"),
        },
      ],
    },
  },
  { dependsOn: versions },
);
