terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

provider "google" {
  project = var.project
  region  = var.region
}

variable "project" {
  type    = string
  default = "acme-shop"
}

variable "region" {
  type    = string
  default = "europe-west1"
}

variable "api_max_instances" {
  type    = number
  default = 12
}

resource "google_compute_network" "shop" {
  name                    = "shop"
  auto_create_subnetworks = false
}

resource "google_vpc_access_connector" "shop" {
  name          = "shop"
  region        = var.region
  network       = google_compute_network.shop.name
  ip_cidr_range = "10.8.0.0/28"
  machine_type  = "e2-micro"
  min_instances = 2
  max_instances = 4
}

resource "google_sql_database_instance" "main" {
  name             = "shop-main"
  database_version = "POSTGRES_16"
  region           = var.region

  settings {
    edition           = "ENTERPRISE"
    tier              = "db-custom-2-7680"
    availability_type = "REGIONAL"

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.shop.id
    }

    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = true
    }

    database_flags {
      name  = "max_connections"
      value = "200"
    }
  }
}

resource "google_sql_database" "shop" {
  name     = "shop"
  instance = google_sql_database_instance.main.name
}

# SQLAlchemy behind gunicorn: the pool is set by variables, the workers too.
module "api" {
  source = "./modules/service"

  name          = "api"
  image         = "europe-west1-docker.pkg.dev/acme-shop/services/api:2026.11.20"
  cpu           = "2"
  memory        = "2Gi"
  concurrency   = 40
  min_instances = 1
  max_instances = var.api_max_instances
  connector     = google_vpc_access_connector.shop.id

  variables = {
    DB_HOST         = google_sql_database_instance.main.private_ip_address
    DB_NAME         = google_sql_database.shop.name
    DB_POOL_SIZE    = "5"
    DB_MAX_OVERFLOW = "2"
    WEB_CONCURRENCY = "2"
  }
}

# The size of the pool stands in the code, and no variable says it.
module "admin" {
  source = "./modules/service"

  name          = "admin"
  image         = "europe-west1-docker.pkg.dev/acme-shop/services/admin:2026.11.20"
  cpu           = "1"
  memory        = "512Mi"
  concurrency   = 20
  min_instances = 0
  max_instances = 2
  connector     = google_vpc_access_connector.shop.id

  variables = {
    DATABASE_URL = "postgresql://admin@${google_sql_database_instance.main.private_ip_address}:5432/shop"
  }
}
