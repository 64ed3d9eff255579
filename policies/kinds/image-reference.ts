/** A container image's reference in its parts. */
export interface ImageReference {
  /** Registry and path, as they are written: `registry.example:5000/team/api`. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:...`: the one thing that names the same image for ever. */
  readonly digest?: string;
}

const REFERENCE =
  /^(?<repository>(?:[\w.-]+(?::\d+)?\/|\[[\da-fA-F:]+\](?::\d+)?\/)?[\w.-]+(?:\/[\w.-]+)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][\w+.-]*:[\da-fA-F]{32,}))?$/;

/** The parts of `registry:5000/team/api:1.2@sha256:...`. Undefined for text that is no reference. */
export function parseImageReference(text: string): ImageReference | undefined {
  const groups = REFERENCE.exec(text.trim())?.groups as
    { repository: string; tag?: string; digest?: string } | undefined;
  if (groups === undefined) return undefined;
  const { repository, tag, digest } = groups;
  return { repository, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) };
}

/** Tags that by their name stand for whatever was pushed last, to a branch or an environment. */
const MOVING =
  /^(main|master|trunk|develop|dev|development|edge|nightly|next|current|stable|testing|test|qa|staging|stage|production|prod|release|canary|snapshot|head)$/i;

/** True for `latest`, also as a part (`latest-alpine`), and for tags named after a branch or an environment. */
export function isMovingTag(tag: string): boolean {
  return MOVING.test(tag) || /(^|[-_.])latest($|[-_.])/i.test(tag);
}

/** True for what a program leaves to something else: no image at all, or a name that an admission webhook replaces. */
export function isFilledInElsewhere(image: string): boolean {
  // The sidecar injector of Istio replaces "auto"; image triggers of OpenShift replace a blank.
  return image.trim() === "" || image.trim() === "auto";
}
