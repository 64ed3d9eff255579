import type { Fact } from "../../evaluation/fact";
import { allOf, pass, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { configObject, type ConfigObject } from "../../kinds/config-object";
import { credentialIn, credentialShape, namesCredential } from "../../kinds/credential";
import { workload, type Container, type Workload } from "../../kinds/workload";
import { eachContainer } from "../each-container";
import { containerHoldsNone, entryHoldsNone, secretAdvice, type CredentialTest } from "../plain-text";

/** 4.1 "All secrets in secrets manager", "No `.env` files in production containers". */
export const secretsNotInEnvironment = requirement<Workload | ConfigObject>({
  item: "4.1.1",
  name: "4.1-secrets-not-in-environment",
  title: "Secrets in plain text",
  description:
    "No variable, argument, annotation or configuration object holds a credential in plain text, and no .env file is mounted.",
  why: "Whoever may look at a deployment reads its literals, and so does everyone who sees its source or its history.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  howToFix:
    "Keep credentials in a secrets manager, sync them into secrets, and refer to those: valueFrom.secretKeyRef on Kubernetes.",
  each: [workload, configObject],
  check: (it, context) =>
    isWorkload(context)
      ? workloadHoldsNone(context)
      : (it as ConfigObject).entries.every((entry) => entryHoldsNone(entry, anyCredential)),
});

const anyCredential: CredentialTest = { isNamed: namesCredential, find: credentialIn };

function isWorkload(context: Context<Workload | ConfigObject>): context is Context<Workload> {
  return context.subject.kind === workload;
}

function workloadHoldsNone(context: Context<Workload>): Outcome {
  const { thing } = context.subject;
  return allOf(
    eachContainer(thing, (container) =>
      allOf(
        containerHoldsNone(container, context, anyCredential),
        mountsNone(container, context),
        takesNoFile(container, thing),
      ),
    ),
    ...(thing.annotations?.items ?? []).map(annotationHoldsNone),
  );
}

function annotationHoldsNone([key, value]: readonly [key: string, value: Fact<string>]): Outcome {
  const text = value.value ?? "";
  const name = key.slice(key.indexOf("/") + 1);
  // Annotations name secrets, tokens and keys that stand elsewhere; of a password, only the value can be meant.
  const isPassword = /(?:password|passwd|passphrase|api-?key)$/i.test(name);
  const found = isPassword ? credentialIn(name, text)?.what : credentialShape(text);
  return found === undefined
    ? pass
    : value.violation({
        says: `holds ${found}`,
        needs: "no credentials",
        advice: "Annotations are not secret: move it into a Secret.",
      });
}

function mountsNone({ mounts }: Container, { subject, stack }: Context<Workload>): Outcome {
  const files = mounts.items.flatMap((mount) => mount.configFiles?.(subject, stack) ?? []);
  return allOf(
    pass,
    ...files.map((file) =>
      isEnvFile(file.value ?? "")
        ? file.violation({
            says: "mounts a .env file from a configuration object",
            needs: "no .env files",
            advice: "Set the variables with env or envFrom, and take credentials from a Secret.",
          })
        : pass,
    ),
  );
}

/** Whatever such a file is called, it is what the checklist calls a .env file. */
function takesNoFile({ environmentFiles }: Container, it: Workload): Outcome {
  return allOf(
    pass,
    ...(environmentFiles?.items ?? []).map((file) =>
      file.violation({
        says: "takes variables from a .env file",
        needs: "no .env files",
        advice: `Set the variables one by one. ${secretAdvice(it).replace(/^Keep it/, "Keep a credential")}`,
      }),
    ),
  );
}

/** `.env`, `/app/.env`, `.env.production`, `prod.env`. */
function isEnvFile(file: string): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return name.startsWith(".env.") || name.endsWith(".env");
}
