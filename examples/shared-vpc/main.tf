terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

provider "google" {
  project = "acme-web"
  region  = "europe-west1"
}

variable "max_instances" {
  type    = number
  default = 20
}

# The network belongs to the host project; this team only has a subnet of it.
resource "google_compute_subnetwork" "web" {
  project       = "acme-network"
  name          = "web"
  region        = "europe-west1"
  network       = "projects/acme-network/global/networks/shared"
  ip_cidr_range = "10.20.0.0/26"
}

resource "google_sql_database_instance" "web" {
  name             = "web-main"
  database_version = "POSTGRES_17"
  region           = "europe-west1"

  settings {
    edition = "ENTERPRISE"
    tier    = "db-custom-4-15360"

    ip_configuration {
      ipv4_enabled    = false
      private_network = "projects/acme-network/global/networks/shared"
    }

    database_flags {
      name  = "max_connections"
      value = "500"
    }
  }
}

resource "google_cloud_run_v2_service" "web" {
  name     = "web"
  location = "europe-west1"

  template {
    max_instance_request_concurrency = 80

    scaling {
      min_instance_count = 2
      max_instance_count = var.max_instances
    }

    vpc_access {
      network_interfaces {
        network    = "projects/acme-network/global/networks/shared"
        subnetwork = google_compute_subnetwork.web.id
      }
      egress = "PRIVATE_RANGES_ONLY"
    }

    containers {
      image = "europe-west1-docker.pkg.dev/acme-web/services/web:2026.11.20"

      resources {
        limits = { cpu = "1", memory = "512Mi" }
      }

      startup_probe {
        http_get { path = "/up" }
        period_seconds    = 10
        failure_threshold = 20
        timeout_seconds   = 5
      }

      # Rails: one Puma process with a pool as large as its threads.
      env {
        name  = "DB_HOST"
        value = google_sql_database_instance.web.private_ip_address
      }
      env {
        name  = "RAILS_MAX_THREADS"
        value = "5"
      }
      env {
        name  = "WEB_CONCURRENCY"
        value = "1"
      }
    }
  }
}
