# Ce qui se calcule sans fournisseur : noms, tailles, valeurs de la chart. `terraform test` le prouve, sans réseau.
terraform {
  required_version = ">= 1.9"
}

variable "name" {
  description = "Nom court du lieu, préfixe de tout : cassation-prod."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,30}[a-z0-9]$", var.name))
    error_message = "Le nom : minuscules, chiffres, tirets ; de 4 à 32 signes, et commence par une lettre."
  }
}

variable "host" {
  description = "Nom public, sans schéma : greffe.example.org."
  type        = string
  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\\.[a-z]{2,}$", var.host))
    error_message = "Un nom de machine complet, sans https:// ni chemin."
  }
}

variable "cases_a_year" {
  description = "Pourvois enregistrés par an ; la Cour de cassation en reçoit environ 21 500."
  type        = number
  default     = 21500
  validation {
    condition     = var.cases_a_year > 0 && var.cases_a_year <= 1000000
    error_message = "De 1 à 1 000 000 de pourvois par an."
  }
}

variable "agents" {
  description = "Personnes connectées à la fois, au plus."
  type        = number
  default     = 300
}

variable "zones" {
  description = "Zones de disponibilité. Une seule : une machine en panne arrête le service."
  type        = list(string)
  validation {
    condition     = contains([1, 3], length(var.zones)) && length(distinct(var.zones)) == length(var.zones)
    error_message = "Une zone, ou trois zones différentes : une majorité survit à la perte d’une."
  }
}

variable "keep_years" {
  description = "Années de pièces gardées en ligne."
  type        = number
  default     = 10
}

variable "network" {
  description = "Réseau privé, d’au moins /20."
  type        = string
  default     = "10.40.0.0/16"
  validation {
    condition     = can(cidrnetmask(var.network)) && tonumber(split("/", var.network)[1]) <= 20
    error_message = "Un réseau IPv4 en notation CIDR, /20 ou plus grand."
  }
}

variable "oidc_issuer" {
  description = "Fournisseur d’identité des agents."
  type        = string
}

variable "antivirus" {
  description = "Où clamd répond (hôte:port). « aucun » : pas encore, et ce qui est reçu attend sans être servi à personne."
  type        = string
  default     = "aucun"
  validation {
    condition     = can(regex("^(aucun|[^:]+:[0-9]+)$", var.antivirus))
    error_message = "Une adresse (hôte:port), ou « aucun » : une production ne sert rien qu’un antivirus n’a pas lu."
  }
}

variable "storage" {
  description = "Stockage des pièces et des sauvegardes : adresses S3 et région. Les sauvegardes sont ailleurs."
  type        = object({ endpoint = string, region = string, backups_endpoint = string })
  validation {
    condition     = var.storage.endpoint != var.storage.backups_endpoint
    error_message = "Les sauvegardes ne se gardent pas là où sont les pièces."
  }
}

locals {
  available = length(var.zones) == 3
  # Trente actes par pourvoi, un millier d’octets chacun dans cinq schémas, indices compris ; deux fois, pour grandir.
  database_gib = max(20, ceil(var.cases_a_year * 30 * 5 * 2048 * var.keep_years * 2 / pow(1024, 3)))
  # Dix pièces d’un mégaoctet par pourvoi.
  files_gib = ceil(var.cases_a_year * 10 * var.keep_years / 1024)
  # Une demande par personne toutes les dix secondes ; une passerelle en sert vingt fois plus qu’il n’en faut pour cent.
  gateways = local.available ? max(3, ceil(var.agents / 200)) : 1
  replicas = local.available ? 2 : 1
  memory   = var.cases_a_year > 50000 ? "16Gi" : local.available ? "8Gi" : "1Gi"

  names = {
    network        = "${var.name}-reseau"
    cluster        = "${var.name}-noeuds"
    files_bucket   = "${var.name}-pieces"
    backups_bucket = "${var.name}-sauvegardes"
    namespace      = "greffe"
  }

  services = ["dossier", "assignment", "deadline", "notification", "document"]
  values = {
    publicUrl  = "https://${var.host}"
    components = merge({ for service in local.services : service => { replicas = local.replicas } }, { gateway = { replicas = local.gateways } })
    secrets    = { existing = "greffe-secrets" }
    database = {
      cluster = {
        instances   = local.available ? 3 : 1
        synchronous = local.available
        storage     = { size = "${local.database_gib}Gi" }
        wal         = { size = "${max(10, ceil(local.database_gib / 4))}Gi" }
        resources   = { requests = { cpu = local.available ? "2" : "500m", memory = local.memory }, limits = { memory = local.memory } }
      }
    }
    broker  = { cluster = { replicas = local.available ? 3 : 1 } }
    backups = { enabled = true, destination = "s3://${local.names.backups_bucket}/postgres", endpoint = var.storage.backups_endpoint, credentials = "greffe-backups" }
    storage = { s3 = { endpoint = var.storage.endpoint, bucket = local.names.files_bucket, region = var.storage.region } }
    oidc    = { issuer = var.oidc_issuer }
    # Sans adresse, rien de ce qui est reçu n’est servi.
    antivirus = var.antivirus
  }
}

output "names" {
  description = "Nom de chaque chose."
  value       = local.names
}

output "nodes" {
  description = "Machines par zone : nombre, processeurs, mémoire (Gio), disque (Gio)."
  value = {
    for zone in var.zones : zone => {
      count  = local.available ? max(1, ceil(var.agents / 1000)) : 1
      cpus   = local.available ? 8 : 4
      memory = local.available ? (var.cases_a_year > 50000 ? 64 : 32) : 16
      disk   = local.database_gib + 100
    }
  }
}

output "subnets" {
  description = "Un sous-réseau par zone."
  value       = { for index, zone in var.zones : zone => cidrsubnet(var.network, 4, index) }
}

output "files_gib" {
  description = "Place des pièces."
  value       = local.files_gib
}

output "values" {
  description = "Valeurs de la chart greffe, à compléter par ce que le lieu a de propre (réseaux permis, émetteur de certificats)."
  value       = local.values
}
