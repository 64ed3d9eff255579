import { resource, type TestResource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

/** A container app that runs the application. */
export function application(props: Props = {}): TestResource {
  return resource("azure-native:app:ContainerApp", "api", {
    resourceGroupName: "production",
    containerAppName: "api",
    template: { containers: [{ name: "fraiseql", image: "ghcr.io/fraiseql/fraiseql:1.2.0" }] },
    ...props,
  });
}
