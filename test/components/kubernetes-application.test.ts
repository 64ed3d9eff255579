import { strict as assert } from "assert";
import * as pulumi from "@pulumi/pulumi";
import { Application, type ApplicationArgs } from "../../components/kubernetes";
import { quantity } from "../../components/kubernetes/quantity";
import { profileNames, profiles } from "../../profiles";
import { args, deploy, type Inputs, type Registered } from "./deploy";

function specOf(resources: readonly Registered[], type: string, name = "api"): unknown {
  const resource = resources.find((it) => it.type === type && it.name === name);
  assert.ok(resource, `${type} ${name} is not registered`);
  return resource.inputs["spec"];
}

function refused(more: Partial<ApplicationArgs>, name = "api"): string {
  try {
    new Application(name, { ...args, ...more });
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error));
    return error.message.replace('fraiseql-checklist:kubernetes:Application "api": ', "");
  }
  return assert.fail("it was not refused");
}

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => void output.apply(resolve));
}

describe("kubernetes Application", () => {
  for (const profile of profileNames) {
    it(`registers under ${profile} everything that the checklist asks for`, async () => {
      const { resources } = await deploy({ profile });
      assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
        "fraiseql-checklist:kubernetes:Application api",
        "kubernetes:apps/v1:Deployment api",
        "kubernetes:autoscaling/v2:HorizontalPodAutoscaler api",
        "kubernetes:core/v1:Service api",
        "kubernetes:core/v1:ServiceAccount api",
        ...(profile === "RESTRICTED"
          ? ["kubernetes:networking.k8s.io/v1:NetworkPolicy api-default-deny"]
          : []),
        "kubernetes:networking.k8s.io/v1:NetworkPolicy api-egress",
        "kubernetes:networking.k8s.io/v1:NetworkPolicy api-ingress",
        "kubernetes:policy/v1:PodDisruptionBudget api",
      ]);
    });

    it(`scales under ${profile} as its thresholds say`, async () => {
      const { resources } = await deploy({ profile });
      assert.deepEqual(specOf(resources, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler"), {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
        minReplicas: profiles[profile].minReplicas,
        maxReplicas: 10,
        metrics: [
          {
            type: "Resource",
            resource: {
              name: "cpu",
              target: { type: "Utilization", averageUtilization: profiles[profile].autoscalingCpuPercent },
            },
          },
        ],
      });
    });
  }

  it("deploys pods that the checklist is content with", async () => {
    const { resources } = await deploy({
      profile: "RESTRICTED",
      corsOrigins: ["https://shop.example.com"],
      cache: {
        peer: { namespace: "cache" },
        port: 6379,
        url: { secretName: "shop-cache", key: "url" },
      },
      env: { FRAISEQL_DATABASE_POOL_SIZE: "40", FRAISEQL_APP_NAME: "shop" },
    });
    const selectorLabels = { "app.kubernetes.io/name": "fraiseql", "app.kubernetes.io/instance": "api" };
    const labels = {
      ...selectorLabels,
      "app.kubernetes.io/managed-by": "pulumi",
      "fraiseql.dev/security-profile": "RESTRICTED",
    };
    const url = { secretKeyRef: { name: "shop-database", key: "url" } };
    assert.deepEqual(specOf(resources, "kubernetes:apps/v1:Deployment"), {
      selector: { matchLabels: selectorLabels },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 1 } },
      revisionHistoryLimit: 10,
      template: {
        metadata: {
          labels,
          annotations: {
            "prometheus.io/scrape": "true",
            "prometheus.io/port": "8000",
            "prometheus.io/path": "/metrics",
          },
        },
        spec: {
          serviceAccountName: "api",
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 1000,
            runAsGroup: 1000,
            fsGroup: 1000,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [
            {
              name: "fraiseql",
              image: args.image,
              ports: [{ name: "http", containerPort: 8000, protocol: "TCP" }],
              env: [
                { name: "FRAISEQL_ENVIRONMENT", value: "production" },
                { name: "FRAISEQL_SECURITY_PROFILE", value: "RESTRICTED" },
                { name: "FRAISEQL_DATABASE_URL", valueFrom: url },
                { name: "DATABASE_URL", valueFrom: url },
                { name: "PGSSLMODE", value: "require" },
                {
                  name: "JWT_SECRET_KEY",
                  valueFrom: { secretKeyRef: { name: "shop-tokens", key: "signing-key" } },
                },
                { name: "FRAISEQL_REFRESH_TOKEN_ROTATION", value: "true" },
                { name: "FRAISEQL_ACCESS_TOKEN_MINUTES", value: "5" },
                { name: "FRAISEQL_DATABASE_MAX_OVERFLOW", value: "10" },
                { name: "FRAISEQL_DATABASE_POOL_TIMEOUT", value: "30" },
                { name: "FRAISEQL_DATABASE_POOL_RECYCLE", value: "3600" },
                { name: "FRAISEQL_RATE_LIMIT_ENABLED", value: "true" },
                { name: "FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE", value: "10" },
                { name: "FRAISEQL_MAX_QUERY_DEPTH", value: "5" },
                { name: "FRAISEQL_COMPLEXITY_ENABLED", value: "true" },
                { name: "FRAISEQL_COMPLEXITY_MAX_SCORE", value: "500" },
                { name: "FRAISEQL_INTROSPECTION_POLICY", value: "disabled" },
                { name: "FRAISEQL_MAX_REQUEST_BODY_BYTES", value: "524288" },
                { name: "FRAISEQL_HSTS_MAX_AGE_SECONDS", value: "63072000" },
                { name: "FRAISEQL_LOG_FORMAT", value: "json" },
                { name: "FRAISEQL_LOG_LEVEL", value: "INFO" },
                { name: "FRAISEQL_LOG_SANITIZE_PII", value: "true" },
                { name: "FRAISEQL_CACHE_TTL", value: "300" },
                { name: "FRAISEQL_APQ_MODE", value: "optional" },
                { name: "FRAISEQL_RATE_LIMIT_STORE", value: "redis" },
                { name: "REDIS_URL", valueFrom: { secretKeyRef: { name: "shop-cache", key: "url" } } },
                { name: "FRAISEQL_CORS_ENABLED", value: "true" },
                { name: "FRAISEQL_CORS_ORIGINS", value: '["https://shop.example.com"]' },
                { name: "FRAISEQL_AUDIT_ENABLED", value: "true" },
                { name: "FRAISEQL_AUDIT_RETENTION_DAYS", value: "2555" },
                { name: "FRAISEQL_KMS_PROVIDER", value: "aws" },
                { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://otel-collector.monitoring:4318" },
                { name: "OTEL_TRACES_SAMPLER", value: "parentbased_traceidratio" },
                { name: "OTEL_TRACES_SAMPLER_ARG", value: "0.01" },
                { name: "FRAISEQL_DATABASE_POOL_SIZE", value: "40" },
                { name: "FRAISEQL_APP_NAME", value: "shop" },
              ],
              resources: {
                requests: { cpu: "250m", memory: "512Mi" },
                limits: { cpu: "1", memory: "1Gi" },
              },
              startupProbe: {
                httpGet: { path: "/health", port: "http" },
                periodSeconds: 10,
                timeoutSeconds: 5,
                failureThreshold: 30,
              },
              livenessProbe: {
                httpGet: { path: "/health", port: "http" },
                periodSeconds: 10,
                timeoutSeconds: 5,
              },
              readinessProbe: {
                httpGet: { path: "/ready", port: "http" },
                periodSeconds: 10,
                timeoutSeconds: 5,
              },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
              },
              volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            },
          ],
          volumes: [{ name: "tmp", emptyDir: { sizeLimit: "64Mi" } }],
          topologySpreadConstraints: [
            {
              topologyKey: "kubernetes.io/hostname",
              maxSkew: 1,
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: selectorLabels },
            },
          ],
        },
      },
    });
  });

  it("gives the service account no token", async () => {
    const { resources } = await deploy();
    const account = resources.find(({ type }) => type === "kubernetes:core/v1:ServiceAccount");
    assert.equal(account?.inputs["automountServiceAccountToken"], false);
  });

  it("lets in the ingress controller and monitoring alone", async () => {
    const { resources } = await deploy({ monitoring: { namespace: "monitoring" } });
    assert.deepEqual(specOf(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "api-ingress"), {
      podSelector: {
        matchLabels: { "app.kubernetes.io/name": "fraiseql", "app.kubernetes.io/instance": "api" },
      },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } },
              podSelector: { matchLabels: { app: "controller" } },
            },
            { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } },
          ],
          ports: [{ protocol: "TCP", port: 8000 }],
        },
      ],
    });
  });

  it("lets out to the database, DNS, the cache and telemetry alone", async () => {
    const { resources } = await deploy({
      cache: { peer: { namespace: "cache", podLabels: { app: "redis" } }, port: 6379 },
      telemetry: { endpoint: "http://otel:4317", peer: { namespace: "monitoring" }, port: 4317 },
    });
    const namespace = (name: string) => ({
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
    });
    assert.deepEqual(specOf(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "api-egress"), {
      podSelector: {
        matchLabels: { "app.kubernetes.io/name": "fraiseql", "app.kubernetes.io/instance": "api" },
      },
      policyTypes: ["Egress"],
      egress: [
        { to: [{ ipBlock: { cidr: "10.20.64.0/20" } }], ports: [{ protocol: "TCP", port: 5432 }] },
        {
          to: [{ ...namespace("cache"), podSelector: { matchLabels: { app: "redis" } } }],
          ports: [{ protocol: "TCP", port: 6379 }],
        },
        { to: [namespace("monitoring")], ports: [{ protocol: "TCP", port: 4317 }] },
        {
          to: [{ ...namespace("kube-system"), podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
          ports: [
            { protocol: "UDP", port: 53 },
            { protocol: "TCP", port: 53 },
          ],
        },
      ],
    });
  });

  it("gives what an ingress needs", async () => {
    const { application } = await deploy({ namespace: pulumi.output("shop") });
    assert.equal(await valueOf(application.namespace), "shop");
    assert.equal(await valueOf(application.serviceName), "api");
    assert.equal(await valueOf(application.servicePort), 8000);
    assert.equal(await valueOf(application.serviceAccountName), "api");
    assert.deepEqual(await valueOf(application.selectorLabels), {
      "app.kubernetes.io/name": "fraiseql",
      "app.kubernetes.io/instance": "api",
    });
  });

  it("takes values within the profile", async () => {
    const { resources } = await deploy({
      cpuTarget: 60,
      minReplicas: 12,
      rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" },
    });
    const autoscaler = specOf(resources, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler") as Inputs;
    assert.equal(autoscaler["minReplicas"], 12);
    assert.equal(autoscaler["maxReplicas"], 12);
    const deployment = specOf(resources, "kubernetes:apps/v1:Deployment") as Inputs;
    assert.deepEqual(deployment["strategy"], {
      type: "RollingUpdate",
      rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" },
    });
  });

  describe("refuses", () => {
    const cases: Record<string, readonly [Partial<ApplicationArgs>, string]> = {
      "a CPU target above the profile's": [
        { cpuTarget: 90 },
        "cpuTarget is 90; STANDARD allows 1 to 70 percent (checklist 7.2).",
      ],
      "a single replica": [
        { profile: "REGULATED", minReplicas: 1 },
        "minReplicas is 1; REGULATED allows 2 replicas or more (checklist 7.2).",
      ],
      "a number of replicas that is none": [
        { minReplicas: 2.5 },
        "minReplicas is 2.5; STANDARD allows 2 replicas or more (checklist 7.2).",
      ],
      "fewer replicas at most than at least": [
        { minReplicas: 4, maxReplicas: 3 },
        "maxReplicas is 3; it has to be minReplicas (4) or more (checklist 7.2).",
      ],
      "a rolling update of half the pods": [
        { rollingUpdate: { maxUnavailable: "50%" } },
        'rollingUpdate.maxUnavailable is "50%"; STANDARD allows 0 or 1 pods, or up to "25%" (checklist 7.2).',
      ],
      "a rolling update that cannot start": [
        { rollingUpdate: { maxUnavailable: 0, maxSurge: "0%" } },
        'rollingUpdate.maxSurge is "0%"; it cannot be 0 while maxUnavailable is 0, or no update could start (checklist 7.2).',
      ],
      "a limit of nothing": [
        { resources: { limits: { cpu: "0" } } },
        'resources.limits.cpu is "0"; every profile needs a quantity above 0, for example "1" (checklist 7.2).',
      ],
      "a quantity that is none": [
        { resources: { requests: { memory: "1 GB" } } },
        'resources.requests.memory is "1 GB"; every profile needs a quantity above 0, for example "512Mi" (checklist 7.2).',
      ],
      "a request above its limit": [
        { resources: { requests: { memory: "2Gi" } } },
        'resources.requests.memory is "2Gi"; it may not exceed resources.limits.memory ("1Gi") (checklist 7.2).',
      ],
      "root": [
        { runAsUser: 0 },
        "runAsUser is 0; every profile needs a user other than root, by its id, which is 1 or more (checklist 7.1).",
      ],
      "a size of /tmp that is none": [
        { tmpSize: "much" },
        'tmpSize is "much"; it has to be a quantity above 0, for example "64Mi" (checklist 7.1).',
      ],
      "a variable of its own, without telling its value": [
        { env: { JWT_SECRET_KEY: "hunter2" } },
        "env.JWT_SECRET_KEY is set; the component sets it itself; leave it out (checklist 4.1).",
      ],
      "a variable that the profile forbids, without telling its value": [
        { profile: "RESTRICTED", env: { FRAISEQL_MAX_QUERY_DEPTH: "10" } },
        "env.FRAISEQL_MAX_QUERY_DEPTH is set; RESTRICTED allows at most 5 (checklist 4.4).",
      ],
      "a variable that cannot be read": [
        { env: { FRAISEQL_DATABASE_POOL_SIZE: "many" } },
        "env.FRAISEQL_DATABASE_POOL_SIZE is set; STANDARD allows 20 to 50 (checklist 3.1).",
      ],
      "introspection for anybody who signs in, where it has to be off": [
        { profile: "REGULATED", env: { FRAISEQL_INTROSPECTION_POLICY: "authenticated" } },
        "env.FRAISEQL_INTROSPECTION_POLICY is set; REGULATED allows disabled (checklist 4.4).",
      ],
      "a tag that moves": [
        { image: "registry.example.com/fraiseql-api:latest" },
        'image is "registry.example.com/fraiseql-api:latest"; STANDARD needs the tag of one release, or a digest: repository@sha256:... (checklist 7.4).',
      ],
      "a tag where a digest is needed": [
        { profile: "REGULATED", image: "registry.example.com/fraiseql-api:1.4.2" },
        'image is "registry.example.com/fraiseql-api:1.4.2"; REGULATED needs a digest: repository@sha256:... (checklist 2.6).',
      ],
      "no tracing and no key management where they are needed": [
        { profile: "REGULATED", telemetry: undefined, keyManagement: undefined } as never,
        "keyManagement is not set; REGULATED needs the key management service that the application uses: aws, azure, gcp or vault (checklist 2.4).\n" +
          "telemetry is not set; REGULATED needs a collector of traces: its endpoint, and who answers there (checklist 5.4).",
      ],
      "key management that is none": [
        { keyManagement: "local" as "aws" },
        'keyManagement is "local"; choose aws, azure, gcp or vault (checklist 2.4).',
      ],
      "fewer traces than the profile asks for": [
        {
          profile: "REGULATED",
          telemetry: { endpoint: "http://otel:4318", peer: { namespace: "m" }, sampleRatio: 0.001 },
        },
        "telemetry.sampleRatio is 0.001; REGULATED allows 0.01 to 1 (checklist 5.4).",
      ],
      "any origin": [
        { corsOrigins: ["https://shop.example.com", "*"] },
        'corsOrigins[1] is "*"; every profile needs an origin such as https://app.example.com (checklist 4.2).',
      ],
      "connections without TLS": [
        { database: { ...args.database, sslMode: "prefer" } },
        'database.sslMode is "prefer"; every profile needs require, verify-ca or verify-full (checklist 3.1).',
      ],
      "every address": [
        { database: { ...args.database, peer: { cidr: "0.0.0.0/0" } } },
        'database.peer.cidr is "0.0.0.0/0"; name the addresses that are meant, not every address (checklist 7.3).',
      ],
      "a profile that is none": [
        { profile: "regulated" as "REGULATED" },
        'profile is "regulated"; choose STANDARD, REGULATED or RESTRICTED (checklist 1.1).',
      ],
      "several things at once": [
        { cpuTarget: 90, minReplicas: 1 },
        "cpuTarget is 90; STANDARD allows 1 to 70 percent (checklist 7.2).\n" +
          "minReplicas is 1; STANDARD allows 2 replicas or more (checklist 7.2).",
      ],
    };
    for (const [title, [more, message]] of Object.entries(cases)) {
      it(title, () => assert.equal(refused(more), message));
    }

    it("a name that no Kubernetes service can have", () => {
      assert.equal(
        refused({}, "My_Api"),
        'fraiseql-checklist:kubernetes:Application "My_Api": name is "My_Api"; a Kubernetes service allows lower-case letters, digits and hyphens, at most 63, a letter first.',
      );
    });
  });
});

describe("kubernetes quantity", () => {
  const cases: Record<string, number | undefined> = {
    "1": 1,
    "0.5": 0.5,
    "500m": 0.5,
    "1Gi": 1024 ** 3,
    "512Mi": 512 * 1024 ** 2,
    "2G": 2e9,
    "1e3": 1000,
    "1E": 1e18,
    "": undefined,
    "-1": undefined,
    "1 Gi": undefined,
    "1gi": undefined,
    "1toString": undefined,
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(`reads ${JSON.stringify(text)}`, () => assert.equal(quantity(text), expected));
  }
});
