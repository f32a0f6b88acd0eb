# De rien à des machines : le cluster, ou les rôles d’Ansible, viennent ensuite.
terraform {
  required_version = ">= 1.9"
  # L’état nomme toute l’infrastructure : chiffré, verrouillé, sauvegardé. Adresse et clés : `terraform init -backend-config=…`.
  backend "s3" {
    key          = "greffe/openstack.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}

module "plan" {
  source      = "../../plan"
  name        = "cassation-prod"
  host        = "greffe.example.org"
  zones       = ["zone-1", "zone-2", "zone-3"]
  oidc_issuer = "https://connexion.example.org"
  antivirus   = "clamd.clamav.svc:3310"
  storage     = { endpoint = "https://s3.zone-1.example.org", region = "fr-1", backups_endpoint = "https://s3.autre-site.example.org" }
}

module "openstack" {
  source           = "../../openstack"
  names            = module.plan.names
  nodes            = module.plan.nodes
  subnets          = module.plan.subnets
  host             = "greffe.example.org"
  dns_zone         = "example.org."
  external_network = "internet"
  image            = "debian-12"
  key_pair         = "exploitation"
  administration   = ["192.0.2.0/24"]
}

output "values" { value = module.plan.values }
output "nodes" { value = module.openstack.nodes }
