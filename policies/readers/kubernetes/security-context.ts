import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { PathLike } from "../../evaluation/path";
import type { ContainerPrivileges, HostAccess } from "../../kinds/privileges";
import { hostPathsOf } from "./host-path";

/**
 * What a container may do. Escalation is allowed and no system call is filtered unless set; a container's seccomp
 * profile, and what makes it a process of a Windows host, override the pod's.
 */
export function privilegesOf(container: Inputs, pod: Inputs): ContainerPrivileges {
  return {
    get privileged() {
      const ofHost = ["securityContext", "windowsOptions", "hostProcess"];
      const onWindows = container.boolean(ofHost).orElse(pod.boolean(ofHost));
      const own = container.boolean("securityContext.privileged", { whenAbsent: false });
      // The Windows word for it, which other pods do not have.
      const isUnread = own.isDecided && onWindows.state.is === "unknown";
      return onWindows.isKnown || isUnread ? onWindows : own;
    },
    get allowsEscalation() {
      return container.boolean("securityContext.allowPrivilegeEscalation", { whenAbsent: true });
    },
    get droppedCapabilities() {
      return textsOf(container, "securityContext.capabilities.drop");
    },
    get addedCapabilities() {
      return textsOf(container, "securityContext.capabilities.add");
    },
    get systemCallFilter() {
      const profile = "securityContext.seccompProfile.type";
      return container
        .string(profile, { whenAbsent: "Unconfined" })
        .orElse(pod.string(profile, { whenAbsent: "Unconfined" }));
    },
    get hostPorts() {
      return container
        .list("ports")
        .map((port) => port.number("hostPort", { whenAbsent: 0, fixable: false }));
    },
  };
}

/** What a pod shares with its node: nothing unless set. */
export function hostAccessOf(pod: Inputs): HostAccess {
  const shares = (property: string) => pod.boolean(property, { whenAbsent: false });
  return {
    get network() {
      return shares("hostNetwork");
    },
    get processes() {
      return shares("hostPID");
    },
    get interProcess() {
      return shares("hostIPC");
    },
    get paths() {
      return hostPathsOf(pod);
    },
  };
}

/** A list of texts as one value. Not known as soon as one of them is not. */
function textsOf(inputs: Inputs, path: PathLike): Fact<readonly string[]> {
  const texts = inputs.strings(path);
  // `presence` knows the path, whatever the list holds.
  const at = inputs.presence(path).path;
  const format = { says: (value: readonly string[]) => JSON.stringify(value) };
  if (texts.isUnstated) return new Fact<readonly string[]>({ is: "unstated" }, at, format);
  const unread = texts.missing ?? texts.items.find(({ value }) => value === undefined);
  if (unread !== undefined) {
    const why = "why" in unread ? unread.why : UNTIL_UPDATE;
    return Fact.unknown<readonly string[]>(unread.path ?? at, why);
  }
  if (texts.isEmpty && inputs.presence(path).isAbsent) {
    return new Fact<readonly string[]>({ is: "absent" }, at, format);
  }
  return new Fact<readonly string[]>(
    { is: "known", value: texts.items.map(({ value }) => value ?? "") },
    at,
    format,
  );
}
