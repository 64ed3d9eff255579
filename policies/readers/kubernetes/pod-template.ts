import type { Inputs } from "../../evaluation/inputs";

const TEMPLATES: Readonly<Record<string, string>> = {
  CronJob: "spec.jobTemplate.spec.template",
  Pod: "",
  PodTemplate: "template",
};

/** Where the pods' `metadata` and `spec` stand in a pod-bearing object of a kind. */
export function podTemplateOf(object: Inputs, kind: string): Inputs {
  const path = TEMPLATES[kind] ?? "spec.template";
  return path === "" ? object : object.at(path);
}
