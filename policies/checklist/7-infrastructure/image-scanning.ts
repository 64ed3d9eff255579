import type { Kind } from "../../evaluation/kind";
import { notApplicable, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { imageRepository, type ImageRepository } from "../../kinds/image-repository";
import { workload, type Container, type Workload } from "../../kinds/workload";
import { eachContainer } from "../each-container";
import { judgeImage } from "../images";

/** 7.1 "Vulnerability scan completed (Trivy, Snyk, or Docker Scout)". */
export const imageScanning = requirement({
  item: "7.1.1",
  name: "7.1-image-scanning",
  title: "Image scanning",
  description:
    "Registries scan images as they are pushed, and every container names the version of its image, so that it is the scanned one that runs.",
  why: "A scan of an image says nothing about the one that is pushed under the same name tomorrow.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix: "Give every image a tag other than latest, or a digest, and let the registry scan on push.",
  each: [workload, imageRepository] as readonly Kind<Workload | ImageRepository>[],
  check: (_, context) =>
    isRepository(context) ? scans(context) : eachContainer(context.subject.thing as Workload, namesAVersion),
});

function isRepository(context: Context<Workload | ImageRepository>): context is Context<ImageRepository> {
  return context.subject.kind === imageRepository;
}

function scans({ subject, stack }: Context<ImageRepository>): Outcome {
  return (
    subject.thing.scansOnPush?.(subject, stack)?.is(true) ?? notApplicable("it holds no container images")
  );
}

function namesAVersion({ image }: Container): Outcome {
  return judgeImage(
    image,
    ({ tag, digest }) => digest !== undefined || (tag !== undefined && tag !== "latest"),
    "a tag other than latest, or a digest",
  );
}
