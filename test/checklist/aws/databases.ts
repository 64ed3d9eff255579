import { ref, resource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

/** An RDS instance of PostgreSQL 16. */
export function instance(props: Props = {}, name = "db") {
  return resource("aws:rds/instance:Instance", name, {
    engine: "postgres",
    engineVersion: "16.4",
    instanceClass: "db.m7g.large",
    identifier: `${name}-4f2a`,
    ...props,
  });
}

/** An Aurora cluster of PostgreSQL 16. */
export function cluster(props: Props = {}) {
  return resource("aws:rds/cluster:Cluster", "aurora", {
    engine: "aurora-postgresql",
    engineVersion: "16.4",
    clusterIdentifier: "aurora-71bc",
    ...props,
  });
}

/** A member of the Aurora cluster, which it names by an id that is not known at a first preview. */
export function member(props: Props = {}, name = "writer") {
  return resource("aws:rds/clusterInstance:ClusterInstance", name, {
    engine: "aurora-postgresql",
    clusterIdentifier: ref("aurora"),
    instanceClass: "db.r8g.large",
    ...props,
  });
}

/** The parameter group `parameters`, of these parameters; it is auto-named, so that its name is known. */
export function parameters(
  set: Readonly<Record<string, string>> | readonly unknown[],
  { family = "postgres16", type = "ParameterGroup" } = {},
) {
  const list = Array.isArray(set)
    ? (set as readonly unknown[])
    : Object.entries(set).map(([name, value]) => ({ name, value }));
  const token = type === "ParameterGroup" ? "parameterGroup" : "clusterParameterGroup";
  return resource(`aws:rds/${token}:${type}`, "parameters", {
    name: "parameters-1a2b",
    family,
    parameters: list,
  });
}

/** The name of the parameter group, as a program passes it on. */
export const attached = ref("parameters", "parameters-1a2b");
