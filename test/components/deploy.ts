import * as pulumi from "@pulumi/pulumi";
import { Application, type ApplicationArgs } from "../../components/kubernetes";

const digest = `sha256:${"4f2a".repeat(16)}`;

/** What every profile is content with. */
export const args: ApplicationArgs = {
  profile: "STANDARD",
  namespace: "shop",
  image: `registry.example.com/fraiseql-api:1.4.2@${digest}`,
  database: { url: { secretName: "shop-database", key: "url" }, peer: { cidr: "10.20.64.0/20" } },
  jwtSecret: { secretName: "shop-tokens", key: "signing-key" },
  ingressController: { namespace: "ingress-nginx", podLabels: { app: "controller" } },
  telemetry: { endpoint: "http://otel-collector.monitoring:4318", peer: { namespace: "monitoring" } },
  keyManagement: "aws",
};

export type Inputs = Record<string, unknown>;

/** A resource as the program registers it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
}

/** What the program registers, as the engine would see it. */
export async function deploy(
  more: Partial<ApplicationArgs> = {},
): Promise<{ application: Application; resources: readonly Registered[] }> {
  const resources: Registered[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      resources.push({ type, name, inputs: inputs as Inputs });
      return { id: `${name}-id`, state: inputs as Inputs };
    },
    call: () => ({}),
  });
  const application = new Application("api", { ...args, ...more });
  await pulumi.runtime.disconnect();
  return { application, resources };
}
