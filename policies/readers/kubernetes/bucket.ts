import { Fact } from "../../evaluation/fact";
import type { Path } from "../../evaluation/path";
import type { DataAtRest } from "../../kinds/data-at-rest";

const ELSEWHERE = "is a bucket outside the resource, whose key is not read";

/** A bucket of Google Cloud or Azure, which encrypt everything that they store. */
export function cloudStorage(path: Path): DataAtRest {
  return { encrypted: Fact.given(true, path), customerManagedKey: Fact.unknown(path, ELSEWHERE) };
}

/** A bucket of the S3 kind: AWS encrypts everything since 2023; what another endpoint does, it decides itself. */
export function bucketStorage({
  endpoint,
  path,
}: {
  readonly endpoint: boolean;
  readonly path: Path;
}): DataAtRest {
  return endpoint
    ? {
        encrypted: Fact.unknown(
          path,
          "does not say how backups are encrypted, which the store at its endpoint decides",
        ),
        customerManagedKey: Fact.unknown(path, ELSEWHERE),
      }
    : cloudStorage(path);
}
