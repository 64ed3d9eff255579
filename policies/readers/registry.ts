import type { Inputs } from "../evaluation/inputs";
import type { Reader } from "../evaluation/reader";
import type { Resource, Subject } from "../evaluation/resource";
import { canonicalToken } from "./token";

/** How a resource's type is read: which readers, and whether it is one thing, a patch of one, or a list of them. */
interface Reading {
  readonly readers: readonly Reader[];
  readonly form: "plain" | "patch" | "list";
}

const nothing: Reading = { readers: [], form: "plain" };

/** Readers by type token, whatever alias, version or variant of it a program uses. */
export class ReaderRegistry {
  private readonly byToken = new Map<string, Reader[]>();
  private readonly readings = new Map<string, Reading>();

  constructor(readonly readers: readonly Reader[]) {
    for (const reader of readers) {
      for (const token of reader.tokens) {
        const registered = this.byToken.get(token);
        if (registered) registered.push(reader);
        else this.byToken.set(token, [reader]);
      }
    }
  }

  /** True when some reader understands the type. */
  reads(type: string): boolean {
    return this.readingOf(type).readers.length > 0;
  }

  /** True for a type whose absent properties leave the live object as it is. */
  isPatch(type: string): boolean {
    return this.readingOf(type).form === "patch";
  }

  /** Every thing that the resource is. */
  identify(resource: Resource): readonly Subject<unknown>[] {
    const { readers, form } = this.readingOf(resource.type);
    if (readers.length === 0) return [];
    if (form !== "list") return readers.flatMap((reader) => subjectsOf(reader, resource, resource.inputs));
    return resource.inputs.list("items").items.flatMap((item, i) => {
      const name = item.string("metadata.name").shownValue ?? String(i);
      const part = { name: `item ${name}`, base: item.path };
      return readers.flatMap((reader) =>
        subjectsOf(reader, resource, item).map((subject) => ({ ...subject, part })),
      );
    });
  }

  private readingOf(type: string): Reading {
    let reading = this.readings.get(type);
    if (reading === undefined) {
      reading = this.find(type);
      this.readings.set(type, reading);
    }
    return reading;
  }

  private find(type: string): Reading {
    const token = canonicalToken(type);
    const variants = [
      { token, form: "plain" },
      { token: token.replace(/Patch$/, ""), form: "patch" },
      { token: token.replace(/List$/, ""), form: "list" },
    ] as const;
    for (const { token: candidate, form } of variants) {
      const readers = this.byToken.get(candidate) ?? this.byToken.get(anyVersion(candidate));
      if (readers) return { readers, form };
    }
    return nothing;
  }
}

/** `kubernetes:argoproj.io/v1alpha1:Rollout` as `kubernetes:argoproj.io/*:Rollout`. */
function anyVersion(token: string): string {
  return token.replace(/\/[^/:]+:(\w+)$/, "/*:$1");
}

function subjectsOf(reader: Reader, resource: Resource, inputs: Inputs): readonly Subject<unknown>[] {
  const read = reader.read(inputs, { type: canonicalToken(resource.type), name: resource.name });
  const things: readonly unknown[] = read === undefined ? [] : Array.isArray(read) ? read : [read];
  return things.map((thing) => ({ resource, kind: reader.kind, thing: readOnce(thing) }));
}

/** Has each getter of a thing run once, however many requirements ask for its fact. */
function readOnce(thing: unknown): unknown {
  if (typeof thing !== "object" || thing === null) return thing;
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(thing))) {
    if (descriptor.get === undefined) continue;
    Object.defineProperty(thing, key, {
      configurable: true,
      enumerable: true,
      get(): unknown {
        const value: unknown = descriptor.get?.call(thing);
        Object.defineProperty(thing, key, { value, enumerable: true });
        return value;
      },
    });
  }
  return thing;
}
