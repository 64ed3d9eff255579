import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Container, Mount, Probe } from "../../kinds/workload";
import { listedEnvironment, listedNames } from "./environment";

/** The parts of a container that ECS and Batch write alike. */
export type ContainerBasics = Pick<
  Container,
  | "path"
  | "image"
  | "environment"
  | "environmentIn"
  | "environmentFiles"
  | "options"
  | "commandLine"
  | "user"
  | "readOnlyRootFilesystem"
  | "mounts"
>;

/**
 * `user` is the image's unless set, and may be root; the root filesystem is writable unless set. `hostPath` is where a
 * volume names a directory of its host.
 */
export function containerBasics(it: Inputs, volumes: Listing<Inputs>, hostPath: string): ContainerBasics {
  return {
    path: it.path,
    get image() {
      return it.string("image");
    },
    get environment() {
      return listedNames(it);
    },
    environmentIn: once(() => listedEnvironment(it)),
    get environmentFiles() {
      return it.list("environmentFiles").map((file) => file.string("value"));
    },
    get options() {
      return it.entries("logConfiguration.options");
    },
    get commandLine() {
      return Listing.of(it.strings("entryPoint"), it.strings("command"));
    },
    get user() {
      return it.scalar("user", { write: String });
    },
    get readOnlyRootFilesystem() {
      return it.boolean("readonlyRootFilesystem", { whenAbsent: false });
    },
    get mounts() {
      return it.list("mountPoints").map((mount) => mountOf(mount, volumes, hostPath));
    },
  };
}

/** The container's name for messages, or its position. */
export function containerName(it: Inputs, index: number): string {
  const { state } = it.string("name");
  return state.is === "known" && !state.secret ? state.value : String(index + 1);
}

/** Has something read once, however many requirements ask for it. */
export function once<T>(read: () => T): () => T {
  let value: { readonly read: T } | undefined;
  return () => (value ??= { read: read() }).read;
}

/** The names of environment variables given as an object. */
export function namesOf(inputs: Inputs, path: string): Listing<string> {
  return inputs.entries(path).map(([name]) => name);
}

function mountOf(mount: Inputs, volumes: Listing<Inputs>, hostPath: string): Mount {
  const source = mount.string("sourceVolume");
  const names = volumes.items.map((volume) => volume.string("name"));
  const volume = volumes.items[names.findIndex(({ value }) => value !== undefined && value === source.value)];
  const untold = volume
    ? untoldStorage(volume)
    : [source, ...names].some(({ state }) => state.is === "unknown") || volumes.missing !== undefined;
  return {
    path: mount.path,
    get mountPath() {
      return mount.string("containerPath");
    },
    get readOnly() {
      const own = mount.boolean("readOnly", { whenAbsent: false });
      return own.value === false && untold
        ? Fact.unknown<boolean>(source.path, "names a volume that is not known until the update")
        : own;
    },
    get storage() {
      return volume && !untold ? storageOf(volume, hostPath) : "unknown";
    },
  };
}

/** Whether it cannot be told if a volume outlives its task. */
function untoldStorage(volume: Inputs): boolean {
  return (
    volume.string("dockerVolumeConfiguration.scope").state.is === "unknown" ||
    volume.boolean("configureAtLaunch").state.is === "unknown"
  );
}

/** A volume without a source is an empty directory that lives as long as the task. */
function storageOf(volume: Inputs, hostPath: string): Mount["storage"] {
  if (volume.has(hostPath)) return "host";
  const docker = volume.string("dockerVolumeConfiguration.scope", { whenAbsent: "task" }).value;
  const isKept =
    docker !== "task" ||
    volume.boolean("configureAtLaunch").value === true ||
    KEPT_VOLUMES.some((property) => volume.has(property));
  return isKept ? "claim" : "scratch";
}

const KEPT_VOLUMES = [
  "efsVolumeConfiguration",
  "fsxWindowsFileServerVolumeConfiguration",
  "s3filesVolumeConfiguration",
];

/** A health check that runs a command in the container; the URL it calls tells the path. */
export function commandProbe(it: Inputs, path: string): Probe {
  return {
    get present() {
      return it.presence(path);
    },
    get httpPath() {
      const command = it.strings(`${path}.command`);
      if (command.missing) return Fact.unknown<string>(command.missing.path ?? [], command.missing.why);
      const text = command.items.map((part) => part.value ?? "").join(" ");
      const called = /https?:\/\/[^/\s"']+(\/[^\s"'?]*)?/.exec(text);
      const at = [...it.path, path, "command"];
      return called
        ? new Fact<string>({ is: "known", value: called[1] ?? "/" }, at, {
            says: (asked) => `a command that calls ${JSON.stringify(asked)}`,
            fixable: false,
          })
        : Fact.unknown<string>(at, "calls no URL, so that its path cannot be read");
    },
    isTcp: false,
    get periodSeconds() {
      return it.number(`${path}.interval`, { unit: "seconds", whenAbsent: 30 });
    },
  };
}

const BYTES: Readonly<Record<string, number>> = { "": 2 ** 20, "mb": 2 ** 20, "gb": 2 ** 30 };

/** CPU cores of `256`, `0.25 vCPU`: plain numbers are 1024ths of a core. */
export function cores(text: string | number): number | undefined {
  const [, amount, unit] = /^\s*([\d.]+)\s*(vcpu)?\s*$/i.exec(String(text)) ?? [];
  return amount === undefined ? undefined : unit ? Number(amount) : Number(amount) / 1024;
}

/** Bytes of `512`, `1 GB`: plain numbers are MiB. */
export function memoryBytes(text: string | number): number | undefined {
  const [, amount, unit = ""] = /^\s*([\d.]+)\s*(mb|gb)?\s*$/i.exec(String(text)) ?? [];
  const factor = BYTES[unit.toLowerCase()];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

const DATA_STORES = /(^|\/)(postgres|postgresql|postgis|timescaledb|pgvector|redis|valkey)([:@]|$)/;

/** True when an image is a database's or another store's. */
export function isDataStore(image: Fact<string>): boolean {
  return DATA_STORES.test(image.value ?? "");
}

/** Tags as labels: what AWS has in their place. */
export function tagsOf(inputs: Inputs): Record<string, string> {
  const known: Record<string, string> = {};
  for (const [key, { value }] of inputs.entries("tags").items) if (value !== undefined) known[key] = value;
  return known;
}
