/** The last part of an image's repository: `postgres` of `docker.io/library/postgres:16@sha256:...`. */
export function imageName(image: string): string {
  const [repository = ""] = image.split("@");
  const last = repository.slice(repository.lastIndexOf("/") + 1);
  return last.split(":")[0] ?? "";
}

const POSTGRESQL =
  /^(postgres|postgresql|postgresql-repmgr|postgis|pgvector|pgvecto-rs|timescaledb|timescaledb-ha|citus|paradedb|alloydbomni|spilo(-\d+)?|crunchy-postgres(-gis)?(-ha)?|edb-postgres-(advanced|extended))$/;

const STORES =
  /^(mysql|mariadb|percona|cockroach|yugabyte|redis|redis-stack|redis-server|valkey|keydb|dragonfly|memcached|mongo|mongodb|elasticsearch|opensearch|clickhouse|clickhouse-server|cassandra|scylla|influxdb|rabbitmq|kafka|nats|etcd|consul|vault|minio|prometheus|victoria-metrics|loki|tempo|mimir|jaeger|grafana)$/;

const CACHES =
  /^(redis|redis-cluster|redis-stack|redis-stack-server|redis-server|valkey|valkey-cluster|keydb|dragonfly)$/;

/** True for an image that runs a cache of the Redis family. */
export function isCache(image: string): boolean {
  return CACHES.test(imageName(image));
}

/** True for an image that runs a PostgreSQL server. */
export function isPostgres(image: string): boolean {
  return POSTGRESQL.test(imageName(image));
}

/** True for an image whose purpose is to keep data: a database, a cache, a queue, a store of metrics or logs. */
export function isStore(image: string): boolean {
  return isPostgres(image) || isCache(image) || STORES.test(imageName(image));
}
