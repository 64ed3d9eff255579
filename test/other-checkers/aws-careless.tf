# examples/aws/careless in Terraform's words, for checkers that read those: see docs/other-checkers.md.

resource "aws_vpc" "shop" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_internet_gateway" "shop" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_route_table" "shop" {
  vpc_id = aws_vpc.shop.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.shop.id
  }
}

resource "aws_subnet" "shop_a" {
  vpc_id                  = aws_vpc.shop.id
  cidr_block              = "10.20.0.0/24"
  availability_zone       = "eu-central-1a"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "shop_b" {
  vpc_id                  = aws_vpc.shop.id
  cidr_block              = "10.20.1.0/24"
  availability_zone       = "eu-central-1b"
  map_public_ip_on_launch = true
}

resource "aws_route_table_association" "shop_a" {
  subnet_id      = aws_subnet.shop_a.id
  route_table_id = aws_route_table.shop.id
}

resource "aws_route_table_association" "shop_b" {
  subnet_id      = aws_subnet.shop_b.id
  route_table_id = aws_route_table.shop.id
}

resource "aws_security_group" "shop" {
  vpc_id = aws_vpc.shop.id
  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 8000
    to_port     = 8000
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 6379
    to_port     = 6379
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_kms_key" "shop" {
  description         = "Data of the shop"
  enable_key_rotation = true
}

resource "aws_db_subnet_group" "shop" {
  subnet_ids = [aws_subnet.shop_a.id, aws_subnet.shop_b.id]
}

resource "aws_db_parameter_group" "shop" {
  family = "postgres16"
  parameter {
    name  = "rds.force_ssl"
    value = "0"
  }
  parameter {
    name         = "shared_preload_libraries"
    value        = "auto_explain"
    apply_method = "pending-reboot"
  }
}

resource "aws_cloudwatch_log_group" "database" {
  name              = "/aws/rds/instance/shop/postgresql"
  retention_in_days = 30
}

resource "aws_db_instance" "shop" {
  identifier                      = "shop"
  engine                          = "postgres"
  engine_version                  = "16.4"
  instance_class                  = "db.r6g.large"
  allocated_storage               = 100
  db_name                         = "shop"
  username                        = "shop"
  manage_master_user_password     = true
  db_subnet_group_name            = aws_db_subnet_group.shop.name
  vpc_security_group_ids          = [aws_security_group.shop.id]
  parameter_group_name            = aws_db_parameter_group.shop.name
  storage_encrypted               = true
  kms_key_id                      = aws_kms_key.shop.arn
  enabled_cloudwatch_logs_exports = ["postgresql"]
  publicly_accessible             = true
  backup_retention_period         = 7
}

resource "aws_db_instance" "recommendations" {
  identifier                  = "recommendations"
  engine                      = "postgres"
  engine_version              = "16.4"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  db_name                     = "recommendations"
  username                    = "shop"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.shop.name
  vpc_security_group_ids      = [aws_security_group.shop.id]
  parameter_group_name        = aws_db_parameter_group.shop.name
  skip_final_snapshot         = true
}

resource "aws_elasticache_subnet_group" "shop" {
  name       = "shop"
  subnet_ids = [aws_subnet.shop_a.id, aws_subnet.shop_b.id]
}

resource "aws_elasticache_replication_group" "shop" {
  replication_group_id = "shop"
  description          = "The shop's cache"
  engine               = "redis"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 1
  subnet_group_name    = aws_elasticache_subnet_group.shop.name
  security_group_ids   = [aws_security_group.shop.id]
}

resource "aws_cognito_user_pool" "shop" {
  name              = "shop"
  mfa_configuration = "OPTIONAL"
  software_token_mfa_configuration {
    enabled = true
  }
}

resource "aws_cognito_user_pool_client" "shop" {
  name                  = "shop"
  user_pool_id          = aws_cognito_user_pool.shop.id
  access_token_validity = 24
}

resource "aws_ecr_repository" "shop" {
  name = "shop/fraiseql-api"
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_iam_role" "execution" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/shop/api"
  retention_in_days = 14
}

resource "aws_ecs_task_definition" "api" {
  family                   = "shop-fraiseql-api"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = "512"
  memory                   = "1024"
  execution_role_arn       = aws_iam_role.execution.arn
  container_definitions = jsonencode([
    {
      name         = "api"
      image        = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/fraiseql-api:1.4.2"
      portMappings = [{ containerPort = 8000 }]
      environment = [
        { name = "FRAISEQL_ENVIRONMENT", value = "production" },
        { name = "FRAISEQL_LOG_LEVEL", value = "DEBUG" },
        { name = "GRAPHQL_DEPTH_LIMIT", value = "10" },
        { name = "RATE_LIMIT_REQUESTS", value = "100" },
        { name = "FRAISEQL_RATE_LIMIT_ENABLED", value = "false" },
        { name = "FRAISEQL_ACCESS_TOKEN_MINUTES", value = "1440" },
        { name = "DATABASE_HOST", value = "shop.c2x4y6z8.eu-central-1.rds.amazonaws.com" },
        { name = "DATABASE_PASSWORD", value = "Sommer2024" },
        { name = "JWT_SECRET_KEY", value = "9f2c4e6a8b0d1f3a5c7e9b1d3f5a7c9e" },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = "/shop/api"
          awslogs-region        = "eu-central-1"
          awslogs-stream-prefix = "api"
        }
      }
    },
  ])
}

resource "aws_ecs_service" "api" {
  name                               = "api"
  cluster                            = aws_ecs_cluster.shop.arn
  task_definition                    = aws_ecs_task_definition.api.arn
  launch_type                        = "FARGATE"
  desired_count                      = 1
  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100
  network_configuration {
    subnets          = [aws_subnet.shop_a.id, aws_subnet.shop_b.id]
    security_groups  = [aws_security_group.shop.id]
    assign_public_ip = true
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.api.arn
    container_name   = "api"
    container_port   = 8000
  }
}

resource "aws_ecs_task_definition" "subscriptions" {
  family                   = "shop-fraiseql-subscriptions"
  network_mode             = "awsvpc"
  requires_compatibilities = ["EC2"]
  execution_role_arn       = aws_iam_role.execution.arn
  volume {
    name      = "logs"
    host_path = "/var/log/fraiseql"
  }
  container_definitions = jsonencode([
    {
      name              = "fraiseql"
      image             = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/fraiseql-api:1.4.2"
      memoryReservation = 512
      privileged        = true
      portMappings      = [{ containerPort = 8000 }]
      environment = [
        { name = "FRAISEQL_ENVIRONMENT", value = "production" },
        { name = "DATABASE_URL", value = "postgresql://shop:Sommer2024@shop.c2x4y6z8.eu-central-1.rds.amazonaws.com:5432/shop" },
        { name = "FRAISEQL_DATABASE_POOL_SIZE", value = "100" },
        { name = "FRAISEQL_CORS_ENABLED", value = "true" },
        { name = "FRAISEQL_CORS_ORIGINS", value = jsonencode(["*"]) },
        { name = "FRAISEQL_RATE_LIMIT_ENABLED", value = "false" },
        { name = "FRAISEQL_RATE_LIMIT_STORE", value = "redis" },
        { name = "REDIS_URL", value = "redis://shop.a1b2c3.ng.0001.euc1.cache.amazonaws.com:6379" },
        { name = "FRAISEQL_INTROSPECTION_POLICY", value = "authenticated" },
        { name = "FRAISEQL_APQ_MODE", value = "disabled" },
        { name = "FRAISEQL_SKIP_RUST", value = "1" },
      ]
      mountPoints = [{ sourceVolume = "logs", containerPath = "/var/log/fraiseql" }]
      healthCheck = { command = ["CMD", "curl", "-f", "http://localhost:8000/healthz"], interval = 60 }
    },
  ])
}

resource "aws_ecs_service" "subscriptions" {
  name            = "subscriptions"
  cluster         = aws_ecs_cluster.shop.arn
  task_definition = aws_ecs_task_definition.subscriptions.arn
  launch_type     = "EC2"
  desired_count   = 1
  network_configuration {
    subnets         = [aws_subnet.shop_a.id, aws_subnet.shop_b.id]
    security_groups = [aws_security_group.shop.id]
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.subscriptions.arn
    container_name   = "fraiseql"
    container_port   = 8000
  }
}

resource "aws_appautoscaling_target" "subscriptions" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/shop/subscriptions"
  min_capacity       = 1
  max_capacity       = 6
}

resource "aws_appautoscaling_policy" "subscriptions" {
  name               = "subscriptions"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.subscriptions.service_namespace
  scalable_dimension = aws_appautoscaling_target.subscriptions.scalable_dimension
  resource_id        = aws_appautoscaling_target.subscriptions.resource_id
  target_tracking_scaling_policy_configuration {
    target_value = 90
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_lb" "shop" {
  subnets         = [aws_subnet.shop_a.id, aws_subnet.shop_b.id]
  security_groups = [aws_security_group.shop.id]
  idle_timeout    = 3600
}

resource "aws_lb_target_group" "api" {
  vpc_id      = aws_vpc.shop.id
  target_type = "ip"
  protocol    = "HTTP"
  port        = 8000
  health_check {
    path     = "/"
    interval = 60
  }
}

resource "aws_lb_target_group" "subscriptions" {
  vpc_id      = aws_vpc.shop.id
  target_type = "ip"
  protocol    = "HTTP"
  port        = 8000
  health_check {
    path = "/health"
  }
}

variable "certificate" {
  type = string
}

variable "certificate_key" {
  type      = string
  sensitive = true
}

resource "aws_acm_certificate" "api" {
  certificate_body = var.certificate
  private_key      = var.certificate_key
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-2016-08"
  certificate_arn   = aws_acm_certificate.api.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}

resource "aws_lb_listener_rule" "subscriptions" {
  listener_arn = aws_lb_listener.https.arn
  condition {
    path_pattern {
      values = ["/subscriptions"]
    }
  }
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.subscriptions.arn
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}

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
      block {}
    }
    statement {
      rate_based_statement {
        aggregate_key_type = "IP"
        limit              = 2000
      }
    }
    visibility_config {
      metric_name                = "rate"
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

resource "aws_sns_topic" "team" {
  name = "team"
}

resource "aws_sns_topic_subscription" "team" {
  topic_arn = aws_sns_topic.team.arn
  protocol  = "email"
  endpoint  = "team@shop.example.com"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  evaluation_periods  = 3
  alarm_actions       = [aws_sns_topic.team.arn]
  metric_query {
    id          = "rate"
    expression  = "100 * failed / requests"
    return_data = true
  }
  metric_query {
    id = "failed"
    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      period      = 300
      stat        = "Sum"
    }
  }
  metric_query {
    id = "requests"
    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      period      = 300
      stat        = "Sum"
    }
  }
}

resource "aws_s3_bucket" "audit" {
  bucket = "shop-audit"
}

resource "aws_cloudtrail" "shop" {
  name           = "shop"
  s3_bucket_name = aws_s3_bucket.audit.id
}
