import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

/** Everything of the shop is in one region. */
export const region = "europe-west3";
export const project = config.require("project");
const projectNumber = config.require("projectNumber");

/** The account with which one of Google's services acts in the project. */
export function serviceAgent(service: string): string {
  return `serviceAccount:service-${projectNumber}@${service}.iam.gserviceaccount.com`;
}
