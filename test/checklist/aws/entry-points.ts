import { ref, resource, unknown, type TestResource } from "../../kit/cases";
import { application, service, type Props } from "./workloads";

/** What stands before a finding on the HTTPS listener's TLS. */
export const AT_443 = "port 443: ";

/** An internet-facing application load balancer. */
export const balancer = (props: Props = {}, family = "lb"): TestResource =>
  resource(`aws:${family}/loadBalancer:LoadBalancer`, "edge", {
    name: "edge",
    loadBalancerType: "application",
    subnets: [unknown],
    securityGroups: ["sg-0edge"],
    ...props,
  });

/** Where the application's tasks register. */
export const targets = (props: Props = {}, name = "targets", family = "lb"): TestResource =>
  resource(`aws:${family}/targetGroup:TargetGroup`, name, {
    name,
    port: 8000,
    protocol: "HTTP",
    targetType: "ip",
    vpcId: unknown,
    healthCheck: { path: "/ready" },
    ...props,
  });

export const forward = { type: "forward", targetGroupArn: ref("targets") };

/** What the HTTP listener does that only redirects. */
export const redirect = {
  type: "redirect",
  redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
};

/** The HTTPS listener, which forwards to the application. */
export const https = (props: Props = {}, family = "lb"): TestResource =>
  resource(`aws:${family}/listener:Listener`, "https", {
    loadBalancerArn: ref("edge"),
    port: 443,
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
    certificateArn: ref("certificate"),
    defaultActions: [forward],
    ...props,
  });

/** The HTTP listener, which redirects. */
export const http = (props: Props = {}, family = "lb"): TestResource =>
  resource(`aws:${family}/listener:Listener`, "http", {
    loadBalancerArn: ref("edge"),
    port: 80,
    protocol: "HTTP",
    defaultActions: [redirect],
    ...props,
  });

/** A rule of a listener. */
export const listenerRule = (props: Props = {}, listener = "http", family = "lb"): TestResource =>
  resource(`aws:${family}/listenerRule:ListenerRule`, "rule", {
    listenerArn: ref(listener),
    conditions: [{ pathPattern: { values: ["/graphql"] } }],
    actions: [forward],
    ...props,
  });

/** A certificate that ACM issues and renews. */
export const certificate = (props: Props = {}, name = "certificate"): TestResource =>
  resource("aws:acm/certificate:Certificate", name, {
    domainName: "api.example.com",
    validationMethod: "DNS",
    ...props,
  });

/** The load balancer's security group, with these ingress rules. */
export const group = (ingress: unknown = [], props: Props = {}): TestResource =>
  resource("aws:ec2/securityGroup:SecurityGroup", "edge-group", { vpcId: unknown, ingress, ...props });

/** A rule of a security group for one port. */
export const open = (peer: Props, port = 443) => ({ protocol: "tcp", fromPort: port, toPort: port, ...peer });

/** The application, its service, and the target group that its tasks register with. */
export const backend = (variables: Props = {}, health: Props = {}): readonly TestResource[] => [
  application(variables),
  service({ loadBalancers: [{ targetGroupArn: ref("targets"), containerName: "api", containerPort: 8000 }] }),
  targets({ healthCheck: { path: "/ready", ...health } }),
];

/** Another program than the application behind the same target group. */
export const proxyBackend: readonly TestResource[] = [
  resource("aws:ecs/taskDefinition:TaskDefinition", "proxy-task", {
    family: "proxy",
    containerDefinitions: JSON.stringify([{ name: "proxy", image: "grafana/grafana:11.2.0" }]),
  }),
  resource("aws:ecs/service:Service", "proxy", {
    name: "proxy",
    taskDefinition: ref("proxy-task"),
    loadBalancers: [{ targetGroupArn: ref("targets"), containerName: "proxy", containerPort: 3000 }],
  }),
  targets(),
];

/** All of a load balancer that complies, save for what `https` and `balancer` are given. */
export const site = (
  listener: Props = {},
  edge: Props = {},
  variables: Props = {},
): readonly TestResource[] => [
  ...backend(variables),
  certificate(),
  group([open({ cidrBlocks: ["203.0.113.0/24"] })]),
  balancer({ securityGroups: [ref("edge-group")], ...edge }),
  https(listener),
  http(),
];

/** A web ACL with these rules. */
export const webAcl = (rules: unknown = [], props: Props = {}): TestResource =>
  resource("aws:wafv2/webAcl:WebAcl", "firewall", {
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: {
      cloudwatchMetricsEnabled: true,
      metricName: "firewall",
      sampledRequestsEnabled: true,
    },
    rules,
    ...props,
  });

/** What attaches the web ACL. */
export const attached = (to = "edge", webAclArn: unknown = ref("firewall")): TestResource =>
  resource("aws:wafv2/webAclAssociation:WebAclAssociation", "attachment", {
    resourceArn: ref(to),
    webAclArn,
  });

/** A rule of a web ACL on the rate of requests. */
export const rate = (limit: unknown, rateProps: Props = {}, props: Props = {}): Props => ({
  name: "rate",
  priority: 1,
  action: { block: {} },
  statement: { rateBasedStatement: { limit, aggregateKeyType: "IP", ...rateProps } },
  visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "rate", sampledRequestsEnabled: true },
  ...props,
});

/** What leads a distribution to the load balancer. */
export const toBalancer: Props = { domainName: ref("edge") };

/** A distribution in front of this origin; one outside the stack unless said. */
export const distribution = (props: Props = {}, origin: Props = {}): TestResource =>
  resource("aws:cloudfront/distribution:Distribution", "distribution", {
    enabled: true,
    aliases: ["api.example.com"],
    origins: [
      {
        originId: "edge",
        domainName: "origin.example.net",
        customOriginConfig: {
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "https-only",
          originSslProtocols: ["TLSv1.2"],
        },
        ...origin,
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: "edge",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET"],
      cachedMethods: ["GET"],
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      acmCertificateArn: ref("certificate"),
      minimumProtocolVersion: "TLSv1.3_2025",
      sslSupportMethod: "sni-only",
    },
    ...props,
  });

/** A cache behavior of the distribution. */
export const behavior = (props: Props = {}): Props => ({
  targetOriginId: "edge",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["GET"],
  cachedMethods: ["GET"],
  ...props,
});

/** A REST API in front of a function. */
export const restApi = (props: Props = {}): TestResource =>
  resource("aws:apigateway/restApi:RestApi", "rest", { name: "rest", ...props });

/** What a REST API leads to. */
export const restIntegration = (uri: unknown = ref("handler")): TestResource =>
  resource("aws:apigateway/integration:Integration", "rest-integration", {
    restApi: ref("rest"),
    resourceId: unknown,
    httpMethod: "POST",
    integrationHttpMethod: "POST",
    type: "AWS_PROXY",
    uri,
  });

/** An HTTP API in front of a function. */
export const httpApi = (props: Props = {}): TestResource =>
  resource("aws:apigatewayv2/api:Api", "api-gateway", { name: "api", protocolType: "HTTP", ...props });

/** What an HTTP API leads to. */
export const httpIntegration = (props: Props = {}): TestResource =>
  resource("aws:apigatewayv2/integration:Integration", "http-integration", {
    apiId: ref("api-gateway"),
    integrationType: "AWS_PROXY",
    integrationUri: ref("handler"),
    ...props,
  });

/** A custom domain of REST APIs. */
export const restDomain = (props: Props = {}): TestResource =>
  resource("aws:apigateway/domainName:DomainName", "domain", {
    domainName: "api.example.com",
    regionalCertificateArn: ref("certificate"),
    endpointConfiguration: { types: "REGIONAL" },
    securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
    endpointAccessMode: "STRICT",
    ...props,
  });

/** What leads a custom domain to the REST API. */
export const restMapping = resource("aws:apigateway/basePathMapping:BasePathMapping", "mapping", {
  domainName: ref("domain", "api.example.com"),
  restApi: ref("rest"),
  stageName: "prod",
});

/** A URL of the function. */
export const functionUrl = (props: Props = {}): TestResource =>
  resource("aws:lambda/functionUrl:FunctionUrl", "url", {
    functionName: ref("handler", "handler-3f2a"),
    authorizationType: "NONE",
    ...props,
  });

/** An AppSync API. */
export const appSync = (props: Props = {}): TestResource =>
  resource("aws:appsync/graphQLApi:GraphQLApi", "appsync", {
    name: "appsync",
    authenticationType: "AWS_IAM",
    schema: "type Query { ping: String }",
    ...props,
  });

/** What leads AppSync's resolvers to the function. */
export const appSyncSource = (functionArn: unknown = ref("handler")): TestResource =>
  resource("aws:appsync/dataSource:DataSource", "source", {
    apiId: ref("appsync"),
    type: "AWS_LAMBDA",
    lambdaConfig: { functionArn },
  });

/** A classic load balancer. */
export const classic = (props: Props = {}): TestResource =>
  resource("aws:elb/loadBalancer:LoadBalancer", "classic", {
    name: "classic",
    subnets: [unknown],
    securityGroups: [ref("edge-group")],
    listeners: [
      {
        instancePort: 8000,
        instanceProtocol: "http",
        lbPort: 443,
        lbProtocol: "https",
        sslCertificateId: ref("certificate"),
      },
    ],
    healthCheck: {
      target: "HTTP:8000/ready",
      interval: 30,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
    },
    ...props,
  });

/** The application behind a classic load balancer. */
export const classicBackend: readonly TestResource[] = [
  application(),
  service({
    loadBalancers: [{ elbName: ref("classic", "classic"), containerName: "api", containerPort: 8000 }],
  }),
  certificate(),
];
