import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import type { Path } from "../../evaluation/path";
import { reader } from "../../evaluation/reader";
import type { StackView } from "../../evaluation/stack";
import { imageRepository, type ImageRepository } from "../../kinds/image-repository";
import { partOf, type Part } from "../aws/parts";

const enabledService = kind<Part>("enabled service");

/** `gcp:projects/service:Service`: an API that is switched on for a project. */
export const projectService = reader("gcp:projects/service:Service", enabledService, partOf);

const SCANNING = "containerscanning.googleapis.com";

/** `gcp:artifactregistry/repository:Repository`: scans what is pushed where the project does, unless it is told not to. */
export const artifactRepository = reader(
  "gcp:artifactregistry/repository:Repository",
  imageRepository,
  (inputs): ImageRepository | undefined => {
    const format = inputs.string("format");
    if (format.value !== undefined && format.value.toUpperCase() !== "DOCKER") return undefined;
    // A virtual repository passes on what others hold.
    if (inputs.string("mode").value === "VIRTUAL_REPOSITORY") return undefined;
    return {
      scansOnPush: (_, stack) => {
        const setting = inputs.string("vulnerabilityScanningConfig.enablementConfig", {
          whenAbsent: "INHERITED",
        });
        if (setting.value === undefined || setting.value === "DISABLED") {
          const scans = setting.map(() => false, {
            says: (on) => (on ? "scanning" : "no scanning"),
            write: () => "INHERITED",
          });
          // A repository of another format holds no images.
          return format.isDecided ? scans : format.map(() => false);
        }
        return scannedByProject(setting.path, stack);
      },
    };
  },
);

/** `gcp:container/registry:Registry`: Container Registry, which Artifact Registry has replaced. */
export const containerRegistry = reader(
  "gcp:container/registry:Registry",
  imageRepository,
  (): ImageRepository => ({
    scansOnPush: (_, stack) => scannedByProject(["project"], stack),
  }),
);

/** A project scans once the API for it is on, which another stack may do. */
function scannedByProject(path: Path, stack: StackView): Fact<boolean> {
  const isOn = stack
    .subjects(enabledService)
    .some(({ thing }) => thing.inputs.string("service").value === SCANNING);
  return isOn
    ? Fact.given(true, path)
    : Fact.unknown(
        path,
        `leaves it to the project, and whether ${SCANNING} is enabled there is not in this stack`,
      );
}
