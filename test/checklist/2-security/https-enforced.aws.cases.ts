import { cases, ref, unknown } from "../../kit/cases";
import {
  appSync,
  backend,
  balancer,
  behavior,
  certificate,
  classic,
  classicBackend,
  distribution,
  forward,
  functionUrl,
  group,
  http,
  https,
  httpApi,
  httpIntegration,
  listenerRule,
  open,
  redirect,
  restApi,
  restIntegration,
  site,
  targets,
  toBalancer,
} from "../aws/entry-points";
import { appRunner, lambda } from "../aws/workloads";

const rest = [...backend(), certificate(), group(), balancer()];
const withHttp = (props: Readonly<Record<string, unknown>>) => [...rest, https(), http(props)];
const needs = "{profile} needs TLS, or nothing but a permanent redirect to HTTPS.";
const plain = (props: Readonly<Record<string, unknown>>) => [...rest, http(props)];

export default cases({
  requirement: "2.2-https-enforced",
  provider: "aws",
  valid: {
    "an HTTPS listener, and one that redirects": { stack: site() },
    "the older tokens": {
      stack: [
        ...backend(),
        certificate(),
        group(),
        balancer({}, "alb"),
        https({}, "elasticloadbalancingv2"),
        http({}, "applicationloadbalancing"),
      ],
    },
    "an HTTPS listener alone": { stack: [...rest, https()] },
    "plain HTTP that is refused": {
      stack: withHttp({
        defaultActions: [
          { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "403" } },
        ],
      }),
    },
    "a rule that redirects as well": {
      stack: [...site(), listenerRule({ actions: [redirect] })],
    },
    "TLS at a network load balancer": {
      stack: [...rest.slice(0, -1), balancer({ loadBalancerType: "network" }), https({ protocol: "TLS" })],
    },
    "what only a distribution of the stack reaches": {
      stack: [
        ...backend(),
        certificate(),
        group([open({ prefixListIds: ["pl-4fa04526"] }, 80)]),
        balancer({ securityGroups: [ref("edge-group")] }),
        http({ defaultActions: [forward] }),
        distribution({}, toBalancer),
      ],
    },
    "a distribution that redirects": { stack: [certificate(), distribution()] },
    "an HTTP API": { stack: [lambda(), httpApi(), httpIntegration()] },
    "a REST API": { stack: [lambda(), restApi(), restIntegration()] },
    "App Runner": { stack: [appRunner()] },
    "a function URL": { stack: [lambda(), functionUrl()] },
    "AppSync": { stack: [appSync()] },
    "a classic load balancer with HTTPS alone": { stack: [...classicBackend, group(), classic()] },
  },
  invalid: {
    "the HTTP listener forwards": {
      stack: withHttp({ defaultActions: [forward] }),
      remediable: false,
      finds: [
        `2.2 HTTPS: port 80: defaultActions is forward, which means plain HTTP; ${needs} Set defaultActions: [{"type":"redirect","redirect":{"port":"443","protocol":"HTTPS","statusCode":"HTTP_301"}}].`,
      ],
    },
    "there is no HTTPS listener": {
      stack: plain({ defaultActions: [forward] }),
      remediable: false,
      finds: [
        `2.2 HTTPS: port 80: defaultActions[0].type is forward, and serves plain HTTP; ${needs} Add an HTTPS listener with a certificate, and redirect to it from here with HTTP_301.`,
      ],
    },
    "no protocol is HTTP": {
      stack: plain({ protocol: undefined, port: 8080, defaultActions: [forward] }),
      remediable: false,
      finds: [
        `2.2 HTTPS: port 8080: defaultActions[0].type is forward, and serves plain HTTP; ${needs} Add an HTTPS listener with a certificate, and redirect to it from here with HTTP_301.`,
      ],
    },
    "a redirect that is not permanent": {
      stack: withHttp({
        defaultActions: [{ type: "redirect", redirect: { ...redirect.redirect, statusCode: "HTTP_302" } }],
      }),
      remediable: false,
      finds: [
        `2.2 HTTPS: port 80: defaultActions[0].redirect.statusCode is HTTP_302, which means a redirect that browsers do not remember; ${needs} Set defaultActions[0].redirect.statusCode: "HTTP_301".`,
      ],
    },
    "a redirect in circles": {
      stack: withHttp({ defaultActions: [{ type: "redirect", redirect: { statusCode: "HTTP_301" } }] }),
      remediable: false,
      finds: [
        `2.2 HTTPS: port 80: defaultActions[0].redirect.protocol is not set, which means a redirect to plain HTTP; ${needs} Set defaultActions[0].redirect.protocol: "HTTPS".`,
        `2.2 HTTPS: port 80: defaultActions[0].redirect.port is not set, which means a redirect to the same port; ${needs} Set defaultActions[0].redirect.port: "443".`,
      ],
    },
    "a rule that forwards defeats the redirect": {
      stack: [...site(), listenerRule()],
      remediable: false,
      finds: [
        `2.2 HTTPS: listener rule rule: actions is forward, which means plain HTTP; ${needs} Set actions: [{"type":"redirect","redirect":{"port":"443","protocol":"HTTPS","statusCode":"HTTP_301"}}].`,
      ],
    },
    "a rule of the twin token": {
      stack: [
        ...backend(),
        certificate(),
        group(),
        balancer({}, "alb"),
        https({}, "alb"),
        http({}, "alb"),
        listenerRule({}, "http", "alb"),
      ],
      remediable: false,
      finds: [
        `2.2 HTTPS: listener rule rule: actions is forward, which means plain HTTP; ${needs} Set actions: [{"type":"redirect","redirect":{"port":"443","protocol":"HTTPS","statusCode":"HTTP_301"}}].`,
      ],
    },
    "port 80 of a network load balancer": {
      stack: [
        ...backend(),
        balancer({ loadBalancerType: "network", securityGroups: undefined }),
        http({ protocol: "TCP", defaultActions: [forward] }),
      ],
      remediable: false,
      finds: [`2.2 HTTPS: port 80: port is 80, which means plain HTTP; ${needs}`],
    },
    "a distribution that serves both": {
      stack: [
        certificate(),
        distribution({
          defaultCacheBehavior: behavior({ viewerProtocolPolicy: "allow-all" }),
          orderedCacheBehaviors: [behavior({ pathPattern: "/graphql", viewerProtocolPolicy: "https-only" })],
        }),
      ],
      finds: [
        `2.2 HTTPS: default cache behavior: defaultCacheBehavior.viewerProtocolPolicy is allow-all, which means plain HTTP as well; ${needs} Set defaultCacheBehavior.viewerProtocolPolicy: "redirect-to-https".`,
      ],
    },
    "HTTP at a classic load balancer": {
      stack: [
        ...classicBackend,
        group(),
        classic({
          listeners: [{ instancePort: 8000, instanceProtocol: "http", lbPort: 80, lbProtocol: "http" }],
        }),
      ],
      remediable: false,
      finds: [
        `2.2 HTTPS: port 80 (listeners[0]): lbProtocol is http, and serves plain HTTP; ${needs} A classic load balancer cannot redirect: use an application load balancer, or HTTPS ports alone.`,
      ],
    },
  },
  unknownIn: {
    "a load balancer whose groups are not known": {
      of: "what only a distribution of the stack reaches",
      at: "edge: securityGroups",
      mentions: ["loadBalancerArn names a load balancer that other networks may reach as well"],
    },
    "a distribution that may lead to the load balancer": {
      of: "what only a distribution of the stack reaches",
      at: "distribution: origins",
      mentions: ["loadBalancerArn names a load balancer that may be the origin of a distribution alone"],
    },
    "an origin that may be the load balancer": {
      of: "what only a distribution of the stack reaches",
      at: "distribution: origins.0",
      mentions: ["loadBalancerArn names a load balancer that may be the origin of a distribution alone"],
    },
  },
  unknown: {
    "a protocol that is not known": {
      stack: [...rest, https({ protocol: unknown })],
      mentions: ["protocol is not known until the update"],
    },
    "actions that are not known": {
      stack: withHttp({ defaultActions: unknown }),
      mentions: ["defaultActions is not known until the update"],
    },
    "a load balancer outside the stack may be internal": {
      stack: [
        ...backend(),
        http({
          loadBalancerArn:
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shared/50dc6c495c0c9188",
          defaultActions: [forward],
        }),
      ],
      mentions: ["loadBalancerArn names a load balancer outside the stack"],
    },
    "whether it is internal is not known": {
      stack: [...backend(), balancer({ internal: unknown }), http({ defaultActions: [forward] })],
      mentions: ["load balancer edge: internal is not known until the update"],
    },
    "a cache behavior that is not known": {
      stack: [
        certificate(),
        distribution({ defaultCacheBehavior: behavior({ viewerProtocolPolicy: unknown }) }),
      ],
      mentions: ["defaultCacheBehavior.viewerProtocolPolicy is not known until the update"],
    },
  },
  notApplicable: {
    "an internal load balancer": {
      stack: [...backend(), balancer({ internal: true }), http({ defaultActions: [forward] })],
    },
    "TCP that passes through": {
      stack: [
        ...backend(),
        balancer({ loadBalancerType: "network" }),
        https({ protocol: "TCP", sslPolicy: undefined, certificateArn: undefined }),
      ],
    },
    "a network load balancer in front of an application load balancer": {
      stack: [
        targets({ targetType: "alb", protocol: "TCP" }),
        balancer({ loadBalancerType: "network" }),
        http({ protocol: "TCP", defaultActions: [forward] }),
      ],
    },
    "a gateway load balancer": {
      stack: [
        targets({ protocol: "GENEVE" }),
        balancer({ loadBalancerType: "gateway" }),
        http({ protocol: undefined, port: undefined, defaultActions: [forward] }),
      ],
    },
  },
});
