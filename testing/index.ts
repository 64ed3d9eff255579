/**
 * Tests without the engine, for any runner: nothing here does more than throw an AssertionError.
 *
 * @packageDocumentation
 */
export {
  assertComplies,
  complianceFindings,
  type ComplianceFinding,
  type ComplianceOptions,
  type EnforcementLevel,
  type PackConfigFile,
} from "./comply";
export { collectResources, type Program, type ProgramOptions, type ProgramResource } from "./collect";
export { requirementTests, type RequirementTest } from "./requirement-tests";
export {
  type Case,
  type Cases,
  type InvalidCase,
  type UnknownCase,
  type UnknownValue,
  type WrittenCases,
} from "./cases";
export { ref, resource, secret, unknown, type TestResource } from "./resources";
