variable "name" { type = string }
variable "image" { type = string }
variable "cpu" { type = string }
variable "memory" { type = string }
variable "concurrency" { type = number }
variable "min_instances" { type = number }
variable "max_instances" { type = number }
variable "connector" { type = string }
variable "variables" { type = map(string) }

resource "google_cloud_run_v2_service" "this" {
  name     = var.name
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"

  template {
    max_instance_request_concurrency = var.concurrency
    timeout                          = "60s"

    scaling {
      min_instance_count = var.min_instances
      max_instance_count = var.max_instances
    }

    vpc_access {
      connector = var.connector
      egress    = "PRIVATE_RANGES_ONLY"
    }

    containers {
      image = var.image

      resources {
        limits = { cpu = var.cpu, memory = var.memory }
      }

      startup_probe {
        http_get { path = "/healthz" }
        period_seconds    = 10
        failure_threshold = 12
        timeout_seconds   = 5
      }

      dynamic "env" {
        for_each = var.variables
        content {
          name  = env.key
          value = env.value
        }
      }
    }
  }
}

output "uri" {
  value = google_cloud_run_v2_service.this.uri
}
