import { ComponentResource, output, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2";
import { Service, ServiceAccount } from "@pulumi/kubernetes/core/v1";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1";
import type { ApplicationArgs } from "./application-args";
import { settingsOf, type ApplicationSettings } from "./application-settings";
import { egressRules, ingressRules } from "./network";
import { contract, podSpec, PORT_NAME, scrapeAnnotations, serviceMonitorSpec } from "./pod";

const TYPE = "fraiseql-checklist:kubernetes:Application";

/** Earlier versions that `kubectl rollout undo` can go back to (checklist 7.4). */
const REVISIONS = 10;

/**
 * FraiseQL on Kubernetes, compliant with a profile of the checklist as it is: a deployment with its service account and
 * service, an autoscaler, a disruption budget, and network policies. Every resource is named like the component.
 *
 * It says how FraiseQL runs, not what it needs: the namespace, the Secrets and the database come from elsewhere, and so
 * does what watches it. Some of what the checklist asks for FraiseQL takes in code only: limits of queries and requests,
 * token lifetimes, logging, tracing, metrics. The component declares those in variables of the container, from which the
 * application's code can take them.
 */
export class Application extends ComponentResource {
  /** The namespace it runs in. */
  readonly namespace: Output<string>;
  /** The name of the service, which an ingress or a gateway routes to. */
  readonly serviceName: Output<string>;
  /** The port of the service: 8000. */
  readonly servicePort: Output<number>;
  /** The labels of its pods, for selectors. */
  readonly selectorLabels: Output<Readonly<Record<string, string>>>;
  /** The name of the service account, for a cloud role's trust policy. */
  readonly serviceAccountName: Output<string>;

  /**
   * @param name The component's and its Kubernetes resources' name: lower-case letters, digits and hyphens, at most 63.
   * @param args What to run, and how. Whatever the profile has a say in is compliant when left out.
   * @throws RunError when an argument would break the profile, with each such argument, its value, what is allowed, and
   *   the checklist's section.
   */
  constructor(name: string, args: ApplicationArgs, opts?: ComponentResourceOptions) {
    const settings = settingsOf(`${TYPE} ${JSON.stringify(name)}`, name, args);
    super(TYPE, name, {}, opts);
    const options = { parent: this };
    const selectorLabels: Readonly<Record<string, string>> = {
      "app.kubernetes.io/name": "fraiseql",
      "app.kubernetes.io/instance": name,
    };
    const labels = {
      ...args.labels,
      ...selectorLabels,
      "app.kubernetes.io/managed-by": "pulumi",
      "fraiseql.dev/security-profile": settings.profile.name,
    };
    const { namespace } = args;
    const metadata = { name, namespace, labels };

    const serviceAccount = new ServiceAccount(
      name,
      {
        metadata: { ...metadata, annotations: { ...args.serviceAccountAnnotations } },
        automountServiceAccountToken: false,
      },
      options,
    );
    const pod = { serviceAccountName: serviceAccount.metadata.name, selectorLabels };
    const deployment = new Deployment(
      name,
      {
        metadata,
        spec: {
          // The autoscaler sets the replicas.
          selector: { matchLabels: selectorLabels },
          strategy: { type: "RollingUpdate", rollingUpdate: settings.rollingUpdate },
          revisionHistoryLimit: REVISIONS,
          template: {
            metadata: { labels, ...(args.serviceMonitor ? {} : { annotations: scrapeAnnotations }) },
            spec: podSpec(args, settings, pod),
          },
        },
      },
      options,
    );
    const service = new Service(
      name,
      {
        metadata,
        spec: {
          type: "ClusterIP",
          selector: selectorLabels,
          ports: [{ name: PORT_NAME, port: contract.port, targetPort: PORT_NAME, protocol: "TCP" }],
        },
      },
      options,
    );
    new HorizontalPodAutoscaler(
      name,
      { metadata, spec: autoscalerSpec(deployment.metadata.name, settings) },
      options,
    );
    new PodDisruptionBudget(
      name,
      { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: selectorLabels } } },
      options,
    );
    const podSelector = { matchLabels: selectorLabels };
    new NetworkPolicy(
      `${name}-ingress`,
      {
        metadata: { ...metadata, name: `${name}-ingress` },
        spec: { podSelector, policyTypes: ["Ingress"], ingress: ingressRules(args, contract.port) },
      },
      options,
    );
    new NetworkPolicy(
      `${name}-egress`,
      {
        metadata: { ...metadata, name: `${name}-egress` },
        spec: { podSelector, policyTypes: ["Egress"], egress: egressRules(args) },
      },
      options,
    );
    if (settings.defaultDeny) {
      new NetworkPolicy(
        `${name}-default-deny`,
        {
          metadata: { ...metadata, name: `${name}-default-deny` },
          spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
        },
        options,
      );
    }
    if (args.serviceMonitor) {
      new CustomResource(
        name,
        {
          apiVersion: "monitoring.coreos.com/v1",
          kind: "ServiceMonitor",
          metadata: { ...metadata, labels: { ...labels, ...args.serviceMonitor.labels } },
          spec: serviceMonitorSpec(selectorLabels),
        },
        options,
      );
    }

    this.namespace = output(namespace);
    this.serviceName = service.metadata.name;
    this.servicePort = output(contract.port);
    this.selectorLabels = output(selectorLabels);
    this.serviceAccountName = serviceAccount.metadata.name;
    this.registerOutputs({
      namespace: this.namespace,
      serviceName: this.serviceName,
      servicePort: this.servicePort,
      selectorLabels: this.selectorLabels,
      serviceAccountName: this.serviceAccountName,
    });
  }
}

function autoscalerSpec(deploymentName: Output<string>, settings: ApplicationSettings) {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deploymentName },
    minReplicas: settings.minReplicas,
    maxReplicas: settings.maxReplicas,
    metrics: [
      {
        type: "Resource",
        resource: {
          name: "cpu",
          target: { type: "Utilization", averageUtilization: settings.cpuTarget },
        },
      },
    ],
  };
}
