# examples/aws/compliant under RESTRICTED in Terraform's words, for checkers that read those: see docs/other-checkers.md.

locals {
  region  = "eu-central-1"
  account = "123456789012"
  secrets = "arn:aws:secretsmanager:${local.region}:${local.account}:secret:shop"
  clients = ["203.0.113.0/24", "198.51.100.0/24"]
}

# Network

resource "aws_vpc" "shop" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_default_security_group" "shop" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_internet_gateway" "shop" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.shop.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.shop.id
  }
}

resource "aws_route_table" "application" {
  vpc_id = aws_vpc.shop.id
  route  = []
}

resource "aws_route_table" "data" {
  vpc_id = aws_vpc.shop.id
  route  = []
}

resource "aws_subnet" "edge_a" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.20.0.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "edge_b" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = "eu-central-1b"
}

resource "aws_subnet" "application_a" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.20.32.0/21"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "application_b" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.20.40.0/21"
  availability_zone = "eu-central-1b"
}

resource "aws_subnet" "data_a" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.20.64.0/21"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "data_b" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.20.72.0/21"
  availability_zone = "eu-central-1b"
}

resource "aws_route_table_association" "edge_a" {
  subnet_id      = aws_subnet.edge_a.id
  route_table_id = aws_route_table.edge.id
}

resource "aws_route_table_association" "edge_b" {
  subnet_id      = aws_subnet.edge_b.id
  route_table_id = aws_route_table.edge.id
}

resource "aws_route_table_association" "application_a" {
  subnet_id      = aws_subnet.application_a.id
  route_table_id = aws_route_table.application.id
}

resource "aws_route_table_association" "application_b" {
  subnet_id      = aws_subnet.application_b.id
  route_table_id = aws_route_table.application.id
}

resource "aws_route_table_association" "data_a" {
  subnet_id      = aws_subnet.data_a.id
  route_table_id = aws_route_table.data.id
}

resource "aws_route_table_association" "data_b" {
  subnet_id      = aws_subnet.data_b.id
  route_table_id = aws_route_table.data.id
}

resource "aws_security_group" "endpoints" {
  vpc_id      = aws_vpc.shop.id
  description = "Endpoints of AWS services"
}

resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.shop.id
  service_name        = "com.amazonaws.eu-central-1.logs"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.application_a.id, aws_subnet.application_b.id]
  security_group_ids  = [aws_security_group.endpoints.id]
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.shop.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.application.id]
}

resource "aws_cloudwatch_log_group" "flows" {
  name              = "/shop/flows"
  kms_key_id        = aws_kms_key.shop.arn
  retention_in_days = 2557
}

resource "aws_flow_log" "shop" {
  vpc_id               = aws_vpc.shop.id
  traffic_type         = "ALL"
  log_destination_type = "cloud-watch-logs"
  log_destination      = aws_cloudwatch_log_group.flows.arn
  iam_role_arn         = aws_iam_role.flows.arn
}

resource "aws_iam_role" "flows" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "vpc-flow-logs.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_role_policy" "flows" {
  role = aws_iam_role.flows.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flows.arn}:*"
    }]
  })
}

# The key

resource "aws_kms_key" "shop" {
  description             = "Data of the shop"
  enable_key_rotation     = true
  rotation_period_in_days = 90
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Effect = "Allow"
        Principal = {
          Service = ["cloudtrail.amazonaws.com", "cloudwatch.amazonaws.com", "logs.eu-central-1.amazonaws.com"]
        }
        Action   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource = "*"
      },
    ]
  })
}

resource "aws_kms_alias" "shop" {
  name          = "alias/shop"
  target_key_id = aws_kms_key.shop.key_id
}

resource "aws_iam_role" "rotate_key" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "scheduler.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_scheduler_schedule" "rotate_key" {
  schedule_expression = "rate(7 days)"
  kms_key_arn         = aws_kms_key.shop.arn
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:scheduler:::aws-sdk:kms:rotateKeyOnDemand"
    role_arn = aws_iam_role.rotate_key.arn
    input    = jsonencode({ KeyId = aws_kms_key.shop.key_id })
  }
}

# Secrets

resource "aws_secretsmanager_secret" "database_url" {
  name       = "shop/database-url"
  kms_key_id = aws_kms_key.shop.arn
}

resource "aws_secretsmanager_secret" "cache_url" {
  name       = "shop/cache-url"
  kms_key_id = aws_kms_key.shop.arn
}

resource "aws_secretsmanager_secret" "signing_key" {
  name       = "shop/signing-key"
  kms_key_id = aws_kms_key.shop.arn
}

# The database

resource "aws_security_group" "database" {
  vpc_id      = aws_vpc.shop.id
  description = "The database"
}

resource "aws_db_parameter_group" "shop" {
  family = "postgres16"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
  parameter {
    name         = "shared_preload_libraries"
    value        = "pg_stat_statements,pgaudit"
    apply_method = "pending-reboot"
  }
  parameter {
    name  = "pgaudit.log"
    value = "write,ddl,role"
  }
  parameter {
    name  = "log_min_duration_statement"
    value = "500"
  }
}

resource "aws_cloudwatch_log_group" "database" {
  name              = "/aws/rds/instance/shop/postgresql"
  kms_key_id        = aws_kms_key.shop.arn
  retention_in_days = 2557
}

resource "aws_iam_role" "database_monitoring" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "monitoring.rds.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_db_subnet_group" "shop" {
  subnet_ids = [aws_subnet.data_a.id, aws_subnet.data_b.id]
}

resource "aws_db_instance" "shop" {
  identifier                          = "shop"
  engine                              = "postgres"
  engine_version                      = "16.4"
  instance_class                      = "db.r6g.large"
  allocated_storage                   = 100
  multi_az                            = true
  db_name                             = "shop"
  username                            = "shop"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = aws_kms_key.shop.arn
  iam_database_authentication_enabled = true
  db_subnet_group_name                = aws_db_subnet_group.shop.name
  vpc_security_group_ids              = [aws_security_group.database.id]
  publicly_accessible                 = false
  parameter_group_name                = aws_db_parameter_group.shop.name
  storage_encrypted                   = true
  kms_key_id                          = aws_kms_key.shop.arn
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  performance_insights_enabled        = true
  performance_insights_kms_key_id     = aws_kms_key.shop.arn
  monitoring_interval                 = 60
  monitoring_role_arn                 = aws_iam_role.database_monitoring.arn
  backup_retention_period             = 30
  copy_tags_to_snapshot               = true
  delete_automated_backups            = false
  deletion_protection                 = true
  final_snapshot_identifier           = "shop-final"
}

# The cache

resource "aws_security_group" "cache" {
  vpc_id      = aws_vpc.shop.id
  description = "The cache"
}

resource "aws_elasticache_user" "application" {
  user_id       = "shop-application"
  user_name     = "shop-application"
  engine        = "valkey"
  access_string = "on ~* +@all -@dangerous"
  authentication_mode {
    type = "iam"
  }
}

resource "aws_elasticache_user" "nobody" {
  user_id       = "shop-default"
  user_name     = "default"
  engine        = "valkey"
  access_string = "off -@all"
  authentication_mode {
    type = "no-password-required"
  }
}

resource "aws_elasticache_user_group" "shop" {
  user_group_id = "shop"
  engine        = "valkey"
  user_ids      = [aws_elasticache_user.application.user_id, aws_elasticache_user.nobody.user_id]
}

resource "aws_elasticache_subnet_group" "shop" {
  name       = "shop"
  subnet_ids = [aws_subnet.data_a.id, aws_subnet.data_b.id]
}

resource "aws_elasticache_replication_group" "shop" {
  replication_group_id       = "shop"
  description                = "The shop's cache"
  engine                     = "valkey"
  engine_version             = "8.0"
  node_type                  = "cache.r7g.large"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  subnet_group_name          = aws_elasticache_subnet_group.shop.name
  security_group_ids         = [aws_security_group.cache.id]
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  at_rest_encryption_enabled = true
  kms_key_id                 = aws_kms_key.shop.arn
  user_group_ids             = [aws_elasticache_user_group.shop.user_group_id]
}

# Users

resource "aws_cognito_user_pool" "shop" {
  name                = "shop"
  mfa_configuration   = "ON"
  deletion_protection = "ACTIVE"
  software_token_mfa_configuration {
    enabled = true
  }
  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }
  password_policy {
    minimum_length                   = 14
    temporary_password_validity_days = 1
  }
}

resource "aws_cognito_user_pool_client" "shop" {
  name                   = "shop"
  user_pool_id           = aws_cognito_user_pool.shop.id
  explicit_auth_flows    = ["ALLOW_USER_SRP_AUTH"]
  access_token_validity  = 5
  id_token_validity      = 5
  refresh_token_validity = 30
  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
  refresh_token_rotation {
    feature = "ENABLED"
  }
}

# Images

resource "aws_ecr_repository" "shop" {
  name                 = "shop/fraiseql-api"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.shop.arn
  }
}

resource "aws_ecr_lifecycle_policy" "shop" {
  repository = aws_ecr_repository.shop.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 50 }
      action       = { type = "expire" }
    }]
  })
}

# The application

resource "aws_security_group" "api" {
  vpc_id      = aws_vpc.shop.id
  description = "The application"
}

resource "aws_vpc_security_group_egress_rule" "edge_to_api" {
  security_group_id            = aws_security_group.edge.id
  referenced_security_group_id = aws_security_group.api.id
  description                  = "edge-to-api"
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

resource "aws_vpc_security_group_ingress_rule" "edge_to_api" {
  security_group_id            = aws_security_group.api.id
  referenced_security_group_id = aws_security_group.edge.id
  description                  = "edge-to-api"
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

resource "aws_vpc_security_group_egress_rule" "api_to_database" {
  security_group_id            = aws_security_group.api.id
  referenced_security_group_id = aws_security_group.database.id
  description                  = "api-to-database"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "api_to_database" {
  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = aws_security_group.api.id
  description                  = "api-to-database"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "api_to_cache" {
  security_group_id            = aws_security_group.api.id
  referenced_security_group_id = aws_security_group.cache.id
  description                  = "api-to-cache"
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_vpc_security_group_ingress_rule" "api_to_cache" {
  security_group_id            = aws_security_group.cache.id
  referenced_security_group_id = aws_security_group.api.id
  description                  = "api-to-cache"
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_vpc_security_group_egress_rule" "api_to_aws" {
  security_group_id            = aws_security_group.api.id
  referenced_security_group_id = aws_security_group.endpoints.id
  description                  = "api-to-aws"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "api_to_aws" {
  security_group_id            = aws_security_group.endpoints.id
  referenced_security_group_id = aws_security_group.api.id
  description                  = "api-to-aws"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "api_to_s3" {
  security_group_id = aws_security_group.api.id
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  description       = "api-to-aws-s3"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/shop/api"
  kms_key_id        = aws_kms_key.shop.arn
  retention_in_days = 2557
}

resource "aws_cloudwatch_log_group" "metrics" {
  name              = "/shop/metrics"
  kms_key_id        = aws_kms_key.shop.arn
  retention_in_days = 2557
}

resource "aws_iam_role" "execution" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_role_policy" "execution" {
  role = aws_iam_role.execution.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = "${local.secrets}/*" },
      { Effect = "Allow", Action = ["kms:Decrypt"], Resource = aws_kms_key.shop.arn },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role" "application" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_ecs_task_definition" "api" {
  family                   = "shop-fraiseql-api"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = "1024"
  memory                   = "2048"
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.application.arn
  volume {
    name = "tmp"
  }
  container_definitions = jsonencode([
    {
      name                   = "api"
      image                  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/fraiseql-api:1.4.2@sha256:5c0c2b9f4b1e6a7d8c3f2e1d0b9a8f7e6d5c4b3a29181706f5e4d3c2b1a09f8e"
      essential              = true
      user                   = "10001:10001"
      readonlyRootFilesystem = true
      linuxParameters        = { capabilities = { drop = ["ALL"] }, initProcessEnabled = true }
      mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp" }]
      portMappings           = [{ containerPort = 8000 }]
      environment = [
        { name = "FRAISEQL_ENVIRONMENT", value = "production" },
        { name = "FRAISEQL_SECURITY_PROFILE", value = "RESTRICTED" },
      ]
      secrets = [
        { name = "DATABASE_URL", valueFrom = "${local.secrets}/database-url" },
        { name = "FRAISEQL_DATABASE_URL", valueFrom = "${local.secrets}/database-url" },
        { name = "JWT_SECRET_KEY", valueFrom = "${local.secrets}/signing-key" },
        { name = "REDIS_URL", valueFrom = "${local.secrets}/cache-url" },
      ]
      healthCheck = {
        command     = ["CMD", "python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8000/health')"]
        interval    = 15
        retries     = 3
        startPeriod = 30
      }
      logConfiguration = {
        logDriver = "awslogs"
        options   = { awslogs-group = "/shop/api", awslogs-region = "eu-central-1", awslogs-stream-prefix = "api" }
      }
    },
  ])
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
  setting {
    name  = "containerInsights"
    value = "enhanced"
  }
}

resource "aws_ecs_service" "api" {
  name                               = "api"
  cluster                            = aws_ecs_cluster.shop.arn
  task_definition                    = aws_ecs_task_definition.api.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = 60
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  network_configuration {
    subnets          = [aws_subnet.application_a.id, aws_subnet.application_b.id]
    security_groups  = [aws_security_group.api.id]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.api.arn
    container_name   = "api"
    container_port   = 8000
  }
}

resource "aws_appautoscaling_target" "api" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/shop/api"
  min_capacity       = 2
  max_capacity       = 10
}

resource "aws_appautoscaling_policy" "api" {
  name               = "api-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.api.service_namespace
  scalable_dimension = aws_appautoscaling_target.api.scalable_dimension
  resource_id        = aws_appautoscaling_target.api.resource_id
  target_tracking_scaling_policy_configuration {
    target_value = 70
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

# The load balancer

resource "aws_security_group" "edge" {
  vpc_id      = aws_vpc.shop.id
  description = "The load balancer"
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  count             = 2
  security_group_id = aws_security_group.edge.id
  description       = "https"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = local.clients[count.index]
}

resource "aws_vpc_security_group_ingress_rule" "http" {
  count             = 2
  security_group_id = aws_security_group.edge.id
  description       = "http"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_ipv4         = local.clients[count.index]
}

resource "aws_lb" "shop" {
  load_balancer_type         = "application"
  subnets                    = [aws_subnet.edge_a.id, aws_subnet.edge_b.id]
  security_groups            = [aws_security_group.edge.id]
  idle_timeout               = 60
  drop_invalid_header_fields = true
  enable_deletion_protection = true
}

resource "aws_acm_certificate" "api" {
  domain_name       = "api.shop.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "api" {
  certificate_arn = aws_acm_certificate.api.arn
}

resource "aws_lb_target_group" "api" {
  vpc_id               = aws_vpc.shop.id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = 8000
  deregistration_delay = 30
  health_check {
    path     = "/ready"
    interval = 15
    matcher  = "200"
  }
}

resource "aws_lb_trust_store" "clients" {
  ca_certificates_bundle_s3_bucket = "shop-client-authority"
  ca_certificates_bundle_s3_key    = "ca.pem"
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-3-2021-06"
  certificate_arn   = aws_acm_certificate_validation.api.certificate_arn
  routing_http_response_strict_transport_security_header_value = "max-age=63072000; includeSubDomains"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
  mutual_authentication {
    mode            = "verify"
    trust_store_arn = aws_lb_trust_store.clients.arn
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_route53_record" "api" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "api.shop.example.com"
  type    = "A"
  alias {
    name                   = aws_lb.shop.dns_name
    zone_id                = aws_lb.shop.zone_id
    evaluate_target_health = true
  }
}

# The firewall

resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "rate"
    priority = 0
    action {
      block {
        custom_response {
          response_code = 429
        }
      }
    }
    statement {
      rate_based_statement {
        aggregate_key_type    = "IP"
        evaluation_window_sec = 60
        limit                 = 10
      }
    }
    visibility_config {
      metric_name                = "rate"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
    }
  }
  rule {
    name     = "AWSManagedRulesCommonRuleSet"
    priority = 1
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"
      }
    }
    visibility_config {
      metric_name                = "AWSManagedRulesCommonRuleSet"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
    }
  }
  rule {
    name     = "AWSManagedRulesKnownBadInputsRuleSet"
    priority = 2
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }
    visibility_config {
      metric_name                = "AWSManagedRulesKnownBadInputsRuleSet"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
    }
  }
  rule {
    name     = "AWSManagedRulesAmazonIpReputationList"
    priority = 3
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAmazonIpReputationList"
      }
    }
    visibility_config {
      metric_name                = "AWSManagedRulesAmazonIpReputationList"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    metric_name                = "shop"
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "shop" {
  resource_arn = aws_lb.shop.arn
  web_acl_arn  = aws_wafv2_web_acl.shop.arn
}

resource "aws_cloudwatch_log_group" "firewall" {
  name              = "aws-waf-logs-shop"
  kms_key_id        = aws_kms_key.shop.arn
  retention_in_days = 2557
}

resource "aws_wafv2_web_acl_logging_configuration" "shop" {
  resource_arn            = aws_wafv2_web_acl.shop.arn
  log_destination_configs = [aws_cloudwatch_log_group.firewall.arn]
  redacted_fields {
    single_header {
      name = "authorization"
    }
  }
}

# What is seen of it

resource "aws_sns_topic" "on_call" {
  name              = "on-call"
  kms_master_key_id = aws_kms_key.shop.arn
}

resource "aws_sns_topic_subscription" "on_call" {
  topic_arn = aws_sns_topic.on_call.arn
  protocol  = "https"
  endpoint  = "https://events.pagerduty.com/integration/shop/enqueue"
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "latency"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  period              = 60
  extended_statistic  = "p95"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1
  evaluation_periods  = 5
  dimensions          = { LoadBalancer = aws_lb.shop.arn_suffix }
  alarm_actions       = [aws_sns_topic.on_call.arn]
  ok_actions          = [aws_sns_topic.on_call.arn]
}

resource "aws_cloudwatch_metric_alarm" "disk" {
  alarm_name          = "disk"
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  period              = 60
  statistic           = "Minimum"
  comparison_operator = "LessThanThreshold"
  threshold           = 21474836480
  evaluation_periods  = 5
  dimensions          = { DBInstanceIdentifier = aws_db_instance.shop.identifier }
  alarm_actions       = [aws_sns_topic.on_call.arn]
  ok_actions          = [aws_sns_topic.on_call.arn]
}

# The audit log

resource "aws_s3_bucket" "audit" {
  bucket              = "shop-audit"
  object_lock_enabled = true
}

resource "aws_s3_bucket_versioning" "audit" {
  bucket = aws_s3_bucket.audit.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 2555
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "audit" {
  bucket = aws_s3_bucket.audit.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.shop.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "audit" {
  bucket                  = aws_s3_bucket.audit.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudtrail" "shop" {
  name                          = "shop"
  s3_bucket_name                = aws_s3_bucket.audit.id
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  kms_key_id                    = aws_kms_key.shop.arn
}

resource "aws_guardduty_detector" "account" {
  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}
