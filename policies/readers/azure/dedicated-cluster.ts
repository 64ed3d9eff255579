import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { logStore } from "../../kinds/log-store";
import { partOf, type Part } from "../aws/parts";
import { borrowed } from "../borrowed-fact";
import { customerKey } from "../data-at-rest";
import { keysOfLinks, keysOfTarget, relationTo } from "./arm-link";
import { followArm } from "./arm-part";

const clusterPart = kind<Part>("dedicated cluster");

/** `azure-native:operationalinsights:Cluster`: what holds the key of the workspaces that are linked to it. */
export const dedicatedCluster = reader("azure-native:operationalinsights:Cluster", clusterPart, partOf);

/** What links a workspace to another service. */
interface LinkedService {
  readonly workspace: Reference;
  /** What kind of service it is; `cluster` for a dedicated cluster. */
  readonly name: Fact<string>;
  readonly service: Reference;
}

const linkedService = kind<LinkedService>("linked service");

/** `azure-native:operationalinsights:LinkedService`. */
export const workspaceLink = reader(
  "azure-native:operationalinsights:LinkedService",
  linkedService,
  (inputs) => ({
    get workspace() {
      return inputs.reference("workspaceName");
    },
    get name() {
      return inputs.string("linkedServiceName");
    },
    get service() {
      return inputs.reference("writeAccessResourceId");
    },
  }),
);

const linksByWorkspace = lookup(linkedService, (self, stack) => {
  const reference = self.thing.workspace;
  return keysOfLinks([{ link: stack.follow(self, reference, logStore), reference }]);
});

const CLUSTER = "cluster";

/** Whether a workspace is encrypted with the key of a cluster that it is linked to. Undefined where it is linked to none. */
export function keyOfLinkedCluster(
  workspace: Subject<unknown>,
  name: Fact<string>,
  stack: StackView,
): Fact<boolean> | undefined {
  const links = stack.candidates(linksByWorkspace, keysOfTarget(workspace, name)).flatMap((link) => {
    const { workspace: reference, name: called } = link.thing;
    const relation = relationTo(stack.follow(link, reference, logStore), reference, workspace, name);
    const isCluster = called.untold ? undefined : called.value?.toLowerCase() === CLUSTER;
    if (relation === "is not" || isCluster === false) return [];
    return [{ link, isSure: relation === "is" && isCluster === true }];
  });
  const sure = links.find(({ isSure }) => isSure)?.link;
  if (sure) return keyOfCluster(sure, stack);
  const [possible] = links;
  return (
    possible &&
    Fact.unknown([], `may be that of a cluster, as linked service ${possible.link.resource.name} says`)
  );
}

/** A cluster outside the stack is taken to have a key: that is what clusters are linked for. */
function keyOfCluster(link: Subject<LinkedService>, stack: StackView): Fact<boolean> {
  const { service } = link.thing;
  const { subjects } = followArm(link, service, clusterPart, ["clusterName"], stack);
  const [cluster] = subjects;
  return cluster
    ? borrowed(
        `${cluster.kind.name} ${cluster.resource.name}`,
        customerKey(cluster.thing.inputs, "keyVaultProperties.keyVaultUri"),
      )
    : Fact.given(true, service.fact.path);
}
