import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { aboutOther, allOf, pass, violation, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { ConfigEntry } from "../../kinds/config-object";
import { secretObject, secretStore } from "../../kinds/secret";
import { identityOf, kindOf } from "./identity";
import { findNamed } from "./named-object";

/** External Secrets: a Secret that an operator fetches from a store. It has the ExternalSecret's own name by default. */
export const externalSecret = reader(
  "kubernetes:external-secrets.io/*:ExternalSecret",
  secretObject,
  (object) => {
    const { name, namespace } = identityOf(object);
    return {
      identity: { type: "ExternalSecret", name: object.string("spec.target.name").orElse(name), namespace },
      filledBy: "manager" as const,
      get entries() {
        return keysOf(object);
      },
      managed: (self, stack) => storeOf(object, self, stack),
    };
  },
);

/** Stores that External Secrets fetches from. A cluster's stores have no namespace. */
export const externalSecretStore = reader(
  ["kubernetes:external-secrets.io/*:SecretStore", "kubernetes:external-secrets.io/*:ClusterSecretStore"],
  secretStore,
  (object, { type }) => {
    const { name, namespace } = identityOf(object);
    const isCluster = kindOf(type) === "ClusterSecretStore";
    return {
      identity: { type: kindOf(type), name, namespace: isCluster ? CLUSTER : namespace },
      get isManager() {
        return providerOf(object);
      },
    };
  },
);

const CLUSTER = Fact.given("");

function providerOf(object: Inputs): Outcome {
  return object.has("spec.provider.fake") && object.presence("spec.provider.fake").isKnown
    ? violation({
        path: ["spec", "provider", "fake"],
        says: "keeps its secrets in the store's own manifest",
        needs: "a secrets manager",
      })
    : pass;
}

function storeOf(object: Inputs, self: Subject<unknown>, stack: StackView): Outcome {
  const store = object.at("spec.secretStoreRef");
  const isCluster = store.string("kind").value === "ClusterSecretStore";
  const namespace = isCluster ? CLUSTER : identityOf(object).namespace;
  const { subjects } = findNamed(secretStore, { name: store.string("name"), namespace }, self, stack);
  return allOf(
    pass,
    ...subjects.map(({ thing, resource }) =>
      aboutOther(`${thing.identity.type} ${resource.name}`, thing.isManager),
    ),
  );
}

/** The keys of the Secret: those that `data` lists, unless a template makes others. */
function keysOf(object: Inputs): Listing<ConfigEntry> {
  const template = object.at("spec.target.template");
  const templated = template.entries("data").map(([key, { path }]) => fetched(key, path));
  const listed = fetchedBy(object.list("spec.data"), "secretKey");
  const isWhole = !object.has("spec.dataFrom") && !template.has("templateFrom");
  const isMerged = template.string("mergePolicy").value === "Merge";
  const keys = templated.items.length > 0 && !isMerged ? templated : Listing.of(templated, listed);
  return isWhole ? keys : Listing.of(keys, manyMore);
}

/** What the objects in a list are the fetched values of, by the property that names the key. */
export function fetchedBy(items: Listing<Inputs>, property: string): Listing<ConfigEntry> {
  return items
    .where(
      (item) => item.string(property),
      () => true,
    )
    .map((item) => {
      const { value = "", path } = item.string(property);
      return fetched(value, path);
    });
}

const manyMore = Listing.unknown<ConfigEntry>({ why: "takes its keys from the secret store" });

/** A value that is fetched when the stack runs. */
export function fetched(key: string, path: Fact<string>["path"]): ConfigEntry {
  return { key, value: Fact.unknown<string>(path, "is fetched from a secrets manager, and is not read") };
}
