/** Names that the pods of ingress controllers and gateways carry in their labels. */
const LABELS: Readonly<Record<string, RegExp>> = {
  "app": /ingress|^(traefik|contour|envoy|kong|apisix|emissary|ambassador|haproxy)$/,
  "app.kubernetes.io/name":
    /^(ingress-nginx|nginx-ingress|traefik|contour|envoy|kong|apisix|emissary-ingress|kubernetes-ingress|haproxy-ingress)$|(^|-)ingress(gateway)?(-|$)/,
  "istio": /ingressgateway|eastwestgateway/,
  "k8s-app": /ingress/,
  "run": /ingress/,
  "gateway.networking.k8s.io/gateway-name": /./,
  "gateway.envoyproxy.io/owning-gateway-name": /./,
};

const IMAGES =
  /(^|\/)(ingress-nginx\/controller|nginx-ingress(-controller)?|traefik|contour|envoy|kong(-gateway)?|apisix|emissary|aes|haproxy-ingress|kubernetes-ingress|proxyv2|skipper|caddy-ingress)$/;

/** Whether labels are those of the pods of an ingress controller or gateway: what is asked of it, its Ingresses answer. */
export function isControllerPods(labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(LABELS).some(([label, names]) => names.test(labels[label] ?? ""));
}

/** Whether an image is that of an ingress controller or gateway. */
export function isControllerImage(image: string): boolean {
  const [repository = ""] = image.split(/[@:](?!.*\/)/);
  return IMAGES.test(repository);
}
