export { Application } from "./application";
export type {
  AddressPeer,
  ApplicationArgs,
  CacheArgs,
  DatabaseArgs,
  Destination,
  KeyManagement,
  NetworkPeer,
  PodPeer,
  ResourceAmounts,
  SecretKey,
  TelemetryArgs,
} from "./application-args";
