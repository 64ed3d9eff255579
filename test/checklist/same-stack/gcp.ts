import { ref, resource } from "../../kit/cases";
import { cloudSql } from "../gcp/databases";
import { armor, everybody, httpPort, loadBalancer, throttle } from "../gcp/load-balancers";
import { runService } from "../gcp/workloads";
import { listed, type Build } from "./shop";

const MIN_VERSIONS = { "1.0": "TLS_1_0", "1.2": "TLS_1_2", "1.3": "TLS_1_3" };
const DAY = 86_400;

/** The shop on Cloud Run, Cloud SQL, a global load balancer with Cloud Armor, and Cloud KMS. */
export const onGcp: Build = (shop) => [
  ...loadBalancer({
    policy: { minTlsVersion: MIN_VERSIONS[shop.tls] },
    backend: {
      securityPolicy: "edge",
      ...(shop.hsts === undefined
        ? {}
        : {
            customResponseHeaders:
              typeof shop.hsts === "string" ? [`Strict-Transport-Security: ${shop.hsts}`] : [shop.hsts],
          }),
    },
    map:
      shop.timeoutSeconds === 60
        ? {}
        : {
            defaultRouteAction: {
              timeout: {
                seconds:
                  typeof shop.timeoutSeconds === "number" ? String(shop.timeoutSeconds) : shop.timeoutSeconds,
              },
            },
          },
  }).filter(({ name }) => name !== "api"),
  ...httpPort(
    shop.redirects
      ? { defaultUrlRedirect: { httpsRedirect: true, stripQuery: false } }
      : { defaultService: ref("backend") },
  ),
  armor([throttle(shop.requestsPerMinute), everybody("allow")]),
  runService(
    [
      {
        name: "api",
        image: shop.image,
        envs: listed(shop.variables),
        livenessProbe: { httpGet: { path: shop.livenessPath } },
        readinessProbe: { httpGet: { path: "/ready" } },
      },
    ],
    { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", defaultUriDisabled: true },
    { timeout: "60s" },
  ),
  cloudSql({
    backupConfiguration: {
      enabled: true,
      backupRetentionSettings: { retainedBackups: shop.backupDays, retentionUnit: "COUNT" },
    },
    ipConfiguration: {
      ipv4Enabled: shop.isDatabasePublic,
      ...(shop.isDatabasePublic === false ? { privateNetwork: "projects/p/global/networks/shop" } : {}),
      ...(shop.isDatabasePublic === true
        ? { authorizedNetworks: [{ name: "everywhere", value: "0.0.0.0/0" }] }
        : {}),
    },
    databaseFlags: shop.isDatabaseAudited
      ? [
          { name: "cloudsql.enable_pgaudit", value: "on" },
          { name: "pgaudit.log", value: "write,ddl,role" },
        ]
      : [],
  }),
  resource("gcp:kms/cryptoKey:CryptoKey", "key", {
    keyRing: "projects/p/locations/europe-west1/keyRings/shop",
    ...(shop.keyRotationDays === undefined ? {} : { rotationPeriod: `${shop.keyRotationDays * DAY}s` }),
  }),
];
