// Written by `npm run build` from the files of this folder. Do not edit.
import type { Reader } from "../evaluation/reader";
import { ReaderRegistry } from "./registry";
import { appRunnerService, appRunnerScaling, appRunnerForeignScaling } from "./aws/app-runner";
import { ecsScalingPolicy, ecsScalingTarget } from "./aws/autoscaler";
import { awsBackupPlan, awsBackupSelection } from "./aws/backup-plan";
import { batchJob } from "./aws/batch";
import { rdsInstance, rdsCluster, rdsClusterInstance } from "./aws/database";
import { ecsService } from "./aws/ecs-service";
import { kmsKey, kmsExternalKey, kmsReplicaKey } from "./aws/encryption-key";
import { lambdaImage } from "./aws/lambda";
import { securityGroup, foreignSecurityGroups, vpcSecurityGroupRule, ec2SecurityGroupRule } from "./aws/network-policy";
import { kmsRotationSchedule } from "./aws/rotation-schedule";
import { ecsTaskDefinition } from "./aws/task-definition";
import { backupPolicy, backupInstance } from "./azure/backup-plan";
import { flexibleServer, singleServer, serverGroupCluster } from "./azure/database";
import { vaultKey } from "./azure/encryption-key";
import { containerApp, containerAppJob, containerGroup } from "./azure/workload";
import { plan, planAssociation, alloyDbContinuousBackup, alloyDbContinuousBackupOfItself } from "./gcp/backup-plan";
import { cloudSqlInstance, alloyDbCluster } from "./gcp/database";
import { cryptoKey, autokey } from "./gcp/encryption-key";
import { cloudRunService, cloudRunWorkerPool, cloudRunJob, cloudRunServiceV1 } from "./gcp/workload";
import { horizontalPodAutoscalerV1, horizontalPodAutoscaler, horizontalPodAutoscalerV2beta1, scaledObject } from "./kubernetes/autoscaler";
import { veleroPlan, veleroAssignment, dumpPlan, dumpAssignment } from "./kubernetes/backup-plan";
import { calicoNetworkPolicy, calicoGlobalNetworkPolicy } from "./kubernetes/calico-network-policy";
import { ciliumNetworkPolicy, ciliumClusterwideNetworkPolicy } from "./kubernetes/cilium-network-policy";
import { cloudNativePgScheduledBackup, barmanObjectStore } from "./kubernetes/cloudnative-pg-backup";
import { cloudNativePgCluster } from "./kubernetes/cloudnative-pg-database";
import { postgresStatefulSet, zalandoPostgresql, crunchyPostgresCluster } from "./kubernetes/database";
import { kubernetesNetworkPolicy } from "./kubernetes/network-policy";
import { replicatedWorkload, daemonSet, job, cronJob, pod, podTemplate, argoRollout } from "./kubernetes/workload";

/** Every reader, by type token. */
export const registry = new ReaderRegistry(
  ([
    appRunnerService,
    appRunnerScaling,
    appRunnerForeignScaling,
    ecsScalingPolicy,
    ecsScalingTarget,
    awsBackupPlan,
    awsBackupSelection,
    batchJob,
    rdsInstance,
    rdsCluster,
    rdsClusterInstance,
    ecsService,
    kmsKey,
    kmsExternalKey,
    kmsReplicaKey,
    lambdaImage,
    securityGroup,
    foreignSecurityGroups,
    vpcSecurityGroupRule,
    ec2SecurityGroupRule,
    kmsRotationSchedule,
    ecsTaskDefinition,
    backupPolicy,
    backupInstance,
    flexibleServer,
    singleServer,
    serverGroupCluster,
    vaultKey,
    containerApp,
    containerAppJob,
    containerGroup,
    plan,
    planAssociation,
    alloyDbContinuousBackup,
    alloyDbContinuousBackupOfItself,
    cloudSqlInstance,
    alloyDbCluster,
    cryptoKey,
    autokey,
    cloudRunService,
    cloudRunWorkerPool,
    cloudRunJob,
    cloudRunServiceV1,
    horizontalPodAutoscalerV1,
    horizontalPodAutoscaler,
    horizontalPodAutoscalerV2beta1,
    scaledObject,
    veleroPlan,
    veleroAssignment,
    dumpPlan,
    dumpAssignment,
    calicoNetworkPolicy,
    calicoGlobalNetworkPolicy,
    ciliumNetworkPolicy,
    ciliumClusterwideNetworkPolicy,
    cloudNativePgScheduledBackup,
    barmanObjectStore,
    cloudNativePgCluster,
    postgresStatefulSet,
    zalandoPostgresql,
    crunchyPostgresCluster,
    kubernetesNetworkPolicy,
    replicatedWorkload,
    daemonSet,
    job,
    cronJob,
    pod,
    podTemplate,
    argoRollout,
  ] as readonly (Reader | readonly Reader[])[]).flat(),
);
