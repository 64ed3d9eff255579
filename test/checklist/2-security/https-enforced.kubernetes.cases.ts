import { cases, resource, secret, unknown } from "../../kit/cases";
import {
  alb,
  ALB,
  annotated,
  backend,
  betaNginx,
  frontendConfig,
  gke,
  ingress,
  nginx,
  NGINX,
  nginxConfig,
  rule,
  shown,
  tls,
} from "../kubernetes/ingresses";

const NEED = "{profile} needs TLS, or nothing but a permanent redirect to HTTPS";
const ADD = "Add an entry with its hosts and a secretName to spec.tls.";
const withoutTls = (says: string, where = "host api.example.com (spec.rules[0])") =>
  `2.2 HTTPS: ${where}: spec.tls ${says}; ${NEED}. ${ADD}`;
const set = (path: string, value: string) => `Set ${path}: "${value}".`;
const REDIRECT = shown(NGINX, "ssl-redirect");
const hosts = (...names: string[]) => names.map((name) => rule(name));

export default cases({
  requirement: "2.2-https-enforced",
  provider: "kubernetes",
  valid: {
    "ingress-nginx with a certificate redirects by itself": { stack: [...backend(), nginx()] },
    "an Ingress of the older API": { stack: [...backend(), betaNginx()] },
    "a wildcard covers one label": {
      stack: [
        nginx({}, { tls: [tls("wild", ["*.example.com"])], rules: hosts("a.example.com", "b.example.com") }),
      ],
    },
    "an entry without hosts is for every host": {
      stack: [nginx({}, { tls: [{ secretName: "any" }], rules: hosts("a.example.com", "b.example.com") })],
    },
    "TLS ends in front of the controller, which redirects": {
      stack: [nginx({ "force-ssl-redirect": "true" }, { tls: undefined })],
    },
    "the controller's configuration redirects all": {
      stack: [nginx({}, { tls: undefined }), nginxConfig({ "force-ssl-redirect": "true" })],
    },
    "another Ingress of the host names the certificate": {
      stack: [
        nginx(),
        ingress({}, { ingressClassName: "nginx", rules: [rule("api.example.com", "files")] }, "files"),
      ],
    },
    "an AWS load balancer that redirects": { stack: [...backend(), alb()] },
    "an AWS load balancer with a certificate and no list of ports": {
      stack: [alb({ "listen-ports": undefined, "ssl-redirect": undefined })],
    },
    "a group of Ingresses of which one redirects": {
      stack: [
        alb({ "group.name": "shop", "ssl-redirect": undefined }),
        ingress(
          annotated(ALB, {
            "group.name": "shop",
            "scheme": "internet-facing",
            "ssl-redirect": "443",
            "certificate-arn": "a",
          }),
          { ingressClassName: "alb", rules: [rule()] },
          "other",
        ),
      ],
    },
    "an AWS load balancer that redirects by an action": {
      stack: [
        ...backend(),
        alb(
          {
            "ssl-redirect": undefined,
            "actions.redirect":
              '{"Type":"redirect","RedirectConfig":{"Protocol":"HTTPS","Port":"443","StatusCode":"HTTP_301"}}',
          },
          {
            rules: [
              {
                http: {
                  paths: [
                    {
                      path: "/*",
                      backend: { service: { name: "redirect", port: { name: "use-annotation" } } },
                    },
                  ],
                },
              },
              rule(),
            ],
          },
        ),
      ],
    },
    "an AWS load balancer on port 80 alone, which redirects by an action": {
      stack: [
        alb(
          {
            "certificate-arn": undefined,
            "ssl-redirect": undefined,
            "listen-ports": '[{"HTTP":80}]',
            "actions.https":
              '{"Type":"redirect","RedirectConfig":{"Protocol":"HTTPS","Port":"443","StatusCode":"HTTP_301"}}',
          },
          {
            rules: [
              {
                http: {
                  paths: [
                    {
                      path: "/",
                      pathType: "Prefix",
                      backend: { service: { name: "https", port: { name: "use-annotation" } } },
                    },
                  ],
                },
              },
            ],
          },
        ),
      ],
    },
    "ingress-nginx redirects every request to another address": {
      stack: [...backend(), nginx({ "permanent-redirect": "https://www.example.com" }, { tls: undefined })],
    },
    "the cluster's default class": {
      stack: [
        resource("kubernetes:networking.k8s.io/v1:IngressClass", "default", {
          metadata: {
            name: "web",
            annotations: { "ingressclass.kubernetes.io/is-default-class": "true" },
          },
          spec: { controller: "k8s.io/ingress-nginx" },
        }),
        ingress({}, { tls: [tls()], rules: [rule()] }),
      ],
    },
    "GKE with a redirecting FrontendConfig": {
      stack: [...backend(), gke(), frontendConfig({ redirectToHttps: { enabled: true } })],
    },
    "GKE without plain HTTP": {
      stack: [gke({ "kubernetes.io/ingress.allow-http": "false" })],
    },
    "Traefik's HTTPS entry point alone": {
      stack: [
        ingress(
          { "traefik.ingress.kubernetes.io/router.entrypoints": "websecure" },
          { ingressClassName: "traefik", tls: [tls()], rules: [rule()] },
        ),
      ],
    },
    "an application gateway that redirects": {
      stack: [
        ingress(
          { "appgw.ingress.kubernetes.io/ssl-redirect": "true" },
          { ingressClassName: "azure-application-gateway", tls: [tls()], rules: [rule()] },
        ),
      ],
    },
    "a list of Ingresses": {
      stack: [
        resource("kubernetes:networking.k8s.io/v1:IngressList", "all", {
          items: [nginx().props, nginx().props],
        }),
      ],
    },
    "what a patch leaves as it is": {
      stack: [
        nginx(),
        resource("kubernetes:networking.k8s.io/v1:IngressPatch", "patch", {
          metadata: { name: "api", annotations: annotated(NGINX, { "limit-rpm": "10" }) },
          spec: { ingressClassName: "nginx" },
        }),
      ],
    },
  },
  invalid: {
    "no certificate": {
      stack: [...backend(), nginx({}, { tls: undefined })],
      remediable: false,
      finds: [withoutTls("is not set")],
    },
    "one host of two without a certificate": {
      stack: [nginx({}, { rules: hosts("api.example.com", "www.example.com") })],
      remediable: false,
      finds: [withoutTls("names no certificate for it", "host www.example.com (spec.rules[1])")],
    },
    "a wildcard covers no second label": {
      stack: [nginx({}, { tls: [tls("wild", ["*.example.com"])], rules: hosts("a.b.example.com") })],
      remediable: false,
      finds: [withoutTls("names no certificate for it", "host a.b.example.com (spec.rules[0])")],
    },
    "every host, and certificates for one": {
      stack: [nginx({}, { rules: [{ ...rule(), host: undefined }] })],
      remediable: false,
      finds: [withoutTls("names no certificate for it", "every host (spec.rules[0])")],
    },
    "a default backend alone": {
      stack: [
        ingress(
          {},
          { ingressClassName: "nginx", defaultBackend: { service: { name: "api", port: { number: 80 } } } },
        ),
      ],
      remediable: false,
      finds: [withoutTls("is not set", "every host")],
    },
    "the redirect is switched off": {
      stack: [...backend(), nginx({ "ssl-redirect": "false" })],
      finds: [`2.2 HTTPS: plain HTTP: ${REDIRECT} is false; ${NEED}. ${set(REDIRECT, "true")}`],
    },
    "the redirect is switched off for all": {
      stack: [nginx(), nginxConfig({ "ssl-redirect": "false" })],
      remediable: false,
      finds: [
        `2.2 HTTPS: plain HTTP: data.ssl-redirect of ConfigMap ingress-nginx-controller is false; ${NEED}. ${set(REDIRECT, "true")}`,
      ],
    },
    "a patch that switches the redirect off": {
      stack: [
        resource("kubernetes:networking.k8s.io/v1:IngressPatch", "patch", {
          metadata: { name: "api", annotations: annotated(NGINX, { "ssl-redirect": "false" }) },
        }),
      ],
      finds: [`2.2 HTTPS: plain HTTP: ${REDIRECT} is false; ${NEED}. ${set(REDIRECT, "true")}`],
    },
    "ingress-nginx redirects every request, but not for good": {
      stack: [...backend(), nginx({ "temporal-redirect": "https://www.example.com" }, { tls: undefined })],
      remediable: false,
      finds: [
        `2.2 HTTPS: host api.example.com (spec.rules[0]): ${shown(NGINX, "temporal-redirect")} is https://www.example.com, which means a redirect that is temporary, or not to HTTPS; ${NEED}.`,
      ],
    },
    "ingress-nginx redirects every request to plain HTTP": {
      stack: [...backend(), nginx({ "permanent-redirect": "http://www.example.com" }, { tls: undefined })],
      remediable: false,
      finds: [
        `2.2 HTTPS: host api.example.com (spec.rules[0]): ${shown(NGINX, "permanent-redirect")} is http://www.example.com, which means a redirect that is temporary, or not to HTTPS; ${NEED}.`,
      ],
    },
    "a redirect that is not for good": {
      stack: [nginx(), nginxConfig({ "http-redirect-code": "302" })],
      remediable: false,
      finds: [
        `2.2 HTTPS: ConfigMap ingress-nginx-controller: data.http-redirect-code is 302, which means a temporary redirect; ${NEED}. ${set("data.http-redirect-code", "308")}`,
      ],
    },
    "a list of Ingresses without certificates": {
      stack: [
        resource("kubernetes:networking.k8s.io/v1:IngressList", "all", {
          items: [nginx({}, { tls: undefined }).props],
        }),
      ],
      remediable: false,
      finds: [
        `2.2 HTTPS: host api.example.com (items[0].spec.rules[0]): items[0].spec.tls is not set; ${NEED}. ${ADD}`,
      ],
    },
    "a host that is secret is not shown": {
      stack: [nginx({}, { tls: undefined, rules: [rule(secret("hidden.example.com"))] })],
      remediable: false,
      finds: [withoutTls("is not set", "a host (spec.rules[0])")],
    },
    "a class that is not known, and no certificate": {
      stack: [ingress({}, { ingressClassName: "kong", rules: [rule()] })],
      remediable: false,
      finds: [withoutTls("is not set")],
    },
    "an AWS load balancer on port 80 alone": {
      stack: [
        ingress(annotated(ALB, { scheme: "internet-facing" }), { ingressClassName: "alb", rules: [rule()] }),
      ],
      remediable: false,
      finds: [
        `2.2 HTTPS: port 80: ${shown(ALB, "certificate-arn")} is not set, and no HTTPS port is listened on; ${NEED}. Name a certificate there, and set alb.ingress.kubernetes.io/listen-ports to [{"HTTP":80},{"HTTPS":443}] and alb.ingress.kubernetes.io/ssl-redirect to "443".`,
      ],
    },
    "an AWS load balancer that serves both": {
      stack: [alb({ "ssl-redirect": undefined })],
      finds: [
        `2.2 HTTPS: port 80: ${shown(ALB, "ssl-redirect")} is not set; ${NEED}. ${set(shown(ALB, "ssl-redirect"), "443")}`,
      ],
    },
    "GKE serves plain HTTP unless told otherwise": {
      stack: [gke({ "networking.gke.io/v1beta1.FrontendConfig": undefined })],
      finds: [
        `2.2 HTTPS: port 80: metadata.annotations["kubernetes.io/ingress.allow-http"] is not set, which means plain HTTP is served; ${NEED}. Set metadata.annotations["kubernetes.io/ingress.allow-http"]: "false".`,
      ],
    },
    "GKE without a certificate": {
      stack: [ingress({ "kubernetes.io/ingress.class": "gce" }, { rules: [rule()] })],
      remediable: false,
      finds: [
        `2.2 HTTPS: port 80: spec.tls is not set, and no managed certificate is named; ${NEED}. Name a ManagedCertificate in metadata.annotations["networking.gke.io/managed-certificates"].`,
      ],
    },
    "a FrontendConfig that does not redirect": {
      stack: [gke(), frontendConfig({ sslPolicy: "modern" })],
      remediable: false,
      finds: [
        `2.2 HTTPS: FrontendConfig secure: spec.redirectToHttps.enabled is not set, which means false; ${NEED}. Set spec.redirectToHttps.enabled: true.`,
      ],
    },
    "an application gateway that does not redirect": {
      stack: [ingress({}, { ingressClassName: "azure/application-gateway", tls: [tls()], rules: [rule()] })],
      finds: [
        `2.2 HTTPS: plain HTTP: ${shown("appgw.ingress.kubernetes.io", "ssl-redirect")} is not set, which means false; ${NEED}. ${set(shown("appgw.ingress.kubernetes.io", "ssl-redirect"), "true")}`,
      ],
    },
  },
  unknownIn: {
    "another Ingress may be of the host": {
      of: "another Ingress of the host names the certificate",
      at: "files: spec.rules.0.host",
      mentions: ["whether another Ingress does"],
    },
    "the action may redirect": {
      of: "an AWS load balancer that redirects by an action",
      at: "api: metadata.annotations.alb.ingress.kubernetes.io/actions.redirect",
      mentions: ['actions.redirect"] is not known'],
    },
    "the backend may be the action": {
      of: "an AWS load balancer that redirects by an action",
      at: "api: spec.rules.0.http.paths.0.backend.service.name",
      mentions: ["may be the action of a backend"],
    },
    "the port may make it an action": {
      of: "an AWS load balancer that redirects by an action",
      at: "api: spec.rules.0.http.paths.0.backend.service.port.name",
      mentions: ["may be the action of a backend"],
    },
  },
  unknown: {
    "hosts that are not known yet": {
      stack: [nginx({}, { tls: unknown })],
      mentions: ["spec.tls is not known until the update"],
    },
    "no class": {
      stack: [ingress({}, { tls: [tls()], rules: [rule()] })],
      mentions: ["spec.ingressClassName is not set, so that the cluster decides which controller serves it"],
    },
    "a class of F5's controller": {
      stack: [
        ingress(
          { "nginx.org/redirect-to-https": "true" },
          { ingressClassName: "nginx", tls: [tls()], rules: [rule()] },
        ),
      ],
      mentions: ['spec.ingressClassName is "nginx", whose controller is not one that is judged here'],
    },
    "a class of the stack with a controller of its own": {
      stack: [
        resource("kubernetes:networking.k8s.io/v1:IngressClass", "edge", {
          metadata: { name: "nginx" },
          spec: { controller: "haproxy.org/ingress-controller" },
        }),
        nginx({}, { ingressClassName: "nginx" }),
      ],
      mentions: ['spec.ingressClassName is "nginx", whose controller'],
    },
    "a redirect that is not known yet silences nothing else": {
      stack: [nginx({ "ssl-redirect": unknown }, { rules: hosts("api.example.com", "www.example.com") })],
      mentions: [REDIRECT],
      finds: [withoutTls("names no certificate for it", "host www.example.com (spec.rules[1])")],
    },
    "Traefik's entry points": {
      stack: [ingress({}, { ingressClassName: "traefik", tls: [tls()], rules: [rule()] })],
      mentions: ["leaves it to Traefik's own configuration"],
    },
    "a FrontendConfig from elsewhere": {
      stack: [gke()],
      mentions: ['FrontendConfig"] names a FrontendConfig that is not in this stack'],
    },
    "ports that are not known yet": {
      stack: [alb({ "listen-ports": unknown })],
      mentions: [shown(ALB, "listen-ports")],
    },
  },
  notApplicable: {
    "an internal load balancer": {
      stack: [ingress(annotated(ALB, { scheme: "internal" }), { ingressClassName: "alb", rules: [rule()] })],
    },
    "an AWS load balancer is internal unless told otherwise": {
      stack: [ingress({}, { ingressClassName: "alb", rules: [rule()] })],
    },
    "an internal load balancer of GKE": {
      stack: [ingress({ "kubernetes.io/ingress.class": "gce-internal" }, { rules: [rule()] })],
    },
    "connections that are passed through": { stack: [nginx({ "ssl-passthrough": "true" })] },
    "a canary": { stack: [nginx({ canary: "true" }, { tls: undefined })] },
  },
});
