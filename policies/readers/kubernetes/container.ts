import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Container, ContainerResources, Probe } from "../../kinds/workload";
import { containerName } from "../container-name";
import { environmentOf, oncePerStack } from "./environment";
import { privilegesOf } from "./security-context";
import { withDefaults } from "./limit-range";
import { mountsOf, type Volumes } from "./volume";
import { quantityAt } from "./quantity";

/** Every container of a pod: main, init, sidecar and ephemeral ones. */
export function containersOf(pod: Inputs, volumes: Volumes): Listing<Container> {
  const read = (role: Container["role"]) => (container: Inputs, index: number) =>
    containerOf(container, index, role, pod, volumes);
  return Listing.of(
    pod.list("containers").map(read("main")),
    pod.list("initContainers").map((container, index) => {
      // An init container that is always restarted keeps running beside the main ones.
      const isSidecar = container.string("restartPolicy").value === "Always";
      return read(isSidecar ? "sidecar" : "init")(container, index);
    }),
    pod.list("ephemeralContainers").map(read("ephemeral")),
  );
}

function containerOf(
  container: Inputs,
  index: number,
  role: Container["role"],
  pod: Inputs,
  volumes: Volumes,
): Container {
  return {
    name: containerName(container, index),
    path: container.path,
    role,
    get image() {
      return container.string("image");
    },
    get environment() {
      const names = container.list("env").map((variable) => variable.string("name").value ?? "");
      return names.filter((name) => name !== "");
    },
    environmentIn: oncePerStack((self, stack) => environmentOf(container, self, stack)),
    get commandLine() {
      return Listing.of(container.strings("command"), container.strings("args"));
    },
    get declaresPorts() {
      return container.has("ports") && !container.list("ports").isEmpty;
    },
    get runAsNonRoot() {
      return container
        .boolean("securityContext.runAsNonRoot")
        .orElse(pod.boolean("securityContext.runAsNonRoot"));
    },
    get user() {
      return container.scalar("securityContext.runAsUser").orElse(pod.scalar("securityContext.runAsUser"));
    },
    get readOnlyRootFilesystem() {
      return container.boolean("securityContext.readOnlyRootFilesystem", { whenAbsent: false });
    },
    get privileges() {
      return privilegesOf(container, pod);
    },
    get mounts() {
      return mountsOf(container, volumes);
    },
    get resources() {
      // The API server refuses resources on ephemeral containers.
      return role === "ephemeral" ? undefined : resourcesOf(container, pod);
    },
    resourcesIn: (self, stack) =>
      role === "ephemeral" ? undefined : withDefaults(resourcesOf(container, pod), self, stack),
    get livenessProbe() {
      return probeOf(container, "livenessProbe");
    },
    get readinessProbe() {
      return probeOf(container, "readinessProbe");
    },
  };
}

/** A request defaults to its limit. The pod's own resources bound the containers that set none. */
function resourcesOf(container: Inputs, pod: Inputs): ContainerResources {
  const limit = (of: Inputs, name: "cpu" | "memory") =>
    quantityAt(of, ["resources", "limits", name], name === "cpu" ? "cores" : "bytes");
  const request = (of: Inputs, name: "cpu" | "memory") =>
    quantityAt(of, ["resources", "requests", name], name === "cpu" ? "cores" : "bytes").orElse(
      limit(of, name),
    );
  return {
    example: 'cpu "250m" and memory "512Mi"',
    get cpuRequest() {
      return request(container, "cpu").orElse(request(pod, "cpu"));
    },
    get cpuLimit() {
      return limit(container, "cpu").orElse(limit(pod, "cpu"));
    },
    get memoryRequest() {
      return request(container, "memory").orElse(request(pod, "memory"));
    },
    get memoryLimit() {
      return limit(container, "memory").orElse(limit(pod, "memory"));
    },
  };
}

function probeOf(container: Inputs, name: string): Probe {
  const probe = container.at(name);
  return {
    get present() {
      return container.presence(name);
    },
    get httpPath() {
      if (probe.has("httpGet")) return probe.string("httpGet.path", { whenAbsent: "/" });
      return probe.has("exec") ? requestedPath(probe) : probe.string("httpGet.path", { fixable: false });
    },
    get isTcp() {
      return probe.has("tcpSocket");
    },
    get periodSeconds() {
      return probe.number("periodSeconds", { unit: "seconds", whenAbsent: 10 });
    },
  };
}

/** The path that a command such as `curl -f http://localhost:8000/health` requests. */
function requestedPath(probe: Inputs): Fact<string> {
  const command = probe.strings("exec.command");
  const unread = command.missing ?? command.items.find((part) => !part.isDecided);
  const at = [...probe.path, "exec", "command"];
  if (unread) return Fact.unknown(at, "is not known until the update");
  const text = command.items.map((part) => part.value ?? "").join(" ");
  const path = /\bhttps?:\/\/[^\s"'/]+(\/[^\s"'?#]*)?/.exec(text);
  if (path === null) return probe.string("httpGet.path", { fixable: false });
  const secret = command.items.some(({ state }) => state.is === "known" && state.secret === true);
  const value = path[1] ?? "/";
  return secret
    ? new Fact<string>({ is: "known", value, secret }, at, { fixable: false })
    : Fact.given(value, at);
}
