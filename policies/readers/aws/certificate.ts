import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { borrowed, jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { lostReference } from "./parts";

/** A certificate that load balancers and gateways use, or the proof that one was validated. */
interface ServerCertificate {
  /** Whether it is renewed without anybody's doing. */
  renewsItself(self: Subject<ServerCertificate>, stack: StackView): Fact<boolean>;
}

const serverCertificate = kind<ServerCertificate>("certificate");

/** `aws:acm/certificate:Certificate`: issued ones renew themselves once validated over DNS, imported ones never. */
export const acmCertificate = reader("aws:acm/certificate:Certificate", serverCertificate, (inputs) => ({
  renewsItself: () => acmRenews(inputs),
}));

/** `aws:acm/certificateValidation:CertificateValidation`: stands for the certificate that it waits for. */
export const acmCertificateValidation = reader(
  "aws:acm/certificateValidation:CertificateValidation",
  serverCertificate,
  (inputs) => ({
    renewsItself: (self, stack) => {
      const reference = inputs.reference("certificateArn");
      const { subjects } = stack.follow(self, reference, serverCertificate);
      const others = subjects.filter(({ resource }) => resource.urn !== self.resource.urn);
      return joined(others, stack) ?? lost(reference);
    },
  }),
);

/** `aws:iam/serverCertificate:ServerCertificate`: an uploaded certificate, which nothing renews. */
export const iamServerCertificate = reader(
  "aws:iam/serverCertificate:ServerCertificate",
  serverCertificate,
  () => ({ renewsItself: () => uploadedCertificate("certificateBody") }),
);

const ISSUED = 'Have ACM issue it: an aws.acm.Certificate with domainName and validationMethod: "DNS".';

/** A certificate that somebody brings, and brings again before it ends. */
export function uploadedCertificate(property: string): Fact<boolean> {
  return new Lacking<boolean>([property], { says: "is uploaded, and nothing renews it", advice: ISSUED });
}

/** Whether the certificate that a property names renews itself. */
export function certificateRenewal(
  self: Subject<unknown>,
  reference: Reference,
  stack: StackView,
): Fact<boolean> {
  return joined(stack.follow(self, reference, serverCertificate).subjects, stack) ?? lost(reference);
}

function joined(
  subjects: readonly Subject<ServerCertificate>[],
  stack: StackView,
): Fact<boolean> | undefined {
  return jointly(
    subjects.map((subject) =>
      borrowed(`certificate ${subject.resource.name}`, subject.thing.renewsItself(subject, stack)),
    ),
  );
}

/** A certificate that is not in the stack: its ARN tells one of IAM, and no more. */
function lost(reference: Reference): Fact<boolean> {
  const { path, value, state } = reference.fact;
  if (state.is === "absent") return new Lacking<boolean>(path, { says: "is not set" });
  if (value?.includes(":server-certificate/")) {
    return new Lacking<boolean>(path, {
      says: "names a server certificate of IAM, which nothing renews",
      advice: ISSUED,
    });
  }
  return value?.startsWith("arn:")
    ? Fact.unknown(
        path,
        "names a certificate outside the stack, which renews itself only where ACM issued it",
      )
    : Fact.unknown(path, lostReference(reference, "a certificate").why);
}

const IMPORTED = ["certificateBody", "privateKey", "privateKeyWo"];

function acmRenews(inputs: Inputs): Fact<boolean> {
  const imported = IMPORTED.find((property) => inputs.has(property));
  if (imported !== undefined) return uploadedCertificate(imported);
  if (inputs.has("certificateAuthorityArn")) return Fact.given(true, ["certificateAuthorityArn"]);
  const method = inputs.string("validationMethod");
  if (method.isAbsent) {
    return Fact.unknown(method.path, "is not set, and only validation over DNS is certain to renew");
  }
  return method.map((value) => value === "DNS", {
    says: (renews) => (renews ? "automatic renewal" : "that somebody has to approve each renewal"),
    // Certificates cannot change how they are validated: a new one is needed.
    fixable: false,
  });
}
