# Un cluster qui existe déjà, avec cert-manager, l’opérateur RabbitMQ et un Ingress, désigné par KUBE_CONFIG_PATH ; les secrets par TF_VAR_secrets, depuis un coffre.
terraform {
  required_version = ">= 1.11"
  backend "s3" {
    key          = "greffe/release.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}

variable "secrets" {
  type      = map(string)
  ephemeral = true
}

module "plan" {
  source      = "../../plan"
  name        = "cassation-prod"
  host        = "greffe.example.org"
  zones       = ["zone-1", "zone-2", "zone-3"]
  oidc_issuer = "https://connexion.example.org"
  antivirus   = "clamd.clamav.svc:3310"
  storage     = { endpoint = "https://s3.example.org", region = "fr-1", backups_endpoint = "https://s3.autre-site.example.org" }
}

module "release" {
  source    = "../../release"
  namespace = module.plan.names.namespace
  chart     = "../../../charts/greffe"
  values = merge(module.plan.values, {
    certificates = { issuer = "letsencrypt" }
    ingress      = { enabled = true, className = "nginx" }
    networkPolicies = {
      outside = {
        entry     = [{ namespaceSelector = { matchLabels = { "kubernetes.io/metadata.name" = "ingress-nginx" } } }]
        antivirus = [{ namespaceSelector = { matchLabels = { "kubernetes.io/metadata.name" = "clamav" } } }]
        # À remplacer par les vôtres : sans eux la base ne démarre pas, personne n’entre, aucune pièce n’est gardée.
        identity  = [{ ipBlock = { cidr = "198.51.100.10/32" } }]
        storage   = [{ ipBlock = { cidr = "198.51.100.20/32" } }, { ipBlock = { cidr = "203.0.113.20/32" } }]
        operators = [for name in ["cnpg-system", "rabbitmq-system"] : { namespaceSelector = { matchLabels = { "kubernetes.io/metadata.name" = name } } }]
        # Le Service, et les serveurs qui sont derrière (kubectl --namespace default get endpointslices).
        apiserver = [{ ipBlock = { cidr = "10.96.0.1/32" } }, { ipBlock = { cidr = "192.0.2.0/28" } }]
      }
    }
  })
  secrets = var.secrets
  # Celui de RabbitMQ s’installe par le manifeste de son éditeur (docs/operations.md).
  operators = {
    cnpg   = { repository = "https://cloudnative-pg.github.io/charts", chart = "cloudnative-pg", version = "0.27.0", namespace = "cnpg-system" }
    barman = { repository = "https://cloudnative-pg.github.io/charts", chart = "plugin-barman-cloud", version = "0.3.1", namespace = "cnpg-system" }
  }
}
