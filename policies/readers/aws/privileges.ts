import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { ContainerPrivileges, HostAccess } from "../../kinds/privileges";
import { both, either, same, type Ternary } from "../kubernetes/ternary";
import { isAgent, unlessOnlyRead, type MountedBy } from "../log-files";

/** What a container of Batch may do: it is not privileged unless set. Batch has no setting of capabilities. */
export function jobPrivileges(container: Inputs): ContainerPrivileges {
  return {
    get privileged() {
      return container.boolean("privileged", { whenAbsent: false });
    },
  };
}

/**
 * What a container of ECS may do: it is not privileged, keeps Docker's own capabilities, and may gain privileges unless
 * set. Docker filters its system calls, and ECS has no setting for that.
 */
export function taskPrivileges(container: Inputs, task: Inputs): ContainerPrivileges {
  return {
    get privileged() {
      return container.boolean("privileged", { whenAbsent: false });
    },
    get allowsEscalation() {
      return takesSecurityOptions(task) ? allowsEscalation(container) : undefined;
    },
    get droppedCapabilities() {
      return capabilities(container, "drop");
    },
    get addedCapabilities() {
      return capabilities(container, "add");
    },
  };
}

/** What the containers of a task share with their host: nothing unless set. */
export function taskHostAccess(task: Inputs, containers: () => Listing<Inputs>): HostAccess {
  return {
    get network() {
      return isHosts(task, "networkMode", "bridge", "network");
    },
    get processes() {
      return isHosts(task, "pidMode", undefined, "processes");
    },
    get interProcess() {
      return isHosts(task, "ipcMode", undefined, "interprocess communication");
    },
    get paths() {
      return pathsOfTask(task.list("volumes"), containers);
    },
  };
}

/** The directories of the host, but for the log files that log agents do no more than read. */
function pathsOfTask(volumes: Listing<Inputs>, containers: () => Listing<Inputs>): Listing<Fact<string>> {
  const paths = volumes.items.flatMap((volume) => {
    const path = volume.string("hostPath");
    if (path.isAbsent || path.value === "") return [];
    return unlessOnlyRead(path, () => mountsOf(volume.string("name"), containers()));
  });
  return new Listing(paths, volumes.missing, volumes.path, volumes.isUnstated);
}

/** The mounts of all containers: their own, and those that they take over from others. */
function mountsOf(volumeName: Fact<string>, containers: Listing<Inputs>): Listing<MountedBy> {
  const isMountedBy = (container: Inputs): Ternary => {
    const { items, missing } = container.list("mountPoints");
    const each = items.map((mount) => same(mount.string("sourceVolume"), volumeName));
    return either(missing ? undefined : false, ...each);
  };
  const isMountedByNamed = (name: Fact<string>): Ternary =>
    either(false, ...containers.items.map((it) => both(same(it.string("name"), name), isMountedBy(it))));
  const names = containers.items.map((container) => container.string("name"));
  const mounts = containers.items.flatMap((container) => {
    const as = (mount: Inputs, named: Fact<string>, isOfVolume: Ternary): MountedBy => {
      const image = container.string("image");
      const readOnly = mount.boolean("readOnly", { whenAbsent: false });
      return {
        isOfVolume,
        reads: both(isAgent(image), readOnly.value),
        facts: [volumeName, named, image, readOnly, ...names],
      };
    };
    return [
      container.list("mountPoints").map((mount) => {
        const named = mount.string("sourceVolume");
        return as(mount, named, same(named, volumeName));
      }),
      container.list("volumesFrom").map((mount) => {
        const named = mount.string("sourceContainer");
        return as(mount, named, isMountedByNamed(named));
      }),
    ];
  });
  const { items, missing } = Listing.of(...mounts);
  return new Listing(items, missing ?? containers.missing);
}

/** The directories of the host among the volumes. */
export function hostPaths(volumes: Listing<Inputs>, hostPath: string): Listing<Fact<string>> {
  return volumes
    .map((volume) => volume.string(hostPath))
    .filter((path) => !path.isAbsent && path.value !== "");
}

/** Fargate refuses `dockerSecurityOptions`, so that they are asked for where a task cannot run there. */
function takesSecurityOptions(task: Inputs): boolean {
  const { items, missing } = task.strings("requiresCompatibilities");
  const names = items.map(({ value }) => value);
  if (missing || names.includes(undefined) || names.includes("FARGATE")) return false;
  const network = task.string("networkMode", { whenAbsent: "bridge" }).value;
  return names.includes("EC2") || names.includes("EXTERNAL") || network === "bridge" || network === "host";
}

function allowsEscalation(container: Inputs): Fact<boolean> {
  const options = container.strings("dockerSecurityOptions");
  const path = [...container.path, "dockerSecurityOptions"];
  if (options.missing) return Fact.unknown(path, options.missing.why);
  const known = options.items.flatMap(({ value }) => value ?? []);
  const isSecret = options.items.some(isSecretText);
  const forbids = known.some((option) => /^no-new-privileges(?:[:=]true)?$/.test(option));
  const unread = options.items.find(({ isDecided }) => !isDecided);
  if (!forbids && unread) return Fact.unknown(unread.path, unread.says);
  return new Fact<boolean>(
    known.length === 0
      ? { is: "absent", value: true }
      : { is: "known", value: !forbids, ...(isSecret ? { secret: true } : { shown: JSON.stringify(known) }) },
    path,
    {
      says: (allows) => (allows ? "that processes may gain privileges" : "no-new-privileges"),
      ...(isSecret ? { fixable: false } : {}),
      write: () => [...known, "no-new-privileges"],
    },
  );
}

function capabilities(container: Inputs, list: "add" | "drop"): Fact<readonly string[]> {
  const property = `linuxParameters.capabilities.${list}`;
  const names = container.strings(property);
  const path = container.at(property).path;
  const unread = names.items.find(({ isDecided }) => !isDecided);
  if (names.missing) return Fact.unknown(path, names.missing.why);
  if (unread) return Fact.unknown(unread.path, unread.says);
  const known = names.items.flatMap(({ value }) => value ?? []);
  const says = (value: readonly string[]) => JSON.stringify(value);
  return new Fact<readonly string[]>(
    known.length === 0
      ? { is: "absent" }
      : { is: "known", value: known, ...(names.items.some(isSecretText) ? { secret: true } : {}) },
    path,
    { says },
  );
}

function isSecretText({ state }: Fact<string>): boolean {
  return state.is === "known" && state.secret === true;
}

/** Whether a mode is `host`, in words. */
function isHosts(
  task: Inputs,
  property: string,
  whenAbsent: string | undefined,
  what: string,
): Fact<boolean> {
  const mode = task.string(property, { whenAbsent: whenAbsent ?? "" });
  return mode.map((text) => text === "host", {
    says: (shared) => (shared ? `the ${what} of its host` : `${what} of its own`),
    fixable: false,
  });
}
