import { strict as assert } from "assert";
import { isMovingTag, parseImageReference } from "../../policies/kinds/image-reference";
import { imageMatches } from "../../policies/readers/kubernetes/glob";

const digest = `sha256:${"0a".repeat(32)}`;

describe("image references", () => {
  const parsed: Readonly<Record<string, ReturnType<typeof parseImageReference>>> = {
    "postgres": { repository: "postgres" },
    "postgres:16": { repository: "postgres", tag: "16" },
    "localhost:5000/api": { repository: "localhost:5000/api" },
    "localhost:5000/api:v1": { repository: "localhost:5000/api", tag: "v1" },
    "registry.example/team/api__x:1.2-rc.1": { repository: "registry.example/team/api__x", tag: "1.2-rc.1" },
    "[2001:db8::1]:5000/api:v1": { repository: "[2001:db8::1]:5000/api", tag: "v1" },
    [`api@${digest}`]: { repository: "api", digest },
    [`r.example:443/api:latest@${digest}`]: { repository: "r.example:443/api", tag: "latest", digest },
    " api:1 ": { repository: "api", tag: "1" },
    "": undefined,
    "api:": undefined,
    "api@sha256:short": undefined,
    "${IMAGE}": undefined,
    "https://example.com/api": undefined,
  };
  for (const [text, expected] of Object.entries(parsed)) {
    it(`${JSON.stringify(text)} is ${expected ? JSON.stringify(expected) : "none"}`, () => {
      assert.deepEqual(parseImageReference(text), expected);
    });
  }

  it("stay the same unless their tag stands for whatever was pushed last", () => {
    for (const tag of ["latest", "latest-alpine", "main", "Stable", "dev"]) assert.ok(isMovingTag(tag), tag);
    for (const tag of ["1", "v1.2.3", "main-4f2a91c", "2026-11-23", "developer-edition", "fastest"]) {
      assert.ok(!isMovingTag(tag), tag);
    }
  });

  it("match the patterns of admission policies", () => {
    const pairs: readonly (readonly [pattern: string, image: string, matches: boolean])[] = [
      ["*", "api", true],
      ["**", "r.example/a/b:1", true],
      ["ghcr.io/fraiseql/*", "ghcr.io/fraiseql/api:1", true],
      ["ghcr.io/fraiseql/api:*", `ghcr.io/fraiseql/api@${digest}`, true],
      ["ghcr.io/fraiseql/api", `ghcr.io/fraiseql/api:1@${digest}`, true],
      ["ghcr.io/other/*", "ghcr.io/fraiseql/api:1", false],
      ["index.docker.io/library/nginx*", "nginx", true],
      ["docker.io/*", "ghcr.io/fraiseql/api", false],
      ["ghcr.io/fraiseql/ap?:v1.0", "ghcr.io/fraiseql/api:v1x0", false],
    ];
    for (const [pattern, image, matches] of pairs) {
      assert.equal(imageMatches(pattern, image), matches, `${pattern} and ${image}`);
    }
  });
});
