import { parseImageReference } from "../../kinds/image-reference";

/** Whether text matches a pattern in which `*` stands for anything, and `?` for one character. */
export function globMatches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

/**
 * Whether a pattern of an admission policy matches an image: with or without its tag and digest, and by the names of
 * Docker Hub that controllers complete it with.
 */
export function imageMatches(pattern: string, image: string): boolean {
  return formsOf(image).some((form) => globMatches(pattern.trim(), form));
}

function formsOf(image: string): readonly string[] {
  const reference = parseImageReference(image);
  if (reference === undefined) return [image];
  const { repository, tag, digest } = reference;
  const ends = [
    "",
    `:${tag ?? "latest"}`,
    ...(digest === undefined ? [] : [`@${digest}`, `:${tag ?? "latest"}@${digest}`]),
  ];
  return registriesOf(repository).flatMap((registry) => ends.map((end) => registry + repository + end));
}

/** What may stand in front of a repository: a registry of its own is told by a dot, a port or `localhost`. */
function registriesOf(repository: string): readonly string[] {
  const [first = "", ...rest] = repository.split("/");
  if (rest.length > 0 && (/[.:]/.test(first) || first === "localhost")) return [""];
  const path = rest.length > 0 ? "" : "library/";
  return ["", "docker.io/", "index.docker.io/", `docker.io/${path}`, `index.docker.io/${path}`];
}
