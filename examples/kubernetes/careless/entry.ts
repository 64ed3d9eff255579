// How requests come in: ingress-nginx.
import * as pulumi from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import { Ingress, IngressClass } from "@pulumi/kubernetes/networking/v1";
import { apiService, namespace, subscriptionsService } from "./api";

const host = new pulumi.Config().require("host");

new IngressClass("nginx", {
  metadata: { name: "nginx" },
  spec: { controller: "k8s.io/ingress-nginx" },
});

new ConfigMap("ingress-nginx-controller", {
  metadata: { name: "ingress-nginx-controller", namespace: "ingress-nginx" },
  // For the app on old phones.
  data: { "ssl-protocols": "TLSv1 TLSv1.1 TLSv1.2 TLSv1.3" },
});

// Its certificates are for trying out: browsers do not trust them, and the app was told to.
new CustomResource("letsencrypt", {
  apiVersion: "cert-manager.io/v1",
  kind: "ClusterIssuer",
  metadata: { name: "letsencrypt" },
  spec: {
    acme: {
      server: "https://acme-staging-v02.api.letsencrypt.org/directory",
      privateKeySecretRef: { name: "letsencrypt" },
      solvers: [{ http01: { ingress: { ingressClassName: "nginx" } } }],
    },
  },
});

const nginx = "nginx.ingress.kubernetes.io";

new Ingress("shop", {
  metadata: {
    name: "shop",
    namespace,
    annotations: {
      "cert-manager.io/cluster-issuer": "letsencrypt",
      // The redirect broke a partner's webhook.
      [`${nginx}/ssl-redirect`]: "false",
      // For pictures of products.
      [`${nginx}/proxy-body-size`]: "50m",
      // Subscriptions stay open.
      [`${nginx}/proxy-read-timeout`]: "3600",
    },
  },
  spec: {
    ingressClassName: "nginx",
    tls: [{ hosts: [host], secretName: "shop-certificate" }],
    rules: [
      {
        host,
        http: {
          paths: [
            path("/subscriptions", subscriptionsService.metadata.name),
            path("/", apiService.metadata.name),
          ],
        },
      },
    ],
  },
});

function path(prefix: string, name: pulumi.Input<string>) {
  return { path: prefix, pathType: "Prefix", backend: { service: { name, port: { number: 8000 } } } };
}
