// The application: Container Apps, two replicas at least.
import * as pulumi from "@pulumi/pulumi";
import { ContainerApp } from "@pulumi/azure-native/app";
import { collector } from "./collector";
import { environment } from "./environment";
import { inGroup } from "./group";
import { as, running } from "./identity";
import { mayPull, registry } from "./images";
import { profile } from "./profile";
import { mayRead, secrets, secretVariables } from "./secrets";
import { settings } from "./settings";
import { maySend } from "./telemetry";

const answers = (path: string) => ({ httpGet: { path, port: 8000 }, periodSeconds: 15 });

const app = new ContainerApp(
  "api",
  {
    ...inGroup,
    containerAppName: "fraiseql-api",
    managedEnvironmentId: environment.id,
    workloadProfileName: "Consumption",
    identity: as(running),
    configuration: {
      activeRevisionsMode: "Single",
      // From inside the network: the gateway answers for it.
      ingress: { external: true, targetPort: 8000, transport: "http", allowInsecure: false },
      registries: [{ server: registry.loginServer, identity: running.id }],
      secrets,
    },
    template: {
      scale: {
        minReplicas: profile.minReplicas ?? 2,
        maxReplicas: 10,
        rules: [
          { name: "requests", http: { metadata: { concurrentRequests: "50" } } },
          {
            name: "cpu",
            custom: {
              type: "cpu",
              metadata: { type: "Utilization", value: String(profile.autoscalingCpuPercent ?? 70) },
            },
          },
        ],
      },
      containers: [
        {
          name: "api",
          image: new pulumi.Config().require("image"),
          resources: { cpu: 0.75, memory: "1.5Gi" },
          env: [...Object.entries(settings).map(([name, value]) => ({ name, value })), ...secretVariables],
          probes: [
            { type: "Startup", ...answers("/ready"), failureThreshold: 10 },
            { type: "Liveness", ...answers("/health") },
            { type: "Readiness", ...answers("/ready") },
          ],
        },
        collector,
      ],
    },
  },
  { dependsOn: [mayPull, mayRead, maySend] },
);

/** The name that the application has inside the network. */
export const internalHost = pulumi.interpolate`${app.name}.${environment.defaultDomain}`;
