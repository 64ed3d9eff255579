/** A resource as the engine would send it. */
export interface SyntheticResource {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** `count` resources: half Deployments, half of the clouds' types; some of each are read by no requirement. */
export function syntheticResources(count: number): readonly SyntheticResource[] {
  return Array.from({ length: count }, (_, i) => {
    const cloud = cloudResources[Math.floor(i / 2) % cloudResources.length];
    return i % 2 === 0 || cloud === undefined
      ? deployment(i, `registry.example.com/shop/worker:${i}`)
      : cloud(i);
  });
}

/**
 * The worst case for joins: `count` resources, of which every third is the application, and the others its autoscaler
 * and its network policy.
 */
export function applicationResources(count: number): readonly SyntheticResource[] {
  return Array.from({ length: count }, (_, i) => {
    const owner = i - (i % 3);
    if (i % 3 === 1) return autoscaler(owner);
    return i % 3 === 2 ? networkPolicy(owner) : deployment(i, "ghcr.io/fraiseql/fraiseql:1.8.0");
  });
}

type Generator = (i: number) => SyntheticResource;

/** One in ten falls short of something. */
const fallsShort = (i: number): boolean => i % 10 === 0;

function deployment(i: number, image: string): SyntheticResource {
  const name = `workload-${i}`;
  const labels = { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "shop", "tier": "backend" };
  return {
    type: "kubernetes:apps/v1:Deployment",
    name,
    props: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: {
        name,
        namespace: "shop",
        labels,
        annotations: { "pulumi.com/patchForce": "true", "example.com/owner": "platform-team@example.com" },
      },
      spec: {
        replicas: 3,
        revisionHistoryLimit: 5,
        selector: { matchLabels: labels },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: "25%" } },
        template: {
          metadata: {
            labels,
            annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "8000" },
          },
          spec: podSpec(i, name, image),
        },
      },
    },
  };
}

function podSpec(i: number, name: string, image: string) {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 45,
    securityContext: { runAsNonRoot: true, fsGroup: 2000, seccompProfile: { type: "RuntimeDefault" } },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { "app.kubernetes.io/name": name } },
      },
    ],
    initContainers: [
      {
        name: "migrate",
        image,
        args: ["migrate", "--wait"],
        env: environment(4),
        resources: resources("100m", "128Mi"),
        securityContext: containerSecurity,
      },
    ],
    containers: [
      {
        name: "main",
        image,
        ports: [{ name: "http", containerPort: 8000, protocol: "TCP" }],
        env: environment(16),
        envFrom: [{ secretRef: { name: `${name}-secrets` } }],
        ...(fallsShort(i) ? {} : { resources: resources("250m", "512Mi") }),
        livenessProbe: { httpGet: { path: "/health", port: "http" }, periodSeconds: 30, failureThreshold: 3 },
        readinessProbe: { httpGet: { path: "/ready", port: "http" }, periodSeconds: 10 },
        startupProbe: { httpGet: { path: "/health", port: "http" }, failureThreshold: 30 },
        securityContext: containerSecurity,
        volumeMounts: [
          { name: "tmp", mountPath: "/tmp" },
          { name: "config", mountPath: "/etc/shop", readOnly: true },
        ],
      },
      {
        name: "telemetry",
        image: "otel/opentelemetry-collector:0.140.0",
        ports: [{ containerPort: 4317 }, { containerPort: 4318 }],
        resources: resources("50m", "64Mi"),
        livenessProbe: { httpGet: { path: "/", port: 13133 } },
        readinessProbe: { httpGet: { path: "/", port: 13133 } },
        securityContext: containerSecurity,
      },
    ],
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
      { name: "config", configMap: { name: `${name}-config` } },
    ],
  };
}

const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

function resources(cpu: string, memory: string) {
  return { requests: { cpu, memory }, limits: { cpu: "1", memory: "1Gi" } };
}

function environment(count: number) {
  return Array.from({ length: count }, (_, i) =>
    i % 4 === 0
      ? { name: `SECRET_${i}`, valueFrom: { secretKeyRef: { name: "secrets", key: `key-${i}` } } }
      : { name: `SETTING_${i}`, value: `https://service-${i}.shop.svc.cluster.local:8443` },
  );
}

function autoscaler(owner: number): SyntheticResource {
  const name = `workload-${owner}`;
  return {
    type: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    name: `autoscaler-${owner}`,
    props: {
      metadata: { name, namespace: "shop" },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        minReplicas: 3,
        maxReplicas: 12,
        metrics: [
          {
            type: "Resource",
            resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 65 } },
          },
        ],
      },
    },
  };
}

function networkPolicy(owner: number): SyntheticResource {
  const name = `workload-${owner}`;
  const peer = (app: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/name": app } } });
  return {
    type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    name: `traffic-${owner}`,
    props: {
      metadata: { name, namespace: "shop" },
      spec: {
        podSelector: { matchLabels: { "app.kubernetes.io/name": name } },
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ from: [peer("ingress-nginx")], ports: [{ port: 8000 }] }],
        egress: [{ to: [peer("postgres")], ports: [{ port: 5432 }] }],
      },
    },
  };
}

const tags = {
  "environment": "production",
  "team": "platform",
  "cost-center": "4711",
  "managed-by": "pulumi",
};

const cloudResources: readonly Generator[] = [
  (i) => ({
    type: "aws:rds/instance:Instance",
    name: `database-${i}`,
    props: {
      identifier: `database-${i}`,
      engine: "postgres",
      engineVersion: "17.2",
      instanceClass: "db.r6g.large",
      allocatedStorage: 200,
      storageEncrypted: true,
      kmsKeyId: `arn:aws:kms:eu-central-1:123456789012:key/${i}`,
      multiAz: true,
      deletionProtection: true,
      backupRetentionPeriod: fallsShort(i + 9) ? 7 : 35,
      backupWindow: "03:00-04:00",
      vpcSecurityGroupIds: [`sg-${i}`],
      username: "shop",
      manageMasterUserPassword: true,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      tags,
    },
  }),
  (i) => ({
    type: "gcp:sql/databaseInstance:DatabaseInstance",
    name: `cloudsql-${i}`,
    props: {
      databaseVersion: "POSTGRES_17",
      region: "europe-west3",
      deletionProtection: true,
      settings: {
        tier: "db-custom-4-16384",
        availabilityType: "REGIONAL",
        backupConfiguration: {
          enabled: true,
          pointInTimeRecoveryEnabled: true,
          transactionLogRetentionDays: 7,
          backupRetentionSettings: { retainedBackups: 35, retentionUnit: "COUNT" },
        },
        ipConfiguration: {
          ipv4Enabled: false,
          privateNetwork: `projects/shop/networks/${i}`,
          sslMode: "ENCRYPTED_ONLY",
        },
        databaseFlags: [{ name: "log_connections", value: "on" }],
        userLabels: tags,
      },
    },
  }),
  (i) => ({
    type: "azure-native:dbforpostgresql:Server",
    name: `flexible-${i}`,
    props: {
      resourceGroupName: "shop",
      serverName: `flexible-${i}`,
      location: "westeurope",
      version: "17",
      sku: { name: "Standard_D4ds_v5", tier: "GeneralPurpose" },
      storage: { storageSizeGB: 256, autoGrow: "Enabled" },
      backup: { backupRetentionDays: 35, geoRedundantBackup: "Enabled" },
      highAvailability: { mode: "ZoneRedundant" },
      tags,
    },
  }),
  (i) => ({
    type: "aws:kms/key:Key",
    name: `key-${i}`,
    props: {
      description: `Data of shop ${i}`,
      enableKeyRotation: true,
      rotationPeriodInDays: 90,
      deletionWindowInDays: 30,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*" },
        ],
      }),
      tags,
    },
  }),
  (i) => ({
    type: "gcp:kms/cryptoKey:CryptoKey",
    name: `cryptokey-${i}`,
    props: { keyRing: "shop", rotationPeriod: "604800s", purpose: "ENCRYPT_DECRYPT", labels: tags },
  }),
  (i) => ({
    type: "aws:ecs/taskDefinition:TaskDefinition",
    name: `task-${i}`,
    props: {
      family: `task-${i}`,
      cpu: "1024",
      memory: "2048",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      executionRoleArn: "arn:aws:iam::123456789012:role/execution",
      containerDefinitions: JSON.stringify([
        {
          name: "main",
          image: `registry.example.com/shop/worker:${i}`,
          essential: true,
          user: "1000",
          readonlyRootFilesystem: true,
          portMappings: [{ containerPort: 8000 }],
          environment: environment(8).map(({ name }) => ({ name, value: "value" })),
          healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost:8000/health"], interval: 30 },
        },
      ]),
      tags,
    },
  }),
  (i) => ({
    type: "gcp:cloudrunv2/service:Service",
    name: `cloudrun-${i}`,
    props: {
      location: "europe-west3",
      ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
      template: {
        scaling: { minInstanceCount: 2, maxInstanceCount: 20 },
        containers: [
          {
            image: `europe-docker.pkg.dev/shop/worker:${i}`,
            ports: { containerPort: 8000 },
            resources: { limits: { cpu: "1", memory: "1Gi" } },
            livenessProbe: { httpGet: { path: "/health" } },
            envs: environment(8).map(({ name }) => ({ name, value: "value" })),
          },
        ],
      },
    },
  }),
  (i) => ({
    type: "azure-native:keyvault:Key",
    name: `vaultkey-${i}`,
    props: {
      resourceGroupName: "shop",
      vaultName: "shop",
      keyName: `vaultkey-${i}`,
      properties: {
        kty: "RSA-HSM",
        keySize: 3072,
        rotationPolicy: {
          attributes: { expiryTime: "P90D" },
          lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P7D" } }],
        },
      },
      tags,
    },
  }),
  (i) => ({
    type: "aws:s3/bucket:Bucket",
    name: `bucket-${i}`,
    props: { bucket: `shop-data-${i}`, forceDestroy: false, tags },
  }),
  (i) => ({
    type: "aws:ec2/securityGroup:SecurityGroup",
    name: `group-${i}`,
    props: {
      vpcId: "vpc-0123456789",
      description: `Traffic of shop ${i}`,
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] }],
      egress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["10.0.1.0/24"] }],
      tags,
    },
  }),
  (i) => ({
    type: "gcp:storage/bucket:Bucket",
    name: `storage-${i}`,
    props: { location: "EU", uniformBucketLevelAccess: true, versioning: { enabled: true }, labels: tags },
  }),
  (i) => ({
    type: "azure-native:storage:StorageAccount",
    name: `account${i}`,
    props: {
      resourceGroupName: "shop",
      kind: "StorageV2",
      sku: { name: "Standard_ZRS" },
      minimumTlsVersion: "TLS1_2",
      allowBlobPublicAccess: false,
      networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
      tags,
    },
  }),
];
