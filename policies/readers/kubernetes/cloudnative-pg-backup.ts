import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { reader } from "../../evaluation/reader";

/** CloudNativePG's schedules, for the clusters that they name. */
export const scheduledBackup = kind<Inputs>("scheduled backup");

/** The Barman Cloud plugin's object stores, for the clusters whose plugin names them. */
export const objectStore = kind<Inputs>("object store");

/** CloudNativePG's connection poolers, for the clusters that they name. */
export const pooler = kind<Inputs>("pooler");

export const poolerOfCluster = reader("kubernetes:postgresql.cnpg.io/*:Pooler", pooler, (object) => object);

export const cloudNativePgScheduledBackup = reader(
  "kubernetes:postgresql.cnpg.io/*:ScheduledBackup",
  scheduledBackup,
  (object) => object,
);

export const barmanObjectStore = reader(
  "kubernetes:barmancloud.cnpg.io/*:ObjectStore",
  objectStore,
  (object) => object,
);
