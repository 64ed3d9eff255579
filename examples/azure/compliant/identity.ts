// Who may do what: identities that Azure keeps, without passwords.
import * as pulumi from "@pulumi/pulumi";
import { RoleAssignment } from "@pulumi/azure-native/authorization";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import { idOf, inGroup, subscription } from "./group";

/** Azure's own roles, by the ids that they have everywhere. */
const ROLES = {
  "AcrPull": "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
  "Monitoring Metrics Publisher": "3913510d-42f4-4e42-8a64-420c390055eb",
};

const RUNNING = "running";

/** What reads and writes data of the shop: databases, caches and stores, which do it with the shop's key. */
export const storing = new UserAssignedIdentity("storing", inGroup);
/** What runs the application. */
export const running = new UserAssignedIdentity("running", { ...inGroup, resourceName: RUNNING });
export const runningId = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", RUNNING);
/** What ends TLS. */
export const serving = new UserAssignedIdentity("serving", inGroup);

/** Gives an identity a role, and returns the assignment, for others to depend on. */
export function mayAct(
  name: string,
  identity: UserAssignedIdentity,
  role: keyof typeof ROLES,
  scope: pulumi.Input<string>,
): RoleAssignment {
  return new RoleAssignment(name, {
    principalId: identity.principalId,
    principalType: "ServicePrincipal",
    roleDefinitionId: pulumi.interpolate`${subscription}/providers/Microsoft.Authorization/roleDefinitions/${ROLES[role]}`,
    scope,
  });
}

/** An identity as most resources take it. */
export function as(identity: UserAssignedIdentity) {
  return { type: "UserAssigned" as const, userAssignedIdentities: [identity.id] };
}

/** An identity as some others take it. */
export function asKey(identity: UserAssignedIdentity) {
  return { type: "UserAssigned" as const, userAssignedIdentities: identity.id.apply((id) => ({ [id]: {} })) };
}
