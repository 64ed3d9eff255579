import { kind } from "../evaluation/kind";
import type { DataStore } from "./data-at-rest";

/** What keeps data, and is nothing else that a requirement speaks of: a secret, a parameter, a vault of backups. */
export const dataStore = kind<DataStore>("data store");
