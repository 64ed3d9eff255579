import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { allOf, anyOf, notApplicable, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import { imageVerification, type ImageVerification } from "../../kinds/image-verification";
import type { Workload } from "../../kinds/workload";
import { identityOf } from "./identity";
import { admissionPolicy, someGlobMatches, someMatch, someOf, where } from "./image-verification";
import { selectorMatches } from "./labels";
import { both, not, same, type Ternary } from "./ternary";

/**
 * Kyverno's policies for the whole cluster, and those of a namespace that verify images. They only report unless
 * `failureAction`, or `validationFailureAction`, is Enforce.
 */
export const kyvernoPolicy = reader(
  ["kubernetes:kyverno.io/*:ClusterPolicy", "kubernetes:kyverno.io/*:Policy"],
  imageVerification,
  (object, { type }) => {
    const isNamespaced = !type.includes("ClusterPolicy");
    const rules = object.list("spec.rules");
    const verifies = someOf(rules, (rule) => {
      const { untold, value } = rule.presence("verifyImages");
      return untold ? undefined : value === true;
    });
    // A policy of a namespace says nothing about who admits images to the cluster.
    if (isNamespaced && verifies === false) return undefined;
    const policy = admissionPolicy((image, target) =>
      where(isNamespaced ? inNamespaceOf(object, target) : true, "workloads", () =>
        underRules(object, image, target),
      ),
    );
    return verifies === undefined && isNamespaced ? onlyInNamespace(object, policy) : policy;
  },
);

/** Kyverno's later kind of policy, in CEL. It denies unless `validationActions` says otherwise. */
export const kyvernoImageValidatingPolicy = reader(
  [
    "kubernetes:policies.kyverno.io/*:ImageValidatingPolicy",
    "kubernetes:policies.kyverno.io/*:NamespacedImageValidatingPolicy",
  ],
  imageVerification,
  (object, { type }) =>
    admissionPolicy((image, target) =>
      where(type.includes(":Namespaced") ? inNamespaceOf(object, target) : true, "workloads", () =>
        where(namesImage(object, image), "images", () =>
          where(isConstrainedTo(object, target), "workloads", () => denies(object)),
        ),
      ),
    ),
);

/** One that may verify no images decides nothing outside its namespace. */
function onlyInNamespace(object: Inputs, policy: ImageVerification): ImageVerification {
  return {
    refusesUnsigned: (image, target, self, stack) =>
      inNamespaceOf(object, target) === false
        ? undefined
        : policy.refusesUnsigned(image, target, self, stack),
  };
}

function inNamespaceOf(object: Inputs, { thing }: Subject<Workload>): Ternary {
  return same(identityOf(object).namespace, thing.identity.namespace);
}

/** One rule that verifies the image suffices; those that speak of other images are left out. */
function underRules(object: Inputs, image: string, target: Subject<Workload>): Outcome {
  const rules = object.list("spec.rules");
  const outcomes = rules.items.flatMap((rule) => {
    const verifications = rule.list("verifyImages");
    const judged = verifications.items.map((verification) =>
      where(isAbout(verification, image), "images", () =>
        where(both(isIn(rule.at("match"), target), not(isExcluded(rule, target))), "workloads", () =>
          verifies(verification, object, target),
        ),
      ),
    );
    return verifications.missing ? [...judged, undetermined(verifications.missing)] : judged;
  });
  const speaking = outcomes.filter(({ result }) => result !== "not-applicable");
  return speaking.length > 0
    ? anyOf(...speaking)
    : (outcomes[0] ?? rules.every(() => notApplicable("it verifies no images")));
}

function isAbout(verification: Inputs, image: string): Ternary {
  const named = Listing.of(verification.strings("imageReferences"), singly(verification.string("image")));
  return both(someMatch(named, image), not(someMatch(verification.strings("skipImageReferences"), image)));
}

function singly(fact: Fact<string>): Listing<Fact<string>> {
  return new Listing(fact.isAbsent ? [] : [fact]);
}

const AUTHORITIES = ["attestors", "attestations", "key", "roots", "issuer"];

function verifies(verification: Inputs, object: Inputs, target: Subject<Workload>): Outcome {
  const attestors = AUTHORITIES.some((name) => verification.has(name))
    ? notApplicable("it names who may sign")
    : violation({ path: [...verification.path, "attestors"], says: "is not set", needs: "who may sign" });
  return allOf(
    actionOf(verification, object, target).satisfies(
      (action) => action.toLowerCase() === "enforce",
      '"Enforce"',
      "Enforce",
    ),
    verification.boolean("required", { whenAbsent: true }).is(true),
    attestors,
  );
}

/** What happens to an image whose signature does not hold: as the rule says, or the policy for the namespace, or at all. */
function actionOf(verification: Inputs, object: Inputs, { thing }: Subject<Workload>): Fact<string> {
  const own = verification.string("failureAction");
  const ofPolicy = object.string("spec.validationFailureAction", { whenAbsent: "Audit" });
  const overrides = object.list("spec.validationFailureActionOverrides");
  for (const override of overrides.items) {
    const applies = someGlobMatches(override.strings("namespaces"), thing.identity.namespace);
    const action = override.string("action");
    if (applies) return own.orElse(action);
    if (applies === undefined)
      return own.orElse(
        Fact.unknown(action.path, `applies to namespaces that are not known until the update`),
      );
  }
  const { missing } = overrides;
  return own.orElse(missing ? Fact.unknown(missing.path ?? ofPolicy.path, missing.why) : ofPolicy);
}

function isExcluded(rule: Inputs, target: Subject<Workload>): Ternary {
  return rule.has("exclude") ? isIn(rule.at("exclude"), target) : false;
}

/** Whether a `match` or `exclude` block is about the workload: any of `any`, and all of `all`. */
function isIn(block: Inputs, target: Subject<Workload>): Ternary {
  const any = block.list("any");
  const all = block.list("all");
  const filtered = (filter: Inputs) => isFiltered(filter, target);
  return both(
    any.isEmpty ? true : someOf(any, filtered),
    ...all.items.map(filtered),
    all.missing === undefined ? true : undefined,
    block.has("resources") ? isFiltered(block, target) : true,
  );
}

/** What a filter may ask for beside kinds and namespaces, of which a program shows too little. */
const UNTOLD = ["subjects", "roles", "clusterRoles"];
const UNTOLD_OF_RESOURCES = ["name", "names", "selector", "namespaceSelector", "annotations"];

function isFiltered(filter: Inputs, { thing }: Subject<Workload>): Ternary {
  const resources = filter.at("resources");
  const kinds = resources.strings("kinds");
  const namespaces = resources.strings("namespaces");
  return both(
    kinds.isEmpty ? true : someOf(kinds, (kind) => isKind(kind, thing)),
    namespaces.isEmpty ? true : someGlobMatches(namespaces, thing.identity.namespace),
    UNTOLD.some((name) => filter.has(name)) ? undefined : true,
    UNTOLD_OF_RESOURCES.some((name) => resources.has(name)) ? undefined : true,
  );
}

/** A rule for pods holds for what makes them as well. */
function isKind({ value }: Fact<string>, { identity }: Workload): Ternary {
  if (value === undefined) return undefined;
  const kind = value.slice(value.lastIndexOf("/") + 1);
  return ["*", "Pod", identity.type].includes(kind);
}

function namesImage(object: Inputs, image: string): Ternary {
  const references = object.list("spec.matchImageReferences");
  return someOf(references, (reference) =>
    reference.has("glob") ? someMatch(singly(reference.string("glob")), image) : undefined,
  );
}

/** Of a namespace's labels, only the one that follows from its name is known here. */
function isConstrainedTo(object: Inputs, { thing }: Subject<Workload>): Ternary {
  const { value: namespace } = thing.identity.namespace;
  const labels = namespace === undefined ? {} : { "kubernetes.io/metadata.name": namespace };
  return both(
    selectorMatches(object.at("spec.matchConstraints.namespaceSelector"), { known: labels, complete: false }),
    selectorMatches(object.at("spec.matchConstraints.objectSelector"), { known: {}, complete: false }),
    object.list("spec.matchConditions").isEmpty ? true : undefined,
  );
}

function denies(object: Inputs): Outcome {
  const actions = object.strings("spec.validationActions");
  const isDeny = actions.isEmpty
    ? notApplicable("it denies unless told otherwise")
    : actions.some((action) => action.is("Deny"), "is empty");
  return allOf(
    isDeny,
    object.boolean("spec.evaluation.admission.enabled", { whenAbsent: true }).is(true),
    object.list("spec.attestors").isEmpty
      ? violation({ path: ["spec", "attestors"], says: "is not set", needs: "who may sign" })
      : notApplicable("it names who may sign"),
  );
}
