import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { secretObject, type SecretObject } from "../../kinds/secret";
import { identityOf } from "./identity";
import { keyOf } from "./keys";
import { Lacking } from "./lacking";
import { clusterInputs, findInputs, namedInputs, NO_NAMESPACE, type NamedInputs } from "./named-inputs";
import { findNamed } from "./named-object";
import { both, same, type Ternary } from "./ternary";

/** cert-manager's issuers of a namespace. */
export const certificateIssuer = kind<NamedInputs>("certificate issuer");
/** cert-manager's issuers of the whole cluster. */
export const certificateClusterIssuer = kind<NamedInputs>("cluster certificate issuer");
/** cert-manager's certificates. */
export const issuedCertificate = kind<NamedInputs>("issued certificate");

export const certManagerIssuer = reader(
  "kubernetes:cert-manager.io/*:Issuer",
  certificateIssuer,
  namedInputs,
);
export const certManagerClusterIssuer = reader(
  "kubernetes:cert-manager.io/*:ClusterIssuer",
  certificateClusterIssuer,
  clusterInputs,
);
export const certManagerCertificate = reader(
  "kubernetes:cert-manager.io/*:Certificate",
  issuedCertificate,
  namedInputs,
);

/** An object that ends TLS with certificates from Secrets: an Ingress, a Gateway. */
export interface CertificateUser {
  readonly object: Inputs;
  readonly self: Subject<unknown>;
  readonly stack: StackView;
  /** Whether others than private networks may reach it, so that browsers have to trust its certificates. */
  readonly isPublic: Ternary;
}

/**
 * Whether the certificate in a Secret renews itself: cert-manager issues it, by an annotation of the object or by a
 * Certificate of the stack. A Secret that the program writes is renewed by nobody; one from outside cannot be told.
 */
export function certificateRenews(user: CertificateUser, secretName: Fact<string>): Fact<boolean> {
  return (
    byAnnotation(user) ??
    byCertificate(user, secretName) ??
    acmeUntold(user) ??
    bySecret(user, secretName) ??
    Fact.unknown(
      secretName.path,
      secretName.isAbsent
        ? "is not set, so that the controller's own certificate is used"
        : secretName.state.is === "unknown"
          ? secretName.state.why
          : "names a Secret that nothing in this stack makes",
    )
  );
}

function byAnnotation(user: CertificateUser): Fact<boolean> | undefined {
  const annotation = (name: string) => user.object.string(["metadata", "annotations", name]);
  const cluster = annotation("cert-manager.io/cluster-issuer");
  if (isSet(cluster)) return issuedBy(user, cluster, "ClusterIssuer");
  const issuer = annotation("cert-manager.io/issuer");
  // Issuers of other groups are not cert-manager's own, and renew as well.
  if (isSet(issuer)) {
    return issuedBy(
      user,
      issuer,
      issuerType(annotation("cert-manager.io/issuer-group"), annotation("cert-manager.io/issuer-kind")),
    );
  }
  const acme = user.object.string(ACME);
  return acme.value === "true" ? Fact.given(true, acme.path) : undefined;
}

const ACME = ["metadata", "annotations", "kubernetes.io/tls-acme"];

function acmeUntold({ object }: CertificateUser): Fact<boolean> | undefined {
  const { path, untold } = object.string(ACME);
  return untold && Fact.unknown(path, untold.why);
}

/** The kind of an issuer, or the group of one that is not cert-manager's own; undefined where that is not known. */
function issuerType(group: Fact<string>, type: Fact<string>): string | undefined {
  if (group.untold || type.untold) return undefined;
  const { value = "cert-manager.io" } = group;
  return value === "cert-manager.io" ? (type.value ?? "Issuer") : value;
}

/** Certificates by the Secret that they are kept in. */
const certificatesBySecret = lookup(issuedCertificate, ({ thing: { identity, inputs } }) => ({
  every: [keyOf("namespace", identity.namespace), keyOf("secret", inputs.string("spec.secretName"))],
}));

function byCertificate(user: CertificateUser, secretName: Fact<string>): Fact<boolean> | undefined {
  const { namespace } = identityOf(user.object);
  const keys = [keyOf("namespace", namespace), keyOf("secret", secretName)];
  const kept = user.stack.candidates(certificatesBySecret, keys).map((subject) => ({
    subject,
    holds: both(
      same(namespace, subject.thing.identity.namespace),
      same(secretName, subject.thing.inputs.string("spec.secretName")),
    ),
  }));
  const found = kept.find(({ holds }) => holds === true)?.subject;
  if (found === undefined) {
    const untold = secretName.isKnown && kept.some(({ holds }) => holds === undefined);
    return untold
      ? Fact.unknown(secretName.path, `may be a Certificate's, which ${UNTIL_UPDATE}`)
      : undefined;
  }
  const issuerRef = found.thing.inputs.at("spec.issuerRef");
  const type = issuerType(issuerRef.string("group"), issuerRef.string("kind"));
  return issuedBy(user, issuerRef.string("name"), type, secretName.path);
}

/** Certificates of issuers renew themselves. On a public entry point, browsers have to trust the issuer as well. */
function issuedBy(
  { object, self, stack, isPublic }: CertificateUser,
  name: Fact<string>,
  type: string | undefined,
  path = name.path,
): Fact<boolean> {
  const renews = Fact.given(true, path);
  if (isPublic === false) return renews;
  if (type === undefined) return Fact.unknown(path, `leads to an issuer whose kind ${UNTIL_UPDATE}`);
  const found =
    type === "ClusterIssuer"
      ? findInputs(certificateClusterIssuer, name, NO_NAMESPACE, self, stack)
      : type === "Issuer"
        ? findInputs(certificateIssuer, name, identityOf(object).namespace, self, stack)
        : { missing: "outside" as const };
  if ("missing" in found) {
    return found.missing === "outside"
      ? renews
      : Fact.unknown(path, name.state.is === "unknown" ? name.state.why : UNTIL_UPDATE);
  }
  const server = found.inputs.string("spec.acme.server");
  const isStaging = /staging/i.test(server.value ?? "");
  const selfSigned = found.inputs.presence("spec.selfSigned");
  if (!isStaging && selfSigned.value !== true) {
    return (server.untold ?? selfSigned.untold)
      ? Fact.unknown(path, `leads to ${type} ${found.name}, which ${UNTIL_UPDATE}`)
      : renews;
  }
  const asks = isStaging ? "asks a staging server for certificates" : "has certificates sign themselves";
  if (isPublic === undefined) {
    return Fact.unknown(
      path,
      `leads to ${type} ${found.name}, which ${asks}, and whether browsers have to trust it ${UNTIL_UPDATE}`,
    );
  }
  return new Lacking<boolean>(path, {
    says: `leads to ${type} ${found.name}, which ${asks}: browsers do not trust them`,
    needs: "a certificate that clients trust and that renews itself",
  });
}

function bySecret(user: CertificateUser, secretName: Fact<string>): Fact<boolean> | undefined {
  if (!secretName.isKnown) return undefined;
  const { namespace } = identityOf(user.object);
  const { subjects } = findNamed(secretObject, { name: secretName, namespace }, user.self, user.stack);
  const [found] = subjects;
  if (found === undefined) return undefined;
  const { identity, filledBy } = found.thing;
  const secret = `${identity.type} ${identity.name.value ?? found.resource.name}`;
  if (filledBy === "manager") {
    return Fact.unknown(
      secretName.path,
      `names ${secret}, and what renews it in the secrets manager is not seen`,
    );
  }
  return holdsCertificate(found.thing)
    ? new Lacking<boolean>(secretName.path, {
        says: `names ${secret}, whose certificate this stack writes and nothing renews`,
        advice: "Have cert-manager issue it.",
      })
    : Fact.unknown(secretName.path, `names ${secret}, which something outside this stack fills`);
}

function holdsCertificate({ entries, filledBy }: SecretObject): boolean {
  return filledBy === "sealed" || entries.items.some(({ key }) => key === "tls.crt");
}

function isSet({ state }: Fact<unknown>): boolean {
  return state.is === "known" || state.is === "unknown";
}
