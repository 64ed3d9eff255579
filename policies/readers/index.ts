// Written by `npm run build` from the files of this folder. Do not edit.
import type { Reader } from "../evaluation/reader";
import { ReaderRegistry } from "./registry";
import { managedPrefixList, managedPrefixListEntry } from "./aws/address-ranges";
import { metricAlarmActions, compositeAlarm, alarmEventRule } from "./aws/alarm-actions";
import { topicSubscription, chatSubscription, alarmTopic, responsePlan, alertmanagerTopics, managedAlertmanagerRoute } from "./aws/alert-route";
import { guardDuty, logAnomalyDetector, anomalyAlarm, prometheusAnomalyDetector, cloudTrailInsights } from "./aws/anomaly-detector";
import { restApiDomain, httpApiDomain } from "./aws/api-domain";
import { apiIntegration, restApiVpcLink, apiThrottle, restApiPolicy, restApiResponse, apiMapping } from "./aws/api-gateway-parts";
import { restApi, httpApi } from "./aws/api-gateway";
import { appRunnerEntryPoint } from "./aws/app-runner-entry-point";
import { appRunnerService, appRunnerScaling, appRunnerForeignScaling } from "./aws/app-runner";
import { appSyncDataSource, appSyncEntryPoint, appSyncServer } from "./aws/app-sync";
import { cloudTrail, eksAuditLog } from "./aws/audit-source";
import { ecsScalingPolicy, ecsScalingTarget } from "./aws/autoscaler";
import { awsBackupPlan, awsBackupSelection } from "./aws/backup-plan";
import { batchJob } from "./aws/batch";
import { s3Lifecycle, s3ObjectLock, s3Encryption } from "./aws/bucket-settings";
import { s3Bucket } from "./aws/bucket";
import { elastiCacheGroup, elastiCacheCluster, elastiCacheServerless, memoryDbCluster } from "./aws/cache";
import { acmCertificate, acmCertificateValidation, iamServerCertificate } from "./aws/certificate";
import { classicNegotiationPolicy, classicListenerPolicy, classicLoadBalancer } from "./aws/classic-load-balancer";
import { eksCluster, eksSecrets } from "./aws/cluster";
import { rdsProxy, rdsProxyPool, rdsProxyTargetGroup } from "./aws/connection-pooler";
import { ecsServicePlacement, ecsContainerInsights, eksContainerInsights, eksAddonLogs } from "./aws/container-insights";
import { cloudWatchDashboard, grafanaWorkspace } from "./aws/dashboard";
import { databaseAlarm, auroraStorage } from "./aws/database-alarm";
import { rdsInstance, rdsCluster, rdsClusterMember, rdsClusterInstance, rdsGlobalCluster } from "./aws/database";
import { vpcOrigin } from "./aws/distribution-origin";
import { cloudFrontDistribution } from "./aws/distribution";
import { ecsService } from "./aws/ecs-service";
import { beanstalkVariables } from "./aws/elastic-beanstalk";
import { kmsKey, kmsExternalKey, kmsReplicaKey } from "./aws/encryption-key";
import { ecsExpressService } from "./aws/express-service";
import { lambdaFunctionUrl } from "./aws/function-url";
import { cognitoUserPool } from "./aws/identity-provider";
import { ecrRepository, ecrRegistryScanning, inspectorForEcr } from "./aws/image-repository";
import { securityGroupAccess, vpcIngressRule, ec2IngressRule } from "./aws/inbound-access";
import { lambdaFunction } from "./aws/lambda";
import { loadBalancerListener } from "./aws/listener";
import { elasticLoadBalancer, listenerRule, listenerCertificate } from "./aws/load-balancer";
import { trailDelivery, loadBalancerDelivery, bucketLoggingDelivery, firehoseDelivery } from "./aws/log-delivery";
import { taskLogDriver, jobLogDriver, platformLogs } from "./aws/log-driver";
import { cloudWatchLogGroup, cloudTrailLake } from "./aws/log-store";
import { managedPrometheusRules, managedScraper } from "./aws/managed-prometheus";
import { metricAlarm } from "./aws/metric-alarm";
import { taskMetrics, serviceMetrics } from "./aws/metrics-collector";
import { securityGroup, foreignSecurityGroups, vpcSecurityGroupRule, ec2SecurityGroupRule } from "./aws/network-policy";
import { rdsParameterGroup } from "./aws/parameter-group";
import { rdsActivityStream } from "./aws/postgres-server";
import { responseHeadersPolicy } from "./aws/response-headers";
import { kmsRotationSchedule } from "./aws/rotation-schedule";
import { secretsManagerSecret, ssmSecureString, ssmPlainParameter } from "./aws/secret-store";
import { awsSubnetGroup, ec2Subnet, ec2DefaultSubnet, ec2RouteTableAssociation, ec2MainRouteTable, ec2DefaultRouteTable, ec2RouteTable, ec2Route, ec2Gateway, ec2Vpc } from "./aws/subnet";
import { targetGroup, targetGroupAttachment } from "./aws/target-group";
import { ecsTaskDefinition } from "./aws/task-definition";
import { cognitoClient, cognitoManagedClient } from "./aws/token-issuer";
import { instanceUserData, templateUserData } from "./aws/user-data";
import { webAclIpSet } from "./aws/web-acl-addresses";
import { webAclRuleGroup, webAclRule } from "./aws/web-acl-rule";
import { webAclTarget, webAclStage, webAclAssociation, webAcl, classicWebAcl, foreignWebAcl } from "./aws/web-acl";
import { aksCluster } from "./azure/aks-cluster";
import { actionGroup, metricAlertGroups, queryAlertGroups, activityAlertGroups, ruleGroupGroups } from "./azure/alert-route";
import { azureMetricAlert, scheduledQueryAlert, prometheusRuleGroup } from "./azure/alert";
import { defenderPlan, defenderForStorage, sentinelAnomalies, dynamicThreshold } from "./azure/anomaly-detector";
import { managedApi, managedApiBackend } from "./azure/api-management-api";
import { apiManagementPolicy, apiPolicy, narrowApiPolicy } from "./azure/api-management-policy";
import { apiManagementGateway } from "./azure/api-management";
import { containerAppEnvironment } from "./azure/app-environment";
import { webAppSettings, webAppConnectionStrings, shownWebAppSettings, shownConnectionStrings } from "./azure/app-settings";
import { gatewayFirewallPolicy } from "./azure/application-gateway-firewall";
import { applicationGateway } from "./azure/application-gateway";
import { activityLog, aksAuditLog } from "./azure/audit-source";
import { appServicePlanScaling, autoscaleSetting, webAppScaling } from "./azure/autoscaler";
import { backupPolicy, backupInstance } from "./azure/backup-plan";
import { redisCache, redisEnterprise, redisEnterpriseDatabase } from "./azure/cache";
import { classicFrontDoor } from "./azure/classic-front-door";
import { flexibleServerPooler } from "./azure/connection-pooler";
import { containerAppCertificate, containerAppIngress } from "./azure/container-app-entry-point";
import { containerAppsNetwork } from "./azure/container-app-environment";
import { containerGroupAddress } from "./azure/container-group-entry-point";
import { portalDashboard, insightsWorkbook, managedGrafana } from "./azure/dashboard";
import { databaseMetricAlert } from "./azure/database-alert";
import { flexibleServer, singleServer, serverGroupCluster } from "./azure/database";
import { dedicatedCluster, workspaceLink } from "./azure/dedicated-cluster";
import { resourceDiagnostics, activityLogDiagnostics } from "./azure/diagnostic-setting";
import { vaultKey } from "./azure/encryption-key";
import { flexibleServerFirewallRule } from "./azure/firewall-rule";
import { frontDoorSecurityPolicy, frontDoorFirewallPolicy, foreignFrontDoorFirewall } from "./azure/front-door-firewall";
import { frontDoorProfile, frontDoorEndpoint, frontDoorDomain, frontDoorOriginGroup, frontDoorOrigin, frontDoorRuleSet, frontDoorRule, frontDoorSecret } from "./azure/front-door-part";
import { frontDoorRoute } from "./azure/front-door";
import { publicAddress } from "./azure/host-workloads";
import { azureContainerRegistry, defenderPricing } from "./azure/image-repository";
import { azureLoadBalancer } from "./azure/load-balancer";
import { containerAppLogs, containerGroupLogs, webAppLogs, aksLogs } from "./azure/log-forwarder";
import { logAnalyticsWorkspace, logAnalyticsTable, storageLifecycle, storageAccount } from "./azure/log-store";
import { besideContainers, outsideWebApps, aksMetrics } from "./azure/metrics-collector";
import { azureSubnet, networkSecurityGroup, securityRule } from "./azure/network-security-group";
import { flexibleServerConfiguration } from "./azure/server-parameter";
import { webAppSiteContainer } from "./azure/site-container";
import { privateEndpoint } from "./azure/web-app-access";
import { webAppHosts } from "./azure/web-app-entry-point";
import { webAppHostNameBinding, webCertificate } from "./azure/web-app-host";
import { webApp, webAppSlot } from "./azure/web-app";
import { containerApp, containerAppJob, containerGroup } from "./azure/workload";
import { attestationComponent } from "./evidence/attestation";
import { exemptionComponent } from "./evidence/exemption";
import { launchDecisionComponent } from "./evidence/launch-decision";
import { pagerDutySchedule, opsgenieRotation } from "./evidence/on-call-schedule";
import { notificationChannel, policyChannels } from "./gcp/alert-route";
import { alertPolicy } from "./gcp/alert";
import { alloyDbInstance } from "./gcp/alloydb";
import { findingsAndIntrusions, threatDetection, adaptiveProtection } from "./gcp/anomaly-detector";
import { apiGateway } from "./gcp/api-gateway";
import { iamAuditConfig } from "./gcp/audit-source";
import { loadBalancerHealthCheck } from "./gcp/backend-service";
import { plan, planAssociation, alloyDbContinuousBackup, alloyDbContinuousBackupOfItself } from "./gcp/backup-plan";
import { storageBucket } from "./gcp/bucket";
import { redisInstance, redisCluster, valkeyInstance } from "./gcp/cache";
import { loadBalancerCertificate, certificateMap, certificateMapEntry } from "./gcp/certificate";
import { cloudRunUrl, cloudRunUrlV1, cloudRunDomain } from "./gcp/cloud-run-entry-point";
import { gkeCluster } from "./gcp/cluster";
import { monitoringDashboard } from "./gcp/dashboard";
import { databaseAlert } from "./gcp/database-monitor";
import { cloudSqlUser, alloyDbUser } from "./gcp/database-password";
import { cloudSqlInstance, alloyDbCluster } from "./gcp/database";
import { cryptoKey, autokey } from "./gcp/encryption-key";
import { forwardingRule } from "./gcp/forwarding-rule";
import { identityPlatform } from "./gcp/identity-provider";
import { projectService, artifactRepository, containerRegistry } from "./gcp/image-repository";
import { binaryAuthorizationRules, binaryAuthorizationCluster, binaryAuthorization, cloudRunAdmission } from "./gcp/image-verification";
import { targetProxy, backend, serverlessEndpointGroup } from "./gcp/load-balancer";
import { cloudRunLogs, gkeLogs } from "./gcp/log-forwarder";
import { loggingSink } from "./gcp/log-sink";
import { logBucket, logDataset } from "./gcp/log-store";
import { cloudRunMetrics, cloudRunMetricsV1 } from "./gcp/metrics-collector";
import { sslPolicy, serverTlsPolicy } from "./gcp/proxy-tls";
import { secretManagerSecret, regionalSecret, backupVault } from "./gcp/secret-store";
import { securityPolicyRule } from "./gcp/security-policy-rule";
import { securityPolicy } from "./gcp/security-policy";
import { urlMap } from "./gcp/url-map";
import { cloudRunService, cloudRunWorkerPool, cloudRunJob, cloudRunServiceV1 } from "./gcp/workload";
import { adminNetworkPolicy } from "./kubernetes/admin-network-policy";
import { alertmanagerConfig, grafanaContactPoint } from "./kubernetes/alert-route";
import { nodeAnomalyDetector } from "./kubernetes/anomaly-detector";
import { horizontalPodAutoscalerV1, horizontalPodAutoscaler, horizontalPodAutoscalerV2beta1, scaledObject } from "./kubernetes/autoscaler";
import { veleroBackupLocation, veleroPlan, veleroAssignment, dumpPlan, dumpAssignment } from "./kubernetes/backup-plan";
import { redisPods } from "./kubernetes/cache";
import { calicoNetworkPolicy, calicoGlobalNetworkPolicy } from "./kubernetes/calico-network-policy";
import { certManagerIssuer, certManagerClusterIssuer, certManagerCertificate } from "./kubernetes/cert-manager";
import { ciliumNetworkPolicy, ciliumClusterwideNetworkPolicy } from "./kubernetes/cilium-network-policy";
import { persistentVolumeClaim } from "./kubernetes/claim";
import { poolerOfCluster, cloudNativePgScheduledBackup, barmanObjectStore } from "./kubernetes/cloudnative-pg-backup";
import { cloudNativePgCluster } from "./kubernetes/cloudnative-pg-database";
import { configMap } from "./kubernetes/config-map";
import { pgBouncerPooler } from "./kubernetes/connection-pooler";
import { crunchyPostgresCluster } from "./kubernetes/crunchy-database";
import { dashboardConfigMap, grafanaDashboard, persesDashboard } from "./kubernetes/dashboard";
import { postgresExporter, databaseRules } from "./kubernetes/database-metrics";
import { postgresPods } from "./kubernetes/database";
import { podDisruptionBudget } from "./kubernetes/disruption-budget";
import { externalSecret, externalSecretStore } from "./kubernetes/external-secret";
import { gatewayApiGateway } from "./kubernetes/gateway-api";
import { gatewayApiRoute, gatewayApiPolicy, gatewayApiClass } from "./kubernetes/gateway-attachment";
import { grafanaAlertRuleGroup } from "./kubernetes/grafana-alert";
import { kubernetesIngressClass, gkeFrontendConfig, gkeBackendConfig, helmChartRelease } from "./kubernetes/ingress-companions";
import { kubernetesIngress } from "./kubernetes/ingress";
import { istioDestinationRule } from "./kubernetes/istio-destination-rule";
import { istioGateway } from "./kubernetes/istio-gateway";
import { istioVirtualService, istioAuthorizationPolicy, istioEnvoyFilter } from "./kubernetes/istio-objects";
import { istioPeerAuthentication } from "./kubernetes/istio-peer-authentication";
import { kyvernoPolicy, kyvernoImageValidatingPolicy } from "./kubernetes/kyverno-image-verification";
import { kubernetesLimitRange } from "./kubernetes/limit-range";
import { nodeLogAgent, clusterLogAgent, sidecarLogAgent } from "./kubernetes/log-agent";
import { openTelemetryLogs, clusterLogFlow, namespaceLogFlow, clusterLogForwarder, datadogLogs } from "./kubernetes/log-operator";
import { lokiStack, lokiRelease } from "./kubernetes/loki";
import { secretProviderClass, sealedSecret, vaultSecret, onePasswordItem, dopplerSecret, infisicalSecret } from "./kubernetes/managed-secret";
import { annotatedPods, annotatedService } from "./kubernetes/metrics-annotation";
import { serviceMonitor, podMonitor, podMonitoring } from "./kubernetes/metrics-monitor";
import { kubernetesNamespace } from "./kubernetes/namespace";
import { kubernetesNetworkPolicy } from "./kubernetes/network-policy";
import { helmRelease, fluxHelmRelease, helmChartResource, argoApplication } from "./kubernetes/opaque-release";
import { pgBouncerFile, pgBouncerPods } from "./kubernetes/pgbouncer";
import { gatewayConnectionRoute, traefikConnectionRoute } from "./kubernetes/pod-privacy";
import { prometheusRuleFile } from "./kubernetes/prometheus-rule-file";
import { prometheusRule } from "./kubernetes/prometheus-rule";
import { ratifyVerifier } from "./kubernetes/ratify-verifier";
import { opstreeRedis, spotahomeRedis, dragonflyOperator } from "./kubernetes/redis-operator";
import { runtimeSecurityAgent } from "./kubernetes/runtime-security-agent";
import { scrapeConfig } from "./kubernetes/scrape-config";
import { kubernetesSecret } from "./kubernetes/secret";
import { kubernetesServiceAccount } from "./kubernetes/service-account";
import { serviceEntryPoint, controllerServiceFirewall } from "./kubernetes/service-entry-point";
import { kubernetesService } from "./kubernetes/service";
import { sigstoreClusterImagePolicy } from "./kubernetes/sigstore-image-policy";
import { snapshotPlan, snapshotAssignment } from "./kubernetes/snapshot-schedule";
import { kubernetesStorageClass } from "./kubernetes/storage-class";
import { openTelemetryInstrumentation, openTelemetryCollector } from "./kubernetes/trace-injector";
import { traefikIngressRoute } from "./kubernetes/traefik-ingress-route";
import { traefikMiddlewareObject, traefikTlsOptionObject, traefikTlsStoreObject } from "./kubernetes/traefik-objects";
import { replicatedWorkload, daemonSet, job, cronJob, pod, podTemplate, argoRollout } from "./kubernetes/workload";
import { zalandoPostgresql } from "./kubernetes/zalando-database";

/** Every reader, by type token. */
export const registry = new ReaderRegistry(
  ([
    managedPrefixList,
    managedPrefixListEntry,
    metricAlarmActions,
    compositeAlarm,
    alarmEventRule,
    topicSubscription,
    chatSubscription,
    alarmTopic,
    responsePlan,
    alertmanagerTopics,
    managedAlertmanagerRoute,
    guardDuty,
    logAnomalyDetector,
    anomalyAlarm,
    prometheusAnomalyDetector,
    cloudTrailInsights,
    restApiDomain,
    httpApiDomain,
    apiIntegration,
    restApiVpcLink,
    apiThrottle,
    restApiPolicy,
    restApiResponse,
    apiMapping,
    restApi,
    httpApi,
    appRunnerEntryPoint,
    appRunnerService,
    appRunnerScaling,
    appRunnerForeignScaling,
    appSyncDataSource,
    appSyncEntryPoint,
    appSyncServer,
    cloudTrail,
    eksAuditLog,
    ecsScalingPolicy,
    ecsScalingTarget,
    awsBackupPlan,
    awsBackupSelection,
    batchJob,
    s3Lifecycle,
    s3ObjectLock,
    s3Encryption,
    s3Bucket,
    elastiCacheGroup,
    elastiCacheCluster,
    elastiCacheServerless,
    memoryDbCluster,
    acmCertificate,
    acmCertificateValidation,
    iamServerCertificate,
    classicNegotiationPolicy,
    classicListenerPolicy,
    classicLoadBalancer,
    eksCluster,
    eksSecrets,
    rdsProxy,
    rdsProxyPool,
    rdsProxyTargetGroup,
    ecsServicePlacement,
    ecsContainerInsights,
    eksContainerInsights,
    eksAddonLogs,
    cloudWatchDashboard,
    grafanaWorkspace,
    databaseAlarm,
    auroraStorage,
    rdsInstance,
    rdsCluster,
    rdsClusterMember,
    rdsClusterInstance,
    rdsGlobalCluster,
    vpcOrigin,
    cloudFrontDistribution,
    ecsService,
    beanstalkVariables,
    kmsKey,
    kmsExternalKey,
    kmsReplicaKey,
    ecsExpressService,
    lambdaFunctionUrl,
    cognitoUserPool,
    ecrRepository,
    ecrRegistryScanning,
    inspectorForEcr,
    securityGroupAccess,
    vpcIngressRule,
    ec2IngressRule,
    lambdaFunction,
    loadBalancerListener,
    elasticLoadBalancer,
    listenerRule,
    listenerCertificate,
    trailDelivery,
    loadBalancerDelivery,
    bucketLoggingDelivery,
    firehoseDelivery,
    taskLogDriver,
    jobLogDriver,
    platformLogs,
    cloudWatchLogGroup,
    cloudTrailLake,
    managedPrometheusRules,
    managedScraper,
    metricAlarm,
    taskMetrics,
    serviceMetrics,
    securityGroup,
    foreignSecurityGroups,
    vpcSecurityGroupRule,
    ec2SecurityGroupRule,
    rdsParameterGroup,
    rdsActivityStream,
    responseHeadersPolicy,
    kmsRotationSchedule,
    secretsManagerSecret,
    ssmSecureString,
    ssmPlainParameter,
    awsSubnetGroup,
    ec2Subnet,
    ec2DefaultSubnet,
    ec2RouteTableAssociation,
    ec2MainRouteTable,
    ec2DefaultRouteTable,
    ec2RouteTable,
    ec2Route,
    ec2Gateway,
    ec2Vpc,
    targetGroup,
    targetGroupAttachment,
    ecsTaskDefinition,
    cognitoClient,
    cognitoManagedClient,
    instanceUserData,
    templateUserData,
    webAclIpSet,
    webAclRuleGroup,
    webAclRule,
    webAclTarget,
    webAclStage,
    webAclAssociation,
    webAcl,
    classicWebAcl,
    foreignWebAcl,
    aksCluster,
    actionGroup,
    metricAlertGroups,
    queryAlertGroups,
    activityAlertGroups,
    ruleGroupGroups,
    azureMetricAlert,
    scheduledQueryAlert,
    prometheusRuleGroup,
    defenderPlan,
    defenderForStorage,
    sentinelAnomalies,
    dynamicThreshold,
    managedApi,
    managedApiBackend,
    apiManagementPolicy,
    apiPolicy,
    narrowApiPolicy,
    apiManagementGateway,
    containerAppEnvironment,
    webAppSettings,
    webAppConnectionStrings,
    shownWebAppSettings,
    shownConnectionStrings,
    gatewayFirewallPolicy,
    applicationGateway,
    activityLog,
    aksAuditLog,
    appServicePlanScaling,
    autoscaleSetting,
    webAppScaling,
    backupPolicy,
    backupInstance,
    redisCache,
    redisEnterprise,
    redisEnterpriseDatabase,
    classicFrontDoor,
    flexibleServerPooler,
    containerAppCertificate,
    containerAppIngress,
    containerAppsNetwork,
    containerGroupAddress,
    portalDashboard,
    insightsWorkbook,
    managedGrafana,
    databaseMetricAlert,
    flexibleServer,
    singleServer,
    serverGroupCluster,
    dedicatedCluster,
    workspaceLink,
    resourceDiagnostics,
    activityLogDiagnostics,
    vaultKey,
    flexibleServerFirewallRule,
    frontDoorSecurityPolicy,
    frontDoorFirewallPolicy,
    foreignFrontDoorFirewall,
    frontDoorProfile,
    frontDoorEndpoint,
    frontDoorDomain,
    frontDoorOriginGroup,
    frontDoorOrigin,
    frontDoorRuleSet,
    frontDoorRule,
    frontDoorSecret,
    frontDoorRoute,
    publicAddress,
    azureContainerRegistry,
    defenderPricing,
    azureLoadBalancer,
    containerAppLogs,
    containerGroupLogs,
    webAppLogs,
    aksLogs,
    logAnalyticsWorkspace,
    logAnalyticsTable,
    storageLifecycle,
    storageAccount,
    besideContainers,
    outsideWebApps,
    aksMetrics,
    azureSubnet,
    networkSecurityGroup,
    securityRule,
    flexibleServerConfiguration,
    webAppSiteContainer,
    privateEndpoint,
    webAppHosts,
    webAppHostNameBinding,
    webCertificate,
    webApp,
    webAppSlot,
    containerApp,
    containerAppJob,
    containerGroup,
    attestationComponent,
    exemptionComponent,
    launchDecisionComponent,
    pagerDutySchedule,
    opsgenieRotation,
    notificationChannel,
    policyChannels,
    alertPolicy,
    alloyDbInstance,
    findingsAndIntrusions,
    threatDetection,
    adaptiveProtection,
    apiGateway,
    iamAuditConfig,
    loadBalancerHealthCheck,
    plan,
    planAssociation,
    alloyDbContinuousBackup,
    alloyDbContinuousBackupOfItself,
    storageBucket,
    redisInstance,
    redisCluster,
    valkeyInstance,
    loadBalancerCertificate,
    certificateMap,
    certificateMapEntry,
    cloudRunUrl,
    cloudRunUrlV1,
    cloudRunDomain,
    gkeCluster,
    monitoringDashboard,
    databaseAlert,
    cloudSqlUser,
    alloyDbUser,
    cloudSqlInstance,
    alloyDbCluster,
    cryptoKey,
    autokey,
    forwardingRule,
    identityPlatform,
    projectService,
    artifactRepository,
    containerRegistry,
    binaryAuthorizationRules,
    binaryAuthorizationCluster,
    binaryAuthorization,
    cloudRunAdmission,
    targetProxy,
    backend,
    serverlessEndpointGroup,
    cloudRunLogs,
    gkeLogs,
    loggingSink,
    logBucket,
    logDataset,
    cloudRunMetrics,
    cloudRunMetricsV1,
    sslPolicy,
    serverTlsPolicy,
    secretManagerSecret,
    regionalSecret,
    backupVault,
    securityPolicyRule,
    securityPolicy,
    urlMap,
    cloudRunService,
    cloudRunWorkerPool,
    cloudRunJob,
    cloudRunServiceV1,
    adminNetworkPolicy,
    alertmanagerConfig,
    grafanaContactPoint,
    nodeAnomalyDetector,
    horizontalPodAutoscalerV1,
    horizontalPodAutoscaler,
    horizontalPodAutoscalerV2beta1,
    scaledObject,
    veleroBackupLocation,
    veleroPlan,
    veleroAssignment,
    dumpPlan,
    dumpAssignment,
    redisPods,
    calicoNetworkPolicy,
    calicoGlobalNetworkPolicy,
    certManagerIssuer,
    certManagerClusterIssuer,
    certManagerCertificate,
    ciliumNetworkPolicy,
    ciliumClusterwideNetworkPolicy,
    persistentVolumeClaim,
    poolerOfCluster,
    cloudNativePgScheduledBackup,
    barmanObjectStore,
    cloudNativePgCluster,
    configMap,
    pgBouncerPooler,
    crunchyPostgresCluster,
    dashboardConfigMap,
    grafanaDashboard,
    persesDashboard,
    postgresExporter,
    databaseRules,
    postgresPods,
    podDisruptionBudget,
    externalSecret,
    externalSecretStore,
    gatewayApiGateway,
    gatewayApiRoute,
    gatewayApiPolicy,
    gatewayApiClass,
    grafanaAlertRuleGroup,
    kubernetesIngressClass,
    gkeFrontendConfig,
    gkeBackendConfig,
    helmChartRelease,
    kubernetesIngress,
    istioDestinationRule,
    istioGateway,
    istioVirtualService,
    istioAuthorizationPolicy,
    istioEnvoyFilter,
    istioPeerAuthentication,
    kyvernoPolicy,
    kyvernoImageValidatingPolicy,
    kubernetesLimitRange,
    nodeLogAgent,
    clusterLogAgent,
    sidecarLogAgent,
    openTelemetryLogs,
    clusterLogFlow,
    namespaceLogFlow,
    clusterLogForwarder,
    datadogLogs,
    lokiStack,
    lokiRelease,
    secretProviderClass,
    sealedSecret,
    vaultSecret,
    onePasswordItem,
    dopplerSecret,
    infisicalSecret,
    annotatedPods,
    annotatedService,
    serviceMonitor,
    podMonitor,
    podMonitoring,
    kubernetesNamespace,
    kubernetesNetworkPolicy,
    helmRelease,
    fluxHelmRelease,
    helmChartResource,
    argoApplication,
    pgBouncerFile,
    pgBouncerPods,
    gatewayConnectionRoute,
    traefikConnectionRoute,
    prometheusRuleFile,
    prometheusRule,
    ratifyVerifier,
    opstreeRedis,
    spotahomeRedis,
    dragonflyOperator,
    runtimeSecurityAgent,
    scrapeConfig,
    kubernetesSecret,
    kubernetesServiceAccount,
    serviceEntryPoint,
    controllerServiceFirewall,
    kubernetesService,
    sigstoreClusterImagePolicy,
    snapshotPlan,
    snapshotAssignment,
    kubernetesStorageClass,
    openTelemetryInstrumentation,
    openTelemetryCollector,
    traefikIngressRoute,
    traefikMiddlewareObject,
    traefikTlsOptionObject,
    traefikTlsStoreObject,
    replicatedWorkload,
    daemonSet,
    job,
    cronJob,
    pod,
    podTemplate,
    argoRollout,
    zalandoPostgresql,
  ] as readonly (Reader | readonly Reader[])[]).flat(),
);
