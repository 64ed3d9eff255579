// The application: Container Apps, two replicas at least. All that stands in its template is known before it is deployed: the
// SDK gives a template with one part that is not known as unknown altogether, and a preview could tell nothing about it.
import * as pulumi from "@pulumi/pulumi";
import { ContainerApp } from "@pulumi/azure-native/app";
import { collector } from "./collector";
import { environment } from "./environment";
import { inGroup } from "./group";
import { as, running, runningId } from "./identity";
import { mayPull, registryHost } from "./images";
import { profile } from "./profile";
import { areKept, secrets, secretVariables } from "./secrets";
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
      registries: [{ server: registryHost, identity: runningId }],
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
  { dependsOn: [mayPull, maySend, ...areKept] },
);

/** The name that the application has inside the network. */
export const internalHost = pulumi.interpolate`${app.name}.${environment.defaultDomain}`;
