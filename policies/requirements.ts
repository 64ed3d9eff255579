/**
 * What a requirement of one's own is made of: the vocabulary of the checklist's, its kinds of things, and a policy pack
 * to put it in.
 *
 * @packageDocumentation
 */
export { requirements } from "./checklist";
export { eachApplicationContainer, eachContainer } from "./checklist/each-container";
export type { Judgement, Verdict } from "./evaluation/evaluate";
export type { Fact } from "./evaluation/fact";
export type { Kind } from "./evaluation/kind";
export type { Listing } from "./evaluation/listing";
export {
  advise,
  allOf,
  anyOf,
  notApplicable,
  pass,
  undetermined,
  violation,
  type Outcome,
  type Undetermined,
  type Violation,
} from "./evaluation/outcome";
export {
  requirement,
  type Context,
  type Requirement,
  type RequirementRecord,
  type Severity,
} from "./evaluation/requirement";
export type { Resource, Subject } from "./evaluation/resource";
export { wholeStack, type StackView } from "./evaluation/stack";
export { auditSource, type AuditSource } from "./kinds/audit-source";
export { autoscaler, type Autoscaler } from "./kinds/autoscaler";
export { cache, type Cache } from "./kinds/cache";
export { cluster, type Cluster } from "./kinds/cluster";
export { database, type Database } from "./kinds/database";
export { dataStore } from "./kinds/data-store";
export { encryptionKey, type EncryptionKey } from "./kinds/encryption-key";
export { entryPoint, type EntryPoint } from "./kinds/entry-point";
export { type Environment } from "./kinds/environment";
export { identityProvider, type IdentityProvider } from "./kinds/identity-provider";
export { imageRepository, type ImageRepository } from "./kinds/image-repository";
export { logStore, type LogStore } from "./kinds/log-store";
export { networkPolicy, type NetworkPolicy } from "./kinds/network-policy";
export { secretStore, type SecretStore } from "./kinds/secret";
export { service, type Service } from "./kinds/service";
export { workload, type Container, type Workload } from "./kinds/workload";
export { startPack, type PackOptions } from "./start-pack";
