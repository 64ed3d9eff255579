import { cases, unknown } from "../../kit/cases";
import {
  backend,
  balancer,
  certificate,
  classic,
  classicBackend,
  distribution,
  forward,
  group,
  http,
  httpApi,
  httpIntegration,
  https,
  proxyBackend,
  site,
  toBalancer,
} from "../aws/entry-points";
import { lambda } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;

const edge = (props: Props) => site({}, props);
const network = (listener: Props) => [
  ...backend({}, { protocol: "HTTP" }),
  certificate(),
  balancer({ loadBalancerType: "network" }),
  https(listener),
];

export default cases({
  requirement: "7.3-load-balancer",
  provider: "aws",
  valid: {
    "sixty seconds unless set": { stack: site() },
    "thirty seconds": { stack: edge({ idleTimeout: 30 }) },
    "TCP that times out": {
      stack: network({ protocol: "TCP", certificateArn: undefined, tcpIdleTimeoutSeconds: 60 }),
    },
    "a distribution": { stack: [...site(), distribution({}, toBalancer)] },
    "a classic load balancer": { stack: [...classicBackend, group(), classic()] },
    "an HTTP API of thirty seconds": {
      stack: [lambda(), httpApi(), httpIntegration({ timeoutMilliseconds: 30000 })],
    },
  },
  invalid: {
    "five minutes": {
      stack: edge({ idleTimeout: 300 }),
      remediable: false,
      finds: [
        "7.3 Load balancer: load balancer edge: idleTimeout is 300 seconds; {profile} needs 30 to 60. Set idleTimeout: 60.",
      ],
    },
    "plain HTTP, of a load balancer that does not check": {
      stack: [...backend({}, { enabled: false }), balancer(), http({ defaultActions: [forward] })],
      remediable: false,
      finds: [
        "7.3 Load balancer: target group targets: healthCheck.enabled is false; {profile} needs the path of an HTTP health check.",
        "7.3 Load balancer: this listener ends no TLS; {profile} needs TLS that ends at the load balancer or ingress. Give it a certificate.",
      ],
    },
    "TCP unless set": {
      stack: network({ protocol: "TCP", certificateArn: undefined }),
      remediable: false,
      finds: [
        "7.3 Load balancer: tcpIdleTimeoutSeconds is not set, which means 350 seconds; {profile} needs 30 to 60. Set tcpIdleTimeoutSeconds: 60.",
      ],
    },
    "TLS at a network load balancer": {
      stack: network({ protocol: "TLS" }),
      remediable: false,
      finds: [
        "7.3 Load balancer: TLS listeners of network load balancers time out after 350 seconds, which cannot be changed; {profile} needs 30 to 60. Use an application load balancer, or an exemption that says why not.",
      ],
    },
    "an origin that may take two minutes": {
      stack: [
        ...site(),
        distribution(
          {},
          {
            ...toBalancer,
            customOriginConfig: {
              httpPort: 80,
              httpsPort: 443,
              originProtocolPolicy: "https-only",
              originSslProtocols: ["TLSv1.2"],
              originReadTimeout: 120,
            },
          },
        ),
      ],
      remediable: false,
      finds: [
        "7.3 Load balancer: origins[0].customOriginConfig.originReadTimeout is 120 seconds; {profile} needs 30 to 60. Set origins[0].customOriginConfig.originReadTimeout: 60.",
      ],
    },
    "an HTTP API that gives up early": {
      stack: [lambda(), httpApi(), httpIntegration({ timeoutMilliseconds: 5000 })],
      remediable: false,
      finds: [
        "7.3 Load balancer: integration http-integration: timeoutMilliseconds is 5000 (5 seconds); {profile} needs 30 to 60. Set timeoutMilliseconds: 30000.",
      ],
    },
    "a classic load balancer of five minutes": {
      stack: [...classicBackend, group(), classic({ idleTimeout: 300 })],
      remediable: false,
      finds: [
        "7.3 Load balancer: idleTimeout is 300 seconds; {profile} needs 30 to 60. Set idleTimeout: 60.",
      ],
    },
  },
  unknown: {
    "a timeout that is not known": {
      stack: edge({ idleTimeout: unknown }),
      mentions: ["load balancer edge: idleTimeout is not known until the update"],
    },
    "a load balancer outside the stack": {
      stack: [
        ...backend(),
        certificate(),
        https({
          loadBalancerArn:
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shared/50dc6c495c0c9188",
        }),
      ],
      mentions: ["loadBalancerArn names a load balancer outside the stack"],
    },
  },
  notApplicable: {
    "something else than the application": { stack: [...proxyBackend, certificate(), balancer(), https()] },
    "a redirect": { stack: [...backend(), balancer(), http()] },
  },
});
