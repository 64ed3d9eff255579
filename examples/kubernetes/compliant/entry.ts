// How requests come in: ingress-nginx, with certificates of cert-manager.
import * as pulumi from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import { Ingress, IngressClass } from "@pulumi/kubernetes/networking/v1";
import type { Application } from "fraiseql-checklist/components/kubernetes";
import { api, subscriptions } from "./api";
import { shop } from "./namespaces";
import { profile } from "./profile";

const config = new pulumi.Config();
const host = config.require("host");
const isRestricted = profile.name === "RESTRICTED";

const ingressClass = new IngressClass("nginx", {
  metadata: { name: "nginx" },
  spec: { controller: "k8s.io/ingress-nginx" },
});

// The configuration of the controller, which platform engineers install.
new ConfigMap("ingress-nginx-controller", {
  metadata: { name: "ingress-nginx-controller", namespace: "ingress-nginx" },
  data: {
    "ssl-protocols": profile.tlsVersion === 1.3 ? "TLSv1.3" : "TLSv1.2 TLSv1.3",
    "hsts-max-age": String(profile.hstsMaxAgeSeconds ?? 31_536_000),
    "hsts-include-subdomains": "true",
    "limit-req-status-code": "429",
  },
});

const issuer = new CustomResource("letsencrypt", {
  apiVersion: "cert-manager.io/v1",
  kind: "ClusterIssuer",
  metadata: { name: "letsencrypt" },
  spec: {
    acme: {
      server: "https://acme-v02.api.letsencrypt.org/directory",
      privateKeySecretRef: { name: "letsencrypt" },
      solvers: [{ http01: { ingress: { ingressClassName: "nginx" } } }],
    },
  },
});

const nginx = "nginx.ingress.kubernetes.io";

new Ingress("shop", {
  metadata: {
    name: "shop",
    namespace: shop,
    annotations: {
      "cert-manager.io/cluster-issuer": issuer.metadata.name,
      [`${nginx}/limit-rpm`]: String(profile.requestsPerMinute),
      [`${nginx}/limit-burst-multiplier`]: "1",
      [`${nginx}/proxy-body-size`]: `${(profile.requestBodyBytes ?? 2 ** 20) / 1024}k`,
      ...(isRestricted
        ? {
            [`${nginx}/auth-tls-secret`]: "shop/client-authority",
            [`${nginx}/auth-tls-verify-client`]: "on",
            [`${nginx}/allowlist-source-range`]: config.require("clientRanges"),
          }
        : {}),
    },
  },
  spec: {
    ingressClassName: ingressClass.metadata.name,
    tls: [{ hosts: [host], secretName: "shop-certificate" }],
    rules: [{ host, http: { paths: [path("/subscriptions", subscriptions), path("/", api)] } }],
  },
});

function path(prefix: string, { serviceName, servicePort }: Application) {
  return {
    path: prefix,
    pathType: "Prefix",
    backend: { service: { name: serviceName, port: { number: servicePort } } },
  };
}
