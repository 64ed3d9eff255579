export { Application } from "./application";
export type {
  AddressPeer,
  ApplicationArgs,
  DatabaseArgs,
  Destination,
  NetworkPeer,
  PodPeer,
  ResourceAmounts,
  SecretKey,
} from "./application-args";
